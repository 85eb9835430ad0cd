-- Whose log it is, by the id it is sealed under: stays when a sandbox and its organisations are thrown away.
CREATE TABLE audit_log (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO audit_log (key, id) VALUES (0, 'platform');
INSERT INTO audit_log (key, id) SELECT key, id FROM organisation;
CREATE TRIGGER organisation_has_log AFTER INSERT ON organisation BEGIN INSERT INTO audit_log (key, id) VALUES (NEW.key, NEW.id); END;
CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit logs are never renamed'); END;
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit logs are never removed'); END;
CREATE TRIGGER audit_log_appends BEFORE INSERT ON audit_log WHEN EXISTS (SELECT 1 FROM audit_log WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit logs are only added'); END;
