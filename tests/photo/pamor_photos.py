#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes photos of the invented papers as phones and scanners take them: JPEGs with EXIF, a place
and a way the phone was held, and beside each the truth as JSON: the texts, the four corners of the
paper (upright pixels, from the paper's upper left on clockwise), and what is wrong with it.
The same seed gives the same photos.

Usage: pamor_photos.py FOLDER [small|whole] [SEED]"""

import json
import math
import multiprocessing
import os
import random
import sys

import numpy
from PIL import Image, ImageChops, ImageFilter

import pamor_papers

SMALL, PHONE, LARGE, HUGE = (1600, 1200), (4000, 3000), (5664, 4248), (8160, 6120)
TURNS = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
         8: Image.Transpose.ROTATE_270}
DESKS = {'wood': (112, 82, 58), 'dark': (52, 54, 60), 'pale': (206, 202, 196)}

# What differs from a good photo. fill: share of the frame; tilt: of the phone; blur and shake:
# pixels at 12 megapixels; noise: levels; light: 1 is well lit; glare: its radius as a share of the
# frame; cut: share of the paper that is outside.
GOOD = {'fill': .92, 'tilt': .03, 'blur': .7, 'shake': 0, 'noise': 3, 'light': 1, 'glare': 0,
        'cut': 0, 'scan': False}
WAYS = {
    'near': {}, 'perspective': {'tilt': .16, 'fill': .86}, 'far': {'fill': .45},
    'far-away': {'fill': .3}, 'tiny': {'fill': .18}, 'soft': {'blur': 1.6}, 'blur': {'blur': 3},
    'smear': {'blur': 5.5}, 'shake': {'shake': 9}, 'shake-much': {'shake': 22}, 'noise': {'noise': 13},
    'dim': {'light': .45, 'noise': 8}, 'dark': {'light': .22, 'noise': 9},
    'night': {'light': .1, 'noise': 7}, 'glare': {'glare': .1}, 'glare-much': {'glare': .24},
    'cut': {'cut': .16}, 'cut-little': {'cut': .05}, 'scan': {'scan': True},
}


def solve(source, target):
    """The eight numbers with which PIL fetches each pixel of the target's frame from the source."""
    rows, values = [], []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(values, float))


def place(paper_size, frame, way, dice):
    """Where the corners of the paper lie in the frame."""
    wide, high = paper_size
    width, height = frame
    scale = way['fill'] * min(width / wide, height / high)
    corners = []
    angle = math.radians(dice.uniform(-3, 3)) * (0.2 if way['scan'] else 1)
    for x, y in ((-.5, -.5), (.5, -.5), (.5, .5), (-.5, .5)):
        x, y = x * wide * scale, y * high * scale
        x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        depth = 1 + way['tilt'] * (2 * y / height + dice.uniform(-.15, .15)) if not way['scan'] else 1
        corners.append([width / 2 + x / depth, height / 2 + y / depth])
    return corners if way['scan'] else shift(corners, frame, way, dice)


def shift(corners, frame, way, dice):
    """Somewhere in the frame with all corners, or over its right edge where it is cut."""
    low, high = [min(c) for c in zip(*corners)], [max(c) for c in zip(*corners)]
    shrink = min([1] + [.97 * side / (b - a) for side, a, b in zip(frame, low, high)])
    corners = [[x * shrink for x in corner] for corner in corners]
    move = [dice.uniform(.015 * side - a * shrink, .985 * side - b * shrink)
            for side, a, b in zip(frame, low, high)]
    if way['cut']:
        move[0] = frame[0] - high[0] * shrink + way['cut'] * (high[0] - low[0]) * shrink
    return [[x + move[0], y + move[1]] for x, y in corners]


def make_desk(frame, dice):
    colour = DESKS[dice.choice(list(DESKS))]
    grain = numpy.random.default_rng(dice.getrandbits(32)).normal(0, 6, (60, 400, 1))
    desk = numpy.clip(numpy.array(colour) + grain, 0, 255).astype(numpy.uint8)
    return Image.fromarray(desk).resize(frame, Image.Resampling.BICUBIC)


def shade(image, way, dice):
    """Uneven light; glare is added where the lamp mirrors."""
    y, x = numpy.mgrid[0:1:150j, 0:1:200j]
    fall = 1 - dice.uniform(.05, .2) * (x * dice.choice((-1, 1)) + y) ** 2 / 2
    small = Image.fromarray(numpy.clip(fall * way['light'] * 255, 0, 255).astype(numpy.uint8))
    image = ImageChops.multiply(image, Image.merge('RGB', [small.resize(image.size, Image.Resampling.BICUBIC)] * 3))
    if way['glare']:
        u, v = dice.uniform(.35, .65), dice.uniform(.35, .65)
        far = numpy.hypot((x - u) * 4 / 3, y - v) / way['glare']
        lamp = Image.fromarray((numpy.clip(1.9 - far, 0, 1) * 255).astype(numpy.uint8))
        image = ImageChops.screen(image, Image.merge('RGB', [lamp.resize(image.size, Image.Resampling.BICUBIC)] * 3))
    return image


def defocus(image, way):
    zoom = max(image.size) / 4000
    image = image.filter(ImageFilter.GaussianBlur(way['blur'] * zoom ** (.5 if way['blur'] < 1 else 1)))
    steps = round(way['shake'] * zoom)
    total = image
    for step in range(1, steps):
        total = Image.blend(total, ImageChops.offset(image, step, step // 3), 1 / (step + 1))
    return total


def add_noise(image, way, dice):
    """As a phone leaves it: a little smoothed, stronger in the dark than its brightness tells."""
    bank = Image.fromarray(numpy.random.default_rng(dice.getrandbits(32)).normal(128, 40, (1024, 1024))
                           .clip(0, 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(.6))
    bank = numpy.asarray(bank, numpy.int16) - 128
    bank = (bank * (way['noise'] / bank.std())).astype(numpy.int16)[..., None]
    pixels = numpy.array(image)
    for top in range(0, image.height, 512):
        for left in range(0, image.width, 512):
            part = pixels[top:top + 512, left:left + 512]
            y, x = dice.randrange(512), dice.randrange(512)
            part[:] = numpy.clip(part + bank[y:y + part.shape[0], x:x + part.shape[1]], 0, 255)
    return Image.fromarray(pixels)


def save(image, path, dice):
    orientation = dice.choice(list(TURNS))
    if TURNS[orientation] is not None:
        image = image.transpose(TURNS[orientation])
    exif = Image.Exif()
    exif[0x010f], exif[0x0110], exif[0x0112] = 'Pamor', 'Invented Phone', orientation
    exif[0x8825] = {1: 'S', 2: (6.0, 14.0, 17.5), 3: 'E', 4: (106.0, 59.0, 32.25)}
    image.save(path, quality=dice.randint(92, 95), subsampling='4:2:0', exif=exif)
    return orientation


def take(job):
    """Takes one photo and writes its truth."""
    folder, name, kind, frame, changes, seed = job
    dice = random.Random(f'{seed} {name}')
    way = dict(GOOD, **changes)
    for key in ('fill', 'blur', 'shake', 'noise', 'light', 'glare', 'cut'):
        way[key] *= dice.uniform(.88, 1.08)
    paper = pamor_papers.draw(kind, seed, 4)
    if paper.width < paper.height:
        frame = frame[::-1]
    if way['scan']:
        frame = tuple(round(max(frame) * side / max(paper.width, paper.height))
                      for side in (paper.width, paper.height))
        way.update(fill=1.02, blur=.5, noise=1.2)
    corners = place((paper.width, paper.height), frame, way, dice)
    scale = 1.1 * math.dist(corners[0], corners[1]) / paper.width
    paper = pamor_papers.draw(kind, seed, scale)
    wide, high = paper.image.size
    numbers = solve([(0, 0), (wide, 0), (wide, high), (0, high)], corners)
    image = Image.new('RGB', frame, (252, 252, 252)) if way['scan'] else make_desk(frame, dice)
    sheet = paper.image.point(lambda v: min(255, round(v * 1.06 + 3))) if way['scan'] else paper.image
    fetch = (frame, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    image.paste(sheet.transform(*fetch), mask=Image.new('L', (wide, high), 255).transform(*fetch))
    image = image if way['scan'] else shade(image, way, dice)
    image = add_noise(defocus(image, way), way, dice)
    path = os.path.join(folder, name + '.jpg')
    truth = {'paper': kind, 'way': name.split('_')[1], 'scan': way['scan'], 'width': frame[0],
             'height': frame[1], 'megapixels': round(frame[0] * frame[1] / 1e6), 'corners': corners,
             'size_mm': [paper.width, paper.height], 'orientation': save(image, path, dice), 'made': way,
             'fields': paper.fields}
    with open(os.path.join(folder, name + '.json'), 'w', encoding='utf-8') as out:
        json.dump(truth, out, indent=1)


def plan(choice):
    if choice == 'small':
        ways = ('near', 'perspective', 'tiny', 'smear', 'night', 'glare-much', 'cut', 'scan')
        return [('KTP' if way != 'scan' else 'FORM', way, SMALL) for way in ways]
    photos = [(kind, way, PHONE) for kind in pamor_papers.PAPERS for way in WAYS if way != 'scan']
    photos += [(kind, way, LARGE) for kind in pamor_papers.PAPERS for way in ('near', 'far', 'blur')]
    photos += [(kind, way, HUGE) for kind in ('KK', 'KTP') for way in ('near', 'far')]
    return photos + [(kind, 'scan', frame) for kind in ('KK', 'FORM') for frame in (PHONE, LARGE, HUGE)]


def make(folder, choice, seed):
    os.makedirs(folder, exist_ok=True)
    jobs = [(folder, f'{kind}_{way}_{round(frame[0] * frame[1] / 1e6)}', kind, frame, WAYS[way], seed)
            for kind, way, frame in plan(choice)]
    missing = [job for job in jobs if not os.path.exists(os.path.join(folder, job[1] + '.json'))]
    with multiprocessing.Pool(2) as pool:
        for _ in pool.imap_unordered(take, missing, 1):
            pass
    return [os.path.join(folder, job[1] + '.jpg') for job in jobs]


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    made = make(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else 'whole',
                int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    print(f'{len(made)} photos in {sys.argv[1]}')
