-- Discussion: what two parties say to each other lies in the shard of the venue, what one of them keeps to itself in its own. `thread` =
-- kind, id, part, keys of venue and provider (0 = nobody); an internal one ends in ' own'. `author`: XD-USR-… of a person, else the
-- machine. `mentions`: JSON list of [membership, name, user, organisation].
CREATE TABLE message (
  tenant INTEGER NOT NULL, thread TEXT NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, at INTEGER NOT NULL, organisation INTEGER NOT NULL,
  author TEXT NOT NULL, membership TEXT, name TEXT, text TEXT NOT NULL, mentions TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant, thread, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER message_stays BEFORE UPDATE ON message BEGIN SELECT RAISE(ABORT, 'messages are only appended'); END;
-- Only the copy that a tenant left behind goes.
CREATE TRIGGER message_is_kept BEFORE DELETE ON message
WHEN EXISTS (SELECT 1 FROM tenant_home WHERE tenant = OLD.tenant AND state = 'home')
BEGIN SELECT RAISE(ABORT, 'messages are only appended'); END;

-- What has still to be told to who reads it, in the batch of the message. `told`: JSON { thread, subject, readers: [[key, other]] }.
CREATE TABLE message_outbox (
  tenant INTEGER NOT NULL, thread TEXT NOT NULL, seq INTEGER NOT NULL, told TEXT NOT NULL,
  PRIMARY KEY (tenant, thread, seq)
) STRICT, WITHOUT ROWID;

-- That something was said, without the text, for a reader that lives here: counts of what is unread, and who is mailed.
CREATE TABLE message_thread (
  reader INTEGER NOT NULL, thread TEXT NOT NULL, subject TEXT NOT NULL, other TEXT, last_seq INTEGER NOT NULL,
  PRIMARY KEY (reader, thread)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_notice (
  reader INTEGER NOT NULL, thread TEXT NOT NULL, seq INTEGER NOT NULL, internal INTEGER NOT NULL,
  at INTEGER NOT NULL, organisation INTEGER NOT NULL, author TEXT NOT NULL, mentions TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (reader, thread, seq, internal)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_mark (
  reader INTEGER NOT NULL, author TEXT NOT NULL, thread TEXT NOT NULL, read_to INTEGER NOT NULL,
  PRIMARY KEY (reader, author, thread)
) STRICT, WITHOUT ROWID;
-- Still to be mailed to a person, unless they read it first.
CREATE TABLE message_due (
  reader INTEGER NOT NULL, person TEXT NOT NULL, thread TEXT NOT NULL, seq INTEGER NOT NULL, mention INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (reader, person, thread, seq)
) STRICT, WITHOUT ROWID;
