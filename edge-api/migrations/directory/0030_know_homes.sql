-- The map of homes: `shard` says where an organisation lives, `home_epoch` which of its homes that is. Raised by every move.
ALTER TABLE organisation ADD COLUMN home_epoch INTEGER NOT NULL DEFAULT 1;
-- The highest epoch a shard was ever given: outlives a restore of the shard itself.
CREATE TABLE shard (name TEXT PRIMARY KEY, epoch INTEGER NOT NULL, restored_at INTEGER) STRICT, WITHOUT ROWID;
