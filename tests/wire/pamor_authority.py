# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority for one test run: openssl in a folder of its own."""

import os
import shutil
import subprocess
import tempfile

CONFIG = '''[ca]
default_ca = it
[it]
database = {folder}/issued
new_certs_dir = {folder}
certificate = {folder}/ca.pem
private_key = {folder}/ca.key
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
'''
NEW_KEY = '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'


def openssl(*words):
    subprocess.run(['openssl', *words], check=True, capture_output=True, timeout=60)


class Authority:
    """Its certificate is the file `certificate`; what it issues is a PEM file with key and all."""

    def __init__(self, name='Test CA'):
        self.folder = tempfile.mkdtemp(prefix='pamor-authority-')
        self.certificate = self.path('ca.pem')
        self.write('ca.cnf', CONFIG.format(folder=self.folder))
        self.write('issued', '')
        openssl('req', '-x509', *NEW_KEY, '-days', '365', '-subj', f'/CN={name}', '-keyout',
                self.path('ca.key'), '-out', self.certificate)
        self.count = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='ascii') as file:
            file.write(text)

    def issue(self, address, first='20200101000000Z', last='20991231000000Z'):
        """For the IP address, good from the first to the last moment."""
        self.count += 1
        request, issued, key = (self.path(f'{self.count}.{end}') for end in ('csr', 'crt', 'key'))
        self.write('san', f'subjectAltName = IP:{address}\n')
        openssl('req', *NEW_KEY, '-subj', f'/CN={address}', '-keyout', key, '-out', request)
        openssl('ca', '-batch', '-notext', '-config', self.path('ca.cnf'), '-extfile', self.path('san'),
                '-startdate', first, '-enddate', last, '-in', request, '-out', issued)
        return self.joined(issued, key)

    def issue_self_signed(self, address):
        self.count += 1
        issued, key = self.path(f'{self.count}.crt'), self.path(f'{self.count}.key')
        openssl('req', '-x509', *NEW_KEY, '-days', '365', '-subj', f'/CN={address}', '-addext',
                f'subjectAltName = IP:{address}', '-keyout', key, '-out', issued)
        return self.joined(issued, key)

    def joined(self, issued, key):
        whole = self.path(f'{self.count}.pem')
        with open(whole, 'wb') as out:
            for part in issued, key:
                with open(part, 'rb') as file:
                    out.write(file.read())
        return whole
