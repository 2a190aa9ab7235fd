-- A roster says the kind of establishment, the level and the qualifications of a person.

ALTER TABLE import_inspector_rows
  ADD COLUMN establishment text,
  ADD COLUMN level text,
  ADD COLUMN qualifications text;
