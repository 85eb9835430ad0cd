-- People: one row per issuer and subject; memberships hold the grid module x right; an invitation binds on a verified e-mail.
CREATE TABLE person (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT,
  email TEXT,
  locale TEXT,
  created_at INTEGER NOT NULL,
  signed_out_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (issuer, subject)
) STRICT;

-- Nothing is deleted: an ended membership stays as history. changed_at ends the tokens given before it.
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
CREATE INDEX membership_changed ON membership(changed_at);

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
  accepted_at INTEGER,
  accepted_by INTEGER REFERENCES person(key),
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX invitation_organisation ON invitation(organisation);
CREATE UNIQUE INDEX invitation_token ON invitation(token_sha256);

-- Support looks as a membership: reason, from, to, and when the member was told.
CREATE TABLE role_switch (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  supporter INTEGER NOT NULL REFERENCES person(key),
  membership INTEGER NOT NULL REFERENCES membership(key),
  reason TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER,
  told_at INTEGER
) STRICT;
CREATE INDEX role_switch_membership ON role_switch(membership);

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
