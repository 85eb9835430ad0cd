-- Each edit of what an organisation set, by setting: two at once want the same number, and the later one is decided anew. What was set before
-- this table was there has no number yet, which is 0.
CREATE TABLE setting_edit (
  organisation INTEGER NOT NULL REFERENCES organisation(key),
  setting TEXT NOT NULL, revision INTEGER NOT NULL, edited_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, setting, revision)
) STRICT, WITHOUT ROWID;
