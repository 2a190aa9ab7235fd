/**
 * What a draw stands on, as screens, record and public page show it: the plan entry or the approval from above, the
 * published items, the rule book's version, and a void draw that it stands for. Types and one name; nothing is decided.
 */
import { z } from 'zod';
import { plainDate } from '../common/schemas.ts';

export const drawBasis = z.object({
  /** `none` for tasks of the first version. */
  kind: z.enum(['plan', 'adHoc', 'none']),
  /** Number of the plan entry, or of the approving document. */
  number: z.string(),
  /** Title of the plan entry, or of the approving document. */
  title: z.string(),
  approval: z.object({ approver: z.string(), day: plainDate, reason: z.string() }).nullable(),
  items: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Version of the rule book at the seal, 0 = the plain preset; null before the seal and for tasks of the first version. */
  ruleBookVersion: z.number().int().nullable(),
  insteadOf: z.object({ number: z.string(), reason: z.string() }).nullable(),
});
export type DrawBasis = z.output<typeof drawBasis>;
