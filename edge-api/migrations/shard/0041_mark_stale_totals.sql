-- Seasons of readers whose rows changed since their totals were summed: marked with the rows, cleared with the totals, so
-- that a drain killed between the two leaves word for the next. `n` counts the changes.
CREATE TABLE reader_stale (
  reader INTEGER NOT NULL, season INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (reader, season)
) STRICT, WITHOUT ROWID;
