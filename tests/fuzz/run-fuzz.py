#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-fuzz.py PROGRAM FOLDER TARGET: lets libFuzzer go on from FOLDER/corpus/TARGET for 20 seconds,
or PAMOR_FUZZ_SECONDS, and prints TAP. What it finds on the way stays beside PROGRAM, in
found-TARGET, where PAMOR_FUZZ_SECONDS is set; what breaks the program is kept there always."""

import os
import re
import subprocess
import sys
import tempfile
import time

# Bytes of an input and MB of one allocation at most. A picture may be large; words may not.
LARGEST = {'photo': (65536, 400), 'reading': (65536, 400), 'catalogue': (65536, 64), 'form': (16384, 64)}
NO_JSON = ['batch', 'exif', 'key-slot', 'photo', 'reading', 'record', 'salvage', 'table']


def run(program, folder, target, seconds, found):
    """Returns (whether it held, executions, what libFuzzer said)."""
    length, malloc = LARGEST.get(target, (8192, 64))
    command = [program, f'-max_total_time={seconds}', f'-max_len={length}', '-timeout=60',
               f'-malloc_limit_mb={malloc}', '-rss_limit_mb=1500', '-print_final_stats=1',
               f'-artifact_prefix={os.path.dirname(program)}/broken-{target}-']
    # What takes long would meet nothing but inputs of a few bytes.
    command += ['-len_control=0'] if target == 'salvage' else []
    command += [] if target in NO_JSON else [f'-dict={folder}/json.dict']
    forms = os.path.join(folder, '..', 'fixtures', 'forms')
    seeds = [os.path.join(folder, 'corpus', target)] + ([forms] if target == 'form' else [])
    # What decodes foreign pictures lives for one of them: what its libraries leak is no harm.
    asan = os.environ.get('ASAN_OPTIONS', '') + (':detect_leaks=0' if target == 'reading' else '')
    done = subprocess.run(command + [found] + seeds, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False,
                          env={**os.environ, 'ASAN_OPTIONS': asan})
    text = done.stdout.decode(errors='replace')
    count = re.search(r'stat::number_of_executed_units: (\d+)', text)
    return done.returncode == 0 and count is not None, int(count[1]) if count else 0, text


def main():
    program, folder, target = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    seconds = os.environ.get('PAMOR_FUZZ_SECONDS')
    with tempfile.TemporaryDirectory() as fresh:
        found = os.path.join(os.path.dirname(program), f'found-{target}') if seconds else fresh
        os.makedirs(found, exist_ok=True)
        started = time.monotonic()
        held, count, text = run(program, folder, target, seconds or '20', found)
    print('1..1')
    print(f'# {target}: {count} executions in {time.monotonic() - started:.0f} s')
    if not held:
        print('\n'.join('# ' + line for line in text.splitlines()[-60:]))
    print(f"{'ok' if held else 'not ok'} 1 - {target}-holds-for-any-bytes", flush=True)


if __name__ == '__main__':
    main()
