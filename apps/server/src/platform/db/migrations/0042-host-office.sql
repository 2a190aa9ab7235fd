-- The office that hosts the installation may supply the three administrators for every jurisdiction. In each that it
-- serves it stands as an agency of its own, and each of its administrators as an account without a credential, so that
-- all keys stay inside one jurisdiction.

-- Id of the host agency in its own jurisdiction, so no foreign key.
ALTER TABLE agencies ADD COLUMN stands_for uuid;

CREATE TABLE host_stand_ins (
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  -- The person's own account in the host's jurisdiction; no foreign key across jurisdictions.
  home_account_id uuid NOT NULL,
  CONSTRAINT pk_host_stand_ins PRIMARY KEY (jurisdiction_id, account_id),
  CONSTRAINT uq_host_stand_ins_home UNIQUE (jurisdiction_id, home_account_id),
  CONSTRAINT fk_host_stand_ins_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
