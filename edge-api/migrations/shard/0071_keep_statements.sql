-- Statements, in the shard of their venue beside the agreement. `record` is the canonical JSON that both sides sign, `sha256` stands for
-- it. Every step is an appended event, and the event is the lock, as with agreements (0070).
CREATE TABLE statement (
  tenant INTEGER NOT NULL, id TEXT NOT NULL, agreement TEXT NOT NULL,
  provider INTEGER NOT NULL, production INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'disputed', 'final', 'withdrawn')),
  -- Number of the last event.
  revision INTEGER NOT NULL,
  -- JSON list of [key, VAT rate, start] as in agreement_version: what it settles; of an adjustment, what the adjusted one did.
  performances TEXT NOT NULL,
  -- The settled statement whose later corrections it makes good; null = it settles performances itself.
  adjusts TEXT,
  record TEXT NOT NULL, sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_agreement ON statement(tenant, agreement);

CREATE TABLE statement_event (
  tenant INTEGER NOT NULL, statement TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, step TEXT NOT NULL, side TEXT NOT NULL,
  organisation INTEGER NOT NULL, client TEXT, person TEXT, name TEXT,
  -- JSON { line, note, resolved, sha256 }: what the step was about.
  body TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant, statement, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER statement_event_stays BEFORE UPDATE ON statement_event BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
-- Only the copy that a tenant left behind goes.
CREATE TRIGGER statement_event_is_kept BEFORE DELETE ON statement_event
WHEN EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

-- Final is for ever, and only what both sides signed after its last change becomes final.
CREATE TRIGGER statement_final_stays BEFORE UPDATE ON statement WHEN OLD.state = 'final'
BEGIN SELECT RAISE(ABORT, 'a final statement is never changed'); END;
CREATE TRIGGER statement_final_is_kept BEFORE DELETE ON statement
WHEN EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'a statement is withdrawn, never removed'); END;
CREATE TRIGGER statement_final_is_signed BEFORE UPDATE OF state ON statement WHEN NEW.state = 'final' AND 2 > (
  SELECT count(DISTINCT e.side) FROM statement_event e WHERE e.tenant = NEW.tenant AND e.statement = NEW.id AND e.step = 'sign' AND e.body->>'sha256' = NEW.sha256
    AND e.seq > (SELECT max(c.seq) FROM statement_event c WHERE c.tenant = NEW.tenant AND c.statement = NEW.id AND c.step IN ('freeze', 'refreeze', 'add_line', 'remove_line')))
BEGIN SELECT RAISE(ABORT, 'a statement is final when both sides have signed it'); END;

-- A performance stands in one live statement at most, under every key that leads to it.
CREATE TABLE statement_performance (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, statement TEXT NOT NULL,
  PRIMARY KEY (tenant, performance)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER statement_performance_settled BEFORE DELETE ON statement_performance
WHEN EXISTS (SELECT 1 FROM statement s WHERE s.tenant = OLD.tenant AND s.id = OLD.statement AND s.state = 'final')
  AND EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'it was settled'); END;

-- Inserting here writes nothing and ends the batch when the deal went on in the meantime: a statement is of the version in force.
CREATE VIEW agreement_check AS SELECT tenant, id AS agreement, revision FROM agreement;
CREATE TRIGGER agreement_checked INSTEAD OF INSERT ON agreement_check BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: the deal went on') WHERE NOT EXISTS (
    SELECT 1 FROM agreement WHERE tenant = NEW.tenant AND id = NEW.agreement AND revision = NEW.revision);
END;

-- Lines of live statements that make good a correction of a settled one, cents without VAT and the rate in basis points. Numbered,
-- so that two at once never make good the same.
CREATE TABLE statement_adjustment (
  tenant INTEGER NOT NULL, adjusts TEXT NOT NULL, number INTEGER NOT NULL,
  statement TEXT NOT NULL, line TEXT NOT NULL, amount INTEGER NOT NULL, vat_rate INTEGER NOT NULL,
  PRIMARY KEY (tenant, adjusts, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX statement_adjustment_line ON statement_adjustment(tenant, statement, line);

-- What a party that lives here sees in its list: `body` is the summary as JSON. `revision` never falls.
CREATE TABLE statement_row (
  reader INTEGER NOT NULL, id TEXT NOT NULL, agreement TEXT NOT NULL, venue INTEGER NOT NULL,
  revision INTEGER NOT NULL, state TEXT NOT NULL, production TEXT NOT NULL, updated_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_row_newest ON statement_row(reader, updated_at);
