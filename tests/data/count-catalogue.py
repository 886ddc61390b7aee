#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the facts of the office (tests/fixtures/facts: services, documents, rules, boxes of the paper
forms, codes, programmes, service points) against the catalogue, so that none is lost; what is
unsure of them must still be said. Speaks TAP."""

import json
import os
import sys
from pathlib import Path

SOURCE = Path(os.environ['PAMOR_SOURCE'])
CATALOGUE = SOURCE / 'data' / 'catalogue'
FACTS = SOURCE / 'tests' / 'fixtures' / 'facts'
LEVELS = {'tolak': 'refuse', 'peringatan': 'warn', 'info': 'info'}

# Said by which service it is, by its documents, or never asked: no field has them.
BOXES_WITHOUT_FIELD = {
    'F-1.02/jenis_kk', 'F-1.02/jenis_ktp', 'F-1.02/jenis_kia', 'F-1.02/jenis_ubah', 'F-1.02/lampiran',
    'F-1.03/jenis', 'F-2.01/jenis', 'E-OPEN/layanan', 'E-OPEN/berkas', 'E-OPEN/sandi'}
# The table says when, the catalogue says otherwise and, in a note, why.
OTHERWISE = {('KTP_PINDAH', 'KTP_LAMA')}


def read_json(name):
    return json.loads((CATALOGUE / name).read_text('utf-8'))


def read_facts(name):
    lines = (FACTS / f'{name}.tsv').read_text('utf-8').removesuffix('\n').split('\n')
    head = lines[0].split('\t')
    return [dict(zip(head, line.split('\t'))) for line in lines[1:]]


HEAD = read_json('catalogue.json')
PARTS = {Path(name).stem: read_json(name) for name in HEAD.get('parts', [])}


def whole(service):
    """The service with its parts in their places, as the program puts it together."""
    sections = [PARTS[each] if isinstance(each, str) else each for each in service['sections']]
    parts = [PARTS[each] for each in service['sections'] if isinstance(each, str)]
    joined = {**service, 'sections': sections}
    for key in ('requirements', 'rules'):
        joined[key] = service.get(key, []) + [each for part in parts for each in part.get(key, [])]
    return joined


SERVICES = {service['code']: whole(service) for service in map(read_json, HEAD['services'])}
CODES = {codes['id']: {code['code']: code for code in codes['codes']}
         for codes in map(read_json, HEAD['codes'])}


def check_services():
    for fact in read_facts('layanan'):
        service = SERVICES.get(fact['kode'])
        if service is None:
            yield f'{fact["kode"]} is missing'
        elif fact['tidak_pasti'] and not (service.get('off') and service.get('note')):
            yield f'{fact["kode"]} is unsure: it must be off, and a note must say why'


def kind_of(requirement):
    return 'K' if 'required_if' in requirement else 'W' if requirement.get('required') else 'O'


def check_documents():
    for fact in read_facts('persyaratan'):
        where = f'{fact["layanan"]}: {fact["kode_dok"]}'
        requirements = SERVICES.get(fact['layanan'], {}).get('requirements', [])
        found = [each for each in requirements if each['code'] == fact['kode_dok']]
        if not found:
            yield f'{where} is missing'
        elif fact['tidak_pasti'] and not found[0].get('note'):
            yield f'{where} is unsure, but no note says so'
        elif kind_of(found[0]) != fact['sifat']:
            if (fact['layanan'], fact['kode_dok']) not in OTHERWISE or not found[0].get('note'):
                yield f'{where} is {kind_of(found[0])}, expected {fact["sifat"]}'


def check_rules():
    rules = read_json('rules.json')['rules']
    rules += [rule for service in SERVICES.values() for rule in service['rules']]
    for fact in read_facts('aturan'):
        found = [rule for rule in rules if rule['id'] == fact['id']]
        if not found:
            yield f'{fact["id"]} is missing'
        for rule in found:
            if rule['severity'] != LEVELS[fact['tingkat']]:
                yield f'{fact["id"]} is {rule["severity"]}, expected {LEVELS[fact["tingkat"]]}'
            if fact['pesan'] and rule['message'] != fact['pesan']:
                yield f'{fact["id"]} says “{rule["message"]}”, expected “{fact["pesan"]}”'
            if fact['tidak_pasti'] and not rule.get('note'):
                yield f'{fact["id"]} is unsure, but no note says so'


def list_boxes(fields):
    for field in fields:
        yield from field.get('forms', [])
        yield from list_boxes(field.get('fields', []))


def check_boxes():
    due = {f'{fact["formulir"]}/{fact["kunci"]}' for fact in read_facts('formulir_isian')}
    filled = {box for service in SERVICES.values() for section in service['sections']
              for box in list_boxes(section['fields'])}
    yield from (f'{box} is filled by no field' for box in sorted(due - filled - BOXES_WITHOUT_FIELD))
    yield from (f'{box} is no box of a paper form' for box in sorted(filled - due))
    yield from (f'{box} is no box of a paper form' for box in sorted(BOXES_WITHOUT_FIELD - due))


def check_codes():
    for fact in read_facts('kode_referensi'):
        code = CODES.get(fact['daftar'], {}).get(fact['kode'])
        if code is None:
            yield f'{fact["daftar"]}: {fact["kode"]} is missing'
        elif code['text'] != fact['teks']:
            yield f'{fact["daftar"]}: {fact["kode"]} is “{code["text"]}”, expected “{fact["teks"]}”'


def check_programmes():
    names = {programme['name'] for programme in read_json(HEAD['programmes'])['programmes']}
    yield from (f'{fact["nama"]} is missing' for fact in read_facts('inovasi')
                if fact['nama'] not in names)


def check_points():
    for fact in read_facts('titik_layanan'):
        for codes in ('lokasi_ambil', 'titik_layanan'):
            code = CODES.get(codes, {}).get(fact['kode'])
            if code is None:
                yield f'{codes}: {fact["kode"]} is missing'
            elif fact['tidak_pasti'] and not code.get('note'):
                yield f'{codes}: the hours of {fact["kode"]} are unsure, but no note says so'


def main():
    checks = [check_services, check_documents, check_rules, check_boxes, check_codes, check_programmes,
              check_points]
    failed = 0
    print(f'1..{len(checks)}')
    for number, check in enumerate(checks, 1):
        try:
            wrong = list(check())
        except KeyError as missing:
            wrong = [f'{missing} is missing']
        failed += bool(wrong)
        for text in wrong:
            print(f'# {text}')
        print(f'{"not " if wrong else ""}ok {number} - no fact of the {check.__name__[6:]} is lost')
    return 1 if failed else 0


sys.exit(main())
