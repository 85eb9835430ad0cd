-- Requests a client made for a tenant on a day (UTC), counted in small steps; spent = refused for the rest of that day.
CREATE TABLE request_count (
  day TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  client TEXT NOT NULL,
  requests INTEGER NOT NULL,
  spent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, organisation, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_count_spent ON request_count(day) WHERE spent = 1;
-- NULL = the ordinary quota.
ALTER TABLE organisation ADD COLUMN daily_quota INTEGER;
