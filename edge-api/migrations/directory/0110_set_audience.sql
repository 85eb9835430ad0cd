-- What a house decided about its audience data. Lists are JSON of ids; absent row = the defaults.
CREATE TABLE audience_setting (
  organisation INTEGER PRIMARY KEY REFERENCES organisation(key),
  keep_seasons INTEGER NOT NULL DEFAULT 5, benchmark INTEGER NOT NULL DEFAULT 0,
  not_shared TEXT NOT NULL DEFAULT '[]', excluded TEXT NOT NULL DEFAULT '[]', updated_at INTEGER NOT NULL
) STRICT;
-- Which house gives to the sector's benchmark, and what: published shares of its season, nothing else.
CREATE TABLE audience_benchmark (
  venue INTEGER NOT NULL REFERENCES organisation(key), season INTEGER NOT NULL, genre TEXT NOT NULL,
  size TEXT NOT NULL, region TEXT NOT NULL, livemode INTEGER NOT NULL, at INTEGER NOT NULL, buyers INTEGER NOT NULL, shares TEXT NOT NULL,
  PRIMARY KEY (season, genre, venue)
) STRICT, WITHOUT ROWID;
-- When a house's tables are published next; a row from its first facts on.
CREATE TABLE audience_schedule (
  organisation INTEGER PRIMARY KEY REFERENCES organisation(key),
  due_at INTEGER NOT NULL, heard_at INTEGER NOT NULL, published_at INTEGER
) STRICT;
CREATE INDEX audience_schedule_due ON audience_schedule(due_at);
