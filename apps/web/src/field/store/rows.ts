/**
 * Rows of a person's database on the phone. In the clear stand ids, numbers, kinds and states only; everything that
 * somebody wrote, and everything about people and enterprises, is sealed.
 */
import type { VisitRecordInput } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { StoreSpec } from './database.ts';
import type { Sealed } from './sealing.ts';

export const storeVersion = 1;

export const storeSpecs: readonly StoreSpec[] = [
  { name: 'notes', keyPath: 'name' },
  { name: 'counters', keyPath: 'name' },
  { name: 'visits', keyPath: 'id' },
  { name: 'drafts', keyPath: 'id', indexes: { visit: 'visit' } },
  { name: 'records', keyPath: 'seq', indexes: { id: 'id' } },
  { name: 'files', keyPath: 'id' },
  { name: 'parts', keyPath: 'key' },
];

/** What is known of a kept thing on the disk; "sending" is never stored, so that nothing stays sending for ever. */
export type RowState = 'waiting' | 'delivered' | 'attention';

/** Why something needs attention: the code and data of the server's refusal. */
export interface Reason {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number>> | null;
}

export interface DraftRow {
  readonly id: string;
  readonly visit: string;
  readonly sealed: Sealed;
}

/** One write that is not yet in a record. */
export interface Draft {
  readonly id: string;
  readonly visit: string;
  readonly path: string;
  readonly value: unknown;
  readonly base: string | null;
  readonly at: string;
}

export interface RecordRow {
  /** Of this device, from 1. */
  readonly seq: number;
  readonly id: string;
  readonly visit: string;
  readonly kind: VisitRecordInput['kind'];
  readonly state: RowState;
  /** By the server's clock, milliseconds; null while it is not delivered. */
  readonly settledAt: number | null;
  readonly madeAt: number;
  readonly sealed: Sealed;
  readonly reason: Sealed | null;
}

export interface KeptRecord extends Omit<RecordRow, 'sealed' | 'reason'> {
  readonly record: VisitRecordInput;
  readonly reason: Reason | null;
}

export interface FileRow {
  /** Of the evidence. */
  readonly id: string;
  readonly visit: string;
  readonly bytes: number;
  readonly parts: number;
  readonly contentType: string;
  /** Bytes that the server has said it holds. */
  readonly sent: number;
  readonly state: RowState;
  readonly settledAt: number | null;
  readonly madeAt: number;
  /** A code of ours or of the server; null for none. */
  readonly code: string | null;
  /** False after the delivered copy was given up for room. */
  readonly here: boolean;
}

export interface PartRow {
  readonly key: string;
  readonly sealed: Sealed;
}

export interface VisitRow {
  readonly id: string;
  readonly sealed: Sealed;
}

export function partKey(file: string, index: number): string {
  return `${file}/${String(index).padStart(5, '0')}`;
}
