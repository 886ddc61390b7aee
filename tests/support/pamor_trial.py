# SPDX-License-Identifier: GPL-3.0-or-later
"""A trial: the real pamorctl against the real practice E-Open, in a folder of its own. Shared by the
tests that treat the program as a person or a script would; each test is a function whose
docstring is its name. Speaks TAP."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import urllib.request

CTL = os.environ.get('PAMORCTL', 'pamorctl')
MAKE_PICTURE = os.environ.get('MAKE_PICTURE', 'make-picture')
FORMS = os.path.join(os.environ.get('PAMOR_FIXTURES', 'tests/fixtures'), 'forms')


class Trial:
    """A data folder with a passphrase, and a practice server that can be stopped and started."""

    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix='pamor-trial-')
        self.data = os.path.join(self.folder, 'data')
        self.state = os.path.join(self.folder, 'eopen')
        self.passphrase = os.path.join(self.folder, 'passphrase')
        self.server = self.url = None
        self.port = 0
        if not os.path.exists(self.passphrase):
            with open(self.passphrase, 'w', encoding='utf-8') as file:
                file.write('kereta malam ke bekasi\n')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_server()
        shutil.rmtree(self.folder)

    def environment(self):
        return dict(os.environ, HOME=self.folder, XDG_DATA_HOME=self.folder, XDG_STATE_HOME=self.folder,
                    XDG_CONFIG_HOME=self.folder, XDG_CACHE_HOME=self.folder,
                    DBUS_SESSION_BUS_ADDRESS='unix:path=/nowhere')

    def command(self, *words, json_out=False):
        shared = ['--data', self.data, '--passphrase-file', self.passphrase]
        return [CTL, *shared, *(['--json'] if json_out else []), *words]

    def ctl(self, *words, stdin='', wants=0, prefix=()):
        """Runs pamorctl and returns what it printed; wants: its exit, None any."""
        run = subprocess.run([*prefix, *self.command(*words)], input=stdin, capture_output=True,
                             text=True, env=self.environment(), timeout=300, check=False)
        if wants is not None and run.returncode != wants:
            raise AssertionError(f'pamorctl {" ".join(words)} ended with {run.returncode}, not '
                                 f'{wants}\n{run.stdout}{run.stderr}')
        return (run.stdout + run.stderr).strip()

    def ctl_json(self, *words, wants=0):
        run = subprocess.run(self.command(*words, json_out=True), capture_output=True, text=True,
                             env=self.environment(), timeout=300, check=False)
        if wants is not None and run.returncode != wants:
            raise AssertionError(f'pamorctl {" ".join(words)} ended with {run.returncode}\n{run.stdout}{run.stderr}')
        return json.loads(run.stdout)

    def start_server(self, mood='normal', *options):
        """On the port it had before, so that an account stays good over a restart."""
        self.server = subprocess.Popen(
            [CTL, 'practice', '--state', self.state, '--port', str(self.port), '--mood', mood, *options],
            stdout=subprocess.PIPE, text=True, env=self.environment())
        line = self.server.stdout.readline()
        match = re.match(r'listening (http://127\.0\.0\.1:(\d+))', line)
        assert match, f'the practice server said {line!r}'
        self.url, self.port = match.group(1), int(match.group(2))

    def stop_server(self):
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(timeout=30)
        self.server.stdout.close()
        self.server = None

    def set_mood(self, mood):
        self.stop_server()
        self.start_server(mood)

    def login(self):
        return self.ctl('login', '--server', self.url, '--officer', 'latihan', stdin='latihan\n')

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=60) as reply:
            return reply.read()

    def arrived(self):
        """What the server holds, for the trainer."""
        return json.loads(self.get('/trainer/submissions.json'))

    def set_status(self, submission, status, message, reason='data-differs', **more):
        """What a clerk of the office does on the trainer's page."""
        body = json.dumps({'submission': submission, 'status': status, 'reason_code': reason,
                           'message': message, **more}).encode()
        urllib.request.urlopen(urllib.request.Request(
            self.url + '/trainer/status', body, {'Content-Type': 'application/json'}), timeout=30)

    def picture(self, name, width, height, orientation=1, seed=1):
        path = os.path.join(self.folder, name)
        subprocess.run([MAKE_PICTURE, path, str(width), str(height), str(orientation), str(seed)],
                       check=True)
        return path


def run_all(*cases, at_end=lambda: None):
    """Runs each case and prints TAP; a case fails by raising. At the end a comment may be told."""
    print(f'1..{len(cases)}')
    failed = 0
    for number, case in enumerate(cases, 1):
        name = ' '.join(case.__doc__.split())
        try:
            case()
            print(f'ok {number} - {name}', flush=True)
        except Exception:  # a test may fail in any way; the trace tells which
            failed += 1
            for line in traceback.format_exc().splitlines():
                print('#', line)
            print(f'not ok {number} - {name}', flush=True)
    at_end()
    sys.exit(1 if failed else 0)
