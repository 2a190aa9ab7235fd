/**
 * Results (检查结果): per item and agency, entered by those who inspected (谁检查、谁录入), the overall result derived. Codes are
 * the rule book's with their national wordings (R181); there is no default, least of all "normal". Pure.
 */
import { z } from 'zod';
import { paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';
import { findingActions, findingClause } from '../visits/visit-fields.ts';

/** A problem found; its follow-up hangs on its id to the end (R240). */
export const finding = z.object({
  id: uuid,
  itemKey: uuid.nullable(),
  sheetVersionId: uuid.nullable(),
  lineKey: z.string().nullable(),
  text: paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' }),
  clauses: z.array(findingClause).min(1).max(20),
  action: z.enum(findingActions),
  /** Day until which it must be put right; null where the action has none. */
  dueOn: plainDate.nullable(),
  measures: paragraph(1000),
  /** What the public will see of it is the wording of the result; this opens the text as well. */
  isPublic: z.boolean(),
  evidenceIds: z.array(uuid).max(200),
});
export type Finding = z.output<typeof finding>;

export const itemResult = z.object({
  itemKey: uuid,
  /** A code of the rule book. */
  code: requiredLine(40),
  note: paragraph(2000),
});
export type ItemResult = z.output<typeof itemResult>;

/** What a team enters for its own items. */
export const teamResult = z.object({
  items: z.array(itemResult).min(1).max(41),
  findings: z.array(finding).max(200),
  /** Facts of concealment or falsification; legal review before publication (R183). */
  concealment: paragraph(4000),
});
export type TeamResult = z.output<typeof teamResult>;

/** The overall result: the gravest of all items, by the order of the rule book's problem codes; null as long as one is missing. */
export function overallResult(
  codes: readonly (string | null)[],
  results: RuleBook['results'],
): RuleBook['results'][number] | null {
  const found = codes.map((code) => results.find((each) => each.code === code));
  if (found.length === 0 || found.some((each) => each === undefined)) return null;
  const known = found.filter((each) => each !== undefined);
  const gravity = (each: RuleBook['results'][number]): number =>
    (each.isProblem ? 1000 : 0) + results.indexOf(each);
  return known.toSorted((a, b) => gravity(b) - gravity(a))[0] ?? null;
}
