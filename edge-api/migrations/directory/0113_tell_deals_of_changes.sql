-- 1 = the deals about it are told anew as well: it leads elsewhere by now, no longer does, or begins at another moment.
ALTER TABLE announcement ADD COLUMN deals INTEGER NOT NULL DEFAULT 0;
-- What changed before this was told.
INSERT INTO announcement (performance, deals) SELECT key, 1 FROM performance WHERE merged_into IS NOT NULL;
INSERT INTO announcement (performance, deals) SELECT p.key, 1 FROM production r JOIN performance p ON p.production = r.key WHERE r.merged_into IS NOT NULL;
INSERT INTO announcement (performance, deals)
SELECT p.key, 1 FROM organisation o JOIN production r ON o.key IN (r.provider, r.producer, r.agency) JOIN performance p ON p.production = r.key WHERE o.merged_into IS NOT NULL
UNION SELECT p.key, 1 FROM organisation o JOIN performance p ON p.venue = o.key WHERE o.merged_into IS NOT NULL;
