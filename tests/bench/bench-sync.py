#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sending twenty submissions of three photos costs, against curl sending the same photos in as
many requests to the same server: over a link of 4 Mbit/s and 10 ms each way, and over plain
loopback, where the sealing and hashing show. pamorctl's time to open its folder alone is taken
off."""

import base64
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_trial import FORMS, Trial  # noqa: E402
from slow_link import SlowLink  # noqa: E402

SUBMISSIONS = 20
RATE, DELAY_S = 500_000, 0.01
DOCUMENTS = ('HILANG', 'KK', 'IKD')


def timed(call):
    start = time.monotonic()
    call()
    return time.monotonic() - start


def digest(content):
    return 'sha-256=:' + base64.b64encode(hashlib.sha256(content).digest()).decode() + ':'


def log_in(url):
    body = b'{"officer": "latihan", "secret": "latihan", "device": "bench"}'
    request = urllib.request.Request(url + '/v1/sessions', body, {
        'Content-Type': 'application/json', 'Content-Digest': digest(body)})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)['access_token']


def write_curl_config(trial, url, arrived, photos):
    """The same submissions under new names: each form and each photo one PUT that the server keeps."""
    token = log_in(trial.url)
    requests = []

    def add(path, content, kind):
        name = os.path.join(trial.folder, f'body-{len(requests)}')
        with open(name, 'wb') as file:
            file.write(content)
        requests.append('\n'.join([
            f'url = "{url}{path}"', 'request = PUT', f'data-binary = "@{name}"',
            'output = /dev/null', 'silent', 'fail', f'header = "Content-Type: {kind}"',
            f'header = "Content-Digest: {digest(content)}"',
            f'header = "Authorization: Bearer {token}"']))

    for number, held in enumerate(arrived):
        name = f'{held["id"][:-4]}{number:04x}'
        manifest = [{'id': a['id'][:-4] + f'{number:02x}{i:02x}', 'requirement': 'KK',
                     'media_type': 'image/jpeg', 'size': a['size'], 'sha256': a['sha256']}
                    for i, a in enumerate(held['attachments'])]
        form = {'id': name, 'revision': 1, 'service': 'KTP_HILANG', 'kind': 'application',
                'catalogue': 'bench', 'captured_at': '2026-11-20T02:15:00Z', 'answers': {},
                'consent': {}, 'attachments': manifest}
        add(f'/v1/submissions/{name}', json.dumps(form).encode(), 'application/json')
        for attachment in manifest:
            add(f'/v1/submissions/{name}/attachments/{attachment["id"]}/content',
                photos[attachment['sha256']], 'image/jpeg')
    path = os.path.join(trial.folder, 'curl.conf')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\nnext\n'.join(requests) + '\n')
    return path


def send_with_curl(trial, url, arrived):
    photos = {a['sha256']: trial.get(f"/trainer/photos/{s['id']}/{a['id']}")
              for s in arrived for a in s['attachments']}
    config = write_curl_config(trial, url, arrived, photos)
    return lambda: subprocess.run(['curl', '-K', config], check=True)


def one_run(slow):
    with Trial() as trial:
        trial.start_server()
        server = trial.url
        link = SlowLink(trial.port, RATE, DELAY_S) if slow else None
        url = f'http://127.0.0.1:{link.port}' if slow else server
        trial.url = url
        trial.login()
        trial.url = server
        trial.ctl('sync')  # what is only looked up
        photos = [f'{code}={trial.picture(code + ".jpg", 1100, 825, 1, seed)}'
                  for seed, code in enumerate(DOCUMENTS)]
        for _ in range(SUBMISSIONS):
            trial.ctl('submit', os.path.join(FORMS, 'KTP_HILANG.json'),
                      *(word for photo in photos for word in ('--photo', photo)))
        opening = timed(lambda: trial.ctl('list'))
        sending = timed(lambda: trial.ctl('sync')) - opening
        arrived = trial.arrived()['submissions']
        assert len(arrived) == SUBMISSIONS
        curl = send_with_curl(trial, url, arrived)
        floor = timed(curl)
        if slow:
            link.close()
        size = sum(a['size'] for s in arrived for a in s['attachments'])
        return sending, floor, size


for name, slow, number in (('over a link of 4 Mbit/s', True, 1), ('over plain loopback', False, 3)):
    runs = [one_run(slow) for _ in range(number)]
    sent, base = (statistics.median(r[i] for r in runs) for i in (0, 1))
    print(f'sync      {sent / base:.2f} x curl sending the same bytes {name} ({sent:.2f} s, floor '
          f'{base:.2f} s, {runs[0][2] / 1e6:.1f} MB in {len(DOCUMENTS) * SUBMISSIONS} photos; '
          f'median of {number})', flush=True)
