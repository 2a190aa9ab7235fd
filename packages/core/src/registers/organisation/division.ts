/**
 * Division codes: GB/T 2260 for province, city and county (six digits), three more for townships, three more for
 * villages (GB/T 10114). Form and chain only; which codes exist is data with days of validity, since codes are
 * withdrawn and given anew.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import { plainDate, requiredLine, uuid } from '../../common/schemas.ts';

export const divisionLevels = ['province', 'prefecture', 'county', 'township', 'village'] as const;
export type DivisionLevel = (typeof divisionLevels)[number];

/** First two digits that GB/T 2260 gives out. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/** Whether the text has the form of a code: six, nine or twelve digits under a province that exists. */
export function isDivisionCode(text: string): boolean {
  return /^\d{6}(?:\d{3}){0,2}$/.test(text) && provinces.has(text.slice(0, 2));
}

/** The level that a code's form says; null for what is no code. */
export function divisionLevel(code: string): DivisionLevel | null {
  if (!isDivisionCode(code)) return null;
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

/** The code one level up; null for a province and for what is no code. */
export function parentDivision(code: string): string | null {
  switch (divisionLevel(code)) {
    case 'village':
      return code.slice(0, 9);
    case 'township':
      return code.slice(0, 6);
    case 'county':
      return `${code.slice(0, 4)}00`;
    case 'prefecture':
      return `${code.slice(0, 2)}0000`;
    default:
      return null;
  }
}

export const divisionFields = z.object({
  code: z.string().max(12).refine(isDivisionCode, { message: 'division.code_invalid' }),
  name: requiredLine(60),
  validFrom: plainDate.nullable(),
  /** First day on which the code no longer applies; null = it applies. */
  validTo: plainDate.nullable(),
});
export type DivisionFields = z.output<typeof divisionFields>;

export const divisionRow = divisionFields.extend({
  id: uuid,
  level: z.enum(divisionLevels),
  parentCode: z.string().nullable(),
});
export type DivisionRow = z.output<typeof divisionRow>;

/**
 * Whether a division may stand beside those that are known: its superior is there (a province needs none), its days are
 * in order, and no two names hold one code on the same day. Errors: `division.parent_invalid`, `division.period_invalid`,
 * `division.code_taken`.
 */
export function checkDivision(
  division: DivisionFields & { readonly id: string | null },
  known: readonly Pick<DivisionRow, 'id' | 'code' | 'name' | 'validFrom' | 'validTo'>[],
): Result<null> {
  const { validFrom, validTo, code } = division;
  if (validFrom !== null && validTo !== null && validTo <= validFrom)
    return fail('division.period_invalid', { day: validFrom }, 'validTo');
  const parent = parentDivision(code);
  if (parent !== null && !known.some((one) => one.code === parent && one.id !== division.id))
    return fail('division.parent_invalid', { code: parent }, 'code');
  const other = known.find((one) => one.code === code && one.id !== division.id && overlap(one, division));
  return other === undefined ? ok(null) : fail('division.code_taken', { code, name: other.name }, 'code');
}

interface Period {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

function overlap(one: Period, other: Period): boolean {
  const before = (end: string | null, start: string | null) => end !== null && start !== null && end <= start;
  return !before(one.validTo, other.validFrom) && !before(other.validTo, one.validFrom);
}
