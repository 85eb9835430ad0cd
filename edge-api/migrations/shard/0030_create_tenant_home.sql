-- Whose home this shard is. Every write of a tenant's rows checks it in its own batch, so that a copy of the map that is
-- some seconds old can never write to a shard the tenant has left. `left` rows stay: they refuse late writers for ever.
CREATE TABLE tenant_home (
  tenant INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('home', 'fenced', 'left'))
) STRICT;

-- Inserting here writes nothing and ends the whole batch when the shard is not (or no longer) that home.
CREATE VIEW home_check AS SELECT tenant, epoch FROM tenant_home WHERE state = 'home';
CREATE TRIGGER home_checked INSTEAD OF INSERT ON home_check BEGIN
  SELECT RAISE(ABORT, 'not_home') WHERE NOT EXISTS (
    SELECT 1 FROM tenant_home WHERE tenant = NEW.tenant AND epoch = NEW.epoch AND state = 'home');
END;

-- How far the copy of a tenant that moves in has come: written with the rows it counts.
CREATE TABLE tenant_copy (
  tenant INTEGER NOT NULL, name TEXT NOT NULL, position TEXT NOT NULL, copied INTEGER NOT NULL, digest TEXT NOT NULL, done INTEGER NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;
