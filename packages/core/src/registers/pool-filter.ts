/**
 * Which objects of the directory something is about: the filter of a plan entry, of a draw's pool and strata, of a
 * rule book's classes. Pure; the same words and the same matching everywhere.
 */
import { z } from 'zod';
import { requiredLine } from '../common/schemas.ts';

/** Register fields that objects can be filtered and stratified by. */
export const poolFields = ['kind', 'division', 'industry', 'risk', 'credit', 'tag', 'section'] as const;
export type PoolField = (typeof poolFields)[number];

/** Values per field; an object passes when every named field has one of its values. Division and industry match by prefix. */
export const poolFilter = z.partialRecord(z.enum(poolFields), z.array(requiredLine(60)).min(1).max(200));
export type PoolFilter = z.infer<typeof poolFilter>;

/** What a filter looks at. */
export interface FilteredObject {
  readonly kind: string;
  readonly division: string;
  readonly industry: string;
  readonly risk: string;
  readonly credit: string;
  readonly tags: readonly string[];
  readonly sectionId: string | null;
}

function fieldValues(object: FilteredObject, field: string): readonly string[] {
  switch (field) {
    case 'tag':
      return object.tags;
    case 'section':
      return [object.sectionId ?? ''];
    case 'division':
      return [object.division];
    case 'industry':
      return [object.industry];
    case 'risk':
      return [object.risk];
    case 'credit':
      return [object.credit];
    default:
      return [object.kind];
  }
}

/** Every named field has one of its values; division and industry codes also match by prefix. */
export function matchesFilter(filter: PoolFilter, object: FilteredObject): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    if (wanted === undefined) return true;
    const byPrefix = field === 'division' || field === 'industry';
    return fieldValues(object, field).some((value) =>
      wanted.some((each) => value === each || (byPrefix && value.startsWith(divisionPrefix(each)))),
    );
  });
}

/** `140500` covers `140502`: trailing pairs of zeros of a six-digit division code are no digits of the prefix. */
export function divisionPrefix(code: string): string {
  return /^\d{6}$/.test(code) ? code.replace(/(?:00){1,2}$/, '') : code;
}
