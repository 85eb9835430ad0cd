-- What one organisation opens to another: a producer is represented by an agency (both consent; the agency edits too), a provider
-- lets an observer look. Nothing is deleted. `active` = its productions know the receiver: set when it begins, cleared when it ends.
CREATE TABLE share (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('representation', 'observer')),
  giver INTEGER NOT NULL REFERENCES organisation(key),
  receiver INTEGER NOT NULL REFERENCES organisation(key),
  -- All the giver's productions, also those made later; else those in share_production.
  whole INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  proposed_at INTEGER NOT NULL,
  accepted_at INTEGER,
  ended_at INTEGER,
  ended_by INTEGER REFERENCES organisation(key),
  active INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX share_giver ON share(giver);
CREATE INDEX share_receiver ON share(receiver);
CREATE INDEX share_waiting ON share(valid_from) WHERE active = 0 AND accepted_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX share_ending ON share(valid_to) WHERE active = 1 AND valid_to IS NOT NULL;
CREATE TABLE share_production (
  share INTEGER NOT NULL REFERENCES share(key), production INTEGER NOT NULL REFERENCES production(key),
  PRIMARY KEY (share, production)
) STRICT, WITHOUT ROWID;
-- A decision stands, also when two people decide at once: the later batch ends whole.
CREATE TRIGGER share_accepted_once BEFORE UPDATE OF accepted_at ON share WHEN OLD.accepted_at IS NOT NULL OR OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'already_decided'); END;
CREATE TRIGGER share_ended_once BEFORE UPDATE OF ended_at ON share WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'already_decided'); END;

-- A production moves from one provider to another, both consenting, on a date; taken back by another transfer.
CREATE TABLE transfer (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  production INTEGER NOT NULL REFERENCES production(key),
  giver INTEGER NOT NULL REFERENCES organisation(key),
  receiver INTEGER NOT NULL REFERENCES organisation(key),
  at INTEGER NOT NULL,
  stays_producer INTEGER NOT NULL,
  proposed_at INTEGER NOT NULL,
  accepted_at INTEGER,
  ended_at INTEGER,
  ended_by INTEGER REFERENCES organisation(key),
  done_at INTEGER
) STRICT;
CREATE INDEX transfer_giver ON transfer(giver);
CREATE INDEX transfer_receiver ON transfer(receiver);
CREATE INDEX transfer_due ON transfer(at) WHERE accepted_at IS NOT NULL AND ended_at IS NULL AND done_at IS NULL;
CREATE UNIQUE INDEX transfer_once ON transfer(production) WHERE ended_at IS NULL AND done_at IS NULL;
CREATE TRIGGER transfer_accepted_once BEFORE UPDATE OF accepted_at ON transfer WHEN OLD.accepted_at IS NOT NULL OR OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'already_decided'); END;
CREATE TRIGGER transfer_ended_once BEFORE UPDATE OF ended_at ON transfer WHEN OLD.ended_at IS NOT NULL OR OLD.done_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'already_decided'); END;
CREATE TRIGGER transfer_done_once BEFORE UPDATE OF done_at ON transfer WHEN OLD.done_at IS NOT NULL OR OLD.ended_at IS NOT NULL OR OLD.accepted_at IS NULL
BEGIN SELECT RAISE(ABORT, 'already_decided'); END;

-- Parties with what makes them one, each reason with its own end: level 1 observes, 2 is named by the production, 3 represents
-- (and edits). The table before it, which knows no reasons, goes on being kept for the bundle before.
CREATE TABLE party (
  production INTEGER NOT NULL REFERENCES production(key), organisation INTEGER NOT NULL REFERENCES organisation(key),
  former INTEGER NOT NULL DEFAULT 0,
  level INTEGER NOT NULL DEFAULT 2,
  until INTEGER,
  PRIMARY KEY (production, organisation, level)
) STRICT, WITHOUT ROWID;
INSERT INTO party (production, organisation, former) SELECT production, organisation, former FROM production_party;
CREATE INDEX party_organisation ON party(organisation, production) WHERE former = 0;
CREATE INDEX party_until ON party(until) WHERE former = 0 AND until IS NOT NULL;

-- What the parties are to be; merged productions have those of what they lead to as well. A share is of what its giver provides
-- or produces at this moment: it ends by itself for what is transferred away.
CREATE VIEW party_source AS
  SELECT p.key AS production, j.value AS organisation, 2 AS level, NULL AS until
  FROM production p LEFT JOIN production w ON w.key = p.merged_into
  CROSS JOIN json_each(json_array(p.provider, p.producer, p.agency, p.house_venue, w.provider, w.producer, w.agency)) j
  WHERE j.value IS NOT NULL
  UNION ALL
  SELECT p.key, s.receiver, iif(s.kind = 'representation', 3, 1), s.valid_to
  FROM production p LEFT JOIN production w ON w.key = p.merged_into
  CROSS JOIN json_each(json_array(p.provider, p.producer, w.provider, w.producer)) j
  JOIN organisation o ON o.key = j.value
  JOIN share s ON s.giver IN (o.key, o.merged_into) AND s.active = 1
    AND (s.whole = 1 OR EXISTS (SELECT 1 FROM share_production x WHERE x.share = s.key AND x.production IN (p.key, w.key)));

-- Organisations that lost a right and whose rows are not known to be gone: until they are, each read asks the catalogue again.
CREATE TABLE reader_doubt (organisation INTEGER PRIMARY KEY, n INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;

CREATE TRIGGER production_made_with_parties AFTER INSERT ON production BEGIN
  INSERT INTO party (production, organisation, level, until)
    SELECT production, organisation, level, iif(count(until) < count(*), NULL, max(until)) FROM party_source
    WHERE production = NEW.key GROUP BY production, organisation, level
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER production_changed_with_parties AFTER UPDATE OF provider, producer, agency, house_venue, merged_into ON production BEGIN
  UPDATE party SET former = 1 WHERE former = 0
    AND production IN (SELECT NEW.key UNION SELECT key FROM production WHERE merged_into = NEW.key)
    AND NOT EXISTS (SELECT 1 FROM party_source x WHERE x.production = party.production
      AND x.organisation = party.organisation AND x.level = party.level);
  INSERT INTO party (production, organisation, level, until)
    SELECT production, organisation, level, iif(count(until) < count(*), NULL, max(until)) FROM party_source
    WHERE production IN (SELECT NEW.key UNION SELECT key FROM production WHERE merged_into = NEW.key)
    GROUP BY production, organisation, level
    ON CONFLICT DO UPDATE SET former = 0, until = excluded.until WHERE former = 1 OR until IS NOT excluded.until;
END;
CREATE TRIGGER share_turned AFTER UPDATE OF active ON share WHEN OLD.active <> NEW.active BEGIN
  UPDATE party SET former = 1
    WHERE former = 0 AND organisation = NEW.receiver AND level = iif(NEW.kind = 'representation', 3, 1)
    AND NOT EXISTS (SELECT 1 FROM party_source x WHERE x.production = party.production
      AND x.organisation = party.organisation AND x.level = party.level);
  INSERT INTO party (production, organisation, level, until)
    SELECT production, organisation, level, iif(count(until) < count(*), NULL, max(until)) FROM party_source
    WHERE organisation = NEW.receiver AND level <> 2 AND production IN (
      SELECT p.key FROM organisation o JOIN production p ON o.key IN (p.provider, p.producer) WHERE NEW.giver IN (o.key, o.merged_into)
      UNION SELECT m.key FROM organisation o JOIN production p ON o.key IN (p.provider, p.producer)
        JOIN production m ON m.merged_into = p.key WHERE NEW.giver IN (o.key, o.merged_into))
    GROUP BY production, organisation, level
    ON CONFLICT DO UPDATE SET former = 0, until = excluded.until WHERE former = 1 OR until IS NOT excluded.until;
END;

CREATE TRIGGER party_gone AFTER UPDATE OF former ON party WHEN NEW.former = 1 AND OLD.former = 0 BEGIN
  INSERT INTO reader_doubt (organisation, n, since)
    SELECT j.value, 1, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM organisation o CROSS JOIN json_each(json_array(o.key, o.merged_into)) j
    WHERE o.key = NEW.organisation AND j.value IS NOT NULL
    ON CONFLICT DO UPDATE SET n = n + 1, since = excluded.since;
END;
CREATE TRIGGER organisation_unmerged AFTER UPDATE OF merged_into ON organisation WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS NOT OLD.merged_into BEGIN
  INSERT INTO reader_doubt (organisation, n, since) VALUES (OLD.merged_into, 1, CAST(unixepoch('subsec') * 1000 AS INTEGER))
    ON CONFLICT DO UPDATE SET n = n + 1, since = excluded.since;
END;
-- Parties by a share are announced where they change; those a production names, by whoever changes it.
CREATE TRIGGER party_shared AFTER INSERT ON party WHEN NEW.level <> 2 BEGIN
  INSERT INTO announcement (performance) SELECT key FROM performance WHERE production = NEW.production;
END;
CREATE TRIGGER party_share_changed AFTER UPDATE OF former ON party WHEN NEW.level <> 2 AND NEW.former <> OLD.former BEGIN
  INSERT INTO announcement (performance) SELECT key FROM performance WHERE production = NEW.production;
END;
