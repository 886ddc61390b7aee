#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Days with everything going wrong, by the thousand; and that the checks behind them can fail."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import run_all  # noqa: E402

SIMULATE = os.environ['SIMULATE']
SEEDS = os.environ['SIMULATE_SEEDS']

# Seeds that broke a promise once, and what was mended for it.
MENDED = (
    33651,   # no memory to compile a ROLLBACK: the transaction stayed open
    463219,  # withdrawn and replaced: emptied by itself, and again with what took its place
)


def simulate(*words):
    return subprocess.run([SIMULATE, *words], capture_output=True, text=True, check=False)


def every_seed_keeps_every_promise():
    """of thousands of days, each with its own misfortunes, none breaks a promise"""
    run = simulate('--seeds', SEEDS)
    print(run.stdout, end='')
    assert run.returncode == 0, run.stderr
    seeds = int(re.search(r'^# (\d+) seeds', run.stdout).group(1))
    assert seeds == int(SEEDS), run.stdout


def everything_went_wrong_somewhere():
    """every kind of misfortune happened in them"""
    run = simulate('--seeds', '250')
    fired = dict(re.findall(r'^#   (\S+) +(\d+)$', run.stdout, re.MULTILINE))
    assert len(fired) > 30, run.stdout
    assert not [kind for kind, times in fired.items() if times == '0'], run.stdout


def what_was_mended_stays_mended():
    """the seeds that once broke a promise keep it"""
    for seed in MENDED:
        run = simulate('--seeds', '1', '--seed', str(seed))
        assert run.returncode == 0, run.stderr


def the_same_seed_is_the_same_day():
    """a seed run alone and after others is told alike, word by word"""
    alone = simulate('--seeds', '1', '--seed', '4', '--trace').stderr
    after_others = simulate('--seeds', '4', '--jobs', '1', '--trace').stderr
    assert 'seed 4: well' in alone, alone
    assert after_others.endswith(alone), alone


def planted(plant, words, seeds=20):
    run = simulate('--seeds', str(seeds), '--plant', plant)
    assert run.returncode == 1, run.stdout
    assert words in run.stderr, run.stderr
    assert './dev simulate --seeds 1 --seed ' in run.stderr, run.stderr


def a_disk_that_lies_is_found():
    """a disk that says "synced" and is not is found by what is lost"""
    planted('lying-disk', 'does not open', seeds=60)


def a_forged_receipt_is_found():
    """a server that confirms what it does not have whole is found"""
    planted('forged-receipt', 'the office does not have it all')


def changed_bytes_are_found():
    """bytes changed on the way, digest and all, are found at the office"""
    planted('changed-bytes', 'the office has what was never sealed so')


run_all(every_seed_keeps_every_promise, everything_went_wrong_somewhere,
        what_was_mended_stays_mended, the_same_seed_is_the_same_day, a_disk_that_lies_is_found,
        a_forged_receipt_is_found, changed_bytes_are_found)
