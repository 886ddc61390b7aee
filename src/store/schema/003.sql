-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the citizen was told last: which status, and of when by the city's clock.
ALTER TABLE submission ADD COLUMN told_status TEXT NOT NULL DEFAULT 'none';
ALTER TABLE submission ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 3;
