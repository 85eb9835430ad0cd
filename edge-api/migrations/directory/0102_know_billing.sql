-- What an invoice needs of an organisation, and the invoices themselves. They are here and not in a shard because a seller has one series of
-- numbers over all its houses, and a number, its invoice and the claim on its statement must be one transaction.
CREATE TABLE billing_profile (
  organisation INTEGER PRIMARY KEY REFERENCES organisation(key),
  body TEXT NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

-- The seller lets the buyer make its invoices, on these days; `until` null = until it is set.
CREATE TABLE self_billing (
  seller INTEGER NOT NULL REFERENCES organisation(key),
  buyer INTEGER NOT NULL REFERENCES organisation(key),
  since TEXT NOT NULL, until TEXT, number_prefix TEXT NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (seller, buyer)
) STRICT, WITHOUT ROWID;
CREATE INDEX self_billing_buyer ON self_billing(buyer);
CREATE TRIGGER self_billing_made_on_side AFTER INSERT ON self_billing BEGIN
  INSERT INTO side_check VALUES (NEW.seller, NEW.buyer);
END;

CREATE TABLE invoice (
  seller INTEGER NOT NULL REFERENCES organisation(key),
  number TEXT NOT NULL,
  buyer INTEGER NOT NULL REFERENCES organisation(key),
  -- Of the seller's own series: its prefix, and 1, 2, 3 … without a gap. Null = the number was given by the caller.
  prefix TEXT, counter INTEGER,
  -- Which of the statement's invoices it is: two at once want the same place, and the later one is decided anew.
  statement TEXT NOT NULL, place INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (380, 381, 389)),
  -- The invoice that a credit note is for.
  credits TEXT,
  issue_date TEXT NOT NULL,
  -- JSON of all that is on it; the XML made of that, and the hash of the XML.
  draft TEXT NOT NULL, xml TEXT NOT NULL, sha256 TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (seller, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_series ON invoice(seller, prefix, counter) WHERE counter IS NOT NULL;
CREATE UNIQUE INDEX invoice_place ON invoice(statement, place);
CREATE INDEX invoice_buyer ON invoice(buyer);
CREATE TRIGGER invoice_made_on_side AFTER INSERT ON invoice BEGIN
  INSERT INTO side_check VALUES (NEW.seller, NEW.buyer);
END;
CREATE TRIGGER invoice_stays BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
-- Only a sandbox is ever thrown away.
CREATE TRIGGER invoice_is_kept BEFORE DELETE ON invoice
WHEN (SELECT sandbox FROM organisation WHERE key = OLD.seller) IS NULL
BEGIN SELECT RAISE(ABORT, 'an invoice is credited, never removed'); END;

-- With whom an organisation has deals.
CREATE INDEX agreement_home_by_venue ON agreement_home(venue, provider);
CREATE INDEX agreement_home_by_provider ON agreement_home(provider, venue);
