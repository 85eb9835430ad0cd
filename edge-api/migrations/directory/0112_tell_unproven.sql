-- Hidden figures of the last publication for which no other set of facts was found: their tables were withheld, and the operator is told.
ALTER TABLE audience_schedule ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0;
