/** Counts the members of a sealed pool, and those drawn, by stratum and group. Pure; whoever calls reads the records. */
import type { FairnessAxis } from './fairness.ts';

/** A sealed record; groups are made of kind, credit, risk and area. */
export type GroupedRecord = Readonly<Record<string, unknown>>;

export interface GroupCount {
  readonly stratum: number;
  readonly axis: FairnessAxis;
  /** Empty where the record leaves the field empty. */
  readonly value: string;
  readonly members: number;
  readonly drawn: number;
}

export interface GroupCounter {
  /** Counts one object of the pool; `size` is the directory's word. */
  add(
    stratum: number,
    of: { readonly record: GroupedRecord; readonly size: string; readonly isDrawn: boolean },
  ): void;
  counts(): readonly GroupCount[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function startCounting(): GroupCounter {
  const found = new Map<string, { -readonly [key in keyof GroupCount]: GroupCount[key] }>();
  return {
    add(stratum, { record, size, isDrawn }) {
      const area = text(record['area']);
      const values: Readonly<Record<FairnessAxis, string>> = {
        credit: text(record['credit']),
        risk: text(record['risk']),
        // The sealed record says `-` for an object without an area.
        area: area === '-' ? '' : area,
        size,
        kind: text(record['kind']),
      };
      for (const [axis, value] of Object.entries(values) as [FairnessAxis, string][]) {
        const key = `${stratum} ${axis} ${value}`;
        const count = found.get(key) ?? { stratum, axis, value, members: 0, drawn: 0 };
        count.members += 1;
        count.drawn += isDrawn ? 1 : 0;
        found.set(key, count);
      }
    },
    counts: () => [...found.values()],
  };
}
