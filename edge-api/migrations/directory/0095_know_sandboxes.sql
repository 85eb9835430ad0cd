-- Sandboxes: test tenants that are made, filled and thrown away as one. The row stays when all that was in it is gone, so that
-- an id is never given twice and the audit log can be read.
CREATE TABLE sandbox (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  shard TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  ended_at INTEGER,
  removed_at INTEGER
) STRICT;
CREATE INDEX sandbox_expires ON sandbox(expires_at) WHERE expires_at IS NOT NULL AND ended_at IS NULL;

ALTER TABLE organisation ADD COLUMN sandbox INTEGER REFERENCES sandbox(key);
CREATE INDEX organisation_sandbox ON organisation(sandbox) WHERE sandbox IS NOT NULL;

-- SHARD_90 to SHARD_99 are for sandboxes and for nothing else; an organisation is of one side for ever.
CREATE TRIGGER organisation_made_on_side BEFORE INSERT ON organisation
WHEN (NEW.sandbox IS NOT NULL) <> (NEW.shard GLOB 'SHARD_9[0-9]') OR (NEW.sandbox IS NOT NULL AND NEW.livemode = 1)
BEGIN SELECT RAISE(ABORT, 'sandbox_shard'); END;
CREATE TRIGGER organisation_stays_on_side BEFORE UPDATE OF shard, sandbox, livemode ON organisation
WHEN NEW.sandbox IS NOT OLD.sandbox OR NEW.livemode <> OLD.livemode OR (NEW.sandbox IS NOT NULL) <> (NEW.shard GLOB 'SHARD_9[0-9]')
BEGIN SELECT RAISE(ABORT, 'sandbox_shard'); END;

-- The one rule of sides: 0 = live, -1 = practice outside a sandbox, else the sandbox. Inserting two organisations of different
-- sides here writes nothing and ends the whole batch.
CREATE VIEW side AS SELECT key AS organisation, coalesce(sandbox, livemode - 1) AS side FROM organisation;
CREATE VIEW side_check AS SELECT key AS one, key AS other FROM organisation;
CREATE TRIGGER sides_checked INSTEAD OF INSERT ON side_check BEGIN
  SELECT RAISE(ABORT, 'sides_mixed') WHERE (SELECT side FROM side WHERE organisation = NEW.one) <> (SELECT side FROM side WHERE organisation = NEW.other);
END;

-- Wherever one row names two organisations.
CREATE TRIGGER party_on_side AFTER INSERT ON party WHEN NEW.former = 0 BEGIN
  INSERT INTO side_check SELECT NEW.organisation, organisation FROM party WHERE production = NEW.production AND former = 0
    UNION SELECT NEW.organisation, venue FROM performance WHERE production = NEW.production;
END;
CREATE TRIGGER party_again_on_side AFTER UPDATE OF former ON party WHEN NEW.former = 0 BEGIN
  INSERT INTO side_check SELECT NEW.organisation, organisation FROM party WHERE production = NEW.production AND former = 0
    UNION SELECT NEW.organisation, venue FROM performance WHERE production = NEW.production;
END;
CREATE TRIGGER performance_made_on_side AFTER INSERT ON performance WHEN NEW.production IS NOT NULL BEGIN
  INSERT INTO side_check SELECT NEW.venue, organisation FROM party WHERE production = NEW.production AND former = 0;
END;
CREATE TRIGGER performance_on_side AFTER UPDATE OF venue, production ON performance
WHEN NEW.production IS NOT NULL AND (NEW.venue <> OLD.venue OR NEW.production IS NOT OLD.production) BEGIN
  INSERT INTO side_check SELECT NEW.venue, organisation FROM party WHERE production = NEW.production AND former = 0;
END;
CREATE TRIGGER performance_linked_on_side AFTER UPDATE OF linked_to, merged_into ON performance
WHEN coalesce(NEW.linked_to, NEW.merged_into) IS NOT NULL BEGIN
  INSERT INTO side_check SELECT NEW.venue, venue FROM performance WHERE key IN (NEW.linked_to, NEW.merged_into);
END;
CREATE TRIGGER hall_merged_on_side AFTER UPDATE OF merged_into ON hall WHEN NEW.merged_into IS NOT NULL BEGIN
  INSERT INTO side_check SELECT NEW.venue, venue FROM hall WHERE key = NEW.merged_into;
END;
CREATE TRIGGER organisation_merged_on_side AFTER UPDATE OF merged_into ON organisation WHEN NEW.merged_into IS NOT NULL BEGIN
  INSERT INTO side_check VALUES (NEW.key, NEW.merged_into);
END;
CREATE TRIGGER grant_made_on_side AFTER INSERT ON client_grant BEGIN
  INSERT INTO side_check VALUES (NEW.venue, NEW.organisation);
END;
CREATE TRIGGER proposal_made_on_side AFTER INSERT ON proposal BEGIN
  INSERT INTO side_check VALUES (NEW.asker, NEW.decider);
END;
CREATE TRIGGER proposal_rule_made_on_side AFTER INSERT ON proposal_rule WHEN NEW.venue <> 0 BEGIN
  INSERT INTO side_check VALUES (NEW.provider, NEW.venue);
END;
CREATE TRIGGER reseller_setting_made_on_side AFTER INSERT ON reseller_setting BEGIN
  INSERT INTO side_check VALUES (NEW.venue, NEW.reseller);
END;
CREATE TRIGGER source_made_on_side AFTER INSERT ON source WHEN NEW.reseller IS NOT NULL BEGIN
  INSERT INTO side_check VALUES (NEW.venue, NEW.reseller);
END;
CREATE TRIGGER share_made_on_side AFTER INSERT ON share BEGIN
  INSERT INTO side_check VALUES (NEW.giver, NEW.receiver);
END;
CREATE TRIGGER transfer_made_on_side AFTER INSERT ON transfer BEGIN
  INSERT INTO side_check VALUES (NEW.giver, NEW.receiver);
END;
