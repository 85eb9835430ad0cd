-- Terms to begin with, of one organisation: for one other, or for all (other = 0). Each edit is a row; two at once want the same
-- revision, and the batch of the later one ends whole. Without terms = thrown away.
CREATE TABLE agreement_template (
  tenant INTEGER NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
  other INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL, terms TEXT, at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id, revision)
) STRICT, WITHOUT ROWID;

-- Framework agreements, in the shard of their venue. What a version says never changes; its state follows from its events.
CREATE TABLE framework_version (
  tenant INTEGER NOT NULL, framework TEXT NOT NULL, version INTEGER NOT NULL,
  provider INTEGER NOT NULL, title TEXT NOT NULL, terms TEXT NOT NULL, text TEXT,
  valid_from TEXT NOT NULL, valid_to TEXT, sha256 TEXT NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('provider', 'venue')),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'signed', 'withdrawn', 'replaced')),
  made_at INTEGER NOT NULL,
  -- From when it was signed by both, until a newer one was.
  signed_at INTEGER, replaced_at INTEGER,
  PRIMARY KEY (tenant, framework, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER framework_version_says BEFORE UPDATE ON framework_version
WHEN (OLD.tenant, OLD.framework, OLD.version, OLD.provider, OLD.title, OLD.terms, OLD.text, OLD.valid_from, OLD.valid_to, OLD.sha256, OLD.author, OLD.made_at)
  IS NOT (NEW.tenant, NEW.framework, NEW.version, NEW.provider, NEW.title, NEW.terms, NEW.text, NEW.valid_from, NEW.valid_to, NEW.sha256, NEW.author, NEW.made_at)
BEGIN SELECT RAISE(ABORT, 'what a version says is never changed'); END;

-- Every step, with the number that is the framework's revision: the event is the lock.
CREATE TABLE framework_event (
  tenant INTEGER NOT NULL, framework TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, step TEXT NOT NULL CHECK (step IN ('propose', 'sign', 'withdraw')),
  version INTEGER NOT NULL, side TEXT NOT NULL, organisation INTEGER NOT NULL, client TEXT, person TEXT, name TEXT,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (tenant, framework, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER framework_event_stays BEFORE UPDATE ON framework_event BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
CREATE TRIGGER framework_event_is_kept BEFORE DELETE ON framework_event
WHEN EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

-- What has still to be copied to both parties: in the batch of the step.
CREATE TABLE framework_outbox (
  tenant INTEGER NOT NULL, framework TEXT NOT NULL, event INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (tenant, framework, event)
) STRICT, WITHOUT ROWID;

-- What a party that lives here sees in its list: `body` is JSON with the versions, without their text. `revision` never falls.
CREATE TABLE framework_row (
  reader INTEGER NOT NULL, id TEXT NOT NULL, made_at INTEGER NOT NULL,
  venue INTEGER NOT NULL, provider INTEGER NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_row_made ON framework_row(reader, made_at, id);

-- A contact outside the platform: a link that shows one version of one agreement and may approve it once. Neither the link's
-- token nor a code is here: `code_sha256` is of both together. Tries and codes are counted before they are answered.
CREATE TABLE contact_link (
  tenant INTEGER NOT NULL, id TEXT NOT NULL, agreement TEXT NOT NULL,
  version INTEGER NOT NULL, sha256 TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('provider', 'venue')),
  -- Forgotten when the link is long over.
  email TEXT,
  made_by INTEGER NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  code_sha256 TEXT, code_at INTEGER,
  -- The last three codes that were mailed.
  sent_1 INTEGER, sent_2 INTEGER, sent_3 INTEGER,
  tries INTEGER NOT NULL DEFAULT 0, used_at INTEGER, ended_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_link_of ON contact_link(tenant, agreement);
CREATE INDEX contact_link_expires ON contact_link(expires_at) WHERE email IS NOT NULL;
