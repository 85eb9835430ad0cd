-- The first page of a monitor as it was last answered: gzipped JSON in base64, good for one version of the reader's season
-- within one hour of its business day and for the bundle that made it. A copy: whatever is missing is made from the rows.
CREATE TABLE reader_page (
  reader INTEGER NOT NULL, season INTEGER NOT NULL, view TEXT NOT NULL,
  version INTEGER NOT NULL, moment TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (reader, season, view)
) STRICT;
-- Where a performance stands with a reader, without reading all its seasons.
CREATE INDEX reader_row_performance ON reader_row(reader, performance);
