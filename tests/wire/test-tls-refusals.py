#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that cannot prove who it is: pamorctl sends it nothing, says so in words, and has no way
around it. Speaks TAP."""

import os
import socket
import ssl
import sys
import threading

sys.path.insert(1, os.path.join(os.path.dirname(__file__), '..', 'support'))
from pamor_authority import Authority  # noqa: E402
from pamor_trial import FORMS, Trial, run_all  # noqa: E402


class Listener:
    """Speaks TLS with a certificate, and counts what comes to be read after the handshake."""

    def __init__(self, certificate, port=0):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.socket = socket.create_server(('127.0.0.1', port))
        self.port = self.socket.getsockname()[1]
        self.came = self.heard = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def listen(self):
        while True:
            try:
                link, _ = self.socket.accept()
            except OSError:
                return
            self.came += 1
            link.settimeout(10)
            try:
                with self.context.wrap_socket(link, server_side=True) as secured:
                    self.heard += len(secured.recv(65536))
            except OSError:
                pass  # it was refused, as it should be


class TrustingTrial(Trial):
    """A trial whose computer trusts one authority, and whose server speaks TLS by it."""

    def __init__(self, authority):
        super().__init__()
        self.trust = {'PAMOR_TEST_CA': authority.certificate,
                      'PAMOR_TEST_CERTIFICATE': authority.issue('127.0.0.1')}

    def environment(self):
        return dict(super().environment(), **self.trust)

    def enter_one(self):
        """An officer logged in by TLS, and one complaint waiting; the server goes away."""
        self.start_server()
        self.url = f'https://127.0.0.1:{self.port}'
        self.login()
        self.ctl('submit', os.path.join(FORMS, 'ADUAN.json'))
        self.stop_server()


def refuse(make_certificate, culprit):
    """The server comes back with another certificate; then with its own again."""
    with Authority() as authority, TrustingTrial(authority) as trial:
        trial.enter_one()
        with Listener(make_certificate(authority), trial.port) as listener:
            told = trial.ctl_json('sync', wants=1)
            assert told['detail'] == "The server's certificate is not to be trusted", told
            assert 'Periksa tanggal dan jam' in told['error'], told
            assert told['items'][0]['state'] == 'queued', told
            assert trial.ctl_json('connection', wants=3)['culprit'] == culprit
            said = trial.ctl('connection', wants=3)
            assert ('Betulkan tanggal' in said) == (culprit == 'clock'), said
            said = trial.ctl('login', '--server', trial.url, '--officer', 'latihan',
                             stdin='latihan\n', wants=1)
            assert 'Periksa tanggal' in said, said
            assert listener.came >= 4 and listener.heard == 0, (listener.came, listener.heard)
        trial.start_server()
        assert trial.ctl_json('sync')['items'][0]['state'] == 'acknowledged'


def expired():
    """a certificate that has expired is refused, and the date of the computer is named"""
    refuse(lambda authority: authority.issue('127.0.0.1', last='20210101000000Z'), 'clock')


def not_yet():
    """a certificate that is not yet valid, as a clock gone back sees it, names the date too"""
    refuse(lambda authority: authority.issue('127.0.0.1', first='20980101000000Z'), 'clock')


def wrong_host():
    """a certificate of another host is refused"""
    refuse(lambda authority: authority.issue('127.0.0.2'), 'certificate')


def self_signed():
    """a certificate that vouches for itself is refused"""
    refuse(lambda authority: authority.issue_self_signed('127.0.0.1'), 'certificate')


def unknown_authority():
    """a certificate of an authority that nobody knows is refused, were it named like ours"""
    with Authority() as other:
        refuse(lambda authority: other.issue('127.0.0.1'), 'certificate')


run_all(expired, not_yet, wrong_host, self_signed, unknown_authority)
