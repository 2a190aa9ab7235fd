-- Objections of a signed-in enterprise are found and counted by the digest of its credit code. Frozen once released;
-- never import code from here.

CREATE INDEX ix_objections_proof ON objections (proof_hash, received_on) WHERE proof_hash IS NOT NULL;
