-- How far each follower has read each ledger. The ledger is the outbox: an event lies in it exactly when its write does,
-- in the order of the commits, so a cursor is all that a later stage needs.
CREATE TABLE event_cursors (
  jurisdiction_id uuid NOT NULL,
  follower text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT pk_event_cursors PRIMARY KEY (jurisdiction_id, follower),
  CONSTRAINT fk_event_cursors_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);

-- Events that a follower could not act upon: set aside so that they block nobody, tried again later.
CREATE TABLE event_failures (
  jurisdiction_id uuid NOT NULL,
  follower text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  next_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_event_failures PRIMARY KEY (jurisdiction_id, follower, seq),
  CONSTRAINT fk_event_failures_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);
