# SPDX-License-Identifier: GPL-3.0-or-later
"""A phone's browser: Chromium without a window, as large as a phone's screen, driven by the W3C's
WebDriver protocol. All waiting is for something that is seen, up to a deadline."""

import base64
import json
import os
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

DEADLINE_S = float(os.environ.get('PAMOR_DEADLINE', '60'))
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
SCREEN = {'width': 360, 'height': 740, 'pixelRatio': 2}


class Refused(Exception):
    """The browser could not do what it was told; the message is its own."""


class Browser:
    """Begins with an empty profile, which goes with it."""

    def __init__(self):
        self.home = tempfile.TemporaryDirectory()
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True,
                                       env=dict(os.environ, HOME=self.home.name))
        port = None
        while port is None:
            line = self.driver.stdout.readline()
            assert line, 'chromedriver ended'
            port = re.search(r'successfully on port (\d+)', line)
        self.url = f'http://127.0.0.1:{port.group(1)}'
        # Without a sandbox: where tests run there is seldom what it needs, and the page is ours.
        options = {'args': ['--headless=new', '--no-sandbox', '--disable-gpu',
                            '--disable-dev-shm-usage', '--disable-background-networking',
                            f'--user-data-dir={self.home.name}/profile'],
                   'mobileEmulation': {'deviceMetrics': SCREEN}}
        wanted = {'alwaysMatch': {'goog:chromeOptions': options,
                                  'goog:loggingPrefs': {'browser': 'ALL'}}}
        self.url += '/session/' + self.ask('POST', '/session', {'capabilities': wanted})['sessionId']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.ask('DELETE', '')
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.driver.stdout.close()
            self.home.cleanup()

    def ask(self, method, path, values=None):
        body = None if values is None else json.dumps(values).encode()
        request = urllib.request.Request(self.url + path, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE_S) as reply:
                return json.load(reply)['value']
        except urllib.error.HTTPError as error:
            raise Refused(json.load(error)['value']['message']) from None

    def open(self, address):
        self.ask('POST', '/url', {'url': address})

    def find(self, selector):
        return self.ask('POST', '/element', {'using': 'css selector', 'value': selector})[ELEMENT]

    def wait_for(self, look, what):
        end = time.monotonic() + DEADLINE_S
        while time.monotonic() < end:
            try:
                seen = look()
                if seen:
                    return seen
            except Refused:
                pass  # not there yet
            time.sleep(0.05)
        raise AssertionError(f'{what} was never seen in the browser: {self.read("body")}')

    def press(self, selector):
        self.wait_for(lambda: self.is_shown(selector), selector)
        self.ask('POST', f'/element/{self.find(selector)}/click', {})

    def choose_file(self, selector, path):
        self.ask('POST', f'/element/{self.find(selector)}/value', {'text': path})

    def is_shown(self, selector):
        return self.ask('GET', f'/element/{self.find(selector)}/displayed')

    def read(self, selector):
        return self.ask('GET', f'/element/{self.find(selector)}/text')

    def see(self, selector, text):
        return self.wait_for(lambda: text in self.read(selector), repr(text))

    def run(self, script):
        return self.ask('POST', '/execute/sync', {'script': script, 'args': []})

    def complaints(self):
        """What the browser wrote to its console: a policy that was broken, a script that failed."""
        return [entry['message'] for entry in self.ask('POST', '/se/log', {'type': 'browser'})]

    def photograph(self, path):
        with open(path, 'wb') as file:
            file.write(base64.b64decode(self.ask('GET', '/screenshot')))
