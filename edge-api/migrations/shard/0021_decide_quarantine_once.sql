-- Who decided, and the time a report was given instead of its own. A decision stands: it is never changed.
ALTER TABLE quarantine ADD COLUMN decided_by TEXT;
ALTER TABLE quarantine ADD COLUMN retimed_as_of INTEGER;
CREATE INDEX quarantine_tenant ON quarantine(tenant, id);
CREATE TRIGGER quarantine_decided_once BEFORE UPDATE ON quarantine WHEN OLD.decided_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'quarantine_already_decided'); END;
