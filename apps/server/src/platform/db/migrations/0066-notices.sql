-- What people are told, and the proof of it: notices, outgoing messages with their attempts, channels, own choices.
-- Frozen once released; never import code from here.

-- Partners of an inspection are found by their account, whatever their jurisdiction is.
CREATE INDEX ix_accounts_id ON accounts (id);

CREATE TABLE notices (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- account:<id> or enterprise:<key>.
  recipient text COLLATE "C" NOT NULL,
  account_id uuid,
  kind text COLLATE "C" NOT NULL,
  urgency text COLLATE "C" NOT NULL,
  data jsonb NOT NULL,
  link text,
  due_on date,
  -- The occasion: the same one tells a recipient once.
  dedupe_key text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  -- When it was decided which channels carry it further.
  planned_at timestamptz(3),
  read_at timestamptz(3),
  -- Never taken back: proof that it was seen.
  first_read_at timestamptz(3),
  CONSTRAINT pk_notices PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_notices_once UNIQUE (jurisdiction_id, recipient, dedupe_key),
  CONSTRAINT fk_notices_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_notices_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_notices_urgency CHECK (urgency IN ('urgent', 'prompt', 'daily')),
  CONSTRAINT ck_notices_recipient CHECK (CASE WHEN account_id IS NULL THEN recipient LIKE 'enterprise:_%' ELSE recipient = 'account:' || account_id::text END),
  CONSTRAINT ck_notices_read CHECK (read_at IS NULL OR first_read_at IS NOT NULL)
);
CREATE INDEX ix_notices_account ON notices (jurisdiction_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX ix_notices_inbox ON notices (jurisdiction_id, recipient, id);
CREATE INDEX ix_notices_unread ON notices (jurisdiction_id, recipient, id) WHERE read_at IS NULL;
CREATE INDEX ix_notices_unplanned ON notices (id) WHERE planned_at IS NULL;

-- A way out of the installation as the administrator set it up, with what became of its latest attempts.
CREATE TABLE notice_channels (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- Of a work chat: whose group it is; null for the whole jurisdiction.
  agency_id uuid,
  is_enabled boolean NOT NULL,
  settings jsonb NOT NULL,
  -- Password or signing key, sealed by the installation's box.
  secret bytea,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz(3) NOT NULL,
  changed_by uuid NOT NULL,
  -- Failures in a row, and until when it rests after them.
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  rests_until timestamptz(3),
  last_problem text COLLATE "C" NOT NULL DEFAULT '',
  last_detail text NOT NULL DEFAULT '',
  last_accepted_at timestamptz(3),
  CONSTRAINT pk_notice_channels PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_notice_channels_kind UNIQUE NULLS NOT DISTINCT (jurisdiction_id, kind, agency_id),
  CONSTRAINT fk_notice_channels_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_notice_channels_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_notice_channels_changed_by FOREIGN KEY (jurisdiction_id, changed_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_notice_channels_kind CHECK (kind IN ('email', 'sms', 'chat')),
  CONSTRAINT ck_notice_channels_agency CHECK (agency_id IS NULL OR kind = 'chat')
);
CREATE INDEX ix_notice_channels_agency ON notice_channels (jurisdiction_id, agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX ix_notice_channels_changed_by ON notice_channels (jurisdiction_id, changed_by);

-- Quiet hours and the hour of the daily summary, in minutes since midnight of the business zone.
CREATE TABLE notice_rules (
  jurisdiction_id uuid NOT NULL,
  quiet_from integer NOT NULL,
  quiet_to integer NOT NULL,
  digest_at integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_notice_rules PRIMARY KEY (jurisdiction_id),
  CONSTRAINT fk_notice_rules_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_notice_rules_times CHECK (quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND digest_at BETWEEN 0 AND 1439)
);

-- What a person or an enterprise chose; without a row there is the inbox alone.
CREATE TABLE notice_preferences (
  jurisdiction_id uuid NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  -- Sealed by the installation's box.
  email bytea,
  phone bytea,
  email_mode text COLLATE "C" NOT NULL,
  sms_mode text COLLATE "C" NOT NULL,
  locale text COLLATE "C" NOT NULL DEFAULT 'zh',
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_notice_preferences PRIMARY KEY (jurisdiction_id, recipient),
  CONSTRAINT fk_notice_preferences_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_notice_preferences_modes CHECK (email_mode IN ('off', 'digest', 'prompt') AND sms_mode IN ('off', 'urgent', 'prompt')),
  CONSTRAINT ck_notice_preferences_locale CHECK (locale IN ('zh', 'en'))
);

-- One message to one recipient through one channel; a summary carries several notices.
CREATE TABLE notice_messages (
  jurisdiction_id uuid NOT NULL,
  -- Also the key by which a gateway recognises a repetition.
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  -- account:<id>, enterprise:<key>, or group:<channel> for a work chat.
  recipient text COLLATE "C" NOT NULL,
  form text COLLATE "C" NOT NULL,
  -- Of a single message: what it is about; the same occasion is sent once.
  occasion text COLLATE "C",
  -- Of a trial: where to.
  trial_address bytea,
  state text COLLATE "C" NOT NULL,
  send_at timestamptz(3) NOT NULL,
  -- Since when it is tried; later than its making once a person sent it again.
  tried_since timestamptz(3) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sending_since timestamptz(3),
  ended_at timestamptz(3),
  -- The number under which the gateway took it.
  gateway_id text COLLATE "C",
  -- Where it went, masked.
  address_hint text NOT NULL DEFAULT '',
  problem text COLLATE "C" NOT NULL DEFAULT '',
  detail text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_notice_messages PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_notice_messages_occasion UNIQUE (jurisdiction_id, channel_id, recipient, occasion),
  CONSTRAINT fk_notice_messages_channel FOREIGN KEY (jurisdiction_id, channel_id) REFERENCES notice_channels (jurisdiction_id, id),
  CONSTRAINT ck_notice_messages_form CHECK (form IN ('single', 'digest', 'trial')),
  CONSTRAINT ck_notice_messages_state CHECK (state IN ('waiting', 'sending', 'accepted', 'refused', 'uncertain', 'givenUp', 'dropped')),
  CONSTRAINT ck_notice_messages_occasion CHECK ((form = 'digest') = (occasion IS NULL)),
  CONSTRAINT ck_notice_messages_sending CHECK ((state = 'sending') = (sending_since IS NOT NULL))
);
-- A recipient waits for one summary at most, however long a gateway is down.
CREATE UNIQUE INDEX uq_notice_messages_digest ON notice_messages (jurisdiction_id, channel_id, recipient) WHERE form = 'digest' AND state = 'waiting';
CREATE INDEX ix_notice_messages_due ON notice_messages (send_at) WHERE state = 'waiting';
CREATE INDEX ix_notice_messages_sending ON notice_messages (sending_since) WHERE state = 'sending';
CREATE INDEX ix_notice_messages_channel ON notice_messages (jurisdiction_id, channel_id, id);

CREATE TABLE notice_message_items (
  jurisdiction_id uuid NOT NULL,
  message_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  CONSTRAINT pk_notice_message_items PRIMARY KEY (jurisdiction_id, message_id, notice_id),
  CONSTRAINT fk_notice_message_items_message FOREIGN KEY (jurisdiction_id, message_id) REFERENCES notice_messages (jurisdiction_id, id),
  CONSTRAINT fk_notice_message_items_notice FOREIGN KEY (jurisdiction_id, notice_id) REFERENCES notices (jurisdiction_id, id)
);
CREATE INDEX ix_notice_message_items_notice ON notice_message_items (jurisdiction_id, notice_id);

-- What each attempt came to: the proof of notice.
CREATE TABLE notice_attempts (
  jurisdiction_id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempt integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  gateway_id text COLLATE "C",
  address_hint text NOT NULL,
  problem text COLLATE "C" NOT NULL,
  detail text NOT NULL,
  CONSTRAINT pk_notice_attempts PRIMARY KEY (jurisdiction_id, message_id, attempt),
  CONSTRAINT fk_notice_attempts_message FOREIGN KEY (jurisdiction_id, message_id) REFERENCES notice_messages (jurisdiction_id, id),
  CONSTRAINT ck_notice_attempts_outcome CHECK (outcome IN ('accepted', 'deferred', 'refused', 'uncertain', 'dropped'))
);
COMMENT ON TABLE notice_attempts IS 'append-only: who was told through which channel, when, and what the gateway answered';
