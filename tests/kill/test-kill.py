#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each act of the real program is broken off at its N-th network or disk step: by a kill, a full
disk, a failing disk. After a restart nothing is lost and nothing is doubled, here and on the server,
and a further sync sends no body. Speaks TAP.

test-kill.py [--every K] [--seed S] [WORD]...: only each K-th step, from the S-th on; only the
scenarios whose title has one of the words."""

import argparse
import collections
import os
import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(__file__)
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from pamor_break import DISK, IN_FOLDER, NETWORK, STORE_ONCE, Loop, Scenario, pack_catalogue  # noqa: E402
from pamor_trial import FORMS, run_all  # noqa: E402

SOURCE = os.environ['PAMOR_SOURCE']
LOST_CARD = os.path.join(FORMS, 'KTP_HILANG.json')
COMPLAINT = os.path.join(FORMS, 'ADUAN.json')
TICKET = os.path.join(FORMS, 'ANTREAN.json')


def submit_words(trial):
    photos = [f'{code}={os.path.join(trial.folder, code)}.jpg' for code in ('HILANG', 'KK')]
    return ['submit', LOST_CARD, '--photo', photos[0], '--photo', photos[1]]


def take_photos(trial, width=320, height=240):
    for seed, code in enumerate(('HILANG', 'KK'), 1):
        trial.picture(code + '.jpg', width, height, 1, seed)


def seal_lost_card(trial):
    """The catalogue comes first: what is only looked up is not what is broken off."""
    trial.ctl('sync')
    take_photos(trial)
    return trial.ctl(*submit_words(trial)).splitlines()[-1]


def seal_complaint(trial):
    trial.ctl('sync')
    return trial.ctl('submit', COMPLAINT).splitlines()[-1]


def seal_three(trial):
    seal_lost_card(trial)
    for form in COMPLAINT, TICKET:
        trial.ctl('submit', form)


def seal_nothing(trial):
    trial.ctl('sync')
    take_photos(trial)


def submit_again(trial):
    """A person looks first whether it is in the list; then it is sent."""
    if not trial.ctl_json('list')['items']:
        trial.ctl(*submit_words(trial))
    trial.ctl('sync')


def send_half(trial):
    """Two photos of several pieces each, the sync killed while one of them is on its way."""
    trial.ctl('sync')
    take_photos(trial, 640, 480)
    trial.ctl(*submit_words(trial))
    for number in range(1, 60):
        trial.ctl('sync', wants=None, prefix=(
            'strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=sendto', '-e',
            f'inject=sendto:signal=SIGKILL:when={number}'))
        photos = trial.arrived()['submissions'][0]['attachments'] if trial.arrived()['submissions'] else []
        if any(0 < photo['offset'] < photo['size'] for photo in photos):
            return
    raise AssertionError('no photo was ever half sent')


def let_token_expire(trial):
    send_half(trial)
    trial.stop_server()
    [name] = [name for name in os.listdir(trial.state) if name.endswith('.db')]
    with sqlite3.connect(os.path.join(trial.state, name)) as db:
        assert db.execute('DELETE FROM access').rowcount > 0
    db.close()


def send_and_judge(trial):
    """Three are with the city, which has news of each."""
    seal_three(trial)
    trial.ctl('sync')
    news = ('processing', 'done', 'rejected')
    for item, status in zip(trial.arrived()['submissions'], news):
        trial.set_status(item['id'], 'verification', 'Diperiksa')
        trial.set_status(item['id'], status, 'Foto KK buram')


def find_first(trial):
    return trial.ctl_json('list')['items'][0]


def send_and_reject(trial):
    """It comes back for a photo, of which a better one was taken since."""
    seal_lost_card(trial)
    trial.ctl('sync')
    trial.set_status(find_first(trial)['id'], 'rejected', 'Foto KK buram')
    trial.ctl('sync', wants=3)
    trial.picture('KK.jpg', 320, 240, 1, 7)


def correct(trial):
    photo = os.path.join(trial.folder, 'KK.jpg')
    return trial.command('submit', LOST_CARD, '--corrects', find_first(trial)['id'], '--photo',
                         f'KK={photo}')


def correct_again(trial):
    """What is rejected was not corrected yet; then it is sent."""
    if find_first(trial)['state'] == 'acknowledged':
        subprocess.run(correct(trial), check=True, capture_output=True, env=trial.environment())
    trial.ctl('sync')


def seal_correction(trial):
    send_and_reject(trial)
    subprocess.run(correct(trial), check=True, capture_output=True, env=trial.environment())


def send_complaint(trial):
    seal_complaint(trial)
    trial.ctl('sync')


def withdraw(trial):
    return trial.command('withdraw', find_first(trial)['id'])


def withdraw_again(trial):
    if find_first(trial)['state'] == 'acknowledged':
        subprocess.run(withdraw(trial), check=True, capture_output=True, env=trial.environment())
    trial.ctl('sync')


def begin_withdrawal(trial):
    send_complaint(trial)
    subprocess.run(withdraw(trial), check=True, capture_output=True, env=trial.environment())


def let_retention_end(trial):
    """The citizen has had it in hand for eight days."""
    seal_lost_card(trial)
    trial.ctl('sync')
    trial.set_status(find_first(trial)['id'], 'collected', 'Diambil')
    trial.ctl('sync')
    days = 8 * 24 * 3600 * 1000000
    with sqlite3.connect(os.path.join(trial.data, 'pamor.db')) as db:
        db.execute('UPDATE submission SET received_at = received_at - ?1, status_at = status_at - ?1',
                   (days,))
    db.close()


def look_and_sync(trial):
    trial.ctl('sync')
    assert find_first(trial)['state'] == 'purged'


def make_old(trial):
    """A database as the first version wrote it, with all that is in the one of today."""
    seal_three(trial)
    path = os.path.join(trial.data, 'pamor.db')
    os.rename(path, path + '.new')
    with open(os.path.join(SOURCE, 'src', 'store', 'schema', '001.sql'), encoding='utf-8') as file:
        steps = file.read()
    with sqlite3.connect(path) as db:
        db.executescript('PRAGMA page_size = 8192;' + steps)
        db.execute('ATTACH ? AS new', (path + '.new',))
        for (table,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            columns = ', '.join(row[1] for row in db.execute(f'PRAGMA main.table_info ({table})'))
            db.execute(f'INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}')
    db.close()
    os.remove(path + '.new')


def sync_and_check_copy(trial):
    """Before it was changed the old database was copied, whole."""
    trial.ctl('sync')
    copies = [name for name in os.listdir(trial.data) if name.startswith('pamor.db.version-1-')]
    with sqlite3.connect(os.path.join(trial.data, max(copies))) as db:
        assert db.execute('PRAGMA integrity_check').fetchone() == ('ok',)
        assert db.execute('SELECT count(*) FROM submission').fetchone() == (3,)
    db.close()


def bring_newer_catalogue(trial):
    """Something is to be sent, and the server hands out another catalogue than the one kept."""
    seal_complaint(trial)
    pack_catalogue(trial, '2099.2.2')


def hand_out_newer(trial):
    return '--catalogue', os.path.join(trial.folder, '2099.2.2.json')


def store_once(trial, job):
    with open(os.path.join(trial.folder, 'draft'), encoding='utf-8') as file:
        return [STORE_ONCE, job, trial.data, trial.passphrase, file.read().strip()]


def begin_draft(trial):
    out = subprocess.run([STORE_ONCE, 'draft', trial.data, trial.passphrase], check=True,
                         capture_output=True, text=True).stdout
    with open(os.path.join(trial.folder, 'draft'), 'w', encoding='utf-8') as file:
        file.write(out)


def save_draft(trial):
    return store_once(trial, 'save')


def seal_draft(trial):
    return store_once(trial, 'seal')


def seal_draft_again(trial):
    """Was it sealed before it was broken off, then it is refused to seal it once more."""
    trial_words = seal_draft(trial)
    if 'queued' in trial.ctl('list', '--json'):
        return
    subprocess.run(trial_words, check=True, capture_output=True)


def sync_normally(trial):
    trial.set_mood('normal')
    trial.ctl('sync')


SCENARIOS = (
    Scenario('a form is sealed', seal_nothing,
             lambda trial: trial.command(*submit_words(trial)), submit_again,
             fresh=True),
    Scenario('a draft is sealed', begin_draft, seal_draft, seal_draft_again, logs_in=False),
    Scenario('a draft is saved', begin_draft, save_draft, logs_in=False),
    Scenario('one with two photos is sent', seal_lost_card),
    Scenario('three are sent', seal_three),
    Scenario('a half-sent photo goes on', send_half),
    Scenario('the login expires in mid-upload', let_token_expire),
    Scenario('statuses come in', send_and_judge, ends=(3,)),
    Scenario('a correction is sealed', send_and_reject, correct, correct_again, fresh=True),
    Scenario('a correction is sent', seal_correction),
    Scenario('a withdrawal is asked for', send_complaint, withdraw, withdraw_again),
    Scenario('a withdrawal is sent', begin_withdrawal),
    Scenario('what is settled is purged', let_retention_end, lambda trial: trial.command('list'),
             look_and_sync),
    Scenario('the catalogue is exchanged', bring_newer_catalogue, server=hand_out_newer),
    Scenario('an older database is brought up to date', make_old,
             lambda trial: trial.command('list'), sync_and_check_copy,
             steps=(*DISK, *IN_FOLDER)),
    Scenario('the server loses its replies', seal_lost_card, again=sync_normally,
             mood='reply-lost', ends=(0, 1), steps=NETWORK),
    Scenario('the server drops partial bodies', send_half, mood='partials-dropped', steps=NETWORK),
    Scenario('the server is down', seal_lost_card, again=sync_normally, mood='down', ends=(1,)),
    Scenario('a Wi-Fi login answers', seal_lost_card, again=sync_normally, mood='portal', ends=(3,)),
    Scenario('the server is slow', seal_complaint, again=sync_normally, mood='slow', steps=NETWORK),
)


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('--every', type=int, default=1)
    parser.add_argument('--seed', type=int)
    parser.add_argument('words', nargs='*')
    args = parser.parse_args()
    if args.seed is None:
        args.seed = random.randrange(args.every)
    return args


def make_case(scenario, running, total):
    def case():
        fired = running.result()
        total.update(fired)
        print_counts(fired)
    case.__doc__ = f'broken off while {scenario.title}, nothing is lost and nothing is doubled'
    return case


def print_counts(fired):
    errors = fired['ENOSPC'] + fired['EIO']
    print(f'# {fired["SIGKILL"]} kill points, {errors} errors', flush=True)


def main():
    args = read_arguments()
    chosen = [s for s in SCENARIOS if not args.words or any(w in s.title for w in args.words)]
    total = collections.Counter()
    print(f'# --every {args.every} --seed {args.seed}')
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(Loop(scenario, args.every, args.seed).run) for scenario in chosen]
        cases = [make_case(*each, total) for each in zip(chosen, running)]
        run_all(*cases, at_end=lambda: print_counts(total))


main()
