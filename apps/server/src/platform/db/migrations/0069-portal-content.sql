-- The portal's content: what stands beside a unit's records, reviewed articles (policy, cases, training).
-- Frozen once released; never import code from here.

-- What was taken back about a unit, for its public page.
CREATE INDEX ix_publications_removed ON publications (object_key, removed_on DESC, id) WHERE state = 'withdrawn';
