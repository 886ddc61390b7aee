#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job as an officer does it: the real program in a real window, from the welcome page to
the number of the city. Pictures of each step are kept."""

import datetime
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402
from pamor_person import Person, say  # noqa: E402

PRACTICE_STATE = os.path.join('halo-pamor', 'eopen-latihan')
PHOTO_LIMIT = 750_000
PASSPHRASE = 'kereta malam ke bekasi'

with open(os.path.join(FORMS, 'KTP_HILANG.json'), encoding='utf-8') as file:
    FORM = json.load(file)
ANSWERS = FORM['answers']
APPLICANT = ANSWERS['pemohon']['orang']
TOO_SHORT = 'NIK harus 16 angka'
PRESSED = ('push button', 'toggle button', 'check box', 'combo box', 'entry', 'text',
           'password text', 'list item', 'table cell')
SERVICE = 'Cetak KTP-el karena hilang'


def begin_practice(person):
    person.press('push button', say('Try _practice mode'))
    person.find('frame', say('PRACTICE · Halo Pamor'))
    person.see(say('Nothing entered yet'))


def begin_form(person):
    """From today's work to the empty form, by keys alone."""
    person.see(say('Nothing entered yet'))
    person.key('ctrl+n')
    person.find('list item', SERVICE)
    person.photograph('03-services')
    person.type('ktp hilang')
    person.see(say('Found'))
    person.key('Return')
    person.find('push button', say('_Start'))
    person.photograph('04-prepare')
    person.key('Return')
    person.find('text', 'NIK')


def enter(person, *texts):
    """Types each into the field where the keyboard is; Enter moves on to the next."""
    for text in texts:
        if text:
            person.type(text)
        person.key('Return')


def pick(person, label, words, line):
    """Opens the searchable list to which the keyboard has come, and takes what the words find."""
    button = ('push button', say('Search…'), ('list item', label))
    person.wait_for(lambda: person.has_come_to(person.look(*button)), label)
    person.key('space')
    person.find('label', line)
    enter(person, words)


def answer_applicant(person):
    """The NIK fills in birth and sex, so that these are only passed by."""
    applicant = ANSWERS['pemohon']
    enter(person, APPLICANT['nik'], APPLICANT['name'], None, None)
    person.see('Kota Bekasi')
    enter(person, applicant['no_kk'], applicant['hp'], None, applicant['alamat']['address'],
          applicant['alamat']['rt'], applicant['alamat']['rw'])
    pick(person, 'Kelurahan', 'kranji', 'Jakasetia')
    person.see('Kranji, Bekasi Barat')


def answer_rest(person):
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    person.press('push button', say('Continue'))
    person.see('Nomor di bagian atas surat')
    person.photograph('05-form')
    enter(person, ANSWERS['hilang']['surat_nomor'], yesterday.strftime('%d-%m-%Y'),
          ANSWERS['hilang']['kantor'])
    # Something changed: no; the card in the phone: yes; somebody else asks: no
    person.key('Tab', 'space', 'Tab', 'space', 'Tab', 'Tab', 'Tab', 'space', 'Tab')
    pick(person, 'Diambil di mana', 'pamor', 'Diantar petugas Pamor')


def paste(person, path):
    subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'text/uri-list'], check=True,
                   input=f'file://{path}\r\n', text=True)
    person.key('ctrl+v')


def choose_file(person, document, path):
    """The chooser is titled with the document; in it a slash begins the path of a file."""
    person.press('push button', say('Choose a File…'))
    person.wait_for(lambda: document in [window.name for window in person.tree.read().children],
                    'the chooser')
    enter(person, path)
    person.come_back()


def photograph_with_camera(person):
    """Practice shows a test picture where there is no camera; the space bar is the shutter."""
    person.key('ctrl+k')
    shutter = ('push button', say('Take the Photo (Space)'))
    person.wait_for(lambda: 'focused' in person.find(*shutter).states, 'the shutter')
    person.photograph('08-camera')
    person.key('space')
    person.come_back()


def see_photos(person):
    """The page on which one is taken, the keyboard at a way to do it."""
    person.wait_for(lambda: any('focused' in node.states and node.is_called(name)
                                for node in person.tree.read().walk()
                                for name in (say('Choose a File…'), say('Camera'), say('Paste'))),
                    'the photos')


def photograph_documents(person, trial):
    """One photo from the clipboard, one by the path of the file, one with the camera."""
    person.press('push button', say('Continue'))
    see_photos(person)
    person.photograph('07-photos')
    paste(person, trial.picture('surat.jpg', 4032, 3024, orientation=6, seed=1))
    person.wait_for(lambda: count_taken(person) == 1, 'the first photo')
    choose_file(person, 'Kartu Keluarga', trial.picture('kk.jpg', 4032, 3024, seed=2))
    person.wait_for(lambda: count_taken(person) == 2, 'the second photo')
    photograph_with_camera(person)
    person.wait_for(lambda: count_taken(person) == 3, 'the third photo')
    person.photograph('08-taken')


def count_taken(person):
    return person.tree.read().texts().count(say('taken'))


def consent(person):
    """Sealing without it leads to the consent, which is never ticked beforehand."""
    agreed = say('This was read out, understood and agreed to')
    person.press('push button', say('Continue'))
    person.find('push button', say('Save to the Queue'))
    person.photograph('09-review')
    assert 'checked' not in person.find('check box', agreed).states
    person.press('push button', say('Save to the Queue'))
    person.wait_for(lambda: 'focused' in person.find('check box', agreed).states, 'the consent')
    person.photograph('10-consent')
    who = ('combo box', say('Who consents'))
    person.key('space', 'Tab')
    person.wait_for(lambda: person.has_come_to(person.look(*who)), 'who consents')
    person.key('space', 'Down', 'Return')
    person.find('label', say('The applicant'), inside=who)
    person.fill(say('Full name of who consents'), APPLICANT['name'])
    person.wait_for(lambda: 'checked' in person.find('check box', agreed).states, 'the tick')
    person.photograph('11-agreed')


def seal_and_wait(person):
    """Returns the number of the city, as the page of the item shows it."""
    person.key('ctrl+Return')
    person.see(say('Saved in the queue'))
    person.photograph('12-saved')
    person.press('push button', say('_Look at it'))
    row = person.find('list item', say('Number from the city'))
    person.photograph('13-number')
    person.key('ctrl+5')
    person.find('label', APPLICANT['name'], inside=('list', say('Applications')))
    person.photograph('14-status')
    return [text for text in row.texts() if text != say('Number from the city')]


def arrived(trial):
    """What the practice server holds; the program that ran it has ended."""
    trial.start_server()
    held = trial.arrived()['submissions']
    trial.stop_server()
    return held


def main_job():
    """an application entered in practice mode gets its number, and its photos arrive small"""
    with Trial() as trial:
        trial.state = os.path.join(trial.folder, PRACTICE_STATE)
        with Person(trial.folder) as person:
            person.photograph('01-welcome')
            begin_practice(person)
            person.photograph('02-today')
            # Another program may ask to open what is open.
            subprocess.run(['gapplication', 'action', 'id.e_open.HaloPamor', 'open'], check=True)
            begin_form(person)
            answer_applicant(person)
            answer_rest(person)
            person.photograph('06-answered')
            photograph_documents(person, trial)
            consent(person)
            numbers = seal_and_wait(person)
            person.leave()
        held = arrived(trial)
        assert [submission['number'] for submission in held] == numbers
        sizes = [photo['size'] for photo in held[0]['attachments']]
        assert len(sizes) == 3 and max(sizes) <= PHOTO_LIMIT, sizes


def problem_on_leaving():
    """what is wrong with a NIK is said at the field when it is left, not while it is typed"""
    with Trial() as trial, Person(trial.folder, '--practice') as person:
        begin_form(person)
        person.type(APPLICANT['nik'][:13])
        person.wait_for(lambda: person.read('NIK') == '3275 0105 0393 0', 'the digits in groups')
        assert not [text for text in person.tree.read().texts() if text.startswith(TOO_SHORT)]
        person.key('Return')
        person.see(TOO_SHORT)
        person.photograph('20-problem')
        person.leave()


def open_draft(person):
    person.see(say('Latest'))
    person.key('ctrl+2')
    person.find('label', APPLICANT['name'], inside=('list', say('Applications')))
    person.key('Down', 'Return')
    person.press('push button', say('Continue'))
    person.find('text', 'NIK')


def is_saved(person):
    """The foot of the form says when it was saved, and nothing more while nothing is to be saved."""
    return any(re.fullmatch(say('saved %s') % r'[\d.]+', text)
               for text in person.tree.read().texts())


def draft_is_kept():
    """a half-filled form is there again after the program was closed, and after it was killed"""
    with Trial() as trial:
        with Person(trial.folder, '--practice') as person:
            begin_form(person)
            enter(person, APPLICANT['nik'], APPLICANT['name'])
            person.leave()
        with Person(trial.folder, '--practice') as person:
            open_draft(person)
            person.photograph('21-draft')
            assert person.read('NIK').replace(' ', '') == APPLICANT['nik']
            assert person.read('Nama lengkap') == APPLICANT['name']
            person.fill('Nomor KK', ANSWERS['pemohon']['no_kk'])
            person.wait_for(lambda: is_saved(person), 'that it is saved')
            person.program.kill()
            person.program.wait()
        with Person(trial.folder, '--practice') as person:
            open_draft(person)
            assert person.read('Nomor KK').replace(' ', '') == ANSWERS['pemohon']['no_kk']
            person.leave()


def shows_size(person, width, height):
    """The studio tells the size of what would be saved, once that is there."""
    person.wait_for(lambda: any(f'{width} × {height} ' in text
                                for text in person.tree.read().texts()), f'{width} × {height}')


def open_studio(person):
    person.press('push button', 'Foto')
    person.press('push button', say('Look at it and mend it'))
    person.find('push button', say('_Straighten'))


def photo_is_mended():
    """a photo that lies on its side is turned by the keyboard, and is kept so"""
    with Trial() as trial:
        with Person(trial.folder, '--practice') as person:
            begin_form(person)
            enter(person, None, APPLICANT['name'])
            person.press('push button', 'Foto')
            see_photos(person)
            paste(person, trial.picture('surat.jpg', 1600, 1200, seed=4))
            open_studio(person)
            shows_size(person, 1600, 1200)
            person.key('ctrl+r')
            shows_size(person, 1200, 1600)
            person.key('ctrl+z')
            shows_size(person, 1600, 1200)
            person.key('ctrl+shift+z')
            shows_size(person, 1200, 1600)
            person.photograph('29-studio')
            person.key('ctrl+s')
            person.see(say('Photo edited: %s') % 'Surat keterangan hilang dari kepolisian')
            mend = ('push button', say('Look at it and mend it'))
            person.wait_for(lambda: 'focused' in person.look(*mend).states, 'the photo again')
            person.wait_for(lambda: is_saved(person), 'that it is saved')
            person.leave()
        with Person(trial.folder, '--practice') as person:
            open_draft(person)
            open_studio(person)
            shows_size(person, 1200, 1600)
            person.key('Escape')
            person.find('push button', say('Look at it and mend it'))
            person.leave()


def log_in(person, server):
    person.fill(say('Server address'), server)
    person.fill(say('Officer id'), 'latihan')
    person.fill(say('Password'), 'latihan')
    person.photograph('23-log-in')
    person.press('push button', say('_Log in'))


def real_work():
    """without a keyring a passphrase is asked for, then the account once and after
    logging out; a wrong one opens nothing"""
    with Trial() as trial:
        trial.start_server()
        with Person(trial.folder) as person:
            person.press('push button', say('_Log in'))
            person.fill(say('Passphrase'), PASSPHRASE)
            person.fill(say('Once more'), PASSPHRASE)
            person.photograph('22-passphrase')
            person.press('push button', say('_Open'))
            log_in(person, trial.url)
            person.see(say('Nothing entered yet'))
            person.find('frame', 'Halo Pamor')
            person.photograph('24-real')
            person.key('ctrl+comma')
            person.press('push button', say('Log out'))
            person.see(say('Log in again so that sending can go on. Everything is saved.'))
            person.press('push button', say('Log in'))
            person.fill(say('Password'), 'latihan')
            person.key('Return')
            person.come_back()
            person.leave()
        with Person(trial.folder) as person:
            person.fill(say('Passphrase'), 'bukan ini')
            person.press('push button', say('_Open'))
            person.see(say('This is not the passphrase. Please type it again.'))
            person.photograph('25-wrong')
            person.fill(say('Passphrase'), PASSPHRASE)
            person.press('push button', say('_Open'))
            person.see(say('Nothing entered yet'))
            person.leave()


def correction():
    """a rejected complaint is put right in one field, and the office gets those words alone changed"""
    complaint = 'KTP sudah dua bulan belum jadi'
    with Trial() as trial:
        trial.data = os.path.join(trial.folder, 'halo-pamor', 'data')
        trial.start_server()
        trial.login()
        submission = trial.ctl('submit', os.path.join(FORMS, 'ADUAN.json')).splitlines()[-1]
        trial.ctl('sync')
        trial.set_status(submission, 'rejected', 'Tulis bulan pengajuannya')
        trial.ctl('sync', wants=3)
        with Person(trial.folder) as person:
            person.fill(say('Passphrase'), PASSPHRASE)
            person.press('push button', say('_Open'))
            person.see(say('Latest'))
            person.key('ctrl+4')
            person.find('label', complaint, inside=('list', say('Applications')))
            person.photograph('26-to-correct')
            person.key('Down', 'Return')
            person.see('Tulis bulan pengajuannya')
            person.photograph('27-rejected')
            person.press('push button', say('Correct'))
            person.fill('Pokok aduan', complaint + ', sejak September')
            person.key('ctrl+Return')
            person.find('push button', say('Save to the Queue'))
            person.photograph('28-corrected')
            person.key('ctrl+Return')
            person.see(say('Saved in the queue'))
            person.wait_for(lambda: trial.arrived()['submissions'][0]['revision'] == 2,
                            'the correction at the office')
            person.leave()
        held = trial.arrived()['submissions']
        assert len(held) == 1, held
        page = trial.get(f'/trainer/submissions/{submission}').decode()
        assert complaint + ', sejak September' in page and 'Kantor Kecamatan Bekasi Timur' in page


def nameless(person):
    """What takes the keyboard and is neither named nor holds words; GTK then tells its type."""
    return {repr(node) for node in person.tree.read().walk()
            if 'focusable' in node.states and node.role in PRESSED and not node.texts()
            and (not node.name or re.match('(Gtk|Adw|Pamor)[A-Z]', node.name))}


def all_have_names():
    """whatever can be pressed or written into tells a screen reader what it is"""
    found = set()
    with Trial() as trial, Person(trial.folder) as person:
        found |= nameless(person)
        begin_practice(person)
        found |= nameless(person)
        begin_form(person)
        found |= nameless(person)
        person.key('ctrl+comma')
        person.see(say('Language'))
        found |= nameless(person)
    assert not found, '\n'.join(sorted(found))


run_all(main_job, problem_on_leaving, draft_is_kept, photo_is_mended, real_work, correction, all_have_names)
