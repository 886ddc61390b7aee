#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the desktop, shops and clerks read: the desktop entry (argument 1, as built), metainfo,
settings schema, icons, Flatpak manifest, areas and code lists. Speaks TAP; a tool that is missing
fails its check, so that nothing passes unseen."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ['PAMOR_SOURCE'])
APP = 'id.e_open.HaloPamor'


def run(*command):
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        return [f'{command[0]} is not installed']
    said = (done.stdout + done.stderr).strip()
    # Not every one of them says by its status that it found something.
    return [said or f'{command[0]}: {done.returncode}'] if done.returncode or 'warning:' in said else []


def check_desktop_entry():
    return run('desktop-file-validate', sys.argv[1])


def check_metainfo():
    path = SOURCE / 'data' / f'{APP}.metainfo.xml'
    wrong = run('appstreamcli', 'validate', '--no-net', '--no-color', path)
    version = re.search(r"^  version: '(.*)',$", (SOURCE / 'meson.build').read_text(), re.M)[1]
    if f'<release version="{version}"' not in path.read_text():
        wrong.append(f'has no release {version}, which meson.build builds')
    return wrong


def check_settings_schema():
    return run('glib-compile-schemas', '--strict', '--dry-run', SOURCE / 'data')


def check_icons():
    icons = sorted((SOURCE / 'data' / 'icons').rglob('*.svg'))
    wrong = run('xmllint', '--noout', '--nonet', *icons)
    names = {icon.name for icon in icons}
    return wrong + [f'{name} is missing' for name in {f'{APP}.svg', f'{APP}-symbolic.svg'} - names]


# The socket of the desktop's voice, to talk to and not to replace; and the devices, for the camera
# is one of them and there is no permission for it alone.
NEEDED = ('--filesystem=xdg-run/speech-dispatcher:ro', '--device=all')


def check_flatpak_manifest():
    manifest = json.loads((SOURCE / 'flatpak' / f'{APP}.json').read_text())
    wrong = [] if manifest['id'] == APP else [f'is of {manifest["id"]}']
    for module in manifest['modules']:
        for source in module['sources']:
            if source['type'] != 'dir' and not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')):
                wrong.append(f'{module["name"]}: a download without its SHA-256')
    return wrong + [f'{arg} opens the sandbox' for arg in manifest['finish-args']
                    if arg.startswith(('--filesystem', '--socket=session-bus', '--device=all'))
                    and arg not in NEEDED]


def check_areas():
    wrong = []
    for path in sorted((SOURCE / 'data' / 'areas').glob('*.tsv')):
        rows = [line.split('\t') for line in path.read_text('utf-8').removesuffix('\n').split('\n')]
        codes = [row[0] for row in rows[1:]]
        if codes != sorted(set(codes)):
            wrong.append(f'{path.name}: not sorted by code, or a code is there twice')
        if rows[0][0] != 'code' or rows[0][-1] != 'name' or any(len(row) != len(rows[0]) for row in rows):
            wrong.append(f'{path.name}: the columns are not code to name in every row')
    return wrong


def check_code_lists():
    wrong = []
    for path in sorted((SOURCE / 'data' / 'catalogue' / 'codes').glob('*.json')):
        data = json.loads(path.read_text('utf-8'))
        codes = [code['code'] for code in data['codes']]
        if data['id'] != path.stem:
            wrong.append(f'{path.name}: its id is {data["id"]}')
        if len(codes) != len(set(codes)) or not codes:
            wrong.append(f'{path.name}: no codes, or one is there twice')
        if 'source' not in data:
            wrong.append(f'{path.name}: does not say where it is from')
    return wrong


def main():
    checks = [check_desktop_entry, check_metainfo, check_settings_schema, check_icons,
              check_flatpak_manifest, check_areas, check_code_lists]
    failed = 0
    print(f'1..{len(checks)}')
    for number, check in enumerate(checks, 1):
        wrong = check()
        failed += bool(wrong)
        for text in wrong:
            print('# ' + text.replace('\n', '\n# '))
        print(f'{"not " if wrong else ""}ok {number} - {check.__name__[6:].replace("_", " ")}')
    return 1 if failed else 0


sys.exit(main())
