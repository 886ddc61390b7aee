#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sending ten submissions of two photos costs, against curl sending the same bytes in as many
requests to the same server. pamorctl's time to open its folder alone is taken off."""

import os
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial  # noqa: E402

SUBMISSIONS, RUNS = 10, 3


def timed(call):
    start = time.monotonic()
    call()
    return time.monotonic() - start


def send_with_curl(trial, arrived):
    """The same photos once more, each as one POST that the server reads whole and refuses."""
    arguments = []
    for submission in arrived:
        for attachment in submission['attachments']:
            path = os.path.join(trial.folder, attachment['id'])
            if not os.path.exists(path):
                with open(path, 'wb') as file:
                    file.write(trial.get(f"/trainer/photos/{submission['id']}/{attachment['id']}"))
            arguments += ['--next', '-s', '-o', '/dev/null', '-X', 'PUT', '--data-binary', '@' + path,
                          f"{trial.url}/v1/submissions/{submission['id']}/attachments/{attachment['id']}/content"]
    return lambda: subprocess.run(['curl', *arguments[1:]], check=True)


def one_run():
    with Trial() as trial:
        trial.start_server()
        trial.login()
        photos = [f'{code}={trial.picture(code + ".jpg", 3000, 2250, 1, seed)}'
                  for seed, code in enumerate(('HILANG', 'KK'))]
        for _ in range(SUBMISSIONS):
            trial.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'), '--photo', photos[0], '--photo', photos[1])
        opening = timed(lambda: trial.ctl('list'))
        sending = timed(lambda: trial.ctl('sync')) - opening
        arrived = trial.arrived()['submissions']
        assert len(arrived) == SUBMISSIONS
        curl = send_with_curl(trial, arrived)
        floor = timed(curl)
        size = sum(a['size'] for s in arrived for a in s['attachments'])
        return sending, floor, size


runs = [one_run() for _ in range(RUNS)]
sent, base = (statistics.median(r[i] for r in runs) for i in (0, 1))
print(f'sync      {sent / base:.2f} x curl sending the same bytes ({sent:.2f} s, floor {base:.2f} s, '
      f'{runs[0][2] / 1e6:.1f} MB in {2 * SUBMISSIONS} photos; median of {RUNS})')
