# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a photo Tesseract reads: each field is straightened by the known corners of the paper
and read as one line; characters right is one less the edits to the truth, over all fields. What is
hard to read Tesseract reads differently at every fraction of a pixel: so each field is cut out at
some places, the same ones of every photo, and what is found is the sum over these."""

import json
import os
import subprocess
import tempfile

import numpy
from PIL import Image, ImageFilter, ImageOps

# What Tesseract reads best: so high a field, in pixels, softened, with so much bare paper around
CAPITAL, SOFTNESS, BORDER = 24, .7, 10
MARGIN = .3  # around a field, of its height
WORDS, RAW = 7, 13  # Tesseract's page segmentation modes
# By which a strip is moved, in its pixels
PLACES = ((0, 0), (.7, -.4), (-.6, .5), (.3, .8), (-.8, -.3), (.5, .2), (-.2, -.7), (.9, .6))


def solve(source, target):
    """The eight numbers with which PIL fetches each pixel of the target's frame from the source."""
    rows, values = [], []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(values, float))


def follow(numbers, x, y):
    a, b, c, d, e, f, g, h = numbers
    return (a * x + b * y + c) / (g * x + h * y + 1), (d * x + e * y + f) / (g * x + h * y + 1)


def cut_field(image, numbers, field, size_mm, place):
    """The field as a strip; None where it is not wholly in the picture."""
    left, top, right, bottom = field['box']
    high = (bottom - top) * size_mm[1]
    across, down = (step * high / CAPITAL / side for step, side in zip(place, size_mm))
    left, top, right, bottom = left + across, top + down, right + across, bottom + down
    margin = [MARGIN * high / side for side in size_mm]
    left, right, top, bottom = (left - margin[0], right + margin[0], top - margin[1],
                                bottom + margin[1])
    corners = [follow(numbers, x, y) for x, y in ((left, top), (right, top), (right, bottom),
                                                  (left, bottom))]
    if not all(0 <= x < image.width and 0 <= y < image.height for x, y in corners):
        return None
    scale = CAPITAL / high
    wide, tall = (round((right - left) * size_mm[0] * scale),
                  round((bottom - top) * size_mm[1] * scale))
    ratio = max(1, round((corners[3][1] - corners[0][1]) / tall))  # no pixel is skipped
    frame = (wide * ratio, tall * ratio)
    strip = image.transform(frame, Image.Transform.PERSPECTIVE, solve(
        corners, [(0, 0), (frame[0], 0), frame, (0, frame[1])]), Image.Resampling.BICUBIC)
    strip = strip.reduce(ratio).filter(ImageFilter.GaussianBlur(SOFTNESS))
    return ImageOps.expand(strip, BORDER, int(numpy.percentile(numpy.asarray(strip), 70)))


def count_edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def run_tesseract(strips, mode):
    if not strips:
        return []
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, strip in enumerate(strips):
            names.append(os.path.join(folder, f'{number}.png'))
            strip.save(names[-1], compress_level=1)
        result = subprocess.run(
            ['tesseract', '-', '-', '-l', 'ind', '--psm', str(mode), '--dpi', '300'],
            input='\n'.join(names) + '\n', capture_output=True, text=True, check=True,
            env=dict(os.environ, OMP_THREAD_LIMIT='1'))
    return [' '.join(page.split()) for page in result.stdout.split('\f')[:len(strips)]]


def read_strips(strips):
    """As a line of words; where none is seen so, which says nothing of what there is to read, just as
    it stands."""
    texts = run_tesseract(strips, WORDS)
    unseen = [number for number, text in enumerate(texts) if not text]
    for number, text in zip(unseen, run_tesseract([strips[number] for number in unseen], RAW)):
        texts[number] = text
    return texts


def read(path, truth):
    """Reads a photo. Returns the characters, those right, the NIK, those right."""
    with Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened).convert('L')
    wide, high = image.width / truth['width'], image.height / truth['height']
    corners = [(x * wide, y * high) for x, y in truth['corners']]
    numbers = solve(corners, [(0, 0), (1, 0), (1, 1), (0, 1)])
    strips = [(field, cut_field(image, numbers, field, truth['size_mm'], place))
              for field in truth['fields'] for place in PLACES]
    strips = [(field, strip) for field, strip in strips if strip is not None]
    found = {'characters': 0, 'right': 0, 'nik': 0, 'nik_right': 0, 'fields': len(truth['fields'])}
    texts = read_strips([strip for field, strip in strips])
    for (field, strip), text in zip(strips, texts):
        wanted = field['text']
        found['characters'] += len(wanted)
        found['right'] += max(0, len(wanted) - count_edits(wanted, text))
        if field['name'].startswith('nik'):
            digits = ''.join(c for c in wanted if c.isdigit())
            found['nik'] += 1
            found['nik_right'] += digits in ''.join(c for c in text if c.isdigit())
    return found


def read_truth(path):
    with open(os.path.splitext(path)[0] + '.json', encoding='utf-8') as file:
        return json.load(file)
