#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What came back is put right in the window: rejected, told, corrected and accepted; where the office
takes no correction any more, handed in anew in its place; what the server refused, tried again."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'conformance'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402
from pamor_person import Person, say  # noqa: E402
from pamor_wrong import Reply, Wrong  # noqa: E402

PASSPHRASE = 'kereta malam ke bekasi'
SUBJECT = 'Pokok aduan'
GUIDANCE = 'Satu kalimat pendek, misalnya: KTP sudah dua bulan belum jadi.'
TITLE = 'KTP sudah dua bulan belum jadi'
BETTER = 'KTP hilang, dua bulan belum jadi'
CORRECT_PLACE, STATUS_PLACE = 'ctrl+4', 'ctrl+5'


def at_work(trial, url=None):
    trial.data = os.path.join(trial.folder, 'halo-pamor', 'data')
    trial.ctl('login', '--server', url or trial.url, '--officer', 'latihan', stdin='latihan\n')
    return trial.ctl('submit', os.path.join(FORMS, 'ADUAN.json')).splitlines()[-1]


def unlock(person):
    person.fill(say('Passphrase'), PASSPHRASE)
    person.press('push button', say('_Open'))
    person.see(say('Latest'))


def open_item(person, place, words):
    person.key(place)
    person.see(words)
    open_line(person)


def open_line(person):
    """Of what is listed: behind the search and the order of the list; it says what it is."""
    person.key('Tab')
    street = ('push button', say('By _Street'))
    person.wait_for(lambda: 'focused' in person.find(*street).states, 'the order')
    person.key('Tab')
    person.wait_for(lambda: any('focused' in node.states and node.name
                                and node.role in ('list item', 'table row') for node in person.tree.read().walk()), 'the line')
    person.key('Return')


def correct(person, picture):
    """The form opens at what the office asked about, with its guidance; only that is typed anew."""
    person.press('push button', say('Correct'))
    person.see(GUIDANCE)
    person.photograph(picture)
    person.fill(SUBJECT, BETTER)
    person.key('ctrl+Return')
    person.press('push button', say('Save to the Queue'))


def begin_and_drop(person):
    """What was begun by mistake is thrown away; the next time it begins with what was sent."""
    person.press('push button', say('Correct'))
    person.see(GUIDANCE)
    person.fill(SUBJECT, BETTER)
    person.press('push button', say('_Drop the correction'))
    person.see(say('The correction was dropped'))
    person.find('push button', say('Undo'))
    person.photograph('46-dropped')
    person.press('push button', say('Correct'))
    assert person.read(SUBJECT) == TITLE
    person.key('Escape')
    person.find('push button', say('Correct'))


def of(trial, name):
    return next((item for item in trial.arrived()['submissions'] if item['id'] == name), None)


def rejected_told_corrected_accepted():
    """what was rejected is told, opens at its field, goes as a revision, and its history says what changed"""
    with Trial() as trial:
        trial.start_server()
        name = at_work(trial)
        trial.ctl('sync')
        trial.set_status(name, 'rejected', 'Pokok kurang jelas', pointer='/answers/aduan/pokok')
        with Person(trial.folder) as person:
            unlock(person)
            person.key(STATUS_PLACE)
            person.see(say('Who is to be told? (%u)') % 1)
            person.press('push button', say('%s was told: tick') % TITLE)
            person.see(say('Who is to be told? Nobody just now.'))
            open_item(person, CORRECT_PLACE, 'Pokok kurang jelas')
            begin_and_drop(person)
            correct(person, '41-correct')
            person.wait_for(lambda: of(trial, name)['revision'] == 2, 'the revision')
            trial.set_status(name, 'done', '')
            person.key('F5', STATUS_PLACE)
            person.see(BETTER)
            person.see(say('Ready for collection'))
            person.leave()
        assert len(trial.arrived()['submissions']) == 1


def closed_goes_anew():
    """what is closed opens as a draft in its place; each shows the way to the other"""
    with Trial() as trial:
        trial.start_server()
        old = at_work(trial)
        trial.ctl('sync')
        trial.set_status(old, 'rejected', 'Ajukan baru', closed='yes', pointer='/answers/aduan/pokok')
        with Person(trial.folder) as person:
            unlock(person)
            open_item(person, CORRECT_PLACE, 'Ajukan baru')
            correct(person, '42-anew')
            new = person.wait_for(lambda: of(trial, old)['replaced_by'], 'the one in its place')
            number = person.wait_for(lambda: of(trial, new)['number'], 'its number')
            person.key(CORRECT_PLACE)
            person.see(say('Nothing needs to be corrected.'))
            person.key('ctrl+f')
            person.type(BETTER)
            person.see(number)
            open_line(person)
            person.see(say('Takes the place of'))
            person.see(f'{TITLE} → {BETTER}')
            person.photograph('43-takes-the-place')
            row = ('list item', say('Takes the place of'))
            person.wait_for(lambda: person.key('Tab') or person.has_come_to(person.look(*row)), row)
            person.key('Return')
            person.see(say('Replaced by a new one'))
            person.photograph('44-replaced')
            person.leave()
        assert len(trial.arrived()['submissions']) == 2


def refuse_once():
    """The first time that a form arrives it is refused, pointing at its subject."""
    told = []

    def fault(request, forward):
        if request.method == 'PUT' and '/submissions/' in request.path and not told:
            told.append(request.path)
            error = {'pointer': '/answers/aduan/pokok', 'code': 'unclear', 'message': 'Kurang jelas'}
            return Reply(422, {'eopen-api': '1', 'content-type': 'application/problem+json'},
                         json.dumps({'type': '/problems/validation', 'status': 422,
                                     'errors': [error]}).encode())
        return forward(request)
    return fault


def refused_and_tried_again():
    """what the server refused says why and where, and goes when it is tried again"""
    with Trial() as trial:
        trial.start_server()
        with Wrong(trial.url, refuse_once()) as wrong:
            name = at_work(trial, wrong.url)
            trial.ctl('sync', wants=3)
            assert of(trial, name) is None
            with Person(trial.folder) as person:
                unlock(person)
                open_item(person, CORRECT_PLACE, 'Kurang jelas')
                person.find('push button', say('Correct'))
                person.photograph('45-refused')
                person.press('push button', say('_Try again'))
                person.wait_for(lambda: of(trial, name), 'the submission')
                person.see(say('Received by the city'))
                person.leave()


run_all(rejected_told_corrected_accepted, closed_goes_anew, refused_and_tried_again)
