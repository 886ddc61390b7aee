#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shrinking photos costs, side by side in one run: Halo Pamor, the floor (one raw decode and one
optimised encode of the same planes), and what people use otherwise. Each picture and tool in a
process of its own, whose CPU time and peak memory the kernel tells.
Usage: bench-photo.py BUILD [--each] [FOLDER of JPEGs]; without a folder, the sound ones of the
photos of invented papers that bench-legibility.py takes too."""

import glob
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

LIMIT = 750_000
RUNS = 5  # of what is compared closely, alternating
BATCH = 10
SET_SEED = '2'  # that of bench-legibility.py
SOUND = ('near', 'far', 'scan')


def pixels_of(path):
    """Width x height as the frame header has it."""
    with open(path, 'rb') as file:
        file.seek(2)
        while True:
            _, marker, length = struct.unpack('>BBH', file.read(4))
            if 0xc0 <= marker <= 0xcf and marker not in (0xc4, 0xc8, 0xcc):
                height, width = struct.unpack('>xHH', file.read(5))
                return width * height
            file.seek(length - 2, os.SEEK_CUR)


class Tool:
    def __init__(self, name, command, runs=1):
        self.name, self.command, self.runs = name, command, runs
        self.cpu, self.peak, self.size = {}, {}, {}

    def run(self, source, result):
        """Keeps CPU ms, peak MB and bytes of one picture."""
        if self.name == 'jpegoptim':
            shutil.copy(source, result)
        process = subprocess.Popen(self.command(source, result), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        self.cpu.setdefault(source, []).append((used.ru_utime + used.ru_stime) * 1000)
        self.peak.setdefault(source, []).append(used.ru_maxrss / 1000)
        self.size[source] = os.path.getsize(result) if os.path.exists(result) else None

    def ms(self, source):
        return statistics.median(self.cpu[source])

    def mb(self, source):
        return statistics.median(self.peak[source])


def tools(build):
    program = f'{build}/tests/bench/bench-photo'
    pixbuf = f'{build}/tests/bench/bench-pixbuf'
    found = [
        Tool('Halo Pamor', lambda a, b: (program, 'shrink', a, b, str(LIMIT)), RUNS),
        Tool('floor', lambda a, b: (program, 'floor', a, b), RUNS),
        Tool('ImageMagick', lambda a, b: ('convert', a, '-auto-orient', '-strip', '-define',
                                          f'jpeg:extent={LIMIT // 1000}kb', b)),
        Tool('jpegoptim', lambda a, b: ('jpegoptim', '-q', '-s', f'--size={LIMIT // 1024}', b)),
        Tool('GdkPixbuf', lambda a, b: (pixbuf, a, b, str(LIMIT))),
    ]
    return [tool for tool in found if shutil.which(tool.command('a', 'b')[0])]


def find_pictures(build, folder):
    """In a process of its own, whose memory is not counted as that of the tools."""
    if folder is not None:
        return sorted(glob.glob(f'{folder}/*.jpg'))
    make = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../photo/pamor_photos.py')
    subprocess.run((make, f'{build}/photos', 'whole', SET_SEED), check=True, stdout=subprocess.DEVNULL)
    return sorted(name for way in SOUND for name in glob.glob(f'{build}/photos/*_{way}_*.jpg'))


def measure(pictures, everyone, folder):
    result = f'{folder}/result.jpg'
    ours, floor = everyone[:2]
    for picture in pictures:
        for _ in range(RUNS):
            ours.run(picture, result)
            floor.run(picture, result)
        os.unlink(result)
        for tool in everyone[2:]:
            tool.run(picture, f'{folder}/other.jpg')
            if os.path.exists(f'{folder}/other.jpg'):
                os.unlink(f'{folder}/other.jpg')


def describe(tool, pictures, ours, floor):
    """One line of the table."""
    line = f'{tool.name:12}{statistics.median(map(tool.ms, pictures)):8.0f}'
    to_floor = [tool.ms(picture) / floor.ms(picture) for picture in pictures]
    line += f'{statistics.median(to_floor):9.2f}{max(to_floor):7.2f}'
    line += f'{sum(map(tool.ms, pictures)) / sum(map(ours.ms, pictures)):10.2f}'
    for least, most in ((0, 18e6), (18e6, 36e6), (36e6, 1e9)):
        of_size = [tool.mb(picture) for picture in pictures if least <= pixels_of(picture) < most]
        line += f'{max(of_size):7.0f}' if of_size else '      -'
    if tool is floor:
        return line
    sizes = [tool.size[picture] for picture in pictures]
    fits = [100 * size / LIMIT for size in sizes if size is not None and size <= LIMIT]
    line += f'{statistics.mean(fits):9.1f}{min(fits):7.1f}' if fits else '        -      -'
    return line + f'{len(sizes) - len(fits):6} of {len(sizes)}'


def take_batch(build, pictures, cores):
    """Milliseconds that ten pictures take on so many cores; the best of some, other work disturbs."""
    files = (pictures * BATCH)[:BATCH]
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        return min(float(subprocess.run((f'{build}/tests/bench/bench-photo', 'batch', str(LIMIT),
                                         *files), capture_output=True, check=True).stdout)
                   for _ in range(RUNS))
    finally:
        os.sched_setaffinity(0, before)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != '--each']
    build = os.path.abspath(arguments[0])
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        pictures = find_pictures(build, arguments[1] if len(arguments) > 1 else None)
        everyone = tools(build)
        measure(pictures, everyone, folder)
        print(f'photo     {len(pictures)} pictures, limit {LIMIT} bytes, floor and ours medians of {RUNS}')
        print('            CPU ms  to floor, worst  to ours  MB: 12,    24,  50 MP  % full,  least  over')
        for tool in everyone:
            print(describe(tool, pictures, everyone[0], everyone[1]))
        if '--each' in sys.argv:
            for picture in pictures:
                each = '  '.join(f'{tool.name} {tool.ms(picture):.0f} ms {tool.mb(picture):.0f} MB'
                                 for tool in everyone)
                print(f'{os.path.basename(picture)}: {each}; {everyone[0].size[picture]} bytes')
        small = [picture for picture in pictures if pixels_of(picture) < 18e6] or pictures
        if len(os.sched_getaffinity(0)) > 1:
            one, two = take_batch(build, small, 1), take_batch(build, small, 2)
            print(f'photo     {one / two:.2f} x as fast on two cores as on one: ten pictures in '
                  f'{two:.0f} ms and {one:.0f} ms ({time.monotonic() - start:.0f} s in all)')


main()
