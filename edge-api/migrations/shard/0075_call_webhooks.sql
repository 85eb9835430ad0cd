-- Addresses an organisation is called at when its agreements or statements move. They follow the feed: `delivered` is the last
-- event of agreement_feed that was taken, so nothing can be lost here and a replay is another number.
CREATE TABLE webhook (
  tenant INTEGER NOT NULL, id TEXT NOT NULL,
  url TEXT NOT NULL, types TEXT,
  -- Wrapped by the Worker's secret, because it signs; the one before signs along until `old_until`.
  secret TEXT NOT NULL, old_secret TEXT, old_until INTEGER,
  delivered INTEGER NOT NULL,
  -- Since the last that went well.
  attempts INTEGER NOT NULL DEFAULT 0, failing_since INTEGER,
  next_at INTEGER NOT NULL, fault TEXT, disabled_at INTEGER, created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_due ON webhook(next_at) WHERE disabled_at IS NULL;
