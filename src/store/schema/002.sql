-- SPDX-License-Identifier: GPL-3.0-or-later
-- What belongs together, the reason of a line of history apart from its words, and the catalogues
-- that came from the city.

-- A case is a random UUID; 0: in no order.
ALTER TABLE submission ADD COLUMN case_id TEXT;
ALTER TABLE submission ADD COLUMN case_order INTEGER NOT NULL DEFAULT 0;
CREATE INDEX submission_case ON submission (case_id, case_order) WHERE case_id IS NOT NULL;

ALTER TABLE history ADD COLUMN reason TEXT; -- a code

CREATE TABLE catalogue (
  version TEXT    NOT NULL PRIMARY KEY,
  etag    TEXT,
  kept_at INTEGER NOT NULL,
  sealed  BLOB    NOT NULL
) STRICT;

PRAGMA user_version = 2;
