/**
 * The frame of every write to a draw: idempotent action, row lock, decision, appended step, ledger event, one
 * transaction. What is answered after it returned has been committed.
 */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { CeremonyAction } from '@mingcha/core/draws/ceremony.ts';
import type { Moment } from '@mingcha/core/draws/draw-rules.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { appendStep, type CaseFile, lockVisibleCase, momentOf, type Step } from './case-file.ts';

export interface DrawWrite {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
  /** Ledger event, `draw.sealed`. */
  readonly audit: string;
  readonly drawId: string;
}

export interface Decided<T> {
  readonly file: CaseFile;
  readonly value: T;
  /** For the ledger: codes, numbers and digests only. */
  readonly data?: Readonly<Record<string, string | number | null>>;
}

/** Runs one write; `decide` gets the locked case and appends what it accepts. */
export async function writeDraw<T>(
  platform: Platform,
  write: DrawWrite,
  decide: (tx: Tx, file: CaseFile, moment: Moment) => Promise<Result<Decided<T>>>,
): Promise<Result<T>> {
  const { actor, actionId, routeId } = write;
  return runAction(platform, { actor, actionId, routeId }, async (tx): Promise<Result<T>> => {
    const file = await lockVisibleCase(tx, actor, write.drawId);
    if (!file.ok) return file;
    const decided = await decide(tx, file.value, momentOf(platform, actor));
    if (!decided.ok) return decided;
    await record(tx, platform, {
      type: write.audit,
      actor,
      subject: { kind: 'draw', id: write.drawId },
      data: { ...decided.value.data, step: decided.value.file.ceremony.length },
    });
    return ok(decided.value.value);
  });
}

/** Appends the action of the acting person and hands on the case. */
export async function accept(
  tx: Tx,
  file: CaseFile,
  input: { readonly actor: Actor; readonly action: CeremonyAction } & Omit<Step, 'action' | 'personName'>,
): Promise<CaseFile> {
  const { actor, ...step } = input;
  return appendStep(tx, file, { ...step, personName: actor.personName });
}

export type Nothing = Readonly<Record<string, never>>;
export const nothingMore: Nothing = {};
