#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the real client and the practice E-Open say to each other, held against the OpenAPI file by
Prism, which nobody here wrote. Argument 1: a folder for what npm fetches. Speaks TAP."""

import base64
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(1, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_npm import fetch_modules  # noqa: E402
from pamor_trial import FORMS, Trial, run_all  # noqa: E402
from pamor_witness import Witness  # noqa: E402

CONTRACT = os.path.join(os.environ['PAMOR_SOURCE'], 'data', 'api', 'eopen-field-v1.yaml')


class WitnessedTrial(Trial):
    def __init__(self, witness):
        super().__init__()
        self.witness = witness

    def start_server(self, *words):
        super().start_server(*words)
        self.witness.target = self.port

    def login(self, secret='latihan', wants=0):
        return self.ctl('login', '--server', self.witness.url, '--officer', 'latihan',
                        stdin=secret + '\n', wants=wants)

    def end_sessions(self, table):
        """Of what the server knows its officer by it forgets one kind: access or session."""
        self.stop_server()
        with sqlite3.connect(os.path.join(self.state, 'practice.db')) as base:
            base.execute(f'DELETE FROM {table}')
        base.close()
        self.start_server()

    def ask(self, operation, *words):
        """One request of the client that pamorctl has no job for; returns what the reply meant."""
        return subprocess.run([os.environ['ASK_ONCE'], self.witness.url, self.token(), operation, *words],
                              capture_output=True, text=True, timeout=60, check=True).stdout.strip()

    def drafts(self, *names):
        """Drafts of people who still lack everything but their name."""
        table = os.path.join(self.folder, 'drafts.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('Nama;L/P\n' + ''.join(name + ';P\n' for name in names))
        self.ctl('import', 'KTP_REKAM', table)

    def held(self):
        """What the office knows that its officers' computers hold."""
        self.stop_server()
        with sqlite3.connect(os.path.join(self.state, 'practice.db')) as base:
            rows = base.execute('SELECT officer, report FROM device').fetchall()
        base.close()
        self.start_server()
        return [(officer, json.loads(report)['unsent']) for officer, report in rows]

    def token(self):
        """An access token, asked for past the witness."""
        body = b'{"officer": "latihan", "secret": "latihan", "device": "uji"}'
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        asked = urllib.request.Request(f'{self.url}/v1/sessions', body, {
            'Content-Type': 'application/json', 'Content-Digest': f'sha-256=:{digest}:'})
        with urllib.request.urlopen(asked, timeout=60) as reply:
            return json.load(reply)['access_token']

    def hand_in(self, seed):
        photos = []
        for place, code in enumerate(('HILANG', 'KK')):
            photos += ['--photo', f'{code}={self.picture(code + ".jpg", 320, 240, seed=seed + place)}']
        return self.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'), *photos).splitlines()[-1]


def count(witness, what):
    pairs = sum(len(statuses) for statuses in witness.seen().values())
    operations = sum(1 for statuses in witness.seen().values() if statuses)
    print(f'# {what}: {len(witness.exchanges)} exchanges, {operations} of {len(witness.seen())} '
          f'operations, {pairs} replies of different kind', flush=True)


def assert_clean(witness, sides):
    found = sorted(set(witness.violations(sides)))
    assert not found, '\n'.join(found)


def assert_asked(witness, *operations):
    missing = [name for name in operations if not witness.seen()[name]]
    assert not missing, f'never asked: {missing}'


def client():
    """what the client sends is by the contract, and so is every reply that it gets"""
    with Witness(MODULES, CONTRACT) as witness, WitnessedTrial(witness) as trial:
        trial.start_server()
        trial.login('salah', wants=None)
        trial.login()
        trial.ctl('connection')
        first = trial.hand_in(1)
        trial.ctl('sync')
        trial.end_sessions('access')       # 401, then a refresh
        trial.set_status(first, 'rejected', 'Foto KK buram', 'blur')
        trial.hand_in(3)
        trial.ctl('sync', wants=3)
        trial.set_mood('reply-lost')       # where it broke off the client asks how much is there
        trial.hand_in(7)
        trial.ctl('sync', wants=None)
        trial.set_mood('down')
        trial.hand_in(5)
        trial.ctl('sync', wants=1)
        trial.set_mood('partials-dropped')
        trial.ctl('sync', wants=3)
        trial.set_mood('normal')
        trial.end_sessions('session')      # 401, and a refresh that is refused
        trial.ctl('sync', wants=3)
        count(witness, 'the client')
        assert_clean(witness, ('request', 'response'))
        assert_asked(witness, 'getService', 'probeService', 'logIn', 'refreshSession', 'putSubmission',
                     'askOffset', 'sendChunk', 'getReceipt', 'getChanges', 'getCatalogue')


def rare():
    """what the client says seldom is by the contract: a correction, a withdrawal, slots, what it
    holds, a logout"""
    with Witness(MODULES, CONTRACT) as witness, WitnessedTrial(witness) as trial:
        trial.start_server()
        trial.login()
        submission = trial.hand_in(1)
        trial.drafts('Sekar', 'Bagus')
        trial.ctl('sync')
        drafts = [each['id'] for each in trial.ctl_json('list')['items'] if each['state'] == 'draft']
        assert trial.held() == [('latihan', sorted(drafts))], trial.held()
        with open(os.path.join(FORMS, 'KTP_HILANG.json'), encoding='utf-8') as file:
            form = json.load(file)
        body = json.dumps({'revision': 2, 'service': 'KTP_HILANG', 'catalogue': '1', 'consent': {},
                           'captured_at': '2026-11-20T08:00:00Z', 'answers': form['answers'],
                           'attachments': []})
        put = [each for each in witness.exchanges if each.method == 'PUT'][0]
        etag = dict(put.headers)['ETag']
        photo = trial.arrived()['submissions'][0]['attachments'][0]['id']
        days = 'point=PAMOR&from=2026-11-23&to=2026-11-30'
        told = {'offset': trial.ask('offset', submission, photo),
                'slots': trial.ask('slots', submission, days),
                'stale': trial.ask('revision', submission, '', '"other"', body),
                'revision': trial.ask('revision', submission, '', etag, body),
                'withdraw': trial.ask('withdraw', submission),
                'log-out': trial.ask('log-out')}
        count(witness, 'the client, seldom')
        assert_clean(witness, ('request', 'response'))
        assert told == dict(dict.fromkeys(told, 'ok'), stale='item'), told
        assert_asked(witness, 'putRevision', 'withdrawSubmission', 'getPickupSlots', 'logOut', 'putDevice')


def every_operation():
    """whatever the server is asked, well or badly, its reply is by the contract: every operation"""
    with Witness(MODULES, CONTRACT) as witness, WitnessedTrial(witness) as trial:
        trial.start_server()
        secret = os.path.join(trial.folder, 'secret')
        with open(secret, 'w', encoding='ascii') as file:
            file.write('latihan\n')
        trial.ctl('conformance', witness.url, '--officer', 'latihan', '--secret-file', secret, wants=None)
        count(witness, 'the conformance kit')
        assert_clean(witness, ('response',))
        assert_asked(witness, *witness.seen())


def judge():
    """the judge does judge: a request without its digest, a path and a reply that are not in the file"""
    with Witness(MODULES, CONTRACT) as witness, WitnessedTrial(witness) as trial:
        trial.start_server()
        for path, body in ('/v1/sessions', b'{"officer": 7}'), ('/v1/nothing', None):
            try:
                urllib.request.urlopen(urllib.request.Request(
                    witness.url + path, body, {'Content-Type': 'application/json'}), timeout=60)
            except urllib.error.HTTPError:
                pass
        found = '\n'.join(witness.violations(('request', 'response')))
        for words in 'content-digest', 'officer', 'route not found':
            assert words in found, found


started = time.monotonic()
MODULES = fetch_modules(os.path.join(os.environ['PAMOR_SOURCE'], 'tests', 'contract'), sys.argv[1])
print(f'# npm ci: {time.monotonic() - started:.0f} s', flush=True)
run_all(judge, client, rare, every_operation)
