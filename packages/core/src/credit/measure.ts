/**
 * Measures of joint sanction and incentive (联合惩戒、联合激励): only from a published list, each with its legal basis, the
 * authority that takes it, its scope and its term (R262). A measure reaches an object through a listing in force or
 * through its credit class, never by a mark that somebody sets. Pure.
 */
import { z } from 'zod';
import { documentFlow, documentStates } from '../common/document-flow.ts';
import { line, plainDate, requiredLine, uuid } from '../common/schemas.ts';

export const measureKinds = ['sanction', 'incentive'] as const;
export type MeasureKind = (typeof measureKinds)[number];
/** Whom it reaches: who stands on the serious-dishonesty list, or objects of some credit classes. */
export const measureScopes = ['listed', 'classA', 'classD'] as const;
export type MeasureScope = (typeof measureScopes)[number];

export const measureFields = z.object({
  kind: z.enum(measureKinds),
  name: requiredLine(200),
  /** 法律、法规、规章 and article. */
  basis: requiredLine(500),
  /** 实施单位 */
  authority: requiredLine(200),
  scope: z.enum(measureScopes),
  /** 实施期限 in words. */
  term: requiredLine(200),
  remark: line(300),
});
export type MeasureFields = z.output<typeof measureFields>;
export const measure = measureFields.extend({ key: uuid });
export type Measure = z.output<typeof measure>;
/** As it is saved: a new one has no key yet. */
export const measureEntry = measureFields.extend({ key: uuid.nullable() });

export const measureListRow = z.object({
  id: uuid,
  title: z.string(),
  listVersion: z.number().int(),
  version: z.number().int(),
  state: z.enum(documentStates),
  measures: z.number().int(),
  publishedOn: plainDate.nullable(),
  publishedPlace: z.string(),
  effectiveTo: plainDate.nullable(),
});
export type MeasureListRow = z.output<typeof measureListRow>;
export const measureListDetail = measureListRow.omit({ measures: true }).extend({
  flow: documentFlow,
  editable: z.boolean(),
  measures: z.array(measure),
});
export type MeasureListDetail = z.output<typeof measureListDetail>;

/** A sanction may be aimed at the list or at class D, an incentive at class A only. */
export function fitsScope(of: Pick<MeasureFields, 'kind' | 'scope'>): boolean {
  return (of.kind === 'incentive') === (of.scope === 'classA');
}

/** What the lists in force say about an object. */
export function measuresFor(
  all: readonly Measure[],
  object: { readonly isListed: boolean; readonly creditClass: string },
): readonly Measure[] {
  return all.filter(({ scope }) => {
    if (scope === 'listed') return object.isListed;
    // Nobody on the list is rewarded for a class that was imported before.
    if (scope === 'classA') return object.creditClass === 'A' && !object.isListed;
    return object.creditClass === 'D';
  });
}
