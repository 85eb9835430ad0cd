-- Where an agreement lies and between whom it is; written before it, so an agreement is never without.
CREATE TABLE agreement_home (
  id TEXT PRIMARY KEY,
  venue INTEGER NOT NULL REFERENCES organisation(key),
  provider INTEGER NOT NULL REFERENCES organisation(key),
  production INTEGER NOT NULL REFERENCES production(key),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Looked up by the side that asks, so that what is another's costs no more than what is nowhere.
CREATE INDEX agreement_home_venue ON agreement_home(venue, id);
CREATE INDEX agreement_home_provider ON agreement_home(provider, id);
CREATE TRIGGER agreement_made_on_side AFTER INSERT ON agreement_home BEGIN
  INSERT INTO side_check VALUES (NEW.venue, NEW.provider);
END;

-- From this guaranteed amount on, in cents, two people of the organisation approve.
CREATE TABLE agreement_setting (
  organisation INTEGER PRIMARY KEY REFERENCES organisation(key),
  two_people_from INTEGER
) STRICT;
