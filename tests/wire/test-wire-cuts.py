#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line breaks once while one submission with three photos travels: at each boundary of what is
said and at each KiB, in either direction, by an end, a reset, silence or half an end; over HTTP and
over TLS. After it the server holds the submission once and whole, its number is here, and a further
sync sends no body. Argument 1: how many breaks to try on each; none: all."""

import hashlib
import json
import os
import random
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(1, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_authority import Authority  # noqa: E402
from pamor_cutter import DOWN, EFFECTS, UP, Cutter, Fault  # noqa: E402
from pamor_trial import FORMS, Trial, run_all  # noqa: E402

SAMPLE = int(sys.argv[1]) if len(sys.argv) > 1 else None
REQUIREMENTS = 'AKTA_LAHIR', 'KK', 'KTP_ORTU'
MOST_SYNCS = 6  # more are not needed after one break
UNSURE = 64     # bytes by which two conversations differ: over TLS signatures have no fixed length


class LineTrial(Trial):
    """A trial whose client reaches the server over a cutter; with an authority by TLS."""

    def __init__(self, cutter, tls=None, folder=None):
        super().__init__(folder)
        self.cutter = cutter
        self.tls = tls

    def environment(self):
        return dict(super().environment(), **(self.tls or {}))

    def start_server(self, mood='normal'):
        self.port = 0  # the client knows only the cutter's
        super().start_server(mood)
        self.cutter.target = self.port
        self.url = f'http{"s" if self.tls else ""}://127.0.0.1:{self.cutter.port}'

    def get(self, path):
        trust = self.tls and ssl.create_default_context(cafile=self.tls['PAMOR_TEST_CA'])
        url = f'{self.url.rpartition(":")[0]}:{self.port}{path}'
        with urllib.request.urlopen(url, timeout=60, context=trust) as reply:
            return reply.read()

    def sync(self):
        """Returns the one submission as the client has it then."""
        run = subprocess.run(self.command('sync', json_out=True), capture_output=True, text=True,
                             env=self.environment(), timeout=120, check=False)
        assert run.returncode in (0, 1), f'{run.returncode}: {run.stdout}{run.stderr}'
        return json.loads(run.stdout)['items'][0]

    def prepare(self, seed):
        """One submission sealed, its officer logged in, nothing sent."""
        self.start_server()
        self.login()
        self.ctl('sync')  # the catalogue
        photos = []
        for place, code in enumerate(REQUIREMENTS):
            photo = self.picture(f'{code}.jpg', 320, 240, seed=1 + seed + 2 * place)
            photos += ['--photo', f'{code}={photo}']
        self.ctl('submit', os.path.join(FORMS, 'KIA_BARU_A.json'), *photos)
        self.stop_server()

    def held(self):
        """What the server holds, the photos fetched and measured."""
        arrived = self.arrived()
        assert len(arrived['submissions']) == 1, f'{len(arrived["submissions"])} on the server'
        one = arrived['submissions'][0]
        digests = [hashlib.sha256(self.get(f'/trainer/photos/{one["id"]}/{photo["id"]}')).hexdigest()
                   for photo in one['attachments'] if photo['stored']]
        return {'id': one['id'], 'state': one['state'], 'number': one['number'],
                'manifest': one['manifest_sha256'], 'photos': digests}


def copy_of(template):
    folder = tempfile.mkdtemp(prefix='pamor-wire-')
    shutil.copytree(template.folder, folder, dirs_exist_ok=True)
    return LineTrial(template.cutter, template.tls, folder)


def run_broken(template, fault):
    """One run on a copy; returns what the server held and whether the line broke."""
    with copy_of(template) as trial:
        trial.start_server()
        trial.cutter.set_fault(fault)
        item = trial.sync()
        fired = trial.cutter.fired
        for _ in range(MOST_SYNCS):
            if item['state'] == 'acknowledged':
                break
            item = trial.sync()
        after = trial.held()
        assert item['state'] == 'acknowledged' and item['number'] == after['number'], (item, after)
        bodies = trial.arrived()['bodies']
        trial.sync()
        assert trial.arrived()['bodies'] == bodies, 'a further sync sent a body again'
        trial.cutter.set_fault(None)
        return {name: after[name] for name in ('state', 'manifest', 'photos')}, fired


def listen(template):
    """What is said when nothing breaks, and nothing was so slow that the client gave it up."""
    for _ in range(MOST_SYNCS):
        with copy_of(template) as trial:
            trial.start_server()
            trial.cutter.set_fault(None)
            before = trial.arrived()['bodies']
            told = trial.ctl_json('sync', wants=None)
            bodies = trial.arrived()['bodies'] - before
            if 'error' not in told and bodies == 1 + len(REQUIREMENTS):
                return trial.cutter.passed
    raise AssertionError('this computer is too slow to be listened to')


def find_messages(stream, bodiless):
    """Where each message's first line, head and body end. bodiless: tells by number."""
    ends, start = [], 0
    while start < len(stream):
        line, head = stream.index(b'\r\n', start) + 2, stream.index(b'\r\n\r\n', start) + 4
        length = 0
        for field in bytes(stream[start:head]).lower().split(b'\r\n'):
            if field.startswith(b'content-length:') and not bodiless(len(ends)):
                length = int(field.split(b':')[1])
        start = head + length
        ends.append((line, head, start))
    return ends


def find_boundaries(up, down):
    """Of HTTP: all ends of what is said."""
    asked = find_messages(up, lambda _: False)
    starts = [0] + [ends[-1] for ends in asked]
    told = find_messages(down, lambda number: up[starts[number]:].startswith(b'HEAD'))
    assert len(asked) == len(told) > 5, f'{len(asked)} requests, {len(told)} replies'
    return {way: sorted({0}.union(*messages)) for way, messages in ((UP, asked), (DOWN, told))}


def find_records(up, down):
    """Of TLS: the ends of its records."""
    ends = {UP: [0], DOWN: [0]}
    for way, stream in (UP, up), (DOWN, down):
        while ends[way][-1] < len(stream):
            start = ends[way][-1]
            ends[way].append(start + 5 + int.from_bytes(stream[start + 3:start + 5], 'big'))
    return ends


def list_faults(passed, find):
    """All places where the line can break, each in every way."""
    faults = []
    for way, ends in find(passed[UP], passed[DOWN]).items():
        last = len(passed[way]) - UNSURE
        for effect in EFFECTS:
            faults += [Fault(way, at, effect, late) for at in ends if at < last for late in (False, True)]
            faults += [Fault(way, at, effect) for at in range(1024, last, 1024)]
    return faults


def walk(seed, tls, find):
    """Half of the places, odd or even, on a template of its own; returns how many it broke at."""
    with LineTrial(Cutter(), tls) as template:
        template.prepare(seed)
        whole, _ = run_broken(template, None)
        assert whole['state'] == 'received' and len(whole['photos']) == len(REQUIREMENTS), whole
        faults = list_faults(listen(template), find)
        random.Random(1).shuffle(faults)
        mine = faults[:SAMPLE][seed::2]
        for fault in mine:
            try:
                after, fired = run_broken(template, fault)
            except Exception as error:
                raise AssertionError(f'{fault}') from error
            assert fired, f'{fault} never came'
            assert after == whole, f'{fault}: {after} is not {whole}'
        return len(mine), len(faults)


def break_everywhere(tls, find):
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda seed: walk(seed, tls, find), (0, 1)))
    print(f'# {sum(count for count, _ in counts)} cuts of {counts[0][1]} places and ways', flush=True)


def plain():
    """over HTTP, wherever the line breaks, the server holds the submission once and whole"""
    break_everywhere(None, find_boundaries)


def tls():
    """over TLS, wherever the line breaks, the server holds the submission once and whole"""
    with Authority() as authority:
        break_everywhere({'PAMOR_TEST_CA': authority.certificate,
                          'PAMOR_TEST_CERTIFICATE': authority.issue('127.0.0.1')}, find_records)


run_all(plain, tls)
