-- Work that outlives a request: leased, so that two runs never do it at once, and taken up again when one is cut off.
ALTER TABLE job ADD COLUMN kind TEXT NOT NULL DEFAULT 'timed';
ALTER TABLE job ADD COLUMN lease TEXT;
ALTER TABLE job ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN next_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN state TEXT;
ALTER TABLE job ADD COLUMN failure TEXT;
