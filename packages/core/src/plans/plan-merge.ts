/** 1+X: one entry takes another in, so that one visit serves both (R073, R283). Pure. */
import { dayNumber } from '../common/plain-date.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { PlanEntryFields } from './plan.ts';

/** The entry that is taken in, and whose it is. */
export interface TakenIn {
  readonly fields: PlanEntryFields;
  /** Null: of the same agency. */
  readonly agencyId: string | null;
}

/**
 * The fields of `entry` after `other` was taken in: its items stand beside the lead item, an agency's items come with it as
 * a participant, methods are joined, steps and requirements are kept one after the other. The entry's own pool, rates and
 * window stay: they decide who is drawn. Errors: `plan.merge_visit_leads`.
 */
export function mergedFields(entry: PlanEntryFields, other: TakenIn): Result<PlanEntryFields> {
  if (entry.form === 'routineVisit' && other.fields.form === 'draw') return fail('plan.merge_visit_leads');
  const items = [other.fields.leadItemKey, ...other.fields.extraItemKeys].filter((key) => key !== null);
  const methods = [...new Set([...entry.methods, ...other.fields.methods])];
  const joined = (a: string, b: string) => (b === '' || a.includes(b) ? a : a === '' ? b : `${a}\n${b}`);
  const visits = other.fields.form === 'routineVisit' ? other.fields.scene : '';
  const common = {
    ...entry,
    methods,
    steps: joined(entry.steps, other.fields.steps).slice(0, 8000),
    requirements: joined(entry.requirements, other.fields.requirements).slice(0, 8000),
    remark: joined(
      entry.remark,
      [visits, other.fields.remark].filter((text) => text !== '').join('\n'),
    ).slice(0, 2000),
  };
  if (other.agencyId === null) {
    const known = new Set([entry.leadItemKey, ...entry.extraItemKeys]);
    const extra = items.filter((key) => !known.has(key));
    const participants = [...entry.participants];
    for (const one of other.fields.participants)
      if (
        !participants.some((own) => (own.agencyId ?? own.outsideName) === (one.agencyId ?? one.outsideName))
      )
        participants.push(one);
    return ok({ ...common, extraItemKeys: [...entry.extraItemKeys, ...extra].slice(0, 40), participants });
  }
  const { agencyId } = other;
  const before = entry.participants.find((one) => one.agencyId === agencyId);
  const partner = {
    agencyId,
    outsideName: '',
    itemKeys: [...new Set([...(before?.itemKeys ?? []), ...items])].slice(0, 40),
    duty: before?.duty ?? other.fields.scene,
  };
  return ok({
    ...common,
    participants: [...entry.participants.filter((one) => one.agencyId !== agencyId), partner],
  });
}

/** Days between two windows; 0 when they overlap. */
export function windowGap(
  a: { readonly from: string; readonly to: string },
  b: { readonly from: string; readonly to: string },
): number {
  if (a.to < b.from) return dayNumber(b.from) - dayNumber(a.to);
  if (b.to < a.from) return dayNumber(a.from) - dayNumber(b.to);
  return 0;
}
