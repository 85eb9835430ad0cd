-- Agreements, in the shard of their venue: what is agreed, each version of it, and every step as an appended event. The event is the
-- lock: two steps at once want the same number, and the batch of the later one ends whole.
CREATE TABLE agreement (
  tenant INTEGER NOT NULL, id TEXT NOT NULL,
  provider INTEGER NOT NULL, production INTEGER NOT NULL,
  reference TEXT,
  -- Of the newest version; an approved one stays in force beside it.
  state TEXT NOT NULL, version INTEGER NOT NULL, approved_version INTEGER,
  -- Number of the last event.
  revision INTEGER NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('provider', 'venue')),
  contacts TEXT NOT NULL DEFAULT '{}', framework TEXT, expires_at INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_expires ON agreement(expires_at) WHERE expires_at IS NOT NULL AND state IN ('proposed', 'half_approved', 'partly_rejected');

-- `performances`: JSON list of [key, VAT rate on its date in percent or null, its start], as they were when this version was made. Once proposed
-- a version never changes.
CREATE TABLE agreement_version (
  tenant INTEGER NOT NULL, agreement TEXT NOT NULL, version INTEGER NOT NULL,
  terms TEXT NOT NULL, performances TEXT NOT NULL, sha256 TEXT NOT NULL,
  author TEXT NOT NULL, proposed INTEGER NOT NULL DEFAULT 0, made_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, agreement, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER agreement_version_stays BEFORE UPDATE ON agreement_version WHEN OLD.proposed = 1
BEGIN SELECT RAISE(ABORT, 'a proposed version is never changed'); END;

-- `body`: JSON { changes, rejected, message, base }; base = the version that this one was made from.
CREATE TABLE agreement_event (
  tenant INTEGER NOT NULL, agreement TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, step TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
  side TEXT, organisation INTEGER, client TEXT, person TEXT, name TEXT, body TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant, agreement, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER agreement_event_stays BEFORE UPDATE ON agreement_event BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
-- Only the copy that a tenant left behind goes.
CREATE TRIGGER agreement_event_is_kept BEFORE DELETE ON agreement_event
WHEN EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

-- A performance stands under one approved agreement at most.
CREATE TABLE agreement_performance (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, agreement TEXT NOT NULL,
  PRIMARY KEY (tenant, performance)
) STRICT, WITHOUT ROWID;

-- What has still to be copied to both parties: in the batch of the step.
CREATE TABLE agreement_outbox (
  tenant INTEGER NOT NULL, agreement TEXT NOT NULL, statement TEXT NOT NULL DEFAULT '', event INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (tenant, agreement, statement, event)
) STRICT, WITHOUT ROWID;

-- What a party that lives here sees in lists and sums with: `body` is JSON with the version in force whole. `revision` never falls.
CREATE TABLE agreement_row (
  reader INTEGER NOT NULL, id TEXT NOT NULL, venue INTEGER NOT NULL, revision INTEGER NOT NULL,
  state TEXT NOT NULL, production INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE agreement_feed (
  reader INTEGER NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX agreement_feed_once ON agreement_feed(reader, id);

-- Answers to requests with an Idempotency-Key, beside their effect.
CREATE TABLE home_receipt (
  tenant INTEGER NOT NULL, organisation INTEGER NOT NULL, key TEXT NOT NULL,
  request_sha256 TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, organisation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX home_receipt_created ON home_receipt(created_at);
