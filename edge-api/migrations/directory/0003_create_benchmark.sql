-- Where a production stands at other venues, by days to go: published once a day, never computed on request.
CREATE TABLE benchmark (production INTEGER PRIMARY KEY REFERENCES production(key), day TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE job (name TEXT PRIMARY KEY, done_day TEXT NOT NULL) STRICT, WITHOUT ROWID;
