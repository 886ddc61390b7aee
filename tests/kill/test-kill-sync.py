#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pamorctl sync is killed at the N-th network or disk step of one submission with two photos, for
every N until none fires. After a restart the server holds that submission once and whole, the
number is here, and a further sync sends no body."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402

NETWORK = 'sendto,sendmsg,recvfrom,recvmsg'
DISK = 'pwrite64,fsync,fdatasync,unlink,ftruncate'
MOST = 2000  # a run that still fires then does not end by itself


def prepare():
    """A folder with one submission of two photos sealed, its officer logged in, nothing sent."""
    trial = Trial()
    trial.start_server()
    trial.login()
    photos = [f'{code}={trial.picture(code + ".jpg", 320, 240, 1, seed)}'
              for seed, code in enumerate(('HILANG', 'KK'))]
    out = trial.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'),
                    '--photo', photos[0], '--photo', photos[1])
    trial.stop_server()
    return trial, out.splitlines()[-1]


def held(trial):
    """What the server holds, less what differs between two runs that are equally good."""
    arrived = trial.arrived()['submissions']
    assert len(arrived) == 1, f'{len(arrived)} submissions on the server'
    return {**arrived[0], 'received_at': None, 'number': bool(arrived[0]['number']),
            'puts': None, 'bodies': None}


def bodies(trial):
    return trial.arrived()['bodies']


def run_killed(template, calls, number):
    """One run on a copy of the template; returns (whether the kill fired, what the server held)."""
    folder = tempfile.mkdtemp(prefix='pamor-kill-')
    shutil.copytree(template.folder, folder, dirs_exist_ok=True)
    with Trial(folder) as trial:
        trial.port = 0
        trial.start_server()
        trial.login()
        inject = f'inject={calls}:signal=SIGKILL:when={number}'
        run = subprocess.run(['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={calls}', '-e', inject,
                              *trial.command('sync')], capture_output=True, text=True, timeout=120,
                             env=trial.environment(), check=False)
        fired = run.returncode in (137, -9)
        assert fired or run.returncode == 0, run.stdout + run.stderr
        trial.ctl('sync')
        after = held(trial)
        item = trial.ctl_json('list')['items'][0]
        assert item['state'] == 'acknowledged' and item['number'], item
        before = bodies(trial)
        trial.ctl('sync')
        assert bodies(trial) == before, 'a second sync sent a body again'
        return fired, after


def kill_at_every(calls):
    template, _ = prepare()
    with template:
        _, unbroken = run_killed(template, calls, MOST)
        fired = 0
        with ThreadPoolExecutor(2) as pool:
            for start in range(1, MOST, 2):
                pair = list(pool.map(lambda n: run_killed(template, calls, n), (start, start + 1)))
                for was_fired, after in pair:
                    fired += was_fired
                    assert after == unbroken, f'at {start}: {after} is not {unbroken}'
                if not all(was_fired for was_fired, _ in pair):
                    break
            else:
                raise AssertionError('the kills never ended')
        print(f'# {fired} kill points at {calls}', flush=True)
        assert fired > 0, 'no kill fired'


def network():
    """killed at each network step, it ends with one submission on the server"""
    kill_at_every(NETWORK)


def disk():
    """killed at each disk step, it ends with one submission on the server"""
    kill_at_every(DISK)


run_all(network, disk)
