-- One index for credit codes, room in the indexes that every imported row touches.
-- Frozen once released; never import code from here.

-- With the code before the bureau, one index keeps codes unique in each bureau, finds a code in all bureaus (jurisdiction by
-- jurisdiction) and lists a bureau's codes in order. Codes and names arrive in no order: pages that are full to nine tenths
-- split under an import of a tenth of the directory, pages with a quarter free do not.
DROP INDEX ix_objects_code;
DROP INDEX uq_objects_uscc;
CREATE UNIQUE INDEX uq_objects_uscc ON objects (jurisdiction_id, uscc, agency_id) WITH (fillfactor = 75)
  WHERE uscc IS NOT NULL;
ALTER INDEX ix_objects_page SET (fillfactor = 75);
REINDEX INDEX ix_objects_page;
-- The few risk levels are passed over one by one where only the credit class or the status is asked for.
DROP INDEX ix_objects_credit;
