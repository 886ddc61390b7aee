# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers of invented persons, drawn in millimetres at any resolution: KK, KTP, a form and a
certificate. A paper knows its picture and what is written where, which is the truth that a
reader is held to."""

import random

from PIL import Image, ImageDraw, ImageFont

FONTS = '/usr/share/fonts/truetype/liberation/Liberation'
CAPITAL = 0.66  # height of a capital letter, of the size of the font

FIRST = ('Siti Budi Dewi Agus Rina Joko Ani Hendra Wati Eko Yuni Rudi Lestari Bayu Putri Dimas '
         'Sari Galih Indah Fajar Nurul Teguh Maya Arif').split()
LAST = ('Santoso Wibowo Kusuma Hidayat Pratama Suryani Nugroho Lubis Siregar Saputra Wijaya '
        'Handayani Setiawan Rahayu Maulana Utami Hakim Permata').split()
TOWNS = 'Bekasi Bandung Cirebon Garut Tegal Semarang Klaten Padang Medan Karawang'.split()
WORK = 'Wiraswasta Guru Pedagang Buruh Perawat Sopir Petani Pelajar Penjahit'.split()
SCHOOL = ['SD/Sederajat', 'SLTP/Sederajat', 'SLTA/Sederajat', 'Diploma III', 'Strata I']
FAITH = 'Islam Kristen Katolik Hindu Buddha'.split()
STREETS = 'Melati Kenanga Mawar Anggrek Cempaka Flamboyan Dahlia'.split()


class Person:
    """Invented; the number is one that no office has given: its sequence is above 9000."""

    def __init__(self, dice):
        day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1950, 2019)
        self.woman = dice.random() < 0.5
        self.name = f'{dice.choice(FIRST)} {dice.choice(LAST)}'.upper()
        self.nik = (f'3275{dice.randint(1, 12):02}{day + 40 * self.woman:02}{month:02}'
                    f'{year % 100:02}{dice.randint(9001, 9999)}')
        self.born = f'{day:02}-{month:02}-{year}'
        self.town = dice.choice(TOWNS).upper()
        self.sex = 'PEREMPUAN' if self.woman else 'LAKI-LAKI'
        self.faith, self.work = dice.choice(FAITH).upper(), dice.choice(WORK).upper()
        self.school = dice.choice(SCHOOL).upper()
        self.street = (f'JL. {dice.choice(STREETS).upper()} RAYA NO. {dice.randint(1, 99)}')


class Paper:
    """width, height: millimetres; scale: pixels of a millimetre; fields: what is written where,
    as {'name', 'text', 'box'}, the box in shares of the paper."""

    def __init__(self, width, height, scale, colour):
        self.width, self.height, self.scale, self.fields = width, height, scale, []
        self.image = Image.new('RGB', (round(width * scale), round(height * scale)), colour)
        self.draw = ImageDraw.Draw(self.image)

    def write(self, x, y, text, capital, name=None, font='Sans-Regular', colour=(25, 25, 30)):
        """Writes with the upper left corner at x, y; a text with a name is read by the bench."""
        face = ImageFont.truetype(f'{FONTS}{font}.ttf', round(capital / CAPITAL * self.scale))
        at = (x * self.scale, y * self.scale)
        self.draw.text(at, text, font=face, fill=colour)
        if name:
            left, top, right, bottom = self.draw.textbbox(at, text, font=face)
            wide, high = self.image.size
            self.fields.append({'name': name, 'text': text, 'box': [
                left / wide, top / high, right / wide, bottom / high]})

    def line(self, *points):
        self.draw.line([p * self.scale for p in points], (60, 60, 60), max(1, round(self.scale * .2)))


def make_table(paper, top, widths, heads, rows, name):
    x, bottom = 12, top + 8 + 6 * len(rows)
    for column, (width, head) in enumerate(zip(widths, heads)):
        paper.line(x, top, x, bottom)
        paper.write(x + 1, top + 1.5, head, 1.5, font='Sans-Bold')
        for number, row in enumerate(rows):
            key = 'nik' if len(row[column]) == 16 and row[column].isdigit() else f'{name}{column}'
            paper.write(x + 1, top + 9 + 6 * number, row[column], 1.75, f'{key}-{number}')
        x += width
    paper.line(x, top, x, bottom)
    for y in [top] + list(range(top + 8, bottom + 1, 6)):
        paper.line(12, y, x, y)


def draw_kk(dice, scale):
    paper = Paper(297, 210, scale, (238, 236, 226))
    people = [Person(dice) for _ in range(6)]
    paper.write(110, 9, 'KARTU KELUARGA', 4.2, 'title', 'Sans-Bold')
    paper.write(112, 17, f'No. 3275{dice.randint(10**11, 10**12 - 1)}', 3, 'number', 'Sans-Bold')
    paper.write(12, 26, f'Nama Kepala Keluarga : {people[0].name}', 1.9, 'head')
    paper.write(12, 31, f'Alamat : {people[0].street}', 1.9, 'street')
    paper.write(180, 26, 'Kecamatan : BEKASI TIMUR', 1.9, 'district')
    paper.write(180, 31, 'Kabupaten/Kota : KOTA BEKASI', 1.9, 'city')
    make_table(paper, 40, (50, 38, 26, 32, 26, 24, 40, 32),
               ('Nama Lengkap', 'NIK', 'Jenis Kelamin', 'Tempat Lahir', 'Tanggal Lahir', 'Agama',
                'Pendidikan', 'Jenis Pekerjaan'),
               [(p.name, p.nik, p.sex, p.town, p.born, p.faith, p.school, p.work) for p in people],
               'person')
    make_table(paper, 96, (40, 50, 40, 60, 60), ('Status Perkawinan', 'Status Hubungan',
                                                 'Kewarganegaraan', 'Nama Ayah', 'Nama Ibu'),
               [('KAWIN' if i < 2 else 'BELUM KAWIN', ('KEPALA KELUARGA', 'ISTRI')[i] if i < 2 else 'ANAK',
                 'WNI', Person(dice).name, Person(dice).name) for i in range(6)], 'status')
    paper.write(200, 160, 'KEPALA DINAS KEPENDUDUKAN', 1.9, 'office')
    paper.write(200, 165, 'DAN PENCATATAN SIPIL', 1.9, 'office2')
    return paper


def draw_ktp(dice, scale):
    person = Person(dice)
    paper = Paper(85.6, 54, scale, (176, 212, 228))
    paper.write(25, 2, 'PROVINSI JAWA BARAT', 2, 'province', 'Sans-Bold')
    paper.write(31, 5.8, 'KOTA BEKASI', 2, 'city', 'Sans-Bold')
    paper.write(3, 9.6, f'NIK : {person.nik}', 2.7, 'nik', 'Mono-Bold')
    rows = (('Nama', person.name), ('Tempat/Tgl Lahir', f'{person.town}, {person.born}'),
            ('Jenis kelamin', person.sex), ('Alamat', person.street), ('RT/RW', '003/012'),
            ('Kel/Desa', 'MARGAHAYU'), ('Kecamatan', 'BEKASI TIMUR'), ('Agama', person.faith),
            ('Status Perkawinan', 'KAWIN'), ('Pekerjaan', person.work),
            ('Kewarganegaraan', 'WNI'))
    for number, (label, value) in enumerate(rows):
        paper.write(3, 15 + 3.3 * number, label, 1.6)
        paper.write(24, 15 + 3.3 * number, f': {value}', 1.6, f'row{number}')
    paper.draw.rectangle([v * scale for v in (63, 13, 82, 38)], (196, 72, 66))
    paper.draw.ellipse([v * scale for v in (67, 17, 78, 31)], (206, 164, 138))
    return paper


def draw_form(dice, scale):
    paper = Paper(210, 297, scale, (243, 243, 240))
    paper.write(175, 10, 'F-1.02', 2.6, 'code', 'Sans-Bold')
    paper.write(48, 22, 'FORMULIR PENDAFTARAN', 3.6, 'title', 'Sans-Bold')
    paper.write(44, 29, 'PERISTIWA KEPENDUDUKAN', 3.6, 'title2', 'Sans-Bold')
    y = 44
    for part in ('DATA PEMOHON', 'DATA AYAH', 'DATA IBU', 'DATA SAKSI'):
        person = Person(dice)
        paper.write(18, y, part, 2.2, font='Sans-Bold')
        for label, value in (('1. Nama Lengkap', person.name), ('2. Nomor Induk Kependudukan', person.nik),
                             ('3. Tempat dan Tanggal Lahir', f'{person.town}, {person.born}'),
                             ('4. Pekerjaan', person.work), ('5. Alamat', person.street)):
            y += 8
            paper.write(20, y, label, 2)
            key = 'nik' if value == person.nik else 'value'
            paper.write(84, y, value, 2.3, f'{key}-{y}', colour=(30, 40, 110))
            paper.line(82, y + 5, 190, y + 5)
        y += 14
    paper.write(24, y, 'Pernyataan ini dibuat dengan sebenarnya.', 2, 'promise')
    return paper


def draw_certificate(dice, scale):
    child, father, mother = Person(dice), Person(dice), Person(dice)
    paper = Paper(210, 297, scale, (240, 235, 216))
    paper.draw.rectangle([v * scale for v in (8, 8, 202, 289)], outline=(120, 90, 60),
                         width=max(1, round(scale)))
    paper.write(70, 24, 'PENCATATAN SIPIL', 3.4, 'title', 'Serif-Bold')
    paper.write(52, 34, 'KUTIPAN AKTA KELAHIRAN', 4, 'title2', 'Serif-Bold')
    lines = (f'Berdasarkan Akta Kelahiran Nomor 3275-LU-{dice.randint(10**6, 10**7)}',
             f'menurut stbld. bahwa di {child.town} pada tanggal {child.born}',
             f'telah lahir {child.name}', 'anak ke satu dari ayah', father.name, 'dan ibu', mother.name,
             f'NIK {child.nik}', f'NIK Ayah {father.nik}', f'NIK Ibu {mother.nik}',
             'Kutipan ini dikeluarkan di Kota Bekasi', 'Kepala Dinas Kependudukan dan Pencatatan Sipil')
    for number, text in enumerate(lines):
        key = 'nik' if text.startswith('NIK') else 'line'
        paper.write(26, 62 + 14 * number, text, 2.5, f'{key}-{number}', 'Serif-Regular')
    return paper


PAPERS = {'KK': (297, draw_kk), 'KTP': (85.6, draw_ktp), 'FORM': (297, draw_form),
          'CERTIFICATE': (297, draw_certificate)}


def draw(kind, seed, scale):
    """The paper of that kind with the persons of that seed, at scale pixels of a millimetre."""
    return PAPERS[kind][1](random.Random(f'{kind} {seed}'), scale)
