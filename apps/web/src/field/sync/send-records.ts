/**
 * Sends records in their order, in batches. What the server refuses needs attention and holds up nothing (S-03); a
 * batch that is refused whole is halved until the one that cannot even be read is found. A watermark that fell back
 * says that the server was restored: everything kept is sent again (S-12).
 */
import { fieldSync, registerDevice } from '@mingcha/core/inspections/visits/field-api.ts';
import { newActionId } from '../../shared/api/action-id.ts';
import { nowInstant, nowMs } from '../../shared/platform/clock.ts';
import { base64Of } from '../store/bytes.ts';
import { changeFile } from '../store/files.ts';
import { holdBack, resendDelivered, settle } from '../store/journal.ts';
import { type Kept, saveNote } from '../store/kept.ts';
import { fellBack, type Watermark } from '../store/kept-state.ts';
import type { KeptRecord } from '../store/rows.ts';
import { deviceName } from './device-name.ts';
import { offsetOf, type Problem, problemOf, syncNote } from './exchange.ts';
import { type Answer, ask } from './transport.ts';

const batchRecords = 50;
const batchLetters = 200_000;

export interface SendOptions {
  readonly sending: (ids: ReadonlySet<string>) => void;
  /** Failed rounds before this one. */
  readonly failures: number;
}

export interface Sent {
  readonly problem: Problem | null;
  /** Something was taken. */
  readonly any: boolean;
}

/** Sends what waits until nothing is left or the network stops it. */
export async function sendRecords(kept: Kept, options: SendOptions): Promise<Sent> {
  let any = false;
  for (let turn = 0; turn < 10_000; turn += 1) {
    const batch = nextBatch(kept);
    if (batch.length === 0) break;
    const problem = await sendBatch(kept, batch, options);
    if (problem !== null) return { problem, any };
    any = true;
  }
  return { problem: null, any };
}

function nextBatch(kept: Kept): readonly KeptRecord[] {
  const waiting = kept
    .now()
    .records.filter((record) => record.state === 'waiting')
    .toSorted((a, b) => a.seq - b.seq);
  const batch: KeptRecord[] = [];
  let letters = 0;
  for (const record of waiting.slice(0, batchRecords)) {
    letters += JSON.stringify(record.record).length;
    if (batch.length > 0 && letters > batchLetters) break;
    batch.push(record);
  }
  return batch;
}

async function sendBatch(
  kept: Kept,
  batch: readonly KeptRecord[],
  options: SendOptions,
): Promise<Problem | null> {
  const ids = new Set(batch.map((record) => record.id));
  options.sending(ids);
  const answer = await exchange(kept, batch);
  options.sending(new Set());
  if (answer.kind === 'ok') return null;
  if (answer.kind === 'refused' && answer.error.code === 'visit.device_unknown')
    return (await introduceAgain(kept)) ?? { link: 'busy', code: null };
  if (answer.kind === 'failed' && batch.length > 1) return oneByOne(kept, batch, options);
  const problem = problemOf(answer);
  if (problem !== null || answer.kind !== 'refused') return problem;
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    const { code, data } = answer.error;
    await holdBack(kept, new Set([only.id]), { code, data: data ?? null });
    return null;
  }
  const half = Math.ceil(batch.length / 2);
  return (
    (await sendBatch(kept, batch.slice(0, half), options)) ??
    (await sendBatch(kept, batch.slice(half), options))
  );
}

type SyncAnswer = Answer<{ readonly watermark: Watermark }>;

async function exchange(kept: Kept, batch: readonly KeptRecord[]): Promise<SyncAnswer> {
  const sentAt = nowMs();
  const { told } = syncNote(kept);
  const answer = await ask(fieldSync, {
    body: {
      deviceId: kept.person.deviceId,
      sentAt: nowInstant(),
      records: batch.map((record) => record.record),
    },
  });
  if (answer.kind !== 'ok') return answer;
  const { outcomes, watermark, serverTime } = answer.value;
  const taken = outcomes.filter((outcome) => outcome.state === 'taken').length;
  await noteWatermark(kept, watermark, { told, taken, offsetMs: offsetOf(serverTime, sentAt) });
  await settle(kept, outcomes, Date.parse(serverTime));
  // A reply that names none of what was sent must not be asked for again at once.
  const named = new Set(outcomes.map((outcome) => outcome.id));
  const silent = batch.filter((record) => !named.has(record.id));
  if (silent.length > 0)
    await holdBack(kept, new Set(silent.map((record) => record.id)), {
      code: 'field.no_outcome',
      data: null,
    });
  return answer;
}

/**
 * Compares what the server has taken of this device with what it had told before it was asked; sends again what it lost.
 * `taken` counts what this very exchange added.
 */
export async function noteWatermark(
  kept: Kept,
  watermark: Watermark,
  heard: { readonly told: Watermark | null; readonly taken: number; readonly offsetMs: number },
): Promise<void> {
  const { told, taken, offsetMs } = heard;
  const expected = told === null ? null : { ...told, taken: told.taken + taken };
  const hasLost = fellBack(expected, watermark);
  if (hasLost) {
    await resendDelivered(kept);
    for (const file of kept.now().files.filter((each) => each.state === 'delivered' && each.here))
      await changeFile(kept, file.id, { state: 'waiting', sent: 0, settledAt: null });
  }
  const note = syncNote(kept);
  // An answer that was overtaken by a later one says less than is known.
  const isOvertaken = !hasLost && note.told !== null && note.told.taken > watermark.taken;
  await saveNote(kept, 'sync', { ...note, offsetMs, told: isOvertaken ? note.told : watermark });
}

/** The server failed at a batch: one record may be the cause. As long as none goes through, it is the server. */
async function oneByOne(
  kept: Kept,
  batch: readonly KeptRecord[],
  options: SendOptions,
): Promise<Problem | null> {
  const failed: string[] = [];
  let passed = 0;
  for (const record of batch) {
    const answer = await exchange(kept, [record]);
    if (answer.kind === 'ok') passed += 1;
    else if (answer.kind === 'failed') failed.push(record.id);
    else if (answer.kind === 'refused' && problemOf(answer) === null)
      await holdBack(kept, new Set([record.id]), {
        code: answer.error.code,
        data: answer.error.data ?? null,
      });
    else return problemOf(answer);
    if (passed === 0 && failed.length >= 3 * 2 ** options.failures) return { link: 'busy', code: null };
  }
  if (passed === 0) return { link: 'busy', code: null };
  await holdBack(kept, new Set(failed), { code: 'field.server_failed', data: null });
  return null;
}

/** The server does not know this device (it was restored): the device brings its own secret. */
export async function introduceAgain(kept: Kept): Promise<Problem | null> {
  const { told } = syncNote(kept);
  const answer = await ask(registerDevice, {
    body: {
      actionId: newActionId(),
      deviceId: kept.person.deviceId,
      ...deviceName(),
      secret: base64Of(kept.secret),
    },
  });
  if (answer.kind === 'refused') return { link: 'refused', code: answer.error.code };
  const problem = problemOf(answer);
  if (problem === null && answer.kind === 'ok') {
    const { watermark, serverTime } = answer.value;
    await noteWatermark(kept, watermark, { told, taken: 0, offsetMs: offsetOf(serverTime, nowMs()) });
  }
  return problem;
}
