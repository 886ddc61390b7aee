#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every service that is offered: its filled example goes through pamorctl to the practice E-Open."""

import glob
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial, run_all  # noqa: E402

SERVICES = os.path.join(os.environ['PAMOR_SOURCE'], 'data', 'catalogue', 'services', '*.json')


def offered():
    for path in sorted(glob.glob(SERVICES)):
        with open(path, encoding='utf-8') as file:
            service = json.load(file)
        if not service.get('off'):
            yield service['code'], service['name']


def submit(trial, code, seed):
    """Seals the example with a photo, its own, for each document that it asks for."""
    form = os.path.join(FORMS, code + '.json')
    missing = [problem['path'].split(':', 1)[1]
               for problem in trial.ctl_json('check', form, wants=None)['problems']
               if problem['path'].startswith('attachment:')]
    photos = []
    for number, requirement in enumerate(missing):
        picture = trial.picture(f'{code}-{requirement}.jpg', 640, 480, seed=seed * 16 + number)
        photos += ['--photo', f'{requirement}={picture}']
    return trial.ctl('submit', form, *photos).splitlines()[-1]


def case(trial, code, name, seed):
    def run():
        submission = submit(trial, code, seed)
        trial.ctl('sync')
        number = trial.ctl('receipt', submission)
        held = [s for s in trial.arrived()['submissions'] if s['id'] == submission]
        assert len(held) == 1 and held[0]['number'] == number, held
    run.__doc__ = f'{name} ({code}): the filled example reaches the city and gets its number'
    return run


with Trial() as everywhere:
    everywhere.start_server()
    everywhere.login()
    run_all(*(case(everywhere, code, name, seed)
              for seed, (code, name) in enumerate(offered(), 1)))
