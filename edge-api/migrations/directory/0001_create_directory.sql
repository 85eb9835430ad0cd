-- Who and what there is: organisations, halls, productions, performances, machines and keys. Integer keys are given
-- out here and are never reused; nothing is deleted, things are disabled or merged (one hop, undoable).
CREATE TABLE organisation (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]',
  city TEXT, postcode TEXT, province TEXT, country TEXT NOT NULL DEFAULT 'NL',
  time_zone TEXT NOT NULL DEFAULT 'Europe/Amsterdam',
  origins TEXT NOT NULL DEFAULT '[]',
  shard TEXT NOT NULL DEFAULT 'SHARD_00',
  auth_epoch INTEGER NOT NULL DEFAULT 1,
  livemode INTEGER NOT NULL DEFAULT 1,
  disabled_at INTEGER,
  merged_into INTEGER REFERENCES organisation(key),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hall (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  venue INTEGER NOT NULL REFERENCES organisation(key),
  name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]',
  kind TEXT NOT NULL DEFAULT 'hall',
  postcode TEXT,
  default_capacity INTEGER,
  merged_into INTEGER REFERENCES hall(key)
) STRICT;
CREATE INDEX hall_venue ON hall(venue);

CREATE TABLE production (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  genre TEXT,
  provider INTEGER REFERENCES organisation(key),
  producer INTEGER REFERENCES organisation(key),
  agency INTEGER REFERENCES organisation(key),
  revival INTEGER NOT NULL DEFAULT 0,
  house INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER REFERENCES production(key),
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A row without production is a venue's own performance under its own reference; linked_to names the platform's.
CREATE TABLE performance (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  production INTEGER REFERENCES production(key),
  number INTEGER,
  number_text TEXT,
  source INTEGER,
  ref TEXT,
  title TEXT,
  hall_text TEXT,
  provider_text TEXT,
  venue INTEGER NOT NULL REFERENCES organisation(key),
  hall INTEGER REFERENCES hall(key),
  starts_at INTEGER NOT NULL,
  type TEXT NOT NULL DEFAULT 'normal',
  status TEXT NOT NULL DEFAULT 'planned',
  moved_to TEXT,
  on_sale_at INTEGER,
  capacity INTEGER,
  tags TEXT NOT NULL DEFAULT '[]',
  festival INTEGER NOT NULL DEFAULT 0,
  linked_to INTEGER REFERENCES performance(key),
  linked_how TEXT, linked_at INTEGER, linked_by TEXT,
  link_refused TEXT NOT NULL DEFAULT '[]',
  merged_into INTEGER REFERENCES performance(key),
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX performance_number ON performance(production, number) WHERE production IS NOT NULL;
CREATE UNIQUE INDEX performance_ref ON performance(venue, source, ref) WHERE ref IS NOT NULL;
CREATE INDEX performance_venue ON performance(venue, starts_at);
CREATE INDEX performance_linked ON performance(linked_to) WHERE linked_to IS NOT NULL;
CREATE INDEX performance_merged ON performance(merged_into) WHERE merged_into IS NOT NULL;

-- A venue system as we read it. A reseller's figures are a source of their own at each venue.
CREATE TABLE source (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  venue INTEGER NOT NULL REFERENCES organisation(key),
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'house',
  reseller INTEGER REFERENCES organisation(key),
  day_offset_hours INTEGER NOT NULL DEFAULT 6,
  vat TEXT NOT NULL DEFAULT 'included',
  levy TEXT NOT NULL DEFAULT 'included',
  UNIQUE (venue, name)
) STRICT;

CREATE TABLE reseller_setting (
  venue INTEGER NOT NULL, reseller INTEGER NOT NULL, from_day TEXT NOT NULL, within TEXT NOT NULL,
  PRIMARY KEY (venue, reseller, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE client (
  id TEXT PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES organisation(key),
  name TEXT NOT NULL,
  secret_sha256 TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT, WITHOUT ROWID;

-- A venue lets a vendor or reseller act for it, from-to, revocable.
CREATE TABLE client_grant (
  venue INTEGER NOT NULL REFERENCES organisation(key),
  organisation INTEGER NOT NULL REFERENCES organisation(key),
  scopes TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  PRIMARY KEY (venue, organisation)
) STRICT, WITHOUT ROWID;

-- Private keys are wrapped by the Worker's secret; next -> signing -> verifying -> gone by the minute job.
CREATE TABLE signing_key (
  kid TEXT PRIMARY KEY,
  public_jwk TEXT NOT NULL,
  wrapped_private TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  signs_from INTEGER NOT NULL,
  signs_until INTEGER NOT NULL,
  gone_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
