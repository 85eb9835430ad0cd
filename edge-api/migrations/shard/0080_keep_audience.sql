-- Audience facts: personal data, kept apart and never served. One row per order and performance, without a person in it.
-- `buyer`, `ord`: 128 bits of an HMAC whose secret is at the venue. `hour`: local hour of the order as YYYYMMDDHH.
-- `classes`: bits 1 normal, 2 discount, 4 free, 8 other. `first`: what the venue's system says of it, null = it does not know.
CREATE TABLE audience_fact (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, part INTEGER NOT NULL, ord TEXT NOT NULL, buyer TEXT NOT NULL,
  hour INTEGER NOT NULL, tickets INTEGER NOT NULL, amount INTEGER, channel TEXT NOT NULL, classes INTEGER NOT NULL,
  pc4 TEXT, age TEXT, gender TEXT, segment TEXT, first INTEGER,
  PRIMARY KEY (tenant, performance, part, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX audience_fact_buyer ON audience_fact(tenant, buyer);

-- What stands of each performance: highest (as_of, revision) wins, so any order of arrival ends in the same rows. `v` = as_of × 1000 + revision.
-- `coverage`: JSON of AudienceCoverage. `have`: JSON list of the parts that are there; facts count when all are.
CREATE TABLE audience_set (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, source INTEGER NOT NULL,
  v INTEGER NOT NULL, key_id TEXT NOT NULL, parts INTEGER NOT NULL, have TEXT NOT NULL, coverage TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, performance)
) STRICT, WITHOUT ROWID;

-- What was published, as it is answered: one row per subject. `reader` sees it: the house, and the provider of a production it is shared with.
-- `body`: JSON of AudienceReport, for that reader. Kept in the shard where the reader lives.
CREATE TABLE audience_report (
  reader INTEGER NOT NULL, venue INTEGER NOT NULL, season INTEGER NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL,
  release INTEGER NOT NULL, at INTEGER NOT NULL, production INTEGER, starts TEXT NOT NULL, head TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, venue, season, level, subject)
) STRICT, WITHOUT ROWID;

-- Every release of a house that ever was, with the exact counts behind it: what the next one must agree with. Never served.
CREATE TABLE audience_release (
  tenant INTEGER NOT NULL, season INTEGER NOT NULL, number INTEGER NOT NULL, subject TEXT NOT NULL,
  at INTEGER NOT NULL, counts TEXT NOT NULL, published TEXT NOT NULL,
  PRIMARY KEY (tenant, season, number, subject)
) STRICT, WITHOUT ROWID;
