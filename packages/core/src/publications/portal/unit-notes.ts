/**
 * What stands beside the published records of one unit: how objections to them ended, that a repair of credit is being
 * examined, and which of its records were taken back. Outcomes and days in standard wording; no applicant, no free text,
 * nothing of a record that had to go by law. Pure.
 */
import { z } from 'zod';
import { plainDate, uuid } from '../../common/schemas.ts';
import { publicationKinds } from '../publication.ts';

/** Reasons for which the unit's page keeps the fact that something was there. `lawful` is not among them: it may hide a secret. */
export const shownRemovals = ['objection', 'wrong', 'court', 'repaired'] as const;

const objection = z.strictObject({
  kind: z.literal('objection'),
  recordId: uuid,
  outcome: z.enum(['upheld', 'partly', 'dismissed']),
  repliedOn: plainDate,
  /** When the record was corrected for it; null where it stayed. */
  appliedOn: plainDate.nullable(),
});
/** 信用修复审查中 */
const repair = z.strictObject({ kind: z.literal('repair'), recordId: uuid, askedOn: plainDate });
export const recordNote = z.discriminatedUnion('kind', [objection, repair]);
export type RecordNote = z.output<typeof recordNote>;

const removal = z.strictObject({
  recordId: uuid,
  of: z.enum(publicationKinds),
  agencyName: z.string().max(200),
  publishedOn: plainDate,
  removedOn: plainDate,
  reason: z.enum(shownRemovals),
});
export type UnitRemoval = z.output<typeof removal>;

export const unitNotesFact = z.strictObject({
  notes: z.array(recordNote).max(1000),
  removals: z.array(removal).max(200),
});
export type UnitNotes = z.output<typeof unitNotesFact>;
