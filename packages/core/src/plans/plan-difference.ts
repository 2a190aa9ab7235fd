/** Differences between two versions of a plan, entry by entry and field by field. Pure. */
import type { PlanEntryFields } from './plan.ts';
import type { PlanDifference } from './plan-views.ts';

export interface ComparedEntry {
  readonly entryKey: string;
  readonly number: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly fields: PlanEntryFields;
}

/** Entries that came, went or changed, in the order of the new version; those that went stand last. */
export function planDifferences(
  before: readonly ComparedEntry[],
  after: readonly ComparedEntry[],
): PlanDifference[] {
  const old = new Map(before.map((entry) => [entry.entryKey, entry]));
  const now = new Set(after.map((entry) => entry.entryKey));
  const rows = after.flatMap((entry): readonly PlanDifference[] => {
    const earlier = old.get(entry.entryKey);
    if (earlier === undefined) return [row(entry, 'added', [])];
    const changes = fieldChanges(earlier.fields, entry.fields);
    return changes.length === 0 ? [] : [row(entry, 'changed', changes)];
  });
  const gone = before.filter((entry) => !now.has(entry.entryKey));
  return [...rows, ...gone.map((entry) => row(entry, 'removed', []))];
}

function row(
  entry: ComparedEntry,
  kind: PlanDifference['kind'],
  changes: PlanDifference['changes'],
): PlanDifference {
  const { entryKey, number, title } = entry;
  return { entryKey, number, title: { ...title }, kind, changes };
}

/** Fields as texts; the page puts closed sets into words. */
function fieldChanges(before: PlanEntryFields, after: PlanEntryFields): PlanDifference['changes'] {
  const fields = Object.keys(after) as (keyof PlanEntryFields)[];
  return fields.flatMap((field) => {
    const [old, now] = [shown(before[field]), shown(after[field])];
    return old === now ? [] : [{ field, before: old, after: now }];
  });
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);
}
