-- A venue's own performance by its id, without a look at another house's.
CREATE INDEX performance_place ON performance(production, number, venue);
