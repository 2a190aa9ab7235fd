-- The public record of a draw says when the draw was voided after its release.
ALTER TABLE publication_versions
  DROP CONSTRAINT ck_publication_versions_why,
  ADD CONSTRAINT ck_publication_versions_why CHECK (why IN ('prepared', 'edited', 'resultChanged', 'fieldsExempted', 'corrected', 'objection', 'followup', 'objectionMark', 'drawVoided'));
