#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's uploads against a tus server that nobody here wrote, over a line that breaks off: what
is kept there is byte for byte what was sealed here. Argument 1: a folder for what npm fetches."""

import glob
import hashlib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(HERE, '..', 'support'), os.path.join(HERE, '..', 'wire')]
from pamor_cutter import CLOSE, DOWN, RESET, UP, Cutter, Fault  # noqa: E402
from pamor_npm import fetch_modules  # noqa: E402
from pamor_trial import FORMS, Trial, run_all  # noqa: E402

MODULES = fetch_modules(HERE, sys.argv[1])
MOST_SYNCS = 6


class TusTrial(Trial):
    """A trial whose server is node's, behind a cutter."""

    def start_server(self, *_):
        self.kept = os.path.join(self.folder, 'kept')
        os.makedirs(self.kept, exist_ok=True)
        self.server = subprocess.Popen(['node', os.path.join(HERE, 'tus-eopen.mjs'), self.kept,
                                        os.path.dirname(MODULES)], stdout=subprocess.PIPE, text=True)
        self.cutter = Cutter()
        self.cutter.target = int(self.server.stdout.readline())
        self.url = f'http://127.0.0.1:{self.cutter.port}'

    def hand_in(self, seed):
        photos = []
        for place, code in enumerate(('HILANG', 'KK')):
            photos += ['--photo', f'{code}={self.picture(code + ".jpg", 320, 240, seed=seed + place)}']
        return self.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'), *photos).splitlines()[-1]

    def sync(self, submission):
        """Returns the submission as the client has it then."""
        run = subprocess.run(self.command('sync', json_out=True), capture_output=True, text=True,
                             env=self.environment(), timeout=120, check=False)
        assert run.returncode in (0, 1), run.stdout + run.stderr
        return [item for item in json.loads(run.stdout)['items'] if item['id'] == submission][0]

    def assert_kept_whole(self, submission):
        """The tus server's files are what the sealed body names."""
        with open(os.path.join(self.kept, submission + '.sealed'), encoding='utf-8') as file:
            wanted = {f'{submission}.{each["id"]}': each['sha256']
                      for each in json.load(file)['attachments']}
        found = {}
        for name in wanted:
            with open(os.path.join(self.kept, name), 'rb') as file:
                found[name] = hashlib.sha256(file.read()).hexdigest()
        assert len(wanted) == 2 and found == wanted, (found, wanted)

    def send_over(self, fault, seed):
        """Sends one submission; returns how many syncs it took."""
        submission = self.hand_in(seed)
        self.cutter.set_fault(fault)
        for syncs in range(1, MOST_SYNCS + 1):
            item = self.sync(submission)
            if item['state'] == 'acknowledged':
                assert item['number'], item
                self.assert_kept_whole(submission)
                assert fault is None or self.cutter.fired, f'{fault} never came'
                return syncs
        raise AssertionError(f'{fault}: {item}')


def whole_line():
    """over a whole line the photos are kept byte for byte"""
    with TusTrial() as trial:
        trial.start_server()
        trial.login()
        assert trial.send_over(None, 1) == 1


def broken_line():
    """over a line that breaks off in a photo they are kept byte for byte, and go on where they were"""
    with TusTrial() as trial:
        trial.start_server()
        trial.login()
        trial.send_over(None, 1)
        whole = {way: len(trial.cutter.passed[way]) for way in (UP, DOWN)}
        faults = [Fault(UP, whole[UP] * part // 16, (CLOSE, RESET)[part % 2]) for part in range(2, 16)]
        faults += [Fault(DOWN, whole[DOWN] * part // 8, RESET) for part in range(2, 8)]
        resumed = 0
        for number, fault in enumerate(faults, 2):
            trial.send_over(fault, 2 * number)
            sent = len(trial.cutter.passed[UP])
            assert sent < whole[UP] * 1.4, f'{fault}: {sent} bytes, {whole[UP]} over a whole line'
            resumed += b'HEAD /v1/submissions/' in trial.cutter.passed[UP]
        print(f'# {len(faults)} cuts, {resumed} times the offset was asked for', flush=True)
        assert resumed > len(faults) / 3, 'it hardly ever went on where it was'


run_all(whole_line, broken_line)
