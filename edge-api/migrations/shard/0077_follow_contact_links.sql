-- What became of a link for a contact outside the platform, for the side that had it mailed: to whom, first opened, taken back.
-- Forgotten with the address.
ALTER TABLE contact_link ADD COLUMN name TEXT;
ALTER TABLE contact_link ADD COLUMN opened_at INTEGER;
-- Null: it lives, approved, or ended by five wrong codes. What was replaced or taken back never approves, also when both come at once.
ALTER TABLE contact_link ADD COLUMN ended_how TEXT
  CONSTRAINT contact_link_over CHECK (ended_how IS NULL OR (ended_how IN ('replaced', 'withdrawn') AND used_at IS NULL));
