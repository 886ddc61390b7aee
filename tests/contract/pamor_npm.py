# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for tests that npm has, just as a lock file names them."""

import fcntl
import filecmp
import os
import shutil
import subprocess


def fetch_modules(source, folder):
    """Installs what source/package-lock.json names into the folder, once; returns node_modules. Two
    tests may want that at the same time."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'lock'), 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_installed(source, folder):
            for name in 'package.json', 'package-lock.json':
                shutil.copy(os.path.join(source, name), folder)
            subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund',
                            '--omit=optional'], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                           timeout=600)
    return os.path.join(folder, 'node_modules')


def is_installed(source, folder):
    wanted, had = (os.path.join(place, 'package-lock.json') for place in (source, folder))
    whole = os.path.join(folder, 'node_modules', '.package-lock.json')  # npm writes it last
    return os.path.exists(whole) and filecmp.cmp(wanted, had, shallow=False)
