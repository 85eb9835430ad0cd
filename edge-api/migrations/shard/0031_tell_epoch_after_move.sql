-- The highest epoch a tenant may have been told in a shard it has left: what it is told never falls, so that a restore of
-- its former home is not forgotten by moving away before the sender has heard of it.
ALTER TABLE tenant_home ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
