#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the house rules that a reader would otherwise have to remember: which room may include
which, where a foreign library may be named, how long lines, functions and files may grow, that each
public function says what it is for.
Speaks TAP. Without arguments it checks $PAMOR_SOURCE; first it checks itself on invented text."""

import os
import re
import sys

ARROWS = {
    'base': set(),
    'domain': {'base'},
    'store': {'domain', 'base'},
    'photo': {'base'},
    'pocket': {'photo', 'domain', 'base'},
    'scan': {'base'},
    'sync': {'store', 'domain', 'base'},
    'net': {'sync', 'domain', 'base'},
    'practice': {'domain', 'base'},
    'conformance': {'domain', 'base'},
    'ui': {'sync', 'store', 'pocket', 'scan', 'photo', 'domain', 'base'},
    'cli': {'sync', 'net', 'store', 'photo', 'practice', 'conformance', 'domain',
            'base'},
    'app': {'ui', 'net', 'sync', 'store', 'photo', 'practice', 'domain', 'base'},
}
# Of a room above, only these headers are seen from these rooms.
FACADES = {('net', 'sync'): {'sync/pamor-transport.h'}, ('ui', 'store'): {'store/pamor-store.h'}}
FOREIGN = {
    'gtk/': {'ui', 'app'}, 'gdk/': {'ui', 'app'}, 'adwaita.h': {'ui', 'app'},
    'sqlite3.h': {'store', 'practice'}, 'libsoup/': {'net', 'pocket', 'practice', 'conformance'},
    'sodium.h': {'store', 'pocket'}, 'libsecret/': {'store'},
    'jpeglib.h': {'photo'}, 'png.h': {'photo', 'scan'}, 'sane/': {'scan'}, 'webp/': {'photo'},
    'libheif/': {'photo'}, 'poppler.h': {'photo'}, 'tiffio.h': {'photo'},
}
BANNED = ['AdwLeaflet', 'AdwFlap', 'GtkDialog', 'GtkComboBox', 'GtkTreeView', 'GtkEntryCompletion',
          'GtkInfoBar', 'GtkStyleContext', 'gdk_pixbuf_', 'goto ', '_CHECK_VERSION', 'sqlite3_mprintf']
MAX_FILE, MAX_FUNCTION, MAX_COLUMNS = 600, 60, 100
LICENCE = '/* SPDX-License-Identifier: GPL-3.0-or-later */'


def without_texts(text):
    """The code with comments and strings blanked, every line kept in its place."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: re.sub(r'[^\n]', ' ', m.group()), text, flags=re.S)


def check_includes(room, text):
    for kind, name in re.findall(r'^#\s*include ([<"])([^>"]+)', text, re.M):
        if name.endswith('.c'):
            yield f'includes the source {name}'
        for prefix, rooms in FOREIGN.items():
            if name.startswith(prefix) and room not in rooms:
                yield f'{room}/ may not include <{name}>'
        target = name.split('/')[0]
        if kind == '<' or target not in ARROWS or target == room:
            continue
        if target not in ARROWS[room]:
            yield f'{room}/ may not look into {target}/ ({name})'
        elif name not in FACADES.get((room, target), {name}):
            yield f'{room}/ sees {target}/ only through {", ".join(FACADES[room, target])}, not {name}'


def check_functions(code):
    start = name = None
    for number, line in enumerate(code.split('\n'), 1):
        if re.match(r'[a-z_0-9]+ \(', line):
            name = line.split(' ')[0]
        if line.startswith('{'):
            start = number
        elif line.startswith('}') and start:
            if number - start - 1 > MAX_FUNCTION and not line.rstrip().endswith(';'):
                yield f'{name} at line {start} has {number - start - 1} lines, {MAX_FUNCTION} at most'
            start = None


def list_parameters(inside):
    """The names between the brackets of a definition; callbacks and arrays count by theirs."""
    inside = re.sub(r'\(\*\s*(\w+)\)\s*\([^()]*\)|\[[^\]]*\]', r'\1', inside)
    return [re.findall(r'\w+', one)[-1] for one in inside.split(',') if re.search(r'\w', one)]


def check_doc(name, parameters, doc):
    """Yields what is wrong with the comment above a public function."""
    if not doc.startswith('/**'):
        yield f'{name} has no gtk-doc above it'
        return
    head = re.match(r'/\*\*\s+(?:\* )?(\w+):(.*)\*/$', doc, re.S)
    if head is None or head.group(1) != name:
        yield f'the gtk-doc of {name} does not begin with its name'
    elif not re.search(r'\w', head.group(2)):
        yield f'the gtk-doc of {name} says nothing'
    for word in re.findall(r'@(\w+)', doc):
        if word not in parameters:
            yield f'the gtk-doc of {name} tells of @{word}, which is no parameter of it'


def check_docs(text, code):
    lines = text.split('\n')
    for found in re.finditer(r'^(?!static\b)[A-Za-z_][\w *]*\n(\w+) \(([^;{}]*)\)\n\{', code, re.M):
        top = bottom = code.count('\n', 0, found.start())
        while top > 0 and lines[top - 1].strip() and not lines[top].startswith('/*'):
            top -= 1
        if found.group(1) != 'main':
            doc = '\n'.join(lines[top:bottom])
            for problem in check_doc(found.group(1), list_parameters(found.group(2)), doc):
                yield f'line {bottom + 2}: {problem}'


def check_file(room, path, text):
    """Yields what is wrong with one C file, as sentences."""
    lines = text.split('\n')
    code = without_texts(text)
    if lines[0] != LICENCE:
        yield 'does not begin with the licence line'
    if len(lines) - 1 > MAX_FILE:
        yield f'has {len(lines) - 1} lines, {MAX_FILE} at most'
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_COLUMNS:
            yield f'line {number} has {len(line)} columns, {MAX_COLUMNS} at most'
        if '\t' in line:
            yield f'line {number} has a tab'
    yield from check_functions(code)
    for word in BANNED:
        # The bench compares with it.
        if word in code and (room in ARROWS or word != 'gdk_pixbuf_'):
            yield f'uses {word.strip()}'
    if path.endswith('.h') and '#pragma once' not in text:
        yield 'has no #pragma once'
    if room in ARROWS:
        if not re.search(r'(^|/)(pamor-|main)[a-z0-9-]*\.[ch]$', path):
            yield 'is not named pamor-thing'
        yield from check_includes(room, text)
        if path.endswith('.c'):
            yield from check_docs(text, code)
    if re.search(r'(utils?|helpers?|common|misc)\b', os.path.basename(path)):
        yield 'is named for no role'


def check_tree(top):
    files = problems = 0
    for base in ('src', 'tests'):
        for folder, _, names in sorted(os.walk(os.path.join(top, base))):
            for name in sorted(n for n in names if n.endswith(('.c', '.h'))):
                path = os.path.relpath(os.path.join(folder, name), top)
                room = path.split(os.sep)[1] if base == 'src' else 'tests'
                files += 1
                with open(os.path.join(top, path), encoding='utf-8') as file:
                    for problem in check_file(room, path, file.read()):
                        problems += 1
                        print(f'# {path}: {problem}')
    return files, problems


def check_self():
    """Each rule refuses its own bad example and passes the good one."""
    good = LICENCE + ('\n#include "base/pamor-clock.h"\n\n/** f: @go: (nullable): first; @n: then */\nint\n'
                      'f (int (*go) (int),\n   int n[3])\n{\n  return 0;\n}\n')
    bad = {
        'licence': ('domain', 'a/pamor-a.c', good.replace('SPDX', 'spdx')),
        'arrow': ('base', 'a/pamor-a.c', good.replace('base/pamor-clock.h', 'store/pamor-store.h')),
        'facade': ('ui', 'a/pamor-a.c', good.replace('base/pamor-clock.h', 'store/pamor-vault.h')),
        'foreign': ('sync', 'a/pamor-a.c', good.replace('"base/pamor-clock.h"', '<sqlite3.h>')),
        'function': ('domain', 'a/pamor-a.c', good.replace('return 0;', 'f ();\n' * 61)),
        'file': ('domain', 'a/pamor-a.c', good + '\n' * 600),
        'column': ('domain', 'a/pamor-a.c', good + '/* ' + 'x' * 100 + ' */\n'),
        'tab': ('domain', 'a/pamor-a.c', good + '\t\n'),
        'banned': ('ui', 'a/pamor-a.c', good.replace('return 0', 'goto end')),
        'name': ('domain', 'a/pamor-utils.c', good),
        'no doc': ('domain', 'a/pamor-a.c', good.replace('/** f: @go', '/* f: @go')),
        'doc apart': ('domain', 'a/pamor-a.c', good.replace('*/\nint', '*/\n\nint')),
        'doc of another': ('domain', 'a/pamor-a.c', good.replace('/** f:', '/** g:')),
        'doc of nothing': ('domain', 'a/pamor-a.c', re.sub('f: @.*? \\*/', 'f: */', good)),
        'no such parameter': ('domain', 'a/pamor-a.c', good.replace('int n[3]', 'int m[3]')),
        'source': ('domain', 'a/pamor-a.c', good.replace('pamor-clock.h', 'pamor-clock.c')),
    }
    missed = [rule for rule, case in bad.items() if not list(check_file(*case))]
    wrong = list(check_file('domain', 'a/pamor-a.c', good))
    for problem in missed + wrong:
        print(f'# the checker itself: {problem}')
    return not missed and not wrong


def main():
    print('1..2')
    print('ok 1' if check_self() else 'not ok 1', '- every rule refuses its bad example')
    files, problems = check_tree(os.environ['PAMOR_SOURCE'])
    print('ok 2' if files and not problems else 'not ok 2', f'- {files} files keep the house rules')
    sys.exit(0)


main()
