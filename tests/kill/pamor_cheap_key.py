# SPDX-License-Identifier: GPL-3.0-or-later
"""Wraps the key of a data folder anew, at the least cost that its slot can name: a passphrase is
stretched for a tenth of a second at each opening, and the loops open thousands of times."""

import ctypes
import ctypes.util
import os
import sqlite3

KEY, NONCE, TAG = 32, 24, 16
LEAST = (1, 8192)  # operations, bytes of memory
ARGON2ID = 2


def make_cheap(trial):
    sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
    with open(trial.passphrase, encoding='utf-8') as file:
        secret = file.read().strip().encode()
    db = sqlite3.connect(os.path.join(trial.data, 'pamor.db'))
    name, key_id, operations, memory, salt, wrapped = db.execute(
        'SELECT name, key_id, operations, memory, salt, wrapped FROM key_slot').fetchone()
    label = f'key_slot|{name}|{key_id}'.encode()

    def derive(cost):
        key = ctypes.create_string_buffer(KEY)
        failed = sodium.crypto_pwhash(key, ctypes.c_ulonglong(KEY), secret,
                                      ctypes.c_ulonglong(len(secret)), salt,
                                      ctypes.c_ulonglong(cost[0]), ctypes.c_size_t(cost[1]), ARGON2ID)
        assert failed == 0, 'no key of the passphrase'
        return key

    root = ctypes.create_string_buffer(KEY)
    failed = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        root, None, None, wrapped[NONCE:], ctypes.c_ulonglong(KEY + TAG), label,
        ctypes.c_ulonglong(len(label)), wrapped[:NONCE], derive((operations, memory)))
    assert failed == 0, 'the slot does not open'
    anew = ctypes.create_string_buffer(KEY + TAG)
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        anew, None, root, ctypes.c_ulonglong(KEY), label, ctypes.c_ulonglong(len(label)), None,
        wrapped[:NONCE], derive(LEAST))
    with db:
        db.execute('UPDATE key_slot SET operations = ?, memory = ?, wrapped = ?',
                   (*LEAST, wrapped[:NONCE] + anew.raw))
    db.close()
