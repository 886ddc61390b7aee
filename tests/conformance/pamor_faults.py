# SPDX-License-Identifier: GPL-3.0-or-later
"""One fault each, as real backends have them, and the checks that must find it, no more and no less."""

import base64
import hashlib
import json

from pamor_wrong import Reply

DIGESTED = ['logIn', 'refreshSession', 'putSubmission', 'putRevision', 'sendChunk', 'putContent', 'putDevice']
WITH_TOKEN = ['listSubmissions', 'putSubmission', 'getSubmission', 'putRevision', 'getReceipt', 'askOffset',
              'sendChunk', 'putContent', 'getChanges', 'getCatalogue', 'getPickupSlots', 'putDevice']


def digest(body):
    return 'sha-256=:' + base64.b64encode(hashlib.sha256(body).digest()).decode() + ':'


def is_submission(request, method):
    return request.method == method and request.path.count('/') == 3 and '/submissions/' in request.path


def problem(status, code):
    body = json.dumps({'type': '/problems/' + code, 'status': status}).encode()
    return Reply(status, {'eopen-api': '1', 'content-type': 'application/problem+json'}, body)


def standing(request, reply):
    """What every reply carries, for one that was made up here."""
    from email.utils import formatdate
    return Reply(reply.status, {**reply.headers, 'date': formatdate(usegmt=True),
                                'request-id': request.headers['request-id']}, reply.body)


def without_header(name, concerns=lambda reply: True):
    def fault(request, forward):
        reply = forward(request)
        if concerns(reply):
            reply.headers.pop(name, None)
        return reply
    return lambda: fault


def plain_errors():
    def fault(request, forward):
        reply = forward(request)
        if reply.status >= 400 and reply.body:
            reply.headers['content-type'] = 'application/json'
        return reply
    return fault


def redirects():
    def fault(request, forward):
        if request.is_('HEAD', '/v1/service'):
            reply = Reply(301, {'eopen-api': '1', 'location': '/v1/service/'})
            return standing(request, reply)
        return forward(request)
    return fault


def any_digest():
    def fault(request, forward):
        if request.body is not None and 'content-digest' in request.headers:
            request.headers['content-digest'] = digest(request.body)
        return forward(request)
    return fault


def no_digest():
    def fault(request, forward):
        if request.body is not None:
            request.headers.setdefault('content-digest', digest(request.body))
        return forward(request)
    return fault


def any_token():
    """Whoever comes without a token, but to end something, is taken for the one who came last."""
    last = []

    def fault(request, forward):
        if 'authorization' not in request.headers and last and request.method != 'DELETE':
            request.headers['authorization'] = last[0]
        reply = forward(request)
        if reply.status == 200 and 'authorization' in request.headers:
            last[:] = [request.headers['authorization']]
        return reply
    return fault


def strict_refresh():
    """The previous refresh token is over as soon as it was used once."""
    used = set()

    def fault(request, forward):
        if request.is_('POST', '/refresh') and request.body:
            if request.body in used:
                return standing(request, problem(400, 'invalid-refresh-token'))
            if forward_ok(reply := forward(request)):
                used.add(request.body)
            return reply
        return forward(request)
    return fault


def forward_ok(reply):
    return reply.status < 300


def doubles():
    """A submission that is sent again is one more."""
    again = set()

    def fault(request, forward):
        reply = forward(request)
        if is_submission(request, 'PUT') and reply.status == 200:
            again.add(request.path.rsplit('/', 1)[1])
            reply.status = 201
        elif request.is_('GET', '/v1/submissions') and reply.status == 200:
            page = json.loads(reply.body)
            page['items'] = [item for item in page['items'] for _ in range(1 + (item['id'] in again))]
            reply.body = json.dumps(page).encode()
        return reply
    return fault


def overwrites():
    def fault(request, forward):
        reply = forward(request)
        if is_submission(request, 'PUT') and reply.status == 409:
            name = request.path.rsplit('/', 1)[1]
            state = {'id': name, 'revision': 1, 'state': 'received', 'missing': []}
            return standing(request, Reply(200, {'eopen-api': '1', 'content-type': 'application/json',
                                                 'etag': '"x"'}, json.dumps(state).encode()))
        return reply
    return fault


def any_place():
    """A second one may take the place that another one took."""
    taken = {}

    def fault(request, forward):
        if is_submission(request, 'PUT') and request.body and request.body.startswith(b'{'):
            try:
                body = json.loads(request.body)
            except ValueError:
                body = {}
            old = body.get('replaces')
            if old is not None and taken.setdefault(old, request.path) != request.path:
                del body['replaces']
                request.body = json.dumps(body).encode()
                request.headers['content-digest'] = digest(request.body)
                request.headers['content-length'] = str(len(request.body))
        return forward(request)
    return fault


def revives():
    """What was withdrawn comes back when it is sent again."""
    def fault(request, forward):
        reply = forward(request)
        if is_submission(request, 'PUT') and reply.status == 410:
            reply.status, reply.headers['content-type'] = 201, 'application/json'
            reply.body = b'{}'
        return reply
    return fault


def hides_places():
    def fault(request, forward):
        reply = forward(request)
        if reply.status == 422:
            said = json.loads(reply.body)
            said['errors'] = [{'code': error['code'], 'message': error['message']} for error in said['errors']]
            reply.body = json.dumps(said).encode()
        return reply
    return fault


def promises_less():
    """It tells of fewer photos than it takes."""
    def fault(request, forward):
        reply = forward(request)
        if request.is_('GET', '/v1/service'):
            service = json.loads(reply.body)
            service['limits']['attachments'] = 5
            reply.body = json.dumps(service).encode()
        return reply
    return fault


def gzip_unread():
    def fault(request, forward):
        if request.headers.get('content-encoding') == 'gzip':
            return standing(request, problem(415, 'media-type'))
        return forward(request)
    return fault


def pdf_refused():
    def fault(request, forward):
        if is_submission(request, 'PUT') and b'"application/pdf"' in request.body:
            return standing(request, problem(415, 'media-type'))
        return forward(request)
    return fault


def one_byte_off():
    def fault(request, forward):
        reply = forward(request)
        if request.is_('HEAD', '/content') and reply.headers.get('upload-offset', '0') != '0':
            reply.headers['upload-offset'] = str(int(reply.headers['upload-offset']) + 1)
        return reply
    return fault


def any_chunk():
    """A chunk is taken wherever it says that it belongs: the offset is not looked at."""
    def fault(request, forward):
        reply = forward(request)
        if request.is_('PATCH', '/content') and reply.status == 409:
            request.headers['upload-offset'] = reply.headers['upload-offset']
            reply = forward(request)
        return reply
    return fault


def nothing():
    return lambda request, forward: forward(request)


def early_receipts():
    def fault(request, forward):
        reply = forward(request)
        if request.is_('GET', '/receipt') and reply.status == 409:
            receipt = {'number': 'X', 'revision': 1, 'received_at': '2026-11-20T08:00:00Z',
                       'manifest_sha256': '0' * 64}
            reply.status, reply.headers['content-type'] = 200, 'application/json'
            reply.body = json.dumps(receipt).encode()
        return reply
    return fault


def other_manifest():
    def fault(request, forward):
        reply = forward(request)
        if request.is_('GET', '/receipt') and reply.status == 200:
            reply.body = json.dumps({**json.loads(reply.body), 'manifest_sha256': '0' * 64}).encode()
        return reply
    return fault


def any_match():
    """If-Match is not looked at: whoever comes last wins."""
    newest = {}

    def fault(request, forward):
        name = request.path.split('/')[3] if request.path.startswith('/v1/submissions/') else None
        if '/revisions/' in request.path and name in newest:
            request.headers['if-match'] = newest[name]
        reply = forward(request)
        if request.method == 'PUT' and reply.status == 201 and 'etag' in reply.headers:
            newest[name] = reply.headers['etag']
        return reply
    return fault


def skips_changes():
    """A page that was cut short goes on one too late."""
    def fault(request, forward):
        reply = forward(request)
        if request.is_('GET', '/v1/changes') and 'limit=1' in request.path.split('&') and reply.status == 200:
            page = json.loads(reply.body)
            if page['more']:
                page['next'] = str(int(page['next']) + 1)
            reply.body = json.dumps(page).encode()
        return reply
    return fault


def nameless_days():
    """Days with room that do not say which they are."""
    def fault(request, forward):
        reply = forward(request)
        if request.is_('GET', '/v1/pickup-slots') and reply.status == 200:
            page = json.loads(reply.body)
            page['days'] = [{**day, 'date': 20261123} for day in page['days']]
            reply.body = json.dumps(page).encode()
        return reply
    return fault


def beyond_the_end():
    """Where an upload was cut its offset is anything."""
    def fault(request, forward):
        reply = forward(request)
        if request.is_('HEAD', '/content') and int(reply.headers.get('upload-offset', 0)) > 10_000:
            reply.headers['upload-offset'] = '9' * 18
        return reply
    return fault


def no_memory():
    """The client's ETag is not looked at."""
    def fault(request, forward):
        request.headers.pop('if-none-match', None)
        return forward(request)
    return fault


def other_etag():
    """The catalogue's ETag is not its digest."""
    def fault(request, forward):
        if request.is_('GET', '/v1/catalogue') and 'if-none-match' in request.headers:
            request.headers['if-none-match'] = request.headers['if-none-match'].replace('"v', '"')
        reply = forward(request)
        if request.is_('GET', '/v1/catalogue') and 'etag' in reply.headers:
            reply.headers['etag'] = '"v' + reply.headers['etag'][1:]
        return reply
    return fault


def is_error(reply):
    return reply.status >= 400


def each(prefix, operations):
    return [prefix + operation for operation in operations]


VALIDATION = ['validation-no-' + member for member in
              ('revision', 'service', 'catalogue', 'captured_at', 'answers', 'consent', 'attachments')] \
    + ['validation-' + place for place in ('answers-text', 'time', 'service-empty', 'revision', 'nik-short',
                                           'nik-letters', 'case')] \
    + ['validation-photo-' + fault for fault in ('no-id', 'id', 'no-sha256', 'sha256', 'no-size', 'empty',
                                                 'no-requirement', 'twice')]
WRONG_DIGEST = each('digest-wrong-', DIGESTED) + each('body-lost-', DIGESTED) \
    + ['submission-wrong-digest-keeps', 'chunk-wrong-digest-keeps', 'gzip-digest']
OFFSETS = ['chunk-parts', 'chunk-again', 'chunk-ahead', 'content-and-tus', 'cut-keeps', 'cut-goes-on']
ADDRESSES = ['address-unknown', 'method-unknown']

# What is wrong, in words; the fault; the checks that must find it; how the server is set up.
FAULTS = [
    ('replies without EOpen-Api', without_header('eopen-api'),
     ['every-api', 'every-api-errors', *ADDRESSES], {}),
    ('errors without EOpen-Api', without_header('eopen-api', is_error), ['every-api-errors', *ADDRESSES], {}),
    ('errors without Date', without_header('date', is_error), ['every-date-errors'], {}),
    ('an unechoed Request-Id', without_header('request-id'), ['every-echo', 'every-echo-errors'], {}),
    ('errors that are plain JSON', plain_errors, ['every-problems'], {}),
    ('a redirect', redirects, ['service-probe', 'every-redirects'], {}),
    ('a wrong digest that is accepted', any_digest, WRONG_DIGEST, {}),
    ('a missing digest that is accepted', no_digest, each('digest-missing-', DIGESTED), {}),
    ('a missing token that is accepted', any_token, each('token-missing-', WITH_TOKEN), {}),
    ('a refresh token that is over too early', strict_refresh, ['refresh-previous-stays'], {}),
    ('a repeated PUT that doubles', doubles,
     ['submission-again', 'submission-again-later', 'submission-once', 'submission-other-keeps', 'gzip-same',
      'replaces-again'], {}),
    ('other content that is accepted', overwrites, ['submission-other', 'replaces-once'], {}),
    ('a second one in the same place', any_place, ['replaces-once'], {}),
    ('a withdrawn submission that comes back', revives, ['withdrawn-stays'], {}),
    ('errors that name no place', hides_places, VALIDATION, {}),
    ('a limit that is not kept', promises_less, ['limit-photos-over'], {}),
    ('gzip that is promised and refused', gzip_unread,
     ['gzip', 'gzip-same', 'gzip-digest', 'gzip-broken', 'gzip-bomb'], {}),
    ('PDF that is promised and refused', pdf_refused, ['limit-pdf'], {}),
    ('an offset one byte off', one_byte_off, OFFSETS, {}),
    ('a chunk taken at any offset', any_chunk,
     ['chunk-again', 'chunk-ahead', 'chunk-after-end'], {}),
    ('partial bodies that are promised and dropped', nothing, ['cut-keeps'], {'takes_cut': False}),
    ('a receipt before all is there', early_receipts, ['receipt-incomplete', 'receipt-missing'], {}),
    ('a receipt of other content', other_manifest, ['receipt-ours', 'revision-receipt'], {}),
    ('a correction that overtakes another', any_match, ['revision-no-match', 'revision-stale'], {}),
    ('a feed that leaves one out', skips_changes, ['changes-walk'], {}),
    ('days without a date', nameless_days, ['slots-days', 'slots-within'], {}),
    ('an offset beyond the end', beyond_the_end, ['cut-keeps', 'cut-goes-on'], {}),
    ('what is unchanged sent whole', no_memory, ['state-unchanged', 'catalogue-unchanged'], {}),
    ('an ETag that is not the digest', other_etag, ['catalogue-etag'], {}),
]
