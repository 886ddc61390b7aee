#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The officer's own phone as the camera: the code in the real program's window is scanned from a
picture of the screen, a real browser opens what it says and sends a photo, which is then in the form.
Pictures of the window and of the phone are kept."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_browser import Browser, Refused  # noqa: E402
from pamor_person import PICTURES, Person, say  # noqa: E402
from pamor_trial import Trial, run_all  # noqa: E402

WITH_PHONE = say('Use the Phone')
WINDOW = say('Phone as Camera')


def open_photos(person, service):
    """From today's work to the photos of an empty form."""
    person.see(say('Nothing entered yet'))
    person.key('ctrl+n')
    person.find('list item', service)
    person.type(service)
    person.see(say('Found'))
    person.key('Return')
    person.find('push button', say('_Start'))
    person.key('Return')
    person.find('text', 'NIK')
    person.press('push button', say('Photos'))
    person.find('push button', WITH_PHONE)


def scan(person, name):
    """What a phone's camera reads from the screen."""
    person.see(say('Waiting for the phone'))
    person.photograph(name)
    run = subprocess.run(['zbarimg', '--quiet', '--raw', os.path.join(PICTURES, name + '.png')],
                         check=True, capture_output=True, text=True, timeout=60)
    return run.stdout.strip()


def shows_window(person):
    return any(window.name == WINDOW for window in person.tree.read().children)


def count_taken(person):
    return person.tree.read().texts().count(say('taken'))


def photograph(browser, name):
    browser.photograph(os.path.join(PICTURES, name + '.png'))


def send(browser, path):
    browser.choose_file('#camera', path)
    browser.press('#send')


def main_way():
    """a photo sent from the phone's browser is in the form, and its address is dead afterwards"""
    with Trial() as trial, Person(trial.folder, '--practice') as person, Browser() as browser:
        open_photos(person, 'Cetak KTP-el karena hilang')
        person.press('push button', WITH_PHONE)
        address = scan(person, '30-phone')
        assert address in person.tree.read().texts()
        browser.open(address)
        person.see(say('The phone is there. Take the photo.'))
        photograph(browser, '31-phone-page')
        browser.choose_file('#camera', trial.picture('surat.jpg', 4032, 3024, orientation=6))
        browser.wait_for(lambda: browser.run('return document.images[0].naturalWidth') == 4032,
                         'the photo')
        photograph(browser, '32-phone-photo')
        browser.press('#send')
        browser.see('#said', say('It is in. The phone can be put away.'))
        photograph(browser, '33-phone-sent')
        assert not browser.complaints(), browser.complaints()
        person.wait_for(lambda: not shows_window(person), 'the end of the window')
        person.wait_for(lambda: count_taken(person) == 1, 'the photo in the form')
        person.photograph('34-phone-taken')
        try:
            browser.open(address)
            raise AssertionError('the address was used a second time')
        except Refused as error:
            assert 'ERR_CONNECTION_REFUSED' in str(error), error


def bad_pictures():
    """what is no photo is told on the phone, and a better one can follow on the same page"""
    with Trial() as trial, Person(trial.folder, '--practice') as person, Browser() as browser:
        open_photos(person, 'Cetak KTP-el karena hilang')
        person.press('push button', WITH_PHONE)
        browser.open(scan(person, '35-phone'))
        film = os.path.join(trial.folder, 'film.jpg')
        with open(film, 'wb') as file:
            file.write(b'bukan foto ' * 1_000_000)
        send(browser, film)
        no_photo = browser.wait_for(lambda: browser.read('#said.bad'), 'the trouble')
        photograph(browser, '36-phone-no-photo')
        half = trial.picture('separuh.jpg', 1600, 1200)
        os.truncate(half, os.path.getsize(half) // 2)
        send(browser, half)
        browser.wait_for(lambda: browser.read('#said.bad') not in ('', no_photo), 'that it broke off')
        send(browser, trial.picture('surat.jpg', 1600, 1200))
        browser.see('#said', say('It is in. The phone can be put away.'))
        person.wait_for(lambda: count_taken(person) == 1, 'the photo in the form')


def hard_to_read():
    """a photo that is hard to read is in, and the phone is asked for a better one in its place"""
    with Trial() as trial, Person(trial.folder, '--practice') as person, Browser() as browser:
        open_photos(person, 'Cetak KTP-el karena hilang')
        person.press('push button', WITH_PHONE)
        browser.open(scan(person, '37-phone'))
        sharp = trial.picture('surat.jpg', 1600, 1200)
        dark = os.path.join(trial.folder, 'gelap.jpg')
        subprocess.run(['convert', sharp, '-evaluate', 'multiply', '0.1', dark], check=True, timeout=60)
        send(browser, dark)
        hard = say('It is in, but hard to read. %s') % ''
        browser.see('#said.bad', hard)
        photograph(browser, '38-phone-dark')
        person.see(hard)
        assert count_taken(person) == 1 and shows_window(person)
        send(browser, sharp)
        browser.see('#said', say('It is in. The phone can be put away.'))
        person.wait_for(lambda: not shows_window(person), 'the end of the window')
        assert count_taken(person) == 1


run_all(main_way, bad_pictures, hard_to_read)
