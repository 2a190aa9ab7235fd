-- The printed letter with the code as proof of notice: how it left the house, recorded by whoever gave it away.
ALTER TABLE enterprise_codes ADD COLUMN sent_way text COLLATE "C";
ALTER TABLE enterprise_codes ADD COLUMN sent_on date;
-- Who took it, or the carrier's number.
ALTER TABLE enterprise_codes ADD COLUMN sent_to text NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_number text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_name text NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_at timestamptz(3);
ALTER TABLE enterprise_codes ADD CONSTRAINT ck_enterprise_codes_sent
  CHECK ((sent_way IS NULL) = (sent_at IS NULL) AND (sent_on IS NULL) = (sent_at IS NULL) AND sent_way IN ('inPerson', 'withNotice', 'post'));
CREATE INDEX ix_enterprise_codes_sent ON enterprise_codes (jurisdiction_id, id) WHERE sent_at IS NOT NULL;

-- An enterprise is reached at what it chose, whichever bureau writes.
CREATE INDEX ix_notice_preferences_enterprise ON notice_preferences (recipient) WHERE recipient LIKE 'enterprise:%';
