-- Days that were over when a performance was first reported of them: one row per performance and push, whatever the number of days and
-- figures, for a backfill has nothing else. "As reported then" leaves out the days received later. Before this each figure of such a day
-- stood in sales_correction, with nothing before it; those rows stay and are read as they were.
CREATE TABLE sales_first (
  tenant INTEGER NOT NULL, performance INTEGER NOT NULL, source INTEGER NOT NULL, seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL, days TEXT NOT NULL,
  PRIMARY KEY (tenant, performance, source, seq)
) STRICT, WITHOUT ROWID;
