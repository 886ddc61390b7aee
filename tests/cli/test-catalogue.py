#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the office sees of a catalogue that it edits, and a citizen of what to get ready."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402

CATALOGUE = os.path.join(os.environ['PAMOR_SOURCE'], 'data', 'catalogue')


def edited(trial, change):
    """A service of the catalogue, changed, in a file that lies alone."""
    with open(os.path.join(CATALOGUE, 'services', 'KTP_HILANG.json'), encoding='utf-8') as file:
        service = json.load(file)
    change(service)
    path = os.path.join(trial.folder, 'suntingan.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(service, file)
    return path


def preview_shows_the_edit():
    """an edited service shows its form as text, over the catalogue of the program"""
    def change(service):
        service['sections'].append({'key': 'uji', 'title': 'Bagian uji', 'fields': [
            {'key': 'warna', 'kind': 'text', 'label': 'Warna map', 'required': True,
             'visible_if': {'field': 'pemohon.no_kk', 'is': 'x'}}]})
    with Trial() as trial:
        out = trial.ctl('catalogue', 'preview', edited(trial, change), 'KTP_HILANG')
        assert 'Bagian uji [uji]' in out, out
        assert 'uji.warna  Warna map (text, wajib)' in out, out
        assert 'tampil bila “Nomor KK”: x' in out, out
        told = trial.ctl_json('catalogue', 'preview', edited(trial, change), 'KTP_HILANG')
        field = told['sections'][-1]['fields'][0]
        assert field['path'] == 'uji.warna' and field['required'], field


def a_bad_edit_names_file_path_and_remedy():
    """a bad file is told by its name, the path in it and what is known there"""
    with Trial() as trial:
        path = edited(trial, lambda service: service['requirements'].insert(0, {
            'code': 'UJI', 'name': 'Uji', 'required_if': {'field': 'pemohon.no_k', 'is': 'x'}}))
        out = trial.ctl('catalogue', 'preview', path, 'KTP_HILANG', wants=1)
        assert path in out and '$.requirements[0].required_if' in out, out
        assert 'pemohon.no_kk' in out, out


def a_pack_is_a_catalogue():
    """a folder packed into one file is the same catalogue"""
    with Trial() as trial:
        pack = os.path.join(trial.folder, 'katalog.json')
        trial.ctl('catalogue', 'pack', CATALOGUE, pack)
        assert (trial.ctl('catalogue', 'preview', pack, 'KTP_HILANG')
                == trial.ctl('catalogue', 'preview', CATALOGUE, 'KTP_HILANG'))
        trial.ctl('catalogue', 'pack', trial.folder, pack, wants=1)


def what_the_city_sent_is_what_counts():
    """once the city's catalogue has come, a form is checked by it before it is queued"""
    with Trial() as trial:
        folder, pack = (os.path.join(trial.folder, name) for name in ('edited', 'edited.pack'))
        form = os.path.join(FORMS, 'ADUAN.json')
        shutil.copytree(CATALOGUE, folder)
        with open(os.path.join(folder, 'services', 'ADUAN.json'), 'r+', encoding='utf-8') as file:
            service = json.load(file)
            section = next(s for s in service['sections'] if isinstance(s, dict))
            section['fields'].append({'key': 'baru', 'kind': 'text', 'label': 'Tanya baru', 'required': True})
            file.seek(0)
            json.dump(service, file)
            file.truncate()
        trial.ctl('catalogue', 'pack', folder, pack)
        trial.start_server('normal', '--catalogue', pack)
        trial.login()
        trial.ctl('submit', form)
        trial.ctl('sync')
        assert 'Tanya baru' in trial.ctl('submit', form, wants=1)


def an_unknown_service_is_told_with_those_there_are():
    """asking for a service that is not there lists those that are"""
    with Trial() as trial:
        out = trial.ctl('catalogue', 'preview', CATALOGUE, 'SALAH', wants=1)
        assert 'SALAH' in out and 'KTP_HILANG' in out, out
        assert 'KTP_HILANG' in trial.ctl('prepare', 'SALAH', wants=1)


def prepare_tells_what_to_bring():
    """what to prepare comes as text for paper, and as a message with its bold words"""
    with Trial() as trial:
        out = trial.ctl('prepare', 'KTP_HILANG')
        assert '[  ] Kartu Keluarga' in out and 'GRATIS' in out, out
        message = trial.ctl('prepare', 'KTP_HILANG', '--message')
        assert message.startswith('*') and '*GRATIS*' in message, message
        told = trial.ctl_json('prepare', 'KTP_HILANG')
        assert told['message'] == message, told


def half_a_call_is_no_call():
    """a call without its words is told how it goes"""
    with Trial() as trial:
        for words in (['catalogue'], ['catalogue', 'preview', CATALOGUE], ['catalogue', 'pack', 'x'],
                      ['catalogue', 'other', 'x', 'y'], ['prepare']):
            trial.ctl(*words, wants=2)


run_all(preview_shows_the_edit, a_bad_edit_names_file_path_and_remedy, a_pack_is_a_catalogue,
        what_the_city_sent_is_what_counts,
        an_unknown_service_is_told_with_those_there_are, prepare_tells_what_to_bring,
        half_a_call_is_no_call)
