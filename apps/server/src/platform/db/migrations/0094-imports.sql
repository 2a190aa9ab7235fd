-- Rosters of a hundred thousand rows into a directory of a million objects.
-- Frozen once released; never import code from here.

-- With the name in them these four indexes took a page each for nearly every name that was written, and half of the time of an
-- import. A filter that fits many objects fills its page along the index of names; one that fits few finds them here, in a
-- few pages for each value, and sorts them. Filters come together, so each index holds its neighbours too.
DROP INDEX ix_objects_industry;
DROP INDEX ix_objects_division;
DROP INDEX ix_objects_credit;
DROP INDEX ix_objects_risk;
-- Words of a closed set and codes: compared as bytes, so that their index serves.
ALTER TABLE objects ALTER COLUMN industry TYPE text COLLATE "C", ALTER COLUMN status TYPE text COLLATE "C";
CREATE INDEX ix_objects_industry ON objects (jurisdiction_id, agency_id, industry, risk_level, credit_class);
CREATE INDEX ix_objects_division ON objects (jurisdiction_id, agency_id, division_code COLLATE "C", risk_level, credit_class);
CREATE INDEX ix_objects_credit ON objects (jurisdiction_id, agency_id, credit_class, status);
CREATE INDEX ix_objects_risk ON objects (jurisdiction_id, agency_id, risk_level, credit_class, status);
