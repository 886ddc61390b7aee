#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the subtests of a meson run: prints "PASSED FAILED", and on stderr what the tests counted
themselves ("# 412 kill points", "# replies: 50000 executions"). A test program that breaks off or
runs no subtest counts as one failure, and so does a subtest that was skipped: none may be."""

import json
import re
import sys

passed = failed = 0
for line in open(sys.argv[1], encoding='utf-8'):
    test = json.loads(line)
    text = test.get('stdout') or ''
    for said in re.findall(r'^# ((?:[a-z-]+: )?\d+ [a-z].*)$', text, re.M):
        print(f'   {said}', file=sys.stderr)
    good = len([x for x in re.findall(r'^ok\b.*$', text, re.M) if '# SKIP' not in x])
    bad = len(re.findall(r'^not ok\b', text, re.M)) + len(re.findall(r'^ok\b.*# SKIP', text, re.M))
    if good == 0 and bad == 0:
        good = 1 if test['result'] == 'OK' else 0
        bad = 1 - good
    elif test['result'] != 'OK' and bad == 0:
        bad = 1
    if bad:
        print(f"failed: {test['name']} ({test['result']})", file=sys.stderr)
    passed += good
    failed += bad
print(passed, failed)
