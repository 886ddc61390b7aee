#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealing is broken off at the N-th disk step, for every N until none fires: by a kill, by a full
disk, by a disk that fails. After a restart there is either the draft as it was or the whole sealed
submission, with every photo; what was reported as sealed is sealed. Speaks TAP."""

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor

SEAL_ONCE = os.environ['SEAL_ONCE']
STEPS = ('pwrite64', 'fdatasync', 'openat', 'unlink', 'fsync', 'ftruncate')
MOST = 2000  # a run that still fires then does not end by itself


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def break_off(template, item, step, effect, number):
    """Seals a copy with one step broken; returns (how sealing ended, what is there afterwards)."""
    folder = tempfile.mkdtemp(prefix='pamor-kill-seal-')
    try:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        # Opening files of the system is no step of the store: only its folder counts.
        only = ('-P', folder, '-P', os.path.join(folder, 'pamor.db'),
                '-P', os.path.join(folder, 'pamor.db-journal'))
        trace = os.path.join(folder, 'trace')
        sealed = run('strace', '-f', '-qq', '-o', trace, *only, '-e', f'trace={step}',
                     '-e', f'inject={step}:{effect}:when={number}', SEAL_ONCE, 'seal', folder, item)
        with open(trace, encoding='utf-8', errors='replace') as file:
            text = file.read()
        fired = 'INJECTED' in text or 'SIGKILL' in text
        looked = run(SEAL_ONCE, 'look', folder, item)
        assert looked.returncode == 0, f'{step} {number}: {looked.stdout}{looked.stderr}'
        return fired, sealed.returncode, looked.stdout.strip()
    finally:
        shutil.rmtree(folder)


def break_step(template, item, step, effect):
    """Breaks the N-th of one kind of step, N = 1, 2, ...; returns how many there were."""
    for number in range(1, MOST):
        fired, code, state = break_off(template, item, step, effect, number)
        if not fired:
            assert (code, state) == (0, 'sealed'), f'unbroken: {code} {state}'
            return number - 1
        assert code != 0 or state == 'sealed', f'{step} {number}: reported sealed, is {state}'
        assert code in (0, 3, -9, 137), f'{step} {number}: ended with {code}'
    raise AssertionError(f'{step} never ended')


def break_at_every_step(effect):
    template = tempfile.mkdtemp(prefix='pamor-kill-seal-')
    try:
        item = run(SEAL_ONCE, 'prepare', template).stdout.strip()
        assert item, 'nothing was prepared'
        with ThreadPoolExecutor(2) as pool:
            counts = list(pool.map(lambda step: break_step(template, item, step, effect), STEPS))
        print('#', ', '.join(f'{n} {step}' for step, n in zip(STEPS, counts)), flush=True)
        assert sum(counts) > 50, 'too few points: is the store traced?'
    finally:
        shutil.rmtree(template)


TESTS = {
    'killed-at-any-step-it-is-a-draft-or-sealed': 'signal=SIGKILL',
    'on-a-full-disk-at-any-step-it-is-a-draft-or-sealed': 'error=ENOSPC',
    'on-a-failing-disk-at-any-step-it-is-a-draft-or-sealed': 'error=EIO',
}

failed = 0
print(f'1..{len(TESTS)}', flush=True)
for n, (name, effect_of) in enumerate(TESTS.items(), 1):
    try:
        break_at_every_step(effect_of)
        print(f'ok {n} /kill/seal/{name}', flush=True)
    except (AssertionError, OSError, subprocess.SubprocessError):
        failed = 1
        traceback.print_exc()
        print(f'not ok {n} /kill/seal/{name}', flush=True)
sys.exit(failed)
