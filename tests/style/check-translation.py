#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text that a person can see has its Indonesian words: po/POTFILES.in names every file with
such texts, and po/id.po has each of them, none fuzzy. Speaks TAP."""

import os
import re
import subprocess
import tempfile

top = os.environ['PAMOR_SOURCE']
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'NC_:1c,2']
MARKED = {'.c': r'\b(N?C?_|g_dngettext|ngettext) ?\(', '.ui': r'translatable="(yes|true)"',
          '.in': r'^(Name|Comment|Keywords)=|<component', '.xml': r'<schemalist'}


def run(*words):
    return subprocess.run(words, cwd=top, capture_output=True, text=True, check=False)


def find_marked():
    """The files that hold texts for people."""
    for base in ('src', 'data'):
        for folder, _, names in os.walk(os.path.join(top, base)):
            for name in names:
                pattern = MARKED.get(os.path.splitext(name)[1])
                path = os.path.join(folder, name)
                if pattern is None or name.endswith(('.gschema.xml', '.gresource.xml')):
                    continue
                with open(path, encoding='utf-8') as file:
                    if re.search(pattern, file.read(), re.M):
                        yield os.path.relpath(path, top)


def check_listed():
    with open(os.path.join(top, 'po', 'POTFILES.in'), encoding='utf-8') as file:
        listed = {line.strip() for line in file if line.strip() and line[0] != '#'}
    marked = set(find_marked())
    for path in sorted(marked ^ listed):
        print(f'# po/POTFILES.in: {path} is {"missing" if path in marked else "listed in vain"}')
    return marked == listed and bool(marked)


def check_translated():
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, 'all.pot')
        made = run('xgettext', '--from-code=UTF-8', '-f', 'po/POTFILES.in', '-o', pot,
                   *(f'--keyword={k}' for k in KEYWORDS))
        compared = run('msgcmp', 'po/id.po', pot)
        formed = run('msgfmt', '--check', '-o', '/dev/null', 'po/id.po')
    for line in (made.stderr + compared.stderr + formed.stderr).splitlines()[:40]:
        print('#', line)
    return made.returncode == compared.returncode == formed.returncode == 0


print('1..2')
print('ok 1' if check_listed() else 'not ok 1', '- every file with texts for people is listed')
print('ok 2' if check_translated() else 'not ok 2', '- every text has its Indonesian words')
