# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for tests that npm has, just as a lock file names them."""

import filecmp
import os
import shutil
import subprocess


def fetch_modules(source, folder):
    """Installs what source/package-lock.json names into the folder, once; returns node_modules."""
    modules = os.path.join(folder, 'node_modules')
    lock = os.path.join(folder, 'package-lock.json')
    wanted = os.path.join(source, 'package-lock.json')
    whole = os.path.join(modules, '.package-lock.json')  # npm writes it when all is there
    if os.path.exists(whole) and os.path.exists(lock) and filecmp.cmp(wanted, lock, shallow=False):
        return modules
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(source, 'package.json'), folder)
    shutil.copy(wanted, lock)
    subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=600)
    return modules
