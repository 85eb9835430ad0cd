-- Who is signed in at this portal. The cookie's own value is kept nowhere, only its SHA-256; no name and no address.
CREATE TABLE session (
  id_sha256 TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  -- The membership one works in; NULL = none yet.
  membership TEXT,
  -- JSON list of membership ids known at sign-in, to fall back on.
  memberships TEXT NOT NULL,
  -- Of a role switch: its id and the membership looked as.
  support TEXT,
  support_membership TEXT,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- The issuer's own session, where it names one.
  sid TEXT,
  -- By the API's clock, as it answered.
  signed_in_at TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session(user);
CREATE INDEX session_ends ON session(ends_at);

-- The hat somebody wore last, worn again at the next sign-in.
CREATE TABLE last_membership (
  user TEXT PRIMARY KEY,
  membership TEXT NOT NULL
) STRICT, WITHOUT ROWID;
