-- Who asked to be forgotten: key id and HMAC, nothing else. In a database of its own, so that taking a shard back in time cannot bring anybody back.
CREATE TABLE erasure (
  tenant INTEGER NOT NULL, key_id TEXT NOT NULL, buyer TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (tenant, key_id, buyer)
) STRICT, WITHOUT ROWID;
