#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos of invented papers go through pamorctl as an officer's do: what comes out is under the
limit, upright, bare of metadata, and judged as it was made."""

import json
import os
import subprocess
import sys
import tempfile

import pamor_photos

LIMIT = 750000
EXPECTED = {'near': 'fine', 'perspective': 'fine', 'scan': 'fine', 'tiny': 'small',
            'smear': 'blurred', 'night': 'dark', 'glare-much': 'glare', 'cut': 'cut'}
# What every JPEG has, and what exiftool says of any file
PLAIN = {'SourceFile', 'ExifTool', 'File', 'Composite', 'JFIF'}


def shrink(path, to):
    run = subprocess.run([os.environ['PAMORCTL'], '--json', 'shrink', path, to],
                         capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def find_metadata(path):
    told = json.loads(subprocess.run(['exiftool', '-G', '-json', path], capture_output=True,
                                     check=True).stdout)[0]
    size = told['File:ImageWidth'], told['File:ImageHeight']
    return size, [key for key in told if key.split(':')[0] not in PLAIN]


def check(path, folder):
    """Yields what is wrong."""
    with open(os.path.splitext(path)[0] + '.json', encoding='utf-8') as file:
        truth = json.load(file)
    out = os.path.join(folder, 'out.jpg')
    told = shrink(path, out)
    size, metadata = find_metadata(out)
    if os.path.getsize(out) > LIMIT:
        yield f'{os.path.getsize(out)} bytes'
    if size != (truth['width'], truth['height']):
        yield f'{size} is not upright'
    if metadata:
        yield f'tells {metadata}'
    if told['reason'] != EXPECTED[truth['way']]:
        yield f'judged {told}'
    if (told['grade'] == 'good') != (told['reason'] == 'fine'):
        yield f'{told} contradicts itself'


def main():
    with tempfile.TemporaryDirectory() as folder:
        photos = pamor_photos.make(folder, 'small', 1)
        print(f'1..{len(photos)}')
        failed = False
        for number, path in enumerate(photos, 1):
            wrong = list(check(path, folder))
            failed |= bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {number} - {os.path.basename(path)} comes out "
                  f"small, upright, bare and rightly judged")
            for words in wrong:
                print('#', words)
    sys.exit(failed)


if __name__ == '__main__':
    main()
