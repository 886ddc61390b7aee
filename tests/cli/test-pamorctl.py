#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job as a script does it: pamorctl against the practice E-Open."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'conformance'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402
from pamor_wrong import Reply, Wrong  # noqa: E402

LOST_CARD = os.path.join(FORMS, 'KTP_HILANG.json')
COMPLAINT = os.path.join(FORMS, 'ADUAN.json')
TICKET = os.path.join(FORMS, 'ANTREAN.json')


def submit(trial, size=(1200, 900)):
    letter = trial.picture('letter.jpg', *size, orientation=6, seed=1)
    card = trial.picture('card.jpg', *size, orientation=1, seed=2)
    out = trial.ctl('submit', LOST_CARD, '--photo', f'HILANG={letter}', '--photo', f'KK={card}')
    return out.splitlines()[-1]


def only_submission(trial):
    arrived = trial.arrived()['submissions']
    assert len(arrived) == 1, f'the server holds {len(arrived)} submissions'
    return arrived[0]


def main_job():
    """two 12 MP photos travel to the city whole, small and clean, and a number comes back"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = submit(trial, (4032, 3024))
        trial.ctl('sync')
        number = trial.ctl('receipt', submission)
        assert number, 'there is no number'
        held = only_submission(trial)
        assert held['id'] == submission and held['number'] == number
        assert len(held['attachments']) == 2
        for attachment in held['attachments']:
            photo = trial.get(f"/trainer/photos/{submission}/{attachment['id']}")
            assert len(photo) == attachment['size'] <= 750_000
            path = os.path.join(trial.folder, 'arrived.jpg')
            with open(path, 'wb') as file:
                file.write(photo)
            tags = subprocess.run(['exiftool', '-s', '-G', path], capture_output=True, text=True,
                                  check=True).stdout
            assert 'EXIF' not in tags and 'XMP' not in tags and 'GPS' not in tags, tags
        assert trial.get(f'/trainer/submissions/{submission}').count(b'<img') == 2


def nothing_readable_on_disk():
    """no NIK, no name and no JPEG header that was entered is found in the data folder"""
    with Trial() as trial:
        submit(trial)
        with open(LOST_CARD, encoding='utf-8') as file:
            person = json.load(file)['answers']['pemohon']
        words = [person['orang']['nik'], person['orang']['name'], person['no_kk']]
        for folder, _, names in os.walk(trial.data):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file:
                    held = file.read()
                # The three bytes of a JPEG's start alone come up in a megabyte of sealed bytes by chance.
                assert not re.search(rb'\xff\xd8\xff[\xe0\xe1]..(JFIF|Exif)', held, re.DOTALL), name
                for word in words:
                    assert word.encode() not in held, f'{name} holds {word}'


def lost_reply():
    """a reply lost after the server's commit and a server stopped for a while: one submission"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = submit(trial)
        trial.stop_server()
        trial.ctl('sync', wants=1)
        trial.start_server('reply-lost')
        trial.ctl('sync', wants=None)
        trial.set_mood('normal')
        trial.ctl('sync')
        assert only_submission(trial)['number'] == trial.ctl('receipt', submission)


def moods():
    """while the server is down or a Wi-Fi login page answers nothing is lost and the why is told"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = submit(trial)
        trial.set_mood('down')
        down = trial.ctl('sync', wants=1)
        trial.set_mood('portal')
        portal = trial.ctl('sync', wants=3)
        assert 'Wi-Fi' in portal and 'Wi-Fi' not in down
        assert trial.ctl_json('list')['items'][0]['state'] in ('queued', 'sending')
        trial.set_mood('slow')
        trial.ctl('sync')
        assert trial.ctl('receipt', submission)


def front_fails():
    """what a proxy before the server says by itself blames neither the Wi-Fi nor what is sent, and passes"""
    statuses = [400, 413, 502, 503]

    def fault(request, forward):
        if not statuses:
            return forward(request)
        page = b'<html><body><center>nginx</center></body></html>'
        return Reply(statuses[0], {'server': 'nginx', 'content-type': 'text/html'}, page)
    with Trial() as trial:
        trial.start_server()
        with Wrong(trial.url, fault) as wrong:
            kept, statuses[:] = statuses[:], []
            trial.url, url = wrong.url, trial.url
            trial.login()
            trial.url = url
            submission = submit(trial)
            for status in kept:
                statuses[:] = [status]
                told = trial.ctl_json('sync', wants=1)
                assert told['items'][0]['state'] == 'queued', (status, told)
                assert 'Wi-Fi' not in json.dumps(told), (status, told)
            assert trial.ctl_json('connection', wants=3)['culprit'] == 'server'
            assert not trial.arrived()['submissions']
            statuses.clear()
            trial.ctl('sync')
            assert only_submission(trial)['id'] == submission
            assert trial.ctl('receipt', submission)


def statuses():
    """a rejection comes back with its words, and waits for a person"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = submit(trial)
        trial.ctl('sync')
        trial.set_status(submission, 'rejected', 'Foto KK buram', 'blur')
        assert 'Foto KK buram' in trial.ctl('sync', wants=3)
        item = trial.ctl_json('list')['items'][0]
        assert item['status'] == 'rejected' and item['status_text'] == 'Foto KK buram', item


def corrections():
    """what was rejected goes as a revision, with the photos sent before; and can be taken back"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = submit(trial, (320, 240))
        trial.ctl('sync')
        trial.ctl('submit', LOST_CARD, '--corrects', submission, wants=1)
        trial.set_status(submission, 'rejected', 'Foto KK buram', 'blur')
        trial.ctl('sync', wants=3)
        better = trial.picture('better.jpg', 320, 240, seed=3)
        assert trial.ctl('submit', LOST_CARD, '--corrects', submission, '--photo',
                         f'KK={better}').splitlines()[-1] == submission
        before = {photo['sha256'] for photo in only_submission(trial)['attachments']}
        trial.ctl('sync')
        held = only_submission(trial)
        assert held['revision'] == 2 and len(held['attachments']) == 2, held
        assert len(before & {photo['sha256'] for photo in held['attachments']}) == 1
        trial.ctl('withdraw', submission)
        trial.ctl('sync')
        assert only_submission(trial)['state'] == 'withdrawn'
        trial.ctl('withdraw', submission, wants=1)
        trial.ctl('withdraw', 'nothing', wants=1)
        trial.ctl('submit', LOST_CARD, '--corrects', 'nothing', wants=1)


def correction_as_a_new_one():
    """what the office has closed is corrected by a new one that names it; both say so, and there is one"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        old = submit(trial, (320, 240))
        trial.ctl('sync')
        trial.set_status(old, 'rejected', 'Berkas ditutup', closed='yes')
        trial.ctl('sync', wants=3)
        new = trial.ctl('submit', LOST_CARD, '--corrects', old).splitlines()[-1]
        assert new != old
        assert new in trial.ctl('submit', LOST_CARD, '--corrects', old, wants=1)
        trial.ctl('sync')
        held = {item['id']: item for item in trial.arrived()['submissions']}
        assert len(held) == 2 and held[new]['replaces'] == old and held[old]['replaced_by'] == new, held
        assert held[new]['state'] == 'received' and held[new]['revision'] == 1
        assert ({photo['sha256'] for photo in held[old]['attachments']}
                == {photo['sha256'] for photo in held[new]['attachments']})
        assert new.encode() in trial.get(f'/trainer/submissions/{old}')
        items = {item['id']: item for item in trial.ctl_json('list')['items']}
        assert items[old]['replaced_by'] == new and items[new]['replaces'] == old, items
        trial.set_status(new, 'processing', '')
        trial.ctl('sync')


def complaint():
    """a complaint travels the same way as an application"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        complaint_id = trial.ctl('submit', COMPLAINT).splitlines()[-1]
        trial.ctl('sync')
        assert trial.ctl('receipt', complaint_id)


def ticket():
    """a ticket brings the text of its QR code, which the trainer sees too"""
    with Trial() as trial:
        trial.start_server()
        trial.login()
        submission = trial.ctl('submit', TICKET).splitlines()[-1]
        trial.ctl('sync')
        item = trial.ctl_json('receipt', submission)
        assert item['number'] and item['qr'], item
        assert item['qr'].encode() in trial.get(f'/trainer/submissions/{submission}')


def connection():
    """the one thing between here and the city is named: none, the server, a Wi-Fi login, the account"""
    with Trial() as trial:
        trial.start_server()
        assert trial.ctl_json('connection', wants=3)['culprit'] == 'account'
        trial.login()
        assert trial.ctl_json('connection')['culprit'] == 'none'
        trial.set_mood('portal')
        assert trial.ctl_json('connection', wants=3)['culprit'] == 'portal'
        trial.stop_server()
        assert trial.ctl_json('connection', wants=3)['culprit'] == 'server'


def bad_catalogue():
    """the practice server hands out no catalogue that this program would not take"""
    with Trial() as trial:
        pack = os.path.join(trial.folder, 'pack.json')
        for text in '', '[]', '{"files": {"catalogue.json": {}}}':
            with open(pack, 'w', encoding='utf-8') as file:
                file.write(text)
            trial.ctl('practice', '--state', trial.state, '--catalogue', pack, wants=1)
        trial.ctl('practice', '--state', trial.state, '--catalogue', '/nowhere.json', wants=1)


def exits():
    """the exit tells done, failed, wrong use and waiting for a person apart"""
    with Trial() as trial:
        trial.ctl('nik', '3275011708459001', wants=0)
        trial.ctl('nik', '6404011708909001', wants=3)
        assert 'NIK06' in trial.ctl('nik', '3275032902019001', wants=1)
        trial.ctl('nik', wants=2)
        trial.ctl('fly', wants=2)
        trial.ctl('submit', LOST_CARD, wants=1)
        trial.ctl('submit', '/nowhere.json', wants=1)
        trial.ctl('receipt', 'nothing', wants=1)
        trial.ctl('sync', wants=3)
        assert trial.ctl_json('list') == {'items': []}


def other_words():
    """a draft, another service's, an activity that there is not and a place that there is not change nothing"""
    with Trial() as trial:
        table = os.path.join(trial.folder, 'satu.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('Nama;NIK;L/P;Tgl lahir\nAni;3275014102100001;P;1-2-2010\n')
        told = trial.ctl('import', 'KTP_REKAM', table, '--activity', 'PASAR_MALAM', wants=1)
        assert 'PASAR_MALAM' in told and 'MANTEL_GADIS' in told, told
        trial.ctl('import', 'KTP_REKAM', table, '--refused', '/nowhere/x.csv', wants=1)
        assert trial.ctl_json('list') == {'items': []}
        trial.ctl('import', 'KTP_REKAM', table)
        [draft] = trial.ctl_json('list')['items']
        assert draft['id'] in trial.ctl('submit', COMPLAINT, '--corrects', draft['id'], wants=1)
        assert trial.ctl_json('list')['items'] == [draft]
        trial.start_server()
        trial.login()
        submission = trial.ctl('submit', COMPLAINT).splitlines()[-1]
        trial.ctl('sync')
        trial.set_status(submission, 'rejected', 'Tulis lebih jelas')
        trial.ctl('sync', wants=3)
        assert 'ANTREAN' in trial.ctl('submit', TICKET, '--corrects', submission, wants=1)


def nameless_case():
    """what belongs to a case without a name is taken by the city all the same"""
    with Trial() as trial:
        with open(COMPLAINT, encoding='utf-8') as file:
            form = json.load(file)
        path = os.path.join(trial.folder, 'form.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({**form, 'case': {'id': '019aa2f0-1c3e-7abc-8def-012345678999'}}, file)
        trial.start_server()
        trial.login()
        submission = trial.ctl('submit', path).splitlines()[-1]
        trial.ctl('sync')
        assert only_submission(trial)['number'] == trial.ctl('receipt', submission)


def nobody_reads():
    """what could not be told is a failure, and never lands in a file of the data"""
    with Trial() as trial:
        trial.ctl('list')
        for words in ['list'], ['help'], ['nik', '3275011708459001']:
            for where in '>/dev/full', '>&-':
                told = trial.ctl(*words, wants=1, prefix=['sh', '-c', f'exec "$@" {where}', 'sh'])
                assert 'pamorctl list' in told, (words, where, told)
        trial.ctl('list', wants=1, prefix=['sh', '-c', 'exec "$@" <&- >&- 2>&-', 'sh'])
        assert os.path.getsize(os.path.join(trial.data, 'lock')) == 0
        trial.ctl('list')


def one_object():
    """with --json one object is all that goes out, whatever happened"""
    with Trial() as trial:
        broken, binary = (os.path.join(trial.folder, name) for name in ('broken.json', 'bad\udcff.json'))
        for path in broken, binary:
            with open(path, 'wb') as file:
                file.write(b'\xff\0 no JSON')
        service = os.path.join(FORMS, '..', '..', '..', 'data', 'catalogue', 'services', 'ADUAN.json')
        files = trial.ctl_json('catalogue', 'check', broken, service, '/nowhere.json', wants=1)['files']
        assert [file['file'] for file in files] == [broken, service, '/nowhere.json']
        assert ['error' in file for file in files] == [True, False, True], files
        assert trial.ctl_json('check', binary, wants=1)['detail']
        assert trial.ctl_json('check', '/dev/zero', wants=1)['detail']
        assert trial.ctl_json('submit', broken, wants=1)['error']
        assert trial.ctl_json('submit', LOST_CARD, wants=1)['problems']
        for words in [], ['fly'], ['nik'], ['shrink', 'a', 'b', '--limit', 'x'], ['list', '--data']:
            assert trial.ctl_json(*words, wants=2)['error'], words
        assert 'KK' in trial.ctl_json('submit', LOST_CARD, '--photo', 'KK', wants=2)['detail']
        trial.ctl('list', '--data', broken, wants=1)
        server = subprocess.Popen(trial.command('practice', '--state', trial.state, json_out=True),
                                  stdout=subprocess.PIPE, text=True, env=trial.environment())
        said = json.loads(server.stdout.readline())
        server.terminate()
        assert said['listening'].startswith('http://127.0.0.1:')
        assert server.communicate(timeout=30)[0] == '' and server.returncode == 0


def bad_photos():
    """a photo that is none is refused with its name and the reason, and nothing is queued"""
    with Trial() as trial:
        good = trial.picture('good.jpg', 800, 600)
        with open(good, 'rb') as file:
            whole = file.read()
        assert 'KK:1.jpg' in trial.ctl('submit', LOST_CARD, '--photo', 'KK=KK:1.jpg', wants=1)
        bad = {'empty.jpg': b'', 'text.jpg': b'bukan foto\n', 'half.jpg': whole[:len(whole) // 2]}
        for name, content in bad.items():
            path = os.path.join(trial.folder, name)
            with open(path, 'wb') as file:
                file.write(content)
            words = trial.ctl('submit', LOST_CARD, '--photo', f'KK={path}', wants=1)
            assert name in words, words
            assert name in trial.ctl('shrink', path, os.path.join(trial.folder, 'out.jpg'), wants=1)
        assert trial.ctl_json('list') == {'items': []}


def make_pdf(path, pages):
    """a PDF of empty pages, each a little higher than the one before"""
    kids = ' '.join(f'{n} 0 R' for n in range(3, 3 + pages))
    objects = ['<</Type/Catalog/Pages 2 0 R>>', f'<</Type/Pages/Kids[{kids}]/Count {pages}>>']
    objects += [f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 {420 + n}]>>' for n in range(pages)]
    text, places = '%PDF-1.4\n', []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += f'{number} 0 obj\n{content}\nendobj\n'
    table = ''.join(f'{place:010} 00000 n \n' for place in places)
    size = len(objects) + 1
    with open(path, 'w', encoding='ascii') as file:
        file.write(f'{text}xref\n0 {size}\n0000000000 65535 f \n{table}'
                   f'trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n')


def pages():
    """each page of a PDF, whatever it is called, is a photo of its document; one can be chosen"""
    with Trial() as trial:
        paper, out = (os.path.join(trial.folder, name) for name in ('paper.jpg', 'out.jpg'))
        make_pdf(paper, 2)
        trial.start_server()
        trial.login()
        trial.ctl('submit', COMPLAINT, '--photo', f'BUKTI={paper}')
        trial.ctl('sync')
        assert len(only_submission(trial)['attachments']) == 2
        trial.ctl('shrink', paper, out, '--page', '2')
        with open(out, 'rb') as file:
            assert file.read(3) == b'\xff\xd8\xff'
        trial.ctl('shrink', paper, out, '--page', '3', wants=1)


def whole_pdf():
    """a PDF of any pages goes to the city byte for byte where the server takes such, and not before"""
    with Trial() as trial:
        papers, given = [os.path.join(trial.folder, f'{pages}.pdf') for pages in (1, 2)], []
        for pages, paper in enumerate(papers, 1):
            make_pdf(paper, pages)
            given += ['--pdf', f'BUKTI={paper}']
        trial.ctl('submit', COMPLAINT, *given, wants=1)
        trial.start_server()
        trial.login()
        trial.ctl('sync')
        submission = trial.ctl('submit', COMPLAINT, *given).splitlines()[-1]
        trial.ctl('sync')
        for paper, sent in zip(papers, only_submission(trial)['attachments'], strict=True):
            assert sent['media_type'] == 'application/pdf', sent
            with open(paper, 'rb') as file:
                assert trial.get(f"/trainer/photos/{submission}/{sent['id']}") == file.read()


def damaged():
    """a damaged database is told of and set aside whole, and the next opening is quiet again"""
    with Trial() as trial:
        trial.ctl('submit', COMPLAINT)
        path = os.path.join(trial.data, 'pamor.db')
        with open(path, 'r+b') as file:
            file.seek(5 * 8192)
            file.write(b'\0' * 8192)
            file.seek(0)
            before = file.read()
        told = trial.ctl('list')
        kept = [name for name in os.listdir(trial.data) if 'damaged' in name]
        assert len(kept) == 1 and kept[0] in told, told
        with open(os.path.join(trial.data, kept[0]), 'rb') as file:
            assert file.read() == before
        assert 'damaged' not in trial.ctl('list')


def whole_list():
    """a school's list becomes drafts, and the refused rows come back with their reasons"""
    with Trial() as trial:
        table = os.path.join(trial.folder, 'sma3.csv')
        refused = os.path.join(trial.folder, 'ditolak.csv')
        with open(table, 'w', encoding='windows-1252') as file:
            file.write('Nama;NIK;L/P;Tgl lahir\n')
            for number in range(1, 61):
                file.write(f'Andr\xe9 Murid;327501{number % 28 + 1:02}0210{number:04};L;'
                           f'{number % 28 + 1}-2-2010\n')
            file.write('=HYPERLINK("x");123;L;1-1-2010\n')
        out = trial.ctl_json('import', 'KTP_REKAM', table, '--name', 'SMAN 3', '--activity',
                             'MANTEL_GADIS', '--refused', refused, wants=3)
        assert (out['entered'], out['refused']) == ('60', '1'), out
        items = trial.ctl_json('list')['items']
        assert len(items) == 60 and items[0]['title'] == 'Andr\xe9 Murid', items[:1]
        with open(refused, encoding='utf-8-sig') as file:
            rows = file.read().splitlines()
        assert len(rows) == 2 and '"\'=HYPERLINK' in rows[1] and 'NIK harus 16 angka' in rows[1], rows
        trial.ctl('import', 'KTP_REKAM', trial.passphrase, wants=1)


run_all(main_job, whole_list, nothing_readable_on_disk, lost_reply, moods, front_fails, statuses,
        corrections, correction_as_a_new_one, complaint, ticket, connection, bad_catalogue, exits,
        other_words, nameless_case, nobody_reads, one_object, bad_photos, pages, whole_pdf, damaged)
