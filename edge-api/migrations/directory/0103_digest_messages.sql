-- When a person was last mailed about messages: at most one such mail in half an hour, from whichever shards they come.
CREATE TABLE message_digest (
  person INTEGER PRIMARY KEY REFERENCES person(key),
  mailed_at INTEGER NOT NULL
) STRICT;
