#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shrinking costs in legibility, read with Tesseract from photos of invented papers; beside it,
how far the reading itself is to be trusted: what it finds to be lost where the original is only
written anew, at quality 92 and without a limit; and how well the verdict at capture foretells what
can be read. The thresholds of the verdict were chosen
on the photos of seed 1; told here are those of another seed.
Usage: bench-legibility.py BUILD [FOLDER that tests/photo/pamor_photos.py made]"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

from PIL import Image, ImageOps

import pamor_reading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../photo'))
import pamor_photos

SEED = 2
ANEW = 92  # the quality
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
    """What is read of the original, of the shrunk photo and of one written anew, and the verdict."""
    truth = pamor_reading.read_truth(path)
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'out.jpg')
        told = json.loads(subprocess.run([os.environ['PAMORCTL'], '--json', 'shrink', path, out],
                                         capture_output=True, check=True).stdout)
        anew = os.path.join(folder, 'anew.jpg')
        with Image.open(path) as original:
            ImageOps.exif_transpose(original).save(anew, quality=ANEW)
        return {'name': os.path.basename(path)[:-4], 'way': truth['way'], 'verdict': told,
                'before': pamor_reading.read(path, truth), 'after': pamor_reading.read(out, truth),
                'anew': pamor_reading.read(anew, truth)}


def get_losses(results, side):
    """Points lost by each photo, and those beyond the bound."""
    lost = [(percent(r['before']) - percent(r[side]), r) for r in results]
    return lost, [(loss, r) for loss, r in lost if loss > (.5 if r['way'] in FAR else .3) + 1e-9]


def get_niks(results, side):
    return f"{sum(r[side]['nik_right'] for r in results) / len(pamor_reading.PLACES):.1f}"


def tell_loss(results):
    total = {side: {key: sum(r[side][key] for r in results) for key in ('characters', 'right')}
             for side in ('before', 'after', 'anew')}
    print(f"legibility {percent(total['after']):.2f} % of the characters read from the shrunk photos, "
          f"{percent(total['before']):.2f} % from the originals, {percent(total['anew']):.2f} % "
          f"from these at quality {ANEW}")
    print(f"           NIK read: {get_niks(results, 'after')} shrunk, {get_niks(results, 'before')} "
          f"originals, {get_niks(results, 'anew')} at {ANEW}, "
          f"of {sum(r['before']['nik'] for r in results) // len(pamor_reading.PLACES)}")
    print('           no more lost than 0.3 points (0.5 far away):')
    for side, name in (('after', 'shrunk'), ('anew', f'at {ANEW}')):
        lost, beyond = get_losses(results, side)
        print(f'             {name}: {len(lost) - len(beyond)} of {len(lost)} photos; read well before: '
              f'{len(well(lost)) - len(well(beyond))} of {len(well(lost))}; on average '
              f'{sum(loss for loss, r in lost) / len(lost):.2f} points')
    for loss, result in sorted(get_losses(results, 'after')[1], key=lambda pair: -pair[0]):
        print(f"             {result['name']}: {loss:.2f} points of {percent(result['before']):.1f} %, "
              f"{percent(result['before']) - percent(result['anew']):.2f} at {ANEW}")


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
