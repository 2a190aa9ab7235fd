/**
 * The leniency list (轻微免罚清单): which conduct is not punished under which conditions, on which basis, put right
 * within which period. Conditions are typed, so that the decision on a case asks each of them and knows which may be
 * answered from the records of all agencies.
 */
import { z } from 'zod';
import { documentFlow, documentStates } from '../../common/document-flow.ts';
import { line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { legalBasis } from './item.ts';

export const leniencyCondition = z.discriminatedUnion('kind', [
  /** 初次违法: no such conduct within so many months, with this agency or with any. */
  z.object({
    kind: z.literal('firstTime'),
    months: z.number().int().min(1).max(120),
    anyAgency: z.boolean(),
  }),
  /** 情节轻微, in words of the list. */
  z.object({ kind: z.literal('minor'), text: line(400) }),
  /** 及时改正: within so many days; 0 means on the spot. */
  z.object({ kind: z.literal('corrected'), days: z.number().int().min(0).max(365) }),
  /** 没有造成危害后果 */
  z.object({ kind: z.literal('noHarm') }),
  /** 未发生生产安全事故 */
  z.object({ kind: z.literal('noAccident'), years: z.number().int().min(1).max(20) }),
  /** 未被列入严重失信主体名单 */
  z.object({ kind: z.literal('notListed') }),
  /** 不属于下列行业领域 */
  z.object({ kind: z.literal('notInSectors'), sectors: z.array(requiredLine(60)).min(1).max(20) }),
  z.object({ kind: z.literal('other'), text: requiredLine(400) }),
]);
export type LeniencyCondition = z.output<typeof leniencyCondition>;
export const leniencyConditionKinds = [
  'firstTime',
  'minor',
  'corrected',
  'noHarm',
  'noAccident',
  'notListed',
  'notInSectors',
  'other',
] as const satisfies readonly LeniencyCondition['kind'][];

export const leniencyFields = z.object({
  category: line(200),
  conduct: paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' }),
  conditions: z.array(leniencyCondition).max(20),
  bases: z.array(legalBasis).max(30),
  /** 适用期限 or 改正期限 in words; empty: as long as the list applies. */
  period: line(200),
  remark: paragraph(1000),
});
export type LeniencyFields = z.output<typeof leniencyFields>;

/** An entry as it is saved: a new one has no key yet. */
export const leniencyEntry = leniencyFields.extend({ entryKey: uuid.nullable() });
export type LeniencyEntry = z.output<typeof leniencyEntry>;

export const leniencyListRow = z.object({
  id: uuid,
  title: z.string(),
  listVersion: z.number().int(),
  version: z.number().int(),
  state: z.enum(documentStates),
  entries: z.number().int(),
  publishedOn: plainDate.nullable(),
  publishedPlace: z.string(),
  effectiveTo: plainDate.nullable(),
});
export type LeniencyListRow = z.output<typeof leniencyListRow>;

export const leniencyListDetail = leniencyListRow.omit({ entries: true }).extend({
  flow: documentFlow,
  editable: z.boolean(),
  entries: z.array(leniencyFields.extend({ entryKey: uuid })),
});
export type LeniencyListDetail = z.output<typeof leniencyListDetail>;

/** What keeps an entry from being submitted, as keys of `leniency-text`. */
export function leniencyFaults(entry: Pick<LeniencyFields, 'bases' | 'conditions'>): readonly string[] {
  return [
    ...(entry.bases.length === 0 ? ['leniency.basis_missing'] : []),
    ...(entry.conditions.length === 0 ? ['leniency.condition_missing'] : []),
  ];
}
