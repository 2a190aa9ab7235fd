/**
 * What every change of a publication does in its transaction: a new version with its digest, the public row, the event
 * that channels, feeds and credit follow. Callers have locked the row and decided that the person may. The ledger gets
 * codes, versions and digests, never a text (architecture rule 11).
 */
import { createHash } from 'node:crypto';
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type PublicPayload, publicPayload } from '@mingcha/core/publications/public-record.ts';
import {
  nextPublicationState,
  type PublicationMove,
  type PublicationState,
  type RemovalReason,
  type VersionReason,
} from '@mingcha/core/publications/publication.ts';
import { markClock } from '../inspections/results/clock.queries.ts';
import type { Acting } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { canonicalJson, type Json } from '../platform/ledger/entry.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { putPublicRecord } from './public-record.queries.ts';
import {
  addStep,
  insertVersion,
  keyOf,
  payloadOf,
  publicationById,
  type StoredPublication,
  savePublication,
} from './publication.queries.ts';

/** Who did it; null is the platform itself (a follower, a term that is over). */
export type Doer = Actor | null;

export function actingFor(row: StoredPublication, doer: Doer): Acting {
  return doer ?? { jurisdictionId: row.agency_jurisdiction_id, accountId: null, agencyId: row.agency_id };
}

const personOf = (doer: Doer) => ({
  accountId: doer?.accountId ?? null,
  personName: doer?.personName ?? '',
});

/** The payload as it stands, parsed loosely: a version that waits for its review may still hold what the review strikes. */
export async function currentPayload(tx: Tx, row: StoredPublication): Promise<PublicPayload | null> {
  return (await payloadOf(tx, keyOf(row), row.version)) as PublicPayload | null;
}

/** Adds the version that `row.version` will have and gives its digest. The digest has a salt, so that removed texts cannot be guessed from it. */
export async function addVersion(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredPublication;
    readonly version: number;
    readonly payload: PublicPayload;
    readonly why: VersionReason;
    readonly ground: string;
    readonly doer: Doer;
  },
): Promise<string> {
  const salt = Buffer.from(platform.random.bytes(16)).toString('hex');
  const digest = payloadDigest(salt, of.payload);
  await insertVersion(tx, {
    key: keyOf(of.row),
    version: of.version,
    payload: of.payload,
    salt,
    digest,
    why: of.why,
    ground: of.ground,
    by: personOf(of.doer),
    at: platform.clock.now(),
  });
  return digest;
}

/** SHA-256 of salt and canonical payload, lower-case hex. */
export function payloadDigest(salt: string, payload: unknown): string {
  return createHash('sha256')
    .update(salt)
    .update(canonicalJson(payload as Json))
    .digest('hex');
}

export type PublicationEvent =
  | 'publication.prepared'
  | 'publication.edited'
  | 'publication.reviewed'
  | 'publication.request_asked'
  | 'publication.correction_asked'
  | 'publication.exempted'
  | 'publication.suspended'
  | 'publication.request_refused'
  | 'publication.resumed'
  | 'publication.published'
  | 'publication.corrected'
  | 'publication.updated'
  | 'publication.marked'
  | 'publication.withdrawn'
  | 'publication.ended'
  | 'publication.contained';

/** Appends an event about a publication. */
export async function recordPublication(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredPublication;
    readonly type: PublicationEvent;
    readonly doer: Doer;
    readonly data?: { readonly [key: string]: Json };
  },
): Promise<void> {
  const { row } = of;
  await record(tx, platform, {
    type: of.type,
    actor: actingFor(row, of.doer),
    subject: { kind: 'publication', id: row.id },
    data: { publicationKind: row.kind, publicVersion: row.version, ...of.data },
  });
}

/** A line of the history in words. */
export async function noteStep(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly step: string; readonly doer: Doer; readonly note: string },
): Promise<void> {
  const { accountId, personName } = personOf(of.doer);
  await addStep(tx, keyOf(of.row), {
    step: of.step,
    account_id: accountId,
    person_name: personName,
    note: of.note,
    at: platform.clock.now(),
  });
}

/** The state after a move from where the row stands. Errors: `publication.wrong_state`. */
export function moved(row: StoredPublication, move: PublicationMove): Result<PublicationState> {
  return nextPublicationState(row.state as PublicationState, move);
}

/** The row after a change, still locked. */
export async function reread(tx: Tx, row: StoredPublication): Promise<StoredPublication> {
  const now = await publicationById(tx, row.id);
  if (now === undefined) throw new Error(`publication ${row.id} is gone`);
  return now;
}

/**
 * Publishes what stands: state, day, term, public row, clock and event in one transaction. Errors:
 * `publication.wrong_state`, `publication.embargoed`, `publication.personal_data_invalid`.
 */
export async function publishNow(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly doer: Doer },
): Promise<Result<StoredPublication>> {
  const { row, doer } = of;
  const next = moved(row, 'release');
  if (!next.ok) return next;
  const at = platform.clock.now();
  if (row.embargo_until !== null && row.embargo_until > at)
    return fail('publication.embargoed', { until: row.embargo_until.slice(0, 10) });
  const payload = publicPayload.safeParse(await currentPayload(tx, row));
  if (!payload.success) return fail('publication.personal_data_invalid', { title: row.title });
  const today = platform.clock.today();
  await savePublication(tx, keyOf(row), {
    state: next.value,
    published_on: row.published_on ?? today,
    published_by: doer?.accountId ?? null,
    published_name: doer?.personName ?? null,
    ends_on: await lastDay(tx, row, today),
    removed_on: null,
    removal: null,
    at,
  });
  const now = await reread(tx, row);
  await putPublicRecord(tx, now, { payload: payload.data, at });
  await markPublicationClock(tx, row, today);
  await noteStep(tx, platform, { row, step: 'published', doer, note: '' });
  await recordPublication(tx, platform, { row: now, type: 'publication.published', doer });
  return ok(now);
}

/** Results end by the rule book's term (R207), listings by their own; lists, plans and draws stay until something follows them. */
async function lastDay(tx: Tx, row: StoredPublication, today: string): Promise<string | null> {
  if (row.kind !== 'result') return row.ends_on;
  const key = { jurisdictionId: row.agency_jurisdiction_id, agencyId: row.agency_id };
  const { termMonths } = (await ruleBookInForce(tx, key)).rules.publication;
  return termMonths === null ? null : addMonths(today, termMonths);
}

/** The clock of publication is met or stands still on a day, or runs again (null). Nothing happens where there is none. */
export async function markPublicationClock(
  tx: Tx,
  row: StoredPublication,
  doneOn: string | null,
): Promise<void> {
  if (row.inspection_id === null) return;
  await markClock(
    tx,
    {
      jurisdictionId: row.jurisdiction_id,
      inspectionId: row.inspection_id,
      agencyId: row.team_agency_id,
    },
    { clock: 'resultPublished', doneOn },
  );
}

/**
 * Puts a new payload in place of the published one: a correction that shows as one, or an update that is none. Events
 * `publication.corrected` and `publication.updated`. Errors: `publication.wrong_state`, `publication.personal_data_invalid`.
 */
export async function replacePublished(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredPublication;
    readonly payload: PublicPayload;
    readonly why: 'corrected' | 'objection' | 'followup' | 'drawVoided';
    readonly ground: string;
    readonly doer: Doer;
  },
): Promise<Result<StoredPublication>> {
  const { row, why, doer, ground } = of;
  const isCorrection = why === 'corrected' || why === 'objection';
  const next = moved(row, isCorrection ? 'correct' : 'update');
  if (!next.ok) return next;
  const payload = publicPayload.safeParse(of.payload);
  if (!payload.success) return fail('publication.personal_data_invalid', { title: row.title });
  const version = row.version + 1;
  const digest = await addVersion(tx, platform, { row, version, payload: payload.data, why, ground, doer });
  const at = platform.clock.now();
  await savePublication(tx, keyOf(row), { version, at });
  const now = await reread(tx, row);
  await putPublicRecord(tx, now, { payload: payload.data, at });
  await noteStep(tx, platform, { row, step: isCorrection ? 'corrected' : 'updated', doer, note: ground });
  await recordPublication(tx, platform, {
    row: now,
    type: isCorrection ? 'publication.corrected' : 'publication.updated',
    doer,
    data: { payloadDigest: digest, versionReason: why },
  });
  return ok(now);
}

/**
 * Takes a record out of the public view and leaves its tombstone: withdrawn with a reason, ended by rule, or contained.
 * Errors: `publication.wrong_state`.
 */
export async function removePublished(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredPublication;
    readonly move: 'withdraw' | 'end' | 'contain';
    readonly reason: RemovalReason;
    readonly note: string;
    readonly doer: Doer;
  },
): Promise<Result<StoredPublication>> {
  const { row, move, reason, doer } = of;
  const next = moved(row, move);
  if (!next.ok) return next;
  const at = platform.clock.now();
  const wasPublic = row.published_on !== null;
  const payload = await currentPayload(tx, row);
  await savePublication(tx, keyOf(row), {
    state: next.value,
    ...(wasPublic ? { removed_on: platform.clock.today(), removal: reason } : {}),
    at,
  });
  const now = await reread(tx, row);
  if (wasPublic) await putPublicRecord(tx, now, { payload: tombstoneOf(now, { payload, reason }), at });
  else await markPublicationClock(tx, row, platform.clock.today());
  await noteStep(tx, platform, { row, step: stepOfMove[move], doer, note: of.note });
  await recordPublication(tx, platform, {
    row: now,
    type: `publication.${stepOfMove[move]}`,
    doer,
    data: { removalReason: reason },
  });
  return ok(now);
}

const stepOfMove = { withdraw: 'withdrawn', end: 'ended', contain: 'contained' } as const;

function tombstoneOf(
  row: StoredPublication,
  of: { readonly payload: PublicPayload | null; readonly reason: RemovalReason },
): PublicPayload {
  const { payload, reason } = of;
  // What may hold a secret leaves nothing behind but its agency.
  const task = payload?.kind === 'result' && row.state !== 'contained' ? { ...payload.task } : null;
  return {
    kind: 'tombstone',
    of: row.kind as (PublicPayload & { kind: 'tombstone' })['of'],
    agency: payload === null || payload.kind === 'tombstone' ? agencyOf(row) : { ...payload.agency },
    task,
    publishedOn: row.published_on ?? '',
    removedOn: row.removed_on ?? '',
    reason,
  };
}

const agencyOf = (row: StoredPublication) => ({ id: row.team_agency_id, name: row.agency_name });
