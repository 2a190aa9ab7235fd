/**
 * What other stages do to publications in their own transactions: take over a changed result, correct, withdraw, mark
 * as under objection. Each locks the row, keeps the versions, changes the public row and appends its event; nobody else
 * writes these tables.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import { changedParts } from '@mingcha/core/publications/public-result.ts';
import type { RemovalReason } from '@mingcha/core/publications/publication.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import {
  addVersion,
  currentPayload,
  noteStep,
  recordPublication,
  removePublished,
  replacePublished,
  reread,
} from './engine.ts';
import { corrected, prepareResult } from './prepare.ts';
import { putPublicRecord } from './public-record.queries.ts';
import { keyOf, publicationById, type StoredPublication, savePublication } from './publication.queries.ts';

/** A person, or null for the platform itself. */
export interface ByWhom {
  readonly actor: Actor | null;
}

/**
 * After a decision changed the result in the record: the publication of that team follows it, as a correction where it is
 * public already. Errors: `publication.not_found`, those of `replacePublished`.
 */
export async function refreshPublication(
  tx: Tx,
  platform: Platform,
  of: ByWhom & { readonly inspectionId: string; readonly agencyId: string; readonly ground: string },
): Promise<Result<StoredPublication>> {
  const found = await inspectionCase(tx, of.inspectionId);
  const team = found?.teams.find((each) => each.agency_id === of.agencyId);
  if (found === undefined || team === undefined) return fail('publication.not_found');
  const made = await prepareResult(tx, platform, { found, team, doer: of.actor, ground: of.ground });
  if (!made.ok) return made;
  return made.value === null ? fail('publication.not_found') : ok(made.value);
}

/**
 * Changes what is published, in sight of everybody: earlier versions are kept, the record says when, what and why. What
 * still waits for its release is changed and reviewed again. Errors: `publication.not_found`,
 * `publication.wrong_state`, `publication.nothing_changed`, `publication.personal_data_invalid`.
 */
export async function correctPublication(
  tx: Tx,
  platform: Platform,
  of: ByWhom & {
    readonly publicationId: string;
    readonly change: (payload: PublicResult) => PublicResult;
    readonly ground: string;
    /** `objection` when a decision upon an objection is the cause. */
    readonly why?: 'corrected' | 'objection';
  },
): Promise<Result<{ readonly version: number }>> {
  const row = await publicationById(tx, of.publicationId, 'lock');
  if (row === undefined || row.kind !== 'result') return fail('publication.not_found');
  const before = (await currentPayload(tx, row)) as PublicResult | null;
  if (before === null) return fail('publication.wrong_state', { state: row.state, move: 'correct' });
  const after = of.change(before);
  const parts = changedParts(before, after);
  if (parts.length === 0) return fail('publication.nothing_changed');
  const { ground, actor: doer, why = 'corrected' } = of;
  if (row.state !== 'published') return changeWaiting(tx, platform, { row, after, ground, doer, why });
  const payload = corrected(after, { row, parts, ground, on: platform.clock.today() });
  const made = await replacePublished(tx, platform, { row, payload, why, ground, doer });
  return made.ok ? ok({ version: made.value.version }) : made;
}

async function changeWaiting(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredPublication;
    readonly after: PublicResult;
    readonly ground: string;
    readonly doer: Actor | null;
    readonly why: 'corrected' | 'objection';
  },
): Promise<Result<{ readonly version: number }>> {
  const { row, after, ground, doer } = of;
  if (!['prepared', 'returned', 'reviewed', 'suspended'].includes(row.state))
    return fail('publication.wrong_state', { state: row.state, move: 'correct' });
  const version = row.version + 1;
  const digest = await addVersion(tx, platform, { row, version, payload: after, why: of.why, ground, doer });
  const state = row.state === 'suspended' ? {} : { state: 'prepared' as const };
  await savePublication(tx, keyOf(row), { version, ...state, at: platform.clock.now() });
  await noteStep(tx, platform, { row, step: 'corrected', doer, note: ground });
  const now = await reread(tx, row);
  await recordPublication(tx, platform, {
    row: now,
    type: 'publication.corrected',
    doer,
    data: { payloadDigest: digest, versionReason: of.why },
  });
  return ok({ version });
}

/** Takes a published record back and leaves a tombstone. Errors: `publication.not_found`, `publication.wrong_state`. */
export async function withdrawPublication(
  tx: Tx,
  platform: Platform,
  of: ByWhom & {
    readonly publicationId: string;
    readonly reason: RemovalReason;
    /** In words, for the office only. */
    readonly note: string;
  },
): Promise<Result<{ readonly version: number }>> {
  const row = await publicationById(tx, of.publicationId, 'lock');
  if (row === undefined) return fail('publication.not_found');
  const { reason, note, actor: doer } = of;
  const gone = await removePublished(tx, platform, { row, move: 'withdraw', reason, note, doer });
  return gone.ok ? ok({ version: gone.value.version }) : gone;
}

/** 异议处理中 on the record and on its public row, or its end (R224). Setting it twice changes nothing. Errors: `publication.not_found`. */
export async function setObjectionMark(
  tx: Tx,
  platform: Platform,
  of: ByWhom & { readonly publicationId: string; readonly isPending: boolean },
): Promise<Result<{ readonly isPending: boolean }>> {
  const row = await publicationById(tx, of.publicationId, 'lock');
  if (row === undefined) return fail('publication.not_found');
  if (row.is_objected === of.isPending) return ok({ isPending: of.isPending });
  const at = platform.clock.now();
  await savePublication(tx, keyOf(row), { is_objected: of.isPending, at });
  const now = await reread(tx, row);
  const payload = await currentPayload(tx, now);
  if (now.state === 'published' && payload !== null) await putPublicRecord(tx, now, { payload, at });
  await recordPublication(tx, platform, {
    row: now,
    type: 'publication.marked',
    doer: of.actor,
    data: { isObjected: of.isPending },
  });
  return ok({ isPending: of.isPending });
}
