/**
 * The five honest states (S-16), computed from what is stored and what is on the wire at this moment; nothing else
 * may claim a state. Pure.
 */
import type { KeptState } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { Draft, FileRow, KeptRecord, RowState } from './rows.ts';

/** Days for which delivered records stay on the phone, to be sent again when the server lost them (S-12). */
export const keptDays = 30;
/** Unsent for so long, the phone reminds. */
export const nagDays = 3;

export const dayMs = 86_400_000;

/** What lies on the phone, as far as states depend on it. */
export interface Lying {
  readonly drafts: readonly Pick<Draft, 'visit' | 'at'>[];
  readonly records: readonly Pick<KeptRecord, 'id' | 'visit' | 'state' | 'madeAt'>[];
  readonly files: readonly Pick<FileRow, 'id' | 'visit' | 'state' | 'madeAt'>[];
  /** Ids of records and files that are on the wire now. */
  readonly sending: ReadonlySet<string>;
}

export function stateOf(
  row: { readonly id: string; readonly state: RowState },
  sending: ReadonlySet<string>,
): KeptState {
  if (row.state === 'delivered') return 'delivered';
  if (sending.has(row.id)) return 'sending';
  return row.state;
}

/** A visit is as far as its least finished part; what needs a person stands above all. */
export function visitState(lying: Lying, visit: string): KeptState {
  const states = [...lying.records, ...lying.files]
    .filter((row) => row.visit === visit)
    .map((row) => stateOf(row, lying.sending));
  if (states.includes('attention')) return 'attention';
  if (states.includes('sending')) return 'sending';
  if (states.includes('waiting')) return 'waiting';
  if (lying.drafts.some((draft) => draft.visit === visit)) return 'draft';
  return 'delivered';
}

/** Things that the server does not have: records, files, and one for the drafts of each visit. */
export function unsentCount(lying: Lying, visit?: string): number {
  const mine = (row: { readonly visit: string }) => visit === undefined || row.visit === visit;
  const rows = [...lying.records, ...lying.files].filter((row) => mine(row) && row.state !== 'delivered');
  const drafts = new Set(lying.drafts.filter(mine).map((draft) => draft.visit));
  return rows.length + drafts.size;
}

/** Milliseconds for which the oldest unsent thing has waited, 0 when there is none. */
export function oldestWait(lying: Lying, now: number): number {
  const made = [...lying.records, ...lying.files]
    .filter((row) => row.state !== 'delivered')
    .map((row) => row.madeAt);
  const drafted = lying.drafts.map((draft) => Date.parse(draft.at));
  const oldest = Math.min(now, ...made, ...drafted);
  return now - oldest;
}

/** What the server told of a device: it counts what it has taken, and names its own life. */
export interface Watermark {
  readonly taken: number;
  readonly epoch: string;
}

/** True when the server has less than it had said: it was restored from a backup (S-12). */
export function fellBack(before: Watermark | null, now: Watermark): boolean {
  return before !== null && (now.epoch !== before.epoch || now.taken < before.taken);
}
