-- A session opened through a provider does not ask for a change of the account's own password.

ALTER TABLE sessions ADD COLUMN through_provider boolean NOT NULL DEFAULT false;
