-- Isolates keep what names a performance in memory; a change to any of it raises its venue's version, and the copies are dropped.
CREATE TABLE performance_version (venue INTEGER PRIMARY KEY, version INTEGER NOT NULL) STRICT;
CREATE TRIGGER performance_renamed AFTER UPDATE OF production, number, number_text, source, ref, venue, linked_to, merged_into ON performance
WHEN (OLD.production, OLD.number, OLD.number_text, OLD.source, OLD.ref, OLD.venue, OLD.linked_to, OLD.merged_into)
  IS NOT (NEW.production, NEW.number, NEW.number_text, NEW.source, NEW.ref, NEW.venue, NEW.linked_to, NEW.merged_into)
BEGIN
  INSERT INTO performance_version SELECT venue, 1 FROM (SELECT OLD.venue AS venue UNION SELECT NEW.venue) WHERE true
  ON CONFLICT (venue) DO UPDATE SET version = version + 1;
END;
