#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A school in one session: a list by paste, attendance by name, what only shows there, and the
complete ones together. The children are invented."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import Trial, run_all  # noqa: E402
from pamor_person import Person, catalogue, say, say_many  # noqa: E402

CLASS = 'SMAN 3, XI IPA 2'
CHILDREN = """\
Nama;NIK;No KK;L/P;Tgl lahir;No HP;Alamat;RT;RW;Kelurahan;Status perkawinan;Sekolah;Kelas;\
Pernah merekam;Diajukan orang lain
Gita Permata;3275024703100006;3275021504189006;P;7-3-2010;081234500006;Gang Kenanga 6;3;7;\
Kota Baru;Belum kawin;SMA Negeri 3 Bekasi;XI IPA 2;tidak;tidak
Hadi Santoso;3275020803100007;3275021504189007;L;8-3-2010;081234500007;Gang Kenanga 7;3;7;\
Kota Baru;Belum kawin;SMA Negeri 3 Bekasi;XI IPA 2;tidak;tidak
Intan Kusuma;3275024903100008;3275021504189008;P;9-3-2010;081234500008;Gang Kenanga 8;3;7;\
Kota Baru;Belum kawin;SMA Negeri 3 Bekasi;XI IPA 2;tidak;tidak
"""


CHOSEN = "last-activity='MANTEL_GADIS'"


def choose_activity(folder):
    """As it was chosen when the program ended last."""
    place = os.path.join(folder, 'glib-2.0', 'settings')
    os.makedirs(place)
    path = os.path.join(place, 'keyfile')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'[id/e_open/HaloPamor]\n{CHOSEN}\n')
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    return path


def copy(kind, content):
    subprocess.run(['xclip', '-selection', 'clipboard', '-t', kind], check=True, input=content,
                   text=True)


def paste_list(person):
    """From today's work to the class as drafts of one case."""
    person.see(say('Nothing entered yet'))
    person.key('ctrl+n')
    person.find('list item', 'Perekaman KTP-el')
    person.type('perekaman')
    person.see(say('Found'))
    person.key('Return')
    person.press('push button', say('_Many at once…'))
    person.find('push button', say('_Paste'))
    copy('UTF8_STRING', CHILDREN)
    person.press('push button', say('_Paste'))
    person.fill(say('What the list is called, such as SMAN 3, XI IPA 2'), CLASS)
    person.photograph('30-list')
    person.press('push button', say_many('Enter %u row', 'Enter %u rows', 3))


def tick(person, name):
    """As many letters as it takes, and Enter."""
    search = ('entry', say('Search in this list'))
    person.wait_for(lambda: 'focused' in person.find(*search).states, 'the search')
    person.type(name)
    person.wait_for(lambda: len(lines(person)) == 1, name + ' alone')
    person.key('Return')
    person.wait_for(lambda: 'checked' in lines(person)[0].find('check box', None).states, 'the tick')


def members(person):
    return person.find('list', say('What belongs to it'))


def both_numbers(person):
    numbers = [text for text in members(person).texts() if text.startswith('EOP-')]
    return numbers if len(numbers) == 2 else None


def lines(person):
    return [node for node in members(person).children if node.find('check box', None) is not None]


def complete(person, picture):
    """What only shows at the school: that the child was recorded, and the family card."""
    # First, so that the program has heard of it long before it is pasted.
    copy('text/uri-list', f'file://{picture}\r\n')
    question = ('list item', 'Sudah direkam hari ini')
    person.wait_for(lambda: any('focused' in node.states for node in person.find(*question).walk()),
                    'the question')
    person.key('space')
    for _ in range(4):  # over what is complete, to the photos
        person.press('push button', say('Continue'))
    person.wait_for(lambda: any('focused' in node.states and node.is_called(name)
                                for node in person.tree.read().walk()
                                for name in (say('Choose a File…'), say('Paste'))), 'the photos')
    person.key('ctrl+v')
    person.wait_for(lambda: say('taken') in person.tree.read().texts(), 'the photo')
    # The offer about the original, which stands over the form, does not keep Escape from it.
    person.find('push button', catalogue.ngettext('Delete the Original', 'Delete the Originals', 1))


def consent(person):
    agreed = say('This was read out, understood and agreed to')
    who = ('combo box', say('Who consents'))
    person.wait_for(lambda: 'focused' in person.find('check box', agreed).states, 'the consent')
    person.key('space', 'Tab')
    person.wait_for(lambda: person.has_come_to(person.look(*who)), 'who consents')
    person.key('space', 'Down', 'Return')
    person.find('label', say('The applicant'), inside=who)


def school():
    """of a pasted class who came is ticked, completed and sent together; the rest stay drafts"""
    with Trial() as trial:
        choose_activity(trial.folder)
        pictures = [trial.picture(f'kk{n}.jpg', 1600, 1200, seed=n) for n in (1, 2)]
        with Person(trial.folder, '--practice') as person:
            paste_list(person)
            tick(person, 'gita')
            person.key('ctrl+a')
            tick(person, 'intan')
            person.key('Escape')
            person.see(say('%u of %u present') % (2, 3))
            person.photograph('31-attendance')
            person.press('push button', say('_Next incomplete one'))
            complete(person, pictures[0])
            person.key('Escape')
            complete(person, pictures[1])
            person.key('Escape')
            person.press('push button', say('_Send the complete ones (%u)') % 2)
            consent(person)
            person.photograph('32-consent')
            person.press('push button', say_many('_Save %u to the queue', '_Save %u to the queue', 2))
            person.see(say('%u sent') % 2)
            numbers = person.wait_for(lambda: both_numbers(person), 'both numbers')
            person.photograph('33-numbers')
            person.leave()
        trial.state = os.path.join(trial.folder, 'halo-pamor', 'eopen-latihan')
        trial.start_server()
        held = trial.arrived()['submissions']
        assert sorted(submission['number'] for submission in held) == sorted(numbers), held
        assert len(held) == 2 and all(len(one['attachments']) == 1 for one in held), held


def is_in_list(person):
    return any(node.role == 'list item' and 'focused' in node.states
               for node in person.tree.read().walk())


def practised():
    """an activity that was chosen while practising is not taken over into the work"""
    with Trial() as trial:
        settings = choose_activity(trial.folder)
        with Person(trial.folder, '--practice') as person:
            today = say("Today's activity") + ': '
            person.press('push button', today + 'MANTEL GADIS: layanan di sekolah')
            person.wait_for(lambda: is_in_list(person), 'the activities')
            person.key('Home', 'Return')
            person.find('push button', today + 'Dari pintu ke pintu')
            person.leave()
        with open(settings, encoding='utf-8') as file:
            assert CHOSEN in file.read()


run_all(school, practised)
