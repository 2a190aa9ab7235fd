-- Several server processes on one database: who lives, and who leads the work of the background.
-- Frozen once released; never import code from here.

CREATE TABLE server_processes (
  id uuid NOT NULL,
  -- The name that its connections carry.
  name text COLLATE "C" NOT NULL,
  host text NOT NULL,
  pid integer NOT NULL,
  version text NOT NULL,
  -- Marks of its file store and of its keys: all processes of an installation have the same.
  file_store text COLLATE "C" NOT NULL,
  keys text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- Grows with every sign of life; whoever watches counts looks without growth and trusts no clock.
  beat bigint NOT NULL,
  started_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_server_processes PRIMARY KEY (id),
  CONSTRAINT ck_server_processes_state CHECK (state IN ('serving', 'draining'))
);
COMMENT ON TABLE server_processes IS 'local: the server processes that live, removed when they end or fall silent';

CREATE TABLE server_lead (
  one integer NOT NULL,
  -- Grows with every change of the leader: what an earlier one still does is refused by it.
  term bigint NOT NULL,
  -- Null: nobody leads.
  process_id uuid,
  beat bigint NOT NULL,
  CONSTRAINT pk_server_lead PRIMARY KEY (one),
  -- Makes a change of the term wait for transactions of the leader that are about to commit, and a beat not.
  CONSTRAINT uq_server_lead_term UNIQUE (term),
  CONSTRAINT ck_server_lead_one CHECK (one = 1)
);
COMMENT ON TABLE server_lead IS 'local: which process does the work of the background';
INSERT INTO server_lead (one, term, process_id, beat) VALUES (1, 0, NULL, 0);

-- The process that reads the file: when it ends, another says that the reading was interrupted.
ALTER TABLE imports ADD reading_by uuid;
