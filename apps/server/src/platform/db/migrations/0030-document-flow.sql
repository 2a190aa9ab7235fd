-- The way of documents (drafted, reviewed, approved, published), and roles of the second part.

ALTER TABLE account_roles DROP CONSTRAINT ck_account_roles_role;
ALTER TABLE account_roles ADD CONSTRAINT ck_account_roles_role CHECK (role IN ('administrator', 'securityAdministrator', 'auditAdministrator', 'legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor', 'coordinator', 'justiceOfficer'));

-- Steps that people took with a version of a document, in order.
CREATE TABLE document_steps (
  jurisdiction_id uuid NOT NULL,
  document_id uuid NOT NULL,
  seq integer NOT NULL,
  document_kind text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  place text NOT NULL DEFAULT '',
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_document_steps PRIMARY KEY (jurisdiction_id, document_id, seq),
  CONSTRAINT fk_document_steps_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_document_steps_step CHECK (step IN ('submit', 'return', 'review', 'approve', 'publish', 'revoke'))
);
CREATE INDEX ix_document_steps_account ON document_steps (jurisdiction_id, account_id);
COMMENT ON TABLE document_steps IS 'append-only: who submitted, reviewed, approved, published and revoked what';
