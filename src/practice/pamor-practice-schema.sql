-- The practice E-Open, all of it. Times are wall clock, microseconds.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- A refresh replaces "refresh" and keeps the one it was asked with in "previous", which stays good
-- until the new one is used: the reply that brought the new one may have been lost.
CREATE TABLE session (
  id       INTEGER PRIMARY KEY,
  officer  TEXT NOT NULL,
  device   TEXT NOT NULL,
  refresh  TEXT NOT NULL UNIQUE,
  previous TEXT UNIQUE
) STRICT;

CREATE TABLE access (
  token      TEXT PRIMARY KEY,
  session    INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT;

-- "version" moves with every change that a reader can see; "puts" counts the PUTs that had an effect;
-- "replaces" is what its first revision says, whether that is here or not; of what is "closed" no
-- revision is taken any more.
CREATE TABLE submission (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT NOT NULL UNIQUE,
  officer        TEXT NOT NULL,
  service        TEXT NOT NULL,
  kind           TEXT NOT NULL,
  answers_sha256 TEXT NOT NULL,
  revision       INTEGER NOT NULL,
  status         TEXT NOT NULL DEFAULT 'none',
  withdrawn      INTEGER NOT NULL DEFAULT 0,
  number         TEXT UNIQUE,
  version        INTEGER NOT NULL DEFAULT 0,
  puts           INTEGER NOT NULL DEFAULT 1,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  replaces       TEXT,
  closed         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX submission_replaces ON submission (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE revision (
  submission      TEXT NOT NULL REFERENCES submission (id),
  n               INTEGER NOT NULL,
  sha256          TEXT NOT NULL,
  payload         BLOB,
  manifest_sha256 TEXT,
  received_at     INTEGER,
  PRIMARY KEY (submission, n)
) STRICT;

CREATE TABLE attachment (
  submission  TEXT NOT NULL REFERENCES submission (id),
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  requirement TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL,
  sha256      TEXT NOT NULL,
  stored      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (submission, id)
) STRICT;

CREATE TABLE chunk (
  submission TEXT NOT NULL,
  attachment TEXT NOT NULL,
  start      INTEGER NOT NULL,
  bytes      BLOB NOT NULL,
  PRIMARY KEY (submission, attachment, start),
  FOREIGN KEY (submission, attachment) REFERENCES attachment ON DELETE CASCADE
) STRICT;

CREATE TABLE change (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  submission  TEXT NOT NULL REFERENCES submission (id),
  revision    INTEGER NOT NULL,
  status      TEXT NOT NULL,
  reason_code TEXT,
  message     TEXT,
  updated_at  INTEGER NOT NULL,
  pointer     TEXT,
  closed      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE device (
  id         TEXT PRIMARY KEY,
  officer    TEXT NOT NULL,
  report     TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Requests whose reply was already lost once, in the mood that loses replies.
CREATE TABLE lost (
  request TEXT PRIMARY KEY
) STRICT;
