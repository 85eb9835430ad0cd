-- Where a framework agreement lies and between whom it is; written before it.
CREATE TABLE framework_home (
  id TEXT PRIMARY KEY,
  venue INTEGER NOT NULL REFERENCES organisation(key),
  provider INTEGER NOT NULL REFERENCES organisation(key),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER framework_made_on_side AFTER INSERT ON framework_home BEGIN
  INSERT INTO side_check VALUES (NEW.venue, NEW.provider);
END;

-- Whether a contact outside the platform may approve for the organisation through a link: 1, 0, or null = only while nobody of
-- it can approve here.
ALTER TABLE agreement_setting ADD COLUMN contact_links INTEGER;

-- Which agreement a contact's link is about, by the SHA-256 of its token.
CREATE TABLE contact_link_home (
  token_sha256 TEXT PRIMARY KEY,
  agreement TEXT NOT NULL REFERENCES agreement_home(id),
  link TEXT NOT NULL,
  -- Who had it mailed, and when: what is counted before more is.
  maker INTEGER NOT NULL REFERENCES organisation(key),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_link_home_expires ON contact_link_home(expires_at);
CREATE INDEX contact_link_home_made ON contact_link_home(maker, created_at);
CREATE INDEX contact_link_home_of ON contact_link_home(agreement, created_at);
