-- Several secrets per client, so that one can follow another with overlap. `client.secret_sha256` keeps the newest living one
-- ('' = none) for the bundle before this schema, which reads and writes only that.
CREATE TABLE client_secret (
  id TEXT PRIMARY KEY,
  client TEXT NOT NULL REFERENCES client(id),
  secret_sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- From then on it opens nothing, and the tokens it opened have ended.
  ends_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX client_secret_client ON client_secret(client);
CREATE INDEX client_secret_ended ON client_secret(ends_at) WHERE ends_at IS NOT NULL;
INSERT INTO client_secret (id, client, secret_sha256, created_at)
  SELECT 'XD-SEC-' || substr(lower(hex(randomblob(5))), 1, 10), id, secret_sha256, created_at FROM client;
-- Whoever inserts a client, this bundle or the one before, makes its first secret with it.
CREATE TRIGGER client_first_secret AFTER INSERT ON client WHEN new.secret_sha256 <> '' BEGIN
  INSERT INTO client_secret (id, client, secret_sha256, created_at)
  VALUES ('XD-SEC-' || substr(lower(hex(randomblob(5))), 1, 10), new.id, new.secret_sha256, new.created_at);
END;

-- Public keys for private_key_jwt. A kid is never used again.
CREATE TABLE client_key (
  client TEXT NOT NULL REFERENCES client(id),
  kid TEXT NOT NULL,
  public_jwk TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER,
  last_used_at INTEGER,
  PRIMARY KEY (client, kid)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_key_ended ON client_key(ends_at) WHERE ends_at IS NOT NULL;

-- Assertions that were used, until none of them can be good any more: a second use is refused by the key, in every isolate.
CREATE TABLE assertion_used (
  client TEXT NOT NULL,
  jti TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (client, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_used_ends ON assertion_used(ends_at);

-- Wrong secrets in a row. Unknown ids share a bounded number of rows, named '?' and a part of their hash.
CREATE TABLE client_failure (
  client TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Raised when its scopes change: tokens with the number before have ended. revision guards edits.
ALTER TABLE client ADD COLUMN auth_epoch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE client ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX client_changed ON client(changed_at);
CREATE INDEX client_disabled ON client(disabled_at) WHERE disabled_at IS NOT NULL;
CREATE INDEX client_organisation ON client(organisation);
