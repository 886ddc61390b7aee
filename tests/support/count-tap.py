#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the subtests of the meson runs in the build folders that are named. Tells what the tests
counted themselves ("# 412 kill points", "# replies: 50000 executions"), then what of those that
failed was printed around the failure, and at last "N passed, N failed". A test program that breaks
off or runs no subtest counts as one failure, and so does a subtest that was skipped: none may be."""

import json
import re
import sys

BROKEN = re.compile(r'^(?:not ok|Bail out!|ok\b.*# SKIP)')
AROUND = 20  # lines


def read_tests(folders):
    for folder in folders:
        with open(f'{folder}/meson-logs/testlog.json', encoding='utf-8') as file:
            for line in file:
                yield folder, json.loads(line)


def count(test):
    """Returns how many subtests passed, and how many failed."""
    lines = test.get('stdout', '').splitlines()
    passed = sum(re.match(r'ok\b', line) is not None and not BROKEN.match(line) for line in lines)
    failed = sum(BROKEN.match(line) is not None and not line.startswith('Bail') for line in lines)
    return passed, failed or int(passed == 0 or test['result'] != 'OK')


def tell(folder, test):
    """Prints what a test that failed said last, or where it first said that it failed."""
    lines = test.get('stdout', '').splitlines()
    first = next((i for i, line in enumerate(lines) if BROKEN.match(line)), len(lines))
    print(f"\nfailed: {folder}: {test['name']} ({test['result']}, {test['duration']:.0f} s)")
    said = lines[max(first - AROUND, 0):first + AROUND]
    said += test.get('stderr', '').splitlines()[-AROUND:]
    for line in said:
        print('   ' + line[:200])


def main(folders):
    passed = failed = 0
    broken = []
    for folder, test in read_tests(folders):
        for said in re.findall(r'^# ((?:[a-z-]+: )?\d+ [a-z].*)$', test.get('stdout', ''), re.M):
            print('   ' + said)
        good, bad = count(test)
        if bad:
            broken.append((folder, test))
        passed += good
        failed += bad
    for one in broken:
        tell(*one)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main(sys.argv[1:]))
