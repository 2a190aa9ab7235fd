-- A roster says who may lead a team.

ALTER TABLE import_inspector_rows ADD COLUMN can_lead text;
