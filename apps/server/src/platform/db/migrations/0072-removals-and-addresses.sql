-- What was cleared beside the database under the written procedure, each ticked by who confirms: files, exports, devices, channels, backups.
ALTER TABLE publication_containments ADD COLUMN removed_parts text[] COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE publication_containments ADD CONSTRAINT ck_publication_containments_parts
  CHECK (removed_parts <@ ARRAY['files', 'exports', 'devices', 'channels', 'backups']::text[]);

-- An address is used only after a code that was sent there was typed back.
ALTER TABLE notice_preferences ADD COLUMN email_confirmed_at timestamptz(3);
ALTER TABLE notice_preferences ADD COLUMN phone_confirmed_at timestamptz(3);
ALTER TABLE notice_preferences ADD CONSTRAINT ck_notice_preferences_confirmed
  CHECK ((email IS NOT NULL OR email_confirmed_at IS NULL) AND (phone IS NOT NULL OR phone_confirmed_at IS NULL));
ALTER TABLE notice_messages DROP CONSTRAINT ck_notice_messages_form;
ALTER TABLE notice_messages ADD CONSTRAINT ck_notice_messages_form CHECK (form IN ('single', 'digest', 'trial', 'code'));

CREATE TABLE notice_codes (
  jurisdiction_id uuid NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  way text COLLATE "C" NOT NULL,
  -- Sealed by the installation's box; gone once it was typed.
  code bytea,
  tries integer NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  -- How many were sent on that day.
  sent_on date NOT NULL,
  sent integer NOT NULL,
  CONSTRAINT pk_notice_codes PRIMARY KEY (jurisdiction_id, recipient, way),
  CONSTRAINT fk_notice_codes_preferences FOREIGN KEY (jurisdiction_id, recipient) REFERENCES notice_preferences (jurisdiction_id, recipient),
  CONSTRAINT ck_notice_codes_way CHECK (way IN ('email', 'sms'))
);
