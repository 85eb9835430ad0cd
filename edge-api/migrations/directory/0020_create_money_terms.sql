-- What stands inside amounts, by day: what each source reports, VAT on admission by country, levies by hall.
-- A source without a row reports EUR with VAT and levy inside, as Dutch ticketing systems do.
CREATE TABLE source_terms (
  source INTEGER NOT NULL REFERENCES source(key), from_day TEXT NOT NULL,
  currency TEXT NOT NULL, vat TEXT NOT NULL, levy TEXT NOT NULL,
  PRIMARY KEY (source, from_day)
) STRICT, WITHOUT ROWID;

-- VAT on admission to performances, in hundredths of a percent, by the date of the performance. Before the first day of a country it is unknown.
CREATE TABLE vat_rate (
  country TEXT NOT NULL, from_day TEXT NOT NULL, basis_points INTEGER NOT NULL, authority TEXT NOT NULL,
  PRIMARY KEY (country, from_day)
) STRICT, WITHOUT ROWID;
INSERT INTO vat_rate (country, from_day, basis_points, authority) VALUES
  ('NL', '2001-01-01', 600, 'Wet op de omzetbelasting 1968, tabel I, post b 14'),
  ('NL', '2011-07-01', 1900, 'performing arts in the general rate, 1 July 2011 to 1 July 2012'),
  ('NL', '2012-07-01', 600, 'performing arts back in the reduced rate'),
  ('NL', '2019-01-01', 900, 'reduced rate raised from 6 to 9 percent');

-- Venue levies inside the ticket price: JSON [{name, amount (cents, VAT inside), vatRate (percent), shared}], or null = not known from that day on.
CREATE TABLE levy_period (
  hall INTEGER NOT NULL REFERENCES hall(key), from_day TEXT NOT NULL, levies TEXT,
  PRIMARY KEY (hall, from_day)
) STRICT, WITHOUT ROWID;
