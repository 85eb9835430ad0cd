-- When a person asked to be forgotten: name, address, language and what the issuer calls them are gone, the id stays.
ALTER TABLE person ADD COLUMN erased_at INTEGER;
