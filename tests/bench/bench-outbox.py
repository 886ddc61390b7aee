#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An outbox of 10,000 submissions with 30,000 photos against one of 10: each figure is the ratio.
Usage: bench-outbox.py BUILD"""

import json
import os
import subprocess
import sys
import tempfile

MANY, FEW = 10_000, 10
WORDS = {'open': 'opening the folder', 'home': 'the first frame of today', 'list': 'of the list',
         'search': 'a letter searched for', 'take': 'what is sent next'}


def measure(count):
    # What is measured is not the disk: in memory where there is such a place.
    place = '/dev/shm' if os.path.isdir('/dev/shm') else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        run = subprocess.run([os.path.join(sys.argv[1], 'tests', 'bench', 'bench-outbox'), str(count)],
                             check=True, capture_output=True, text=True,
                             env=dict(os.environ, TMPDIR=folder))
    return json.loads(run.stdout)


few, many = measure(FEW), measure(MANY)
parts = [f'{words} {many[key] / few[key]:.2f} x ({many[key]:.1f} ms, {few[key]:.1f} ms)'
         for key, words in WORDS.items()]
print(f'outbox    {MANY} submissions against {FEW}: ' + ', '.join(parts)
      + f'; memory {many["memory"] / few["memory"]:.2f} x ({many["memory"] / 1024:.0f} MB, '
      f'{few["memory"] / 1024:.0f} MB)')
