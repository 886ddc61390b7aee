#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What starting up to the first frame costs, against an empty libadwaita window; one after the other in
turn, medians of whole processes. Needs a display of its own: with-display.sh."""

import os
import statistics
import subprocess
import sys
import time

RUNS = 15
build = sys.argv[1]
program = os.path.join(build, 'tests', 'bench', 'first-frame')
environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=os.path.join(build, 'data'), GTK_A11Y='none',
                   PAMOR_LOCALEDIR=os.path.join(build, 'po'), SECRET_BACKEND='service')


def start(mode):
    before = time.monotonic()
    subprocess.run([program, mode], check=True, env=environment, stderr=subprocess.DEVNULL)
    return time.monotonic() - before


start('empty'), start('program')
times = [(start('program'), start('empty')) for _ in range(RUNS)]
ours, floor = (statistics.median(t[i] for t in times) for i in (0, 1))
print(f'start     {ours / floor:.2f} x an empty libadwaita window ({ours * 1000:.0f} ms, '
      f'floor {floor * 1000:.0f} ms to the first frame; median of {RUNS})')
