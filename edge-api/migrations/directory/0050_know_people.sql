-- People: one row per issuer and subject; memberships hold the grid module x right; an invitation binds on a verified e-mail.
CREATE TABLE person (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT,
  -- As last told by the issuer; only a verified one binds an invitation.
  email TEXT,
  email_verified INTEGER NOT NULL DEFAULT 0,
  locale TEXT,
  created_at INTEGER NOT NULL,
  signed_out_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (issuer, subject)
) STRICT;

-- Nothing is deleted: an ended membership stays as history. A token names the revision it was given for and ends with it.
-- grid counts where there is no preset.
CREATE TABLE membership (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person(key),
  organisation INTEGER NOT NULL REFERENCES organisation(key),
  preset TEXT,
  grid TEXT NOT NULL,
  -- JSON list of production ids it is limited to; NULL = all of the organisation's.
  productions TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  ended_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX membership_once ON membership(person, organisation, coalesce(preset, '')) WHERE ended_at IS NULL;
CREATE INDEX membership_organisation ON membership(organisation);
CREATE INDEX membership_person ON membership(person);
CREATE INDEX membership_changed ON membership(changed_at);
CREATE INDEX membership_admin ON membership(organisation) WHERE preset = 'admin' AND productions IS NULL AND ended_at IS NULL;
CREATE INDEX person_signed_out ON person(signed_out_at) WHERE signed_out_at > 0;
-- Two editors at once: the later one's whole transaction is refused.
CREATE TRIGGER membership_moves_on BEFORE UPDATE ON membership WHEN NEW.revision <> OLD.revision + 1
BEGIN SELECT RAISE(ABORT, 'moved on'); END;
-- The last admin of an organisation stays, whoever asks and however many at once.
CREATE TRIGGER membership_keeps_an_admin AFTER UPDATE ON membership
WHEN OLD.preset = 'admin' AND OLD.productions IS NULL AND OLD.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM membership
  WHERE organisation = OLD.organisation AND preset = 'admin' AND productions IS NULL AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'last admin'); END;

-- The token itself is kept nowhere but in the mail; here is its SHA-256.
CREATE TABLE invitation (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  organisation INTEGER NOT NULL REFERENCES organisation(key),
  email TEXT NOT NULL,
  preset TEXT,
  grid TEXT NOT NULL,
  productions TEXT,
  token_sha256 TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  sent INTEGER NOT NULL DEFAULT 1,
  sent_at INTEGER NOT NULL,
  locale TEXT,
  accepted_at INTEGER,
  accepted_by INTEGER REFERENCES person(key),
  withdrawn_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX invitation_organisation ON invitation(organisation);
CREATE UNIQUE INDEX invitation_token ON invitation(token_sha256);
CREATE UNIQUE INDEX invitation_open ON invitation(organisation, lower(email), coalesce(preset, ''))
  WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER invitation_moves_on BEFORE UPDATE ON invitation WHEN NEW.revision <> OLD.revision + 1
BEGIN SELECT RAISE(ABORT, 'moved on'); END;

-- Wrong invitation tokens, by portal client and person ('' = not signed in), in a window of time.
CREATE TABLE wrong_token (
  client TEXT NOT NULL,
  user TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY (client, user)
) STRICT, WITHOUT ROWID;

-- Support looks as a membership: reason, from, to, and when the member was told.
CREATE TABLE role_switch (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  -- The supporter's own membership of the platform, and the one looked as.
  supporter INTEGER NOT NULL REFERENCES membership(key),
  membership INTEGER NOT NULL REFERENCES membership(key),
  reason TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER,
  told_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX role_switch_membership ON role_switch(membership);
CREATE INDEX role_switch_supporter ON role_switch(supporter);
CREATE INDEX role_switch_untold ON role_switch(ends_at) WHERE told_at IS NULL;
CREATE INDEX role_switch_ended ON role_switch(ended_at) WHERE ended_at IS NOT NULL;
CREATE TRIGGER role_switch_moves_on BEFORE UPDATE ON role_switch WHEN NEW.revision <> OLD.revision + 1
BEGIN SELECT RAISE(ABORT, 'moved on'); END;

-- Mail leaves through here, written with the change that causes it. The body may hold a single-use link: it is emptied once sent.
CREATE TABLE mail (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  sent_at INTEGER,
  given_up_at INTEGER,
  fault TEXT
) STRICT;
CREATE INDEX mail_waiting ON mail(next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
