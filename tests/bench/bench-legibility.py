#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shrinking costs in legibility, read with Tesseract from photos of invented papers; and how
well the verdict at capture foretells what can be read. The thresholds of the verdict were chosen
on the photos of seed 1; told here are those of another seed.
Usage: bench-legibility.py BUILD [FOLDER that tests/photo/pamor_photos.py made]"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

import pamor_reading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../photo'))
import pamor_photos

SEED = 2
FAR = ('far', 'far-away', 'tiny')
CUT = ('cut', 'cut-little')
GRADES = ('good', 'doubtful', 'bad')
READ_WELL, READ_HALF = 97, 85  # percent of the characters right
# What may be told of each way of taking a photo
REASONS = {'soft': 'blurred', 'blur': 'blurred', 'smear': 'blurred', 'shake': 'blurred',
           'shake-much': 'blurred', 'dim': 'dark', 'dark': 'dark', 'night': 'dark', 'glare': 'glare',
           'glare-much': 'glare', 'far-away': 'small', 'tiny': 'small', 'cut': 'cut', 'cut-little': 'cut'}


def percent(reading):
    return 100 * reading['right'] / max(reading['characters'], 1)


def measure(path):
    """The truth, what is read of the original and of the shrunk photo, and the verdict."""
    truth = pamor_reading.read_truth(path)
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'out.jpg')
        told = json.loads(subprocess.run([os.environ['PAMORCTL'], '--json', 'shrink', path, out],
                                         capture_output=True, check=True).stdout)
        return {'name': os.path.basename(path)[:-4], 'way': truth['way'], 'verdict': told,
                'before': pamor_reading.read(path, truth), 'after': pamor_reading.read(out, truth)}


def tell_loss(results):
    lost = [(percent(r['before']) - percent(r['after']), r) for r in results]
    beyond = [(loss, r) for loss, r in lost if loss > (.5 if r['way'] in FAR else .3) + 1e-9]
    total = {side: {key: sum(r[side][key] for r in results) for key in results[0][side]}
             for side in ('before', 'after')}
    print(f"legibility {percent(total['after']):.2f} % of {total['after']['characters']} characters read "
          f"from the shrunk photos, {percent(total['before']):.2f} % from the originals")
    print(f"           NIK read: {total['after']['nik_right']} shrunk, {total['before']['nik_right']} "
          f"originals, of {total['after']['nik']}")
    print(f'           no more lost than 0.3 points (0.5 far away): {len(lost) - len(beyond)} of '
          f'{len(lost)} photos; read well before: {len(well(lost)) - len(well(beyond))} of {len(well(lost))}')
    for loss, result in sorted(beyond, key=lambda pair: -pair[0])[:8]:
        letters = result['before']['right'] - result['after']['right']
        print(f"             {result['name']}: {loss:.2f} points, {letters} letters, of "
              f"{percent(result['before']):.1f} %")


def well(lost):
    return [r for loss, r in lost if percent(r['before']) >= READ_WELL]


def tell_verdicts(results):
    print(f'verdict    told against read: well (from {READ_WELL} %), half (from {READ_HALF} %), hardly')
    for grade in GRADES:
        shares = [percent(r['after']) for r in results
                  if r['verdict']['grade'] == grade and r['way'] not in CUT]
        counts = [sum(s >= READ_WELL for s in shares), sum(READ_HALF <= s < READ_WELL for s in shares),
                  sum(s < READ_HALF for s in shares)]
        print(f'           {grade:9}{counts[0]:5}{counts[1]:5}{counts[2]:5}')
    flawed = [r for r in results if r['way'] in REASONS and r['verdict']['grade'] != 'good']
    right = sum(r['verdict']['reason'] == REASONS[r['way']] for r in flawed)
    cut = [r for r in results if r['way'] in CUT]
    print(f'           the reason is the true one for {right} of {len(flawed)}; cut off: '
          f"{sum(r['verdict']['reason'] == 'cut' for r in cut)} of {len(cut)} found, "
          f"{sum(r['verdict']['reason'] == 'cut' for r in results if r['way'] not in CUT)} false")


def main():
    build = os.path.abspath(sys.argv[1])
    start = time.monotonic()
    photos = pamor_photos.make(sys.argv[2] if len(sys.argv) > 2 else f'{build}/photos', 'whole', SEED)
    with multiprocessing.Pool(2) as pool:
        results = pool.map(measure, photos, 1)
    tell_loss(results)
    tell_verdicts(results)
    print(f'           {len(results)} photos in {time.monotonic() - start:.0f} s')


if __name__ == '__main__':
    main()
