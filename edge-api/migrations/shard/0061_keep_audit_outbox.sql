-- Lines of the audit log about changes in this shard, in the batch of the change: carried to the directory, and only then
-- removed. No table of a tenant: a line is carried from where it was written, wherever its organisation lives by then.
CREATE TABLE audit_line (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  -- By this the directory knows a line that it has already.
  id TEXT NOT NULL UNIQUE,
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
  after TEXT,
  carried INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit_line
WHEN (OLD.key, OLD.id, OLD.organisation, OLD.at, OLD.request_id, OLD.actor_kind, OLD.client, OLD.user, OLD.membership, OLD.support, OLD.viewer, OLD.action, OLD.object, OLD.before, OLD.after)
  IS NOT (NEW.key, NEW.id, NEW.organisation, NEW.at, NEW.request_id, NEW.actor_kind, NEW.client, NEW.user, NEW.membership, NEW.support, NEW.viewer, NEW.action, NEW.object, NEW.before, NEW.after)
  OR NEW.carried < OLD.carried
BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END;
CREATE TRIGGER audit_line_is_kept BEFORE DELETE ON audit_line WHEN OLD.carried = 0
BEGIN SELECT RAISE(ABORT, 'audit lines are removed only once carried'); END;
CREATE TRIGGER audit_line_appends BEFORE INSERT ON audit_line
WHEN NEW.carried <> 0 OR EXISTS (SELECT 1 FROM audit_line WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit lines are only appended'); END;
