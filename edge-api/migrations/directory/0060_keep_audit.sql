-- Who changed what: written in the same batch as the change, never changed or removed.
CREATE TABLE audit_line (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Whose log it is in; 0 = the platform's own.
  organisation INTEGER NOT NULL,
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
  after TEXT
) STRICT;
CREATE INDEX audit_line_organisation ON audit_line(organisation, key);
CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END;
CREATE TRIGGER audit_line_is_kept BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit lines are never removed'); END;
