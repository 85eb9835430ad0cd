-- Rows made before said to a production's parties which reseller sold how much, and resellers had none: they are made anew.
INSERT INTO announcement (performance)
  SELECT p.key FROM performance p WHERE EXISTS (SELECT 1 FROM source s WHERE s.venue = p.venue AND s.reseller IS NOT NULL);
