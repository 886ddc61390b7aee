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


def prepare(seed):
    """A folder with one submission of two photos sealed, its officer logged in, nothing sent; it
    keeps its server's port, so that copies need no login of their own."""
    trial = Trial()
    trial.start_server()
    trial.login()
    trial.ctl('sync')  # the catalogue: what is only looked up is not what is killed here
    photos = [f'{code}={trial.picture(code + ".jpg", 320, 240, 1, seed + 2 * place)}'
              for place, code in enumerate(('HILANG', 'KK'))]
    trial.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'),
              '--photo', photos[0], '--photo', photos[1])
    trial.stop_server()
    return trial


def held(trial):
    """What the server holds, less what differs between two runs that are equally good."""
    arrived = trial.arrived()['submissions']
    assert len(arrived) == 1, f'{len(arrived)} submissions on the server'
    return {'state': arrived[0]['state'], 'number': bool(arrived[0]['number']),
            'attachments': [a['sha256'] for a in arrived[0]['attachments']]}


def bodies(trial):
    return trial.arrived()['bodies']


def run_killed(template, calls, number):
    """One run on a copy of the template; returns (whether the kill fired, what the server held)."""
    folder = tempfile.mkdtemp(prefix='pamor-kill-')
    shutil.copytree(template.folder, folder, dirs_exist_ok=True)
    with Trial(folder) as trial:
        trial.port = template.port
        trial.start_server()
        inject = f'inject={calls}:signal=SIGKILL:when={number}'
        run = subprocess.run(['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={calls}',
                              '-e', inject, *trial.command('sync')], capture_output=True, text=True,
                             timeout=120, env=trial.environment(), check=False)
        fired = run.returncode in (137, -9)
        assert fired or run.returncode == 0, run.stdout + run.stderr
        item = trial.ctl_json('sync')['items'][0]
        after = held(trial)
        assert item['state'] == 'acknowledged' and item['number'], item
        before = bodies(trial)
        trial.ctl('sync')
        assert bodies(trial) == before, 'a second sync sent a body again'
        return fired, after


def kill_at_every(calls):
    """Two templates, each walked by a thread of its own: odd and even steps."""
    def walk(seed):
        fired = []
        with prepare(seed) as template:
            _, unbroken = run_killed(template, calls, MOST)
            for number in range(seed, MOST, 2):
                was_fired, after = run_killed(template, calls, number)
                assert after == unbroken, f'at {number}: {after} is not {unbroken}'
                if not was_fired:
                    return fired
                fired.append(number)
        raise AssertionError('the kills never ended')

    with ThreadPoolExecutor(2) as pool:
        fired = sum(pool.map(walk, (1, 2)), [])
    print(f'# {len(fired)} kill points at {calls}', flush=True)
    assert fired, 'no kill fired'


def network():
    """killed at each network step, it ends with one submission on the server"""
    kill_at_every(NETWORK)


def disk():
    """killed at each disk step, it ends with one submission on the server"""
    kill_at_every(DISK)


run_all(network, disk)
