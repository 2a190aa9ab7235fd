/**
 * Agencies and sections over time: names by day, qualification as an enforcement subject, mergers and splits. What once
 * carried a name keeps it; nothing is deleted.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import { instant, line, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { isUscc } from '../../common/uscc.ts';

export const qualificationStatuses = ['none', 'announced', 'suspended', 'withdrawn'] as const;
export const sectionKinds = ['section', 'brigade', 'institution'] as const;
export type SectionKind = (typeof sectionKinds)[number];

const webAddress = line(300).refine((text) => text === '' || /^https?:\/\/[^\s]+$/.test(text), {
  message: 'organisation.url_invalid',
});

/** What stands beside name and contacts of an agency. */
export const agencyProfile = z.object({
  uscc: line(18)
    .transform((text) => text.toUpperCase())
    .refine((text) => text === '' || isUscc(text), { message: 'organisation.uscc_invalid' }),
  publicUrl: webAddress,
  qualificationStatus: z.enum(qualificationStatuses),
  qualificationBasis: line(500),
  qualificationAnnouncedOn: plainDate.nullable(),
  /** The agency in whose name an entrusted body acts; empty for those that act in their own. */
  entrustedBy: line(120),
  validFrom: plainDate.nullable(),
});
export type AgencyProfile = z.output<typeof agencyProfile>;

export const formerName = z.object({ name: z.string(), shortName: z.string(), untilDay: plainDate });
export type FormerName = z.output<typeof formerName>;

export const reorganisationKinds = ['merge', 'split', 'abolish'] as const;
export type ReorganisationKind = (typeof reorganisationKinds)[number];
const part = z.object({ id: uuid, name: z.string() });

export const reorganisation = z.object({
  id: uuid,
  subjectKind: z.enum(['agency', 'section']),
  kind: z.enum(reorganisationKinds),
  onDay: plainDate,
  basis: z.string(),
  at: instant,
  before: z.array(part),
  after: z.array(part),
});
export type Reorganisation = z.output<typeof reorganisation>;

export const reorganisationFields = z.object({
  subjectKind: z.enum(['agency', 'section']),
  kind: z.enum(reorganisationKinds),
  /** First day of the new state. */
  onDay: plainDate,
  /** The document that ordered it. */
  basis: requiredLine(300),
  before: z.array(uuid).min(1).max(20),
  after: z.array(uuid).max(20),
  /** Of a split: the agency goes on beside its offspring. */
  goesOn: z.boolean().default(false),
});
export type ReorganisationFields = z.output<typeof reorganisationFields>;

export const sectionView = z.object({
  id: uuid,
  name: z.string(),
  kind: z.enum(sectionKinds),
  validFrom: plainDate.nullable(),
  validTo: plainDate.nullable(),
  formerNames: z.array(formerName),
});
export const agencyView = agencyProfile.extend({
  id: uuid,
  name: z.string(),
  shortName: z.string(),
  validTo: plainDate.nullable(),
  formerNames: z.array(formerName),
  sections: z.array(sectionView),
  reorganisations: z.array(reorganisation),
});
export type AgencyView = z.output<typeof agencyView>;

/** The name on a day: the earliest former name that was still in use, else the present one. */
export function nameOnDay(present: string, former: readonly FormerName[], day: string): string {
  const still = former
    .filter((one) => one.untilDay > day)
    .toSorted((a, b) => (a.untilDay < b.untilDay ? -1 : a.untilDay > b.untilDay ? 1 : 0));
  return still[0]?.name ?? present;
}

interface Unit {
  readonly id: string;
  readonly validTo: string | null;
  readonly agencyId?: string;
}

/**
 * Whether a reorganisation can be: at least two become one, one becomes others, or one ends without successor; nobody is
 * on both sides, nobody has ended before, sections stay within their agency. Errors: `reorganisation.*`.
 */
export function checkReorganisation(wanted: ReorganisationFields, units: readonly Unit[]): Result<null> {
  const { kind, before, after, onDay } = wanted;
  const all = [...before, ...after];
  if (new Set(all).size !== all.length) return fail('reorganisation.twice_invalid');
  const found = all.map((id) => units.find((one) => one.id === id));
  if (found.some((one) => one === undefined)) return fail('reorganisation.unit.not_found');
  if (found.some((one) => one !== undefined && one.validTo !== null && one.validTo <= onDay))
    return fail('reorganisation.already_ended');
  const ended = before.some((id) => units.find((one) => one.id === id)?.validTo !== null);
  if (ended) return fail('reorganisation.already_ended');
  if (kind === 'merge' && (after.length !== 1 || before.length < 1))
    return fail('reorganisation.merge_invalid', {}, 'after');
  if (kind === 'split' && (before.length !== 1 || after.length < (wanted.goesOn ? 1 : 2)))
    return fail('reorganisation.split_invalid', {}, 'after');
  if (kind === 'abolish' && after.length > 0) return fail('reorganisation.abolish_invalid', {}, 'after');
  if (new Set(found.map((one) => one?.agencyId)).size > 1) return fail('reorganisation.agency_invalid');
  return ok(null);
}

/** Whether a unit exists on a day. */
export function existsOn(
  unit: { readonly validFrom: string | null; readonly validTo: string | null },
  day: string,
): boolean {
  return (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day < unit.validTo);
}
