-- Facts of the tenants that live in this shard; tenant first in every key. Versions are asOf (ms) x 1000 + revision.
CREATE TABLE shard_epoch (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL) STRICT;
INSERT INTO shard_epoch VALUES (1, 1);

-- The highest report of each register on each day: a join of versions, so any order of arrival ends in the same rows.
CREATE TABLE sales_day (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, source INTEGER NOT NULL, day TEXT NOT NULL,
  normal_v INTEGER, normal_n INTEGER, normal_a INTEGER,
  discount_v INTEGER, discount_n INTEGER, discount_a INTEGER,
  free_v INTEGER, free_n INTEGER, free_a INTEGER,
  other_v INTEGER, other_n INTEGER, other_a INTEGER,
  reserved_v INTEGER, reserved_n INTEGER, reserved_a INTEGER,
  blocked_v INTEGER, blocked_n INTEGER, blocked_a INTEGER,
  capacity_v INTEGER, capacity_n INTEGER, capacity_a INTEGER,
  reserved_until INTEGER, lines TEXT,
  PRIMARY KEY (tenant, performance, source, day)
) STRICT, WITHOUT ROWID;

-- What a closed day said before it changed: undoing the later ones answers "as reported then".
CREATE TABLE sales_correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, source INTEGER NOT NULL, day TEXT NOT NULL,
  component TEXT NOT NULL, received_at INTEGER NOT NULL,
  old_n INTEGER, old_a INTEGER, new_n INTEGER NOT NULL, new_a INTEGER
) STRICT;
CREATE INDEX sales_correction_performance ON sales_correction(tenant, performance);

-- One row per push that changed something: receipt, and the guard that makes pushes of one source follow each other.
CREATE TABLE ingest (
  tenant INTEGER NOT NULL, source INTEGER NOT NULL, seq INTEGER NOT NULL,
  idempotency_key TEXT, body_sha256 TEXT, result TEXT, received_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, source, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ingest_key ON ingest(tenant, source, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE source_state (
  tenant INTEGER NOT NULL, source INTEGER NOT NULL, received_at INTEGER NOT NULL, as_of INTEGER NOT NULL,
  PRIMARY KEY (tenant, source)
) STRICT, WITHOUT ROWID;

-- Reports from the future: kept, never applied; a person re-times or drops them.
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant INTEGER NOT NULL, source INTEGER NOT NULL, performance INTEGER NOT NULL,
  as_of INTEGER NOT NULL, item TEXT NOT NULL, received_at INTEGER NOT NULL,
  decided_at INTEGER, decision TEXT,
  UNIQUE (tenant, source, performance, item)
) STRICT;

-- In the same batch as the change it announces; drained at once and by the minute job.
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, tenant INTEGER NOT NULL, performance INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;

-- What an organisation that lives here sees: one row per performance, in the order a monitor shows them.
CREATE TABLE reader_row (
  reader INTEGER NOT NULL, season INTEGER NOT NULL, starts_at INTEGER NOT NULL, performance INTEGER NOT NULL,
  version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, season, starts_at, performance)
) STRICT, WITHOUT ROWID;

CREATE TABLE reader_total (
  reader INTEGER NOT NULL, season INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, season)
) STRICT, WITHOUT ROWID;
