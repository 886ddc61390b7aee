#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pamorctl conformance: the practice E-Open keeps every rule of the contract, and a server that
breaks one is found out by just the checks that are about it. Speaks TAP."""

import base64
import hashlib
import json
import os
import re
import sys
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import Trial, run_all  # noqa: E402
from pamor_faults import FAULTS, problem, standing  # noqa: E402
from pamor_wrong import Wrong  # noqa: E402

CONTRACT = os.path.join(os.environ.get('PAMOR_SOURCE', '.'), 'data', 'api', 'eopen-field-v1.yaml')


def send(trial, method, path, value, token=None):
    body = json.dumps(value).encode()
    headers = {'Content-Type': 'application/json',
               'Content-Digest': 'sha-256=:' + base64.b64encode(hashlib.sha256(body).digest()).decode() + ':',
               **({'Authorization': 'Bearer ' + token} if token else {})}
    with urllib.request.urlopen(urllib.request.Request(trial.url + path, body, headers, method=method),
                                timeout=30) as reply:
        return json.load(reply)


def decide(trial, changes=3):
    """The office decides something, so that there is a feed to look at."""
    token = send(trial, 'POST', '/v1/sessions',
                 {'officer': 'latihan', 'secret': 'latihan', 'device': 'uji'})['access_token']
    name = '019aa000-0000-7000-8000-000000000001'
    send(trial, 'PUT', '/v1/submissions/' + name,
         {'revision': 1, 'service': 'ADUAN', 'catalogue': '1', 'captured_at': '2026-11-20T08:00:00Z',
          'answers': {}, 'consent': {}, 'attachments': []}, token)
    for number in range(changes):
        trial.set_status(name, ['verification', 'processing', 'done'][number % 3], 'Uji')


def judge(trial, url, wants=None):
    """Tries the server at url; returns the findings by id, and the counts."""
    said = trial.ctl_json('conformance', url, wants=wants)
    return {finding['id']: finding for finding in said['findings']}, said


def find(trial, url):
    findings, said = judge(trial, url)
    failed = {name for name, finding in findings.items() if finding['result'] == 'failed'}
    assert said['failed'] == len(failed)
    return failed


def test_practice():
    """the practice E-Open keeps every rule: 260 checks and more, for every operation of the contract"""
    with open(CONTRACT, encoding='utf-8') as file:
        operations = set(re.findall(r'operationId: (\w+)', file.read()))
    with Trial() as trial:
        trial.start_server()
        decide(trial)
        findings, said = judge(trial, trial.url, wants=0)
        skipped = [name for name, finding in findings.items() if finding['result'] == 'not applicable']
        assert said['failed'] == 0 and said['passed'] >= 260, said
        assert skipped == ['catalogue-gzip'], skipped
        assert len(findings) == said['checks'], 'an id stands twice'
        assert {finding['operation'] for finding in findings.values()} == operations | {'info'}
        assert all(finding['sent'] and finding['came'] and finding['expected']
                   for finding in findings.values() if finding['result'] == 'passed')
        assert said['left'] == 0 and said['withdrawn'] > 50, said
        states = [item['state'] for item in trial.arrived()['submissions'] if not item['id'].startswith('019aa000-0000')]
        assert set(states) == {'withdrawn'}, set(states)
        print(f'# {said["checks"]} checks: {said["passed"]} passed, {len(skipped)} not applicable')


def test_words():
    """it says first that it writes and wants a test account, and last how many checks went how"""
    with Trial() as trial:
        trial.start_server()
        lines = trial.ctl('conformance', trial.url).splitlines()
        assert 'akun uji' in lines[0] and trial.url in lines[0] and 'latihan' in lines[0], lines[0]
        assert re.fullmatch(r'\d+ pemeriksaan: \d+ lulus, 0 gagal, \d+ tidak berlaku', lines[-1]), lines[-1]


def test_addresses():
    """nothing is sent to an address that is neither https nor this machine"""
    with Trial() as trial:
        for url in ('http://e-open.example', 'ftp://127.0.0.1', 'http://127.0.0.1.e-open.example', 'x',
                    'http://localhost:1', 'https://petugas@e-open.example', 'https://e-open.example/?x=1'):
            said = trial.ctl_json('conformance', url, wants=1)
            assert 'findings' not in said and url in said['detail'], said


def test_nobody():
    """where nobody answers every check fails, and none is left out"""
    with Trial() as trial:
        findings, said = judge(trial, 'http://127.0.0.1:1', wants=1)
        assert said['passed'] == said['not_applicable'] == 0 and said['failed'] > 260, \
            [it for it in findings.values() if it['result'] != 'failed']
        assert findings['service-open']['came'].startswith('nothing'), findings['service-open']


def test_secret():
    """the secret comes from its file, and a wrong one fails at the log-in"""
    with Trial() as trial:
        trial.start_server()
        path = os.path.join(trial.folder, 'secret')
        for secret, result in (('latihan', 'passed'), ('salah', 'failed')):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(secret + '\n')
            said = trial.ctl_json('conformance', trial.url, '--officer', 'latihan', '--secret-file', path,
                                  wants=0 if result == 'passed' else 1)
            findings = {finding['id']: finding['result'] for finding in said['findings']}
            assert findings['login-opens'] == result, findings['login-opens']


def discovers(reply, **changes):
    """The discovery document says something else than that of the practice E-Open."""
    service = json.loads(reply.body)
    for name, value in changes.items():
        service[name] = {**service[name], **value} if isinstance(value, dict) else value
    reply.body = json.dumps(service).encode()
    return reply


def judge_through(fault):
    with Trial() as trial:
        trial.start_server()
        decide(trial, 2)
        with Wrong(trial.url, fault) as front:
            findings, said = judge(trial, front.url)
    skipped = {name for name, finding in findings.items() if finding['result'] == 'not applicable'}
    assert all(findings[name]['expected'] for name in skipped), skipped
    return {name for name, finding in findings.items() if finding['result'] == 'failed'}, skipped


def test_without_tus():
    """a server without tus, gzip or limits within reach is judged by what it does offer"""
    def offers_less(request, forward):
        if request.is_('HEAD', '/content') or request.is_('PATCH', '/content'):
            return standing(request, problem(405, 'method-not-allowed'))
        reply = forward(request)
        if request.is_('GET', '/v1/service'):
            discovers(reply, uploads={'tus': [], 'keeps_partial': False}, request_encodings=[],
                      limits=dict.fromkeys(('submission_bytes', 'attachments', 'chunk_bytes'), 10 ** 15))
        return reply

    failed, skipped = judge_through(offers_less)
    assert not failed and len(skipped) > 30, (failed, skipped)
    assert skipped >= {'chunk-whole', 'cut-keeps', 'offset-empty', 'gzip', 'withdrawn-photos',
                       'digest-wrong-sendChunk', 'limit-bytes', 'limit-bytes-over', 'limit-photos-over'}, skipped
    assert not skipped & {'content-taken', 'digest-wrong-putContent'}, skipped


def test_sparing():
    """a server without PUT of photos is right to take small chunks, end tokens and ask for patience"""
    tokens, ended, asked = {}, set(), []

    def spares(request, forward):
        token, length = request.headers.get('authorization'), len(request.body or b'')
        asked.append(request.path)
        if len(asked) % 50 == 0:
            reply = standing(request, problem(429, 'too-many-requests'))
            reply.headers['retry-after'] = '0' if len(asked) > 50 else '2'  # longer than a token lasts
            return reply
        if token and time.monotonic() > tokens.get(token, time.monotonic()) + 1.5:
            ended.add(token)
            reply = standing(request, problem(401, 'invalid-token'))
            reply.headers['www-authenticate'] = 'Bearer'
            return reply
        if request.is_('PUT', '/content'):
            return standing(request, problem(405, 'method-not-allowed'))
        if request.is_('PATCH', '/content') and length > 100_000:
            return standing(request, problem(413, 'too-large'))
        reply = forward(request)
        if request.is_('GET', '/v1/service'):
            discovers(reply, limits={'chunk_bytes': 100_000}, uploads={'put': False})
        elif request.is_('POST', '/v1/sessions', '/v1/sessions/refresh') and reply.status < 300:
            session = json.loads(reply.body)
            tokens['Bearer ' + session['access_token']] = time.monotonic()
            reply.body = json.dumps({**session, 'expires_in': 1}).encode()
        return reply

    failed, skipped = judge_through(spares)
    assert not failed, failed
    assert 'content-taken' in skipped and not skipped & {'digest-wrong-sendChunk', 'cut-keeps'}, skipped
    assert ended


def make_fault_case(what, fault, expected, options):
    def case():
        with Trial() as trial:
            trial.start_server()
            decide(trial)
            with Wrong(trial.url, fault(), **options) as wrong:
                failed = find(trial, wrong.url)
            assert failed == set(expected), \
                f'not found out by {sorted(set(expected) - failed)}, wrongly by {sorted(failed - set(expected))}'
    case.__doc__ = f'{what}: found out by the checks that are about it, and by no other'
    return case


if __name__ == '__main__':
    if sys.argv[1:] == ['--faults']:
        run_all(*(make_fault_case(*fault) for fault in FAULTS))
    else:
        run_all(test_practice, test_words, test_addresses, test_nobody, test_secret, test_without_tus, test_sparing,
                *(make_fault_case(*fault) for fault in FAULTS[::2]))
