/**
 * One exchange with a phone: its records are taken one by one, in the order of its own counting, each with an event of its
 * own; those that only add to one visit share a transaction (`take-together.ts`). What cannot be read or is not allowed is refused alone; the others go on (S-03). Only a
 * failure of the machinery ends the exchange; what was taken until then stays taken, and is `again` next time.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type RecordOutcome,
  type VisitRecord,
  visitRecord,
} from '@mingcha/core/inspections/visits/visit-record.ts';
import pg from 'pg';
import { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import { inOneStatement } from '../../platform/db/transaction.ts';
import { nulRefusal } from '../../platform/http/refuse-nul.ts';
import type { Platform } from '../../platform/platform.ts';
import { inPart } from '../../platform/request-context.ts';
import { noteExchange } from './device.queries.ts';
import { checkedDevice } from './device.service.ts';
import { takenRecords } from './record.queries.ts';
import { eventOf, recordDigest, type TakenInput, takeRecord } from './take-record.ts';
import { runsOf, takeTogether } from './take-together.ts';
import { makeTurns } from './turns.ts';

export interface SyncInput {
  readonly deviceId: string;
  /** By the clock of the device. */
  readonly sentAt: string;
  readonly records: readonly unknown[];
}

/** Phones of a jurisdiction whose records are taken at once; the others wait without a connection (L-01). */
const turnOf = makeTurns(2);

/** Errors: those of `checkedDevice`. Records that are refused are outcomes, not errors. */
export async function syncRecords(platform: Platform, actor: Actor, input: SyncInput) {
  const clockOffsetMs = Date.parse(platform.clock.now()) - Date.parse(input.sentAt);
  const device = await inOneStatement(platform.db, (tx) => checkedDevice(tx, actor, input.deviceId));
  if (!device.ok) return device;
  const outcomes = await turnOf(actor.jurisdictionId, () =>
    takeAll(platform, input.records, {
      actor,
      source: 'phone',
      deviceId: input.deviceId,
      clockOffsetMs,
    }),
  );
  const seen = { at: platform.clock.now(), offsetMs: clockOffsetMs };
  const watermark = await inOneStatement(platform.db, (tx) => noteExchange(tx, device.value, seen));
  return ok({ serverTime: platform.clock.now(), watermark, outcomes: [...outcomes] });
}

export type TakeFrame = Omit<TakenInput, 'record'>;

/** What became of each record, in the order in which they were sent. */
export async function takeAll(
  platform: Platform,
  records: readonly unknown[],
  frame: TakeFrame,
): Promise<readonly RecordOutcome[]> {
  const read = records.map(readRecord);
  const sound = read.flatMap((each, index) => (each.ok ? [{ index, record: each.value }] : []));
  const before = await inOneStatement(platform.db, (tx) =>
    takenRecords(tx, {
      ids: sound.map(({ record }) => record.id),
      inspectionIds: [...new Set(sound.map(({ record }) => record.inspectionId))],
    }),
  );
  const outcomes = read.map((each, index) =>
    each.ok ? null : refused(idOf(records[index]), each.error.code, { index, ...each.error.data }),
  );
  const inOrder = sound.toSorted((a, b) => a.record.seq - b.record.seq);
  for (const run of runsOf(inOrder, ({ record }) => before.has(record.id))) {
    const isTaken = await takeRun(
      platform,
      run.map((each) => each.record),
      frame,
    );
    for (const { index, record } of run)
      outcomes[index] = isTaken
        ? { id: record.id, state: 'taken', code: null, data: null }
        : await takeOne(platform, record, { frame, before: before.get(record.id) });
  }
  return outcomes.filter((each) => each !== null);
}

function readRecord(raw: unknown): Result<VisitRecord> {
  if (nulRefusal(raw) !== null) return fail('visit.record_invalid');
  const parsed = visitRecord.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const code = issue?.message === 'visit.field_unknown' ? issue.message : 'visit.record_invalid';
  return fail(code, { place: (issue?.path.join('.') ?? '').slice(0, 120) });
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** The record's own id where it has one that can be read. */
function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
  return z.uuid().safeParse(id).data ?? nobody;
}

function refused(id: string, code: string, data?: RecordOutcome['data']): RecordOutcome {
  return { id, state: 'refused', code, data: data ?? null };
}

/** False when they have to be taken one by one: each then says what is wrong with it, and with it alone. */
async function takeRun(
  platform: Platform,
  records: readonly VisitRecord[],
  frame: TakeFrame,
): Promise<boolean> {
  if (records.length < 2) return false;
  try {
    return await takeTogether(platform, records, frame);
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    return false;
  }
}

async function takeOne(
  platform: Platform,
  record: VisitRecord,
  known: { readonly frame: TakeFrame; readonly before: Buffer | undefined },
): Promise<RecordOutcome> {
  const { frame, before } = known;
  const { id } = record;
  if (before !== undefined) {
    const isSame = before.equals(recordDigest(record));
    return isSame ? { id, state: 'again', code: null, data: null } : refused(id, 'visit.record_differs');
  }
  const part = { audit: eventOf(record.kind), asked: record };
  try {
    const { value, replayed } = await inPart(part, () =>
      runAction(platform, { actor: frame.actor, actionId: id, routeId: 'field.record' }, (tx) =>
        takeRecord(tx, platform, { ...frame, record }),
      ),
    );
    if (!value.ok) return refused(id, value.error.code, value.error.data);
    return { id, state: replayed ? 'again' : 'taken', code: null, data: null };
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    platform.log.error('visit.record_failed', { record: id, error });
    return refused(id, 'visit.record_invalid');
  }
}

/** PostgreSQL refused the values (class 22) or a constraint did (class 23): this record only. */
function isOfTheData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');
}
