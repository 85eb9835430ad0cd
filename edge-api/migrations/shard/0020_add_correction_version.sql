-- The version that stood before: "as reported then" also says of when its figures were.
ALTER TABLE sales_correction ADD COLUMN old_v INTEGER;
