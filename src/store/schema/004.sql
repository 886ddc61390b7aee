-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where the status stands in the city's feed, which counts what its clock may not; 0: not known.
ALTER TABLE submission ADD COLUMN status_seq INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 4;
