-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is entered, how much of it the city has, and what the city said of it. What people wrote is
-- sealed; plain are only the columns that ordering, sending and the checks below need.
-- Blobs have tables of their own: SQLite rewrites a whole row when one of its columns changes.

PRAGMA application_id = 1213230450; -- "HPmr"

-- 'folder': the name of this data folder in the keyring; 'clean': 'no' while a program has it open.
CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- The root key, wrapped. A: by a random secret in the keyring; B: by Argon2id of a passphrase.
CREATE TABLE key_slot (
  name       TEXT    NOT NULL PRIMARY KEY,
  key_id     INTEGER NOT NULL,
  operations INTEGER NOT NULL, -- Argon2id; 0 where nothing is stretched
  memory     INTEGER NOT NULL, -- bytes
  salt       BLOB    NOT NULL,
  wrapped    BLOB    NOT NULL
) STRICT;

CREATE TABLE submission (
  seq             INTEGER PRIMARY KEY,
  id              TEXT    NOT NULL UNIQUE,
  revision        INTEGER NOT NULL,
  server_revision INTEGER NOT NULL,
  state           TEXT    NOT NULL,
  summary         BLOB    NOT NULL, -- sealed
  payload_sha256  TEXT,
  manifest_sha256 TEXT,
  payload_size    INTEGER NOT NULL,
  attempts        INTEGER NOT NULL,
  next_at         INTEGER NOT NULL,
  reason          TEXT,
  etag            TEXT,
  number          TEXT,
  received_at     INTEGER NOT NULL,
  status          TEXT    NOT NULL,
  status_reason   TEXT,
  status_at       INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  sealed_at       INTEGER NOT NULL,
  changed_at      INTEGER NOT NULL,
  CHECK (state <> 'acknowledged' OR (number IS NOT NULL AND manifest_sha256 IS NOT NULL)),
  CHECK (state = 'draft' OR (revision > 0 AND payload_sha256 IS NOT NULL))
) STRICT;

CREATE INDEX submission_queue ON submission (state, attempts, next_at, seq);

CREATE TRIGGER submission_sealed_stays BEFORE DELETE ON submission
WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE (ABORT, 'what was sealed is never deleted');
END;

-- Revision 0 is being worked on: a draft, or a correction beside the sealed revision.
CREATE TABLE form (
  n          INTEGER PRIMARY KEY,
  submission TEXT    NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  revision   INTEGER NOT NULL,
  sealed     BLOB    NOT NULL,
  UNIQUE (submission, revision)
) STRICT;

-- The frozen bytes that are sent.
CREATE TABLE payload (
  n          INTEGER PRIMARY KEY,
  submission TEXT    NOT NULL UNIQUE REFERENCES submission (id) ON DELETE CASCADE,
  revision   INTEGER NOT NULL,
  sealed     BLOB    NOT NULL
) STRICT;

CREATE TRIGGER payload_never_changes BEFORE UPDATE ON payload
BEGIN
  SELECT RAISE (ABORT, 'sealed bytes never change');
END;

CREATE TRIGGER payload_stays_until_settled BEFORE DELETE ON payload
WHEN (SELECT state FROM submission WHERE id = OLD.submission)
     IN ('queued', 'sending', 'uploading', 'confirming', 'withdrawing')
BEGIN
  SELECT RAISE (ABORT, 'sealed bytes stay until they are settled');
END;

CREATE TABLE attachment (
  n           INTEGER PRIMARY KEY,
  submission  TEXT    NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  id          TEXT    NOT NULL,
  position    INTEGER NOT NULL,
  working     INTEGER NOT NULL, -- 1: taken, but in no sealed manifest yet
  requirement TEXT    NOT NULL,
  media_type  TEXT    NOT NULL,
  sha256      TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  offset      INTEGER NOT NULL,
  failures    INTEGER NOT NULL,
  stored      INTEGER NOT NULL,
  UNIQUE (submission, id)
) STRICT;

CREATE TABLE content (
  attachment INTEGER PRIMARY KEY REFERENCES attachment (n) ON DELETE CASCADE,
  sealed     BLOB    NOT NULL
) STRICT;

CREATE TRIGGER content_never_changes BEFORE UPDATE ON content
BEGIN
  SELECT RAISE (ABORT, 'sealed bytes never change');
END;

CREATE TABLE history (
  n          INTEGER PRIMARY KEY,
  submission TEXT    NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  at         INTEGER NOT NULL,
  what       TEXT    NOT NULL,
  text       BLOB,              -- sealed
  UNIQUE (submission, at, what)
) STRICT;

CREATE TABLE note (
  name   TEXT NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

PRAGMA user_version = 1;
