-- Revisions for If-Match on everything that is edited; things are disabled, never deleted.
ALTER TABLE organisation ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE hall ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE hall ADD COLUMN disabled_at INTEGER;
ALTER TABLE production ADD COLUMN disabled_at INTEGER;
-- The last performance number given out, reserved before the rows that carry it; a gap is harmless.
ALTER TABLE production ADD COLUMN last_number INTEGER NOT NULL DEFAULT 0;
-- The venue that made a house production: it writes it until a provider's claim is confirmed.
ALTER TABLE production ADD COLUMN house_venue INTEGER REFERENCES organisation(key);
UPDATE production SET house_venue = (SELECT venue FROM performance p WHERE p.production = production.key ORDER BY p.key LIMIT 1) WHERE house = 1;
CREATE INDEX production_provider ON production(provider) WHERE provider IS NOT NULL;
CREATE INDEX production_producer ON production(producer) WHERE producer IS NOT NULL;
CREATE INDEX production_agency ON production(agency) WHERE agency IS NOT NULL;
CREATE INDEX production_house_venue ON production(house_venue) WHERE house_venue IS NOT NULL;
CREATE INDEX production_merged ON production(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX organisation_merged ON organisation(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX hall_merged ON hall(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX performance_hall ON performance(hall) WHERE hall IS NOT NULL;

-- Who has to do with a production, through what it was merged into as well; kept by triggers (a view of it would need more
-- terms than D1 allows in one SELECT). Former ones stay, so that their readers' rows are taken away.
CREATE TABLE production_party (
  production INTEGER NOT NULL REFERENCES production(key), organisation INTEGER NOT NULL REFERENCES organisation(key),
  former INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (production, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX production_party_organisation ON production_party(organisation, production) WHERE former = 0;
INSERT OR IGNORE INTO production_party (production, organisation)
  SELECT p.key, j.value FROM production p LEFT JOIN production w ON w.key = p.merged_into
  CROSS JOIN json_each(json_array(p.provider, p.producer, p.agency, p.house_venue, w.provider, w.producer, w.agency)) j
  WHERE j.value IS NOT NULL;
CREATE TRIGGER production_made AFTER INSERT ON production BEGIN
  INSERT OR IGNORE INTO production_party (production, organisation)
    SELECT NEW.key, j.value FROM json_each(json_array(NEW.provider, NEW.producer, NEW.agency, NEW.house_venue)) j WHERE j.value IS NOT NULL;
END;
CREATE TRIGGER production_changed AFTER UPDATE OF provider, producer, agency, house_venue, merged_into ON production BEGIN
  UPDATE production_party SET former = 1
    WHERE production = NEW.key OR production IN (SELECT key FROM production WHERE merged_into = NEW.key);
  INSERT INTO production_party (production, organisation)
    SELECT p.key, j.value FROM production p LEFT JOIN production w ON w.key = p.merged_into
    CROSS JOIN json_each(json_array(p.provider, p.producer, p.agency, p.house_venue, w.provider, w.producer, w.agency)) j
    WHERE (p.key = NEW.key OR p.merged_into = NEW.key) AND j.value IS NOT NULL
    ON CONFLICT DO UPDATE SET former = 0;
END;

-- Numbers for ids we give out, reserved before the rows that carry them; a gap is harmless.
CREATE TABLE sequence (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO sequence SELECT 'production', max(10000, coalesce(max(key), 0)) FROM production;

-- Performances to be rebuilt for their readers, written with the change; moved into the outbox of their venue's shard.
CREATE TABLE announcement (seq INTEGER PRIMARY KEY AUTOINCREMENT, performance INTEGER NOT NULL) STRICT;

-- Answers of creating requests with an Idempotency-Key, 48 hours, in the same batch as the effect. 0 = the operator.
CREATE TABLE idempotency (
  organisation INTEGER NOT NULL, key TEXT NOT NULL, request_sha256 TEXT NOT NULL,
  status INTEGER NOT NULL, answer TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency(created_at);

-- What one organisation asks of another: a change of a performance (venue asks, provider decides) or a claim of a house
-- production (provider asks, venue decides). was = the fields as the asker saw them, wanted = as it wants them.
CREATE TABLE proposal (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  production INTEGER NOT NULL REFERENCES production(key),
  performance INTEGER REFERENCES performance(key),
  asker INTEGER NOT NULL REFERENCES organisation(key),
  decider INTEGER NOT NULL REFERENCES organisation(key),
  was TEXT NOT NULL, wanted TEXT NOT NULL, note TEXT,
  state TEXT NOT NULL DEFAULT 'open',
  how TEXT, reason TEXT, decided_by TEXT, decided_at INTEGER, decision TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX proposal_asker ON proposal(asker, state);
CREATE INDEX proposal_decider ON proposal(decider, state);
CREATE UNIQUE INDEX proposal_claim ON proposal(production, asker) WHERE kind = 'claim' AND state = 'open';

-- Changes a provider accepts without looking; venue 0 = every venue.
CREATE TABLE proposal_rule (
  provider INTEGER NOT NULL REFERENCES organisation(key), venue INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (provider, venue)
) STRICT, WITHOUT ROWID;
