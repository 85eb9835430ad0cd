-- Deals and statements of a production, to tell their parties what changed in the catalogue.
CREATE INDEX agreement_production ON agreement(tenant, production);
