-- Who changed what: written in the same batch as the change, never changed or removed.
CREATE TABLE audit_line (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Whose log it is in; 0 = the platform's own.
  organisation INTEGER NOT NULL,
  -- 1, 2, 3, … within that log.
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  client TEXT NOT NULL,
  user TEXT,
  membership TEXT,
  support TEXT,
  viewer TEXT,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  before TEXT,
  after TEXT,
  -- Id of a line that was written in a shard and carried here; it arrives once.
  origin TEXT,
  UNIQUE (organisation, number)
) STRICT;
CREATE INDEX audit_line_object ON audit_line(organisation, object, number);
CREATE UNIQUE INDEX audit_line_origin ON audit_line(origin) WHERE origin IS NOT NULL;

-- SHA-256 of each line with the seal before it, per organisation; in the order of the lines' keys.
CREATE TABLE audit_seal (
  -- Key of the line.
  key INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (organisation, number)
) STRICT;

CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END;
CREATE TRIGGER audit_line_is_kept BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit lines are never removed'); END;
-- INSERT OR REPLACE would remove what stands without asking the trigger above.
CREATE TRIGGER audit_line_appends BEFORE INSERT ON audit_line
WHEN EXISTS (SELECT 1 FROM audit_line WHERE key = NEW.key)
  OR NEW.number <> 1 + coalesce((SELECT max(number) FROM audit_line WHERE organisation = NEW.organisation), 0)
BEGIN SELECT RAISE(ABORT, 'audit lines are only appended'); END;
CREATE TRIGGER audit_seal_stays BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit seals are never changed'); END;
CREATE TRIGGER audit_seal_is_kept BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit seals are never removed'); END;
CREATE TRIGGER audit_seal_appends BEFORE INSERT ON audit_seal
WHEN NEW.key <= (SELECT max(key) FROM audit_seal)
  OR NEW.number <= (SELECT max(number) FROM audit_seal WHERE organisation = NEW.organisation)
BEGIN SELECT RAISE(ABORT, 'audit seals are only appended'); END;
