/** The credit classes that an object had, read from its revisions: nothing is kept twice. Pure. */
import type { CreditEntry } from './file-api.ts';

export interface CreditState {
  readonly creditClass: string;
  readonly asOf: string | null;
  readonly source: string;
}
export interface CreditRevision {
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly changedAt: string;
  readonly changedBy: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Classes with their days, the latest first; the last one is what the object was entered with, if it had a class.
 * @param now what the object has today @param revisions those that touch the class, its day or its source, latest first
 */
export function creditHistory(
  now: CreditState,
  revisions: readonly CreditRevision[],
  entered: { readonly at: string },
): CreditEntry[] {
  const found: CreditEntry[] = [];
  let state = now;
  for (const { changes, changedAt, changedBy } of revisions) {
    if (!('creditClass' in changes || 'creditClassOn' in changes || 'creditSource' in changes)) continue;
    found.push({ ...entryOf(state), changedAt, changedBy });
    const before = (field: string, otherwise: string) =>
      field in changes ? text(changes[field]?.[0]) : otherwise;
    state = {
      creditClass: before('creditClass', state.creditClass),
      asOf: before('creditClassOn', state.asOf ?? '') || null,
      source: before('creditSource', state.source),
    };
  }
  if (state.creditClass !== '') found.push({ ...entryOf(state), changedAt: entered.at, changedBy: '' });
  return found;
}

function entryOf(state: CreditState) {
  return {
    creditClass: state.creditClass as CreditEntry['creditClass'],
    asOf: state.asOf,
    source: state.source,
  };
}
