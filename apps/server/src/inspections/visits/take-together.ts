/**
 * Records of one visit that only add answers and evidence are taken in one transaction: a submission waits for one commit
 * instead of for one each. Whatever another record could change, or that is refused, is taken one by one as ever.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import { runTogether } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type AskedEvent, recordAll } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { RequestContext } from '../../platform/request-context.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { countTaken } from './device.queries.ts';
import { insertEvidence, insertRecords, isKnownEvidence, type NewEvidence } from './record.queries.ts';
import { checkedEvidence, factsOf } from './take-evidence.ts';
import {
  type Data,
  eventOf,
  ledgerEventOf,
  type RecordOf,
  rowOf,
  type TakenInput,
  type Taking,
  takingOf,
} from './take-record.ts';
import { takeWrites } from './take-writes.ts';

/** Records in one transaction at most: its ledger waits meanwhile. */
const mostTogether = 32;

type Adding = RecordOf<'writes'> | RecordOf<'evidence'>;

const isAdding = (record: VisitRecord): record is Adding =>
  record.kind === 'writes' || record.kind === 'evidence';

/** Records in their order, cut where the next one may not go together with those before it. `alone`: never together. Pure. */
export function runsOf<T extends { readonly record: VisitRecord }>(
  records: readonly T[],
  alone: (one: T) => boolean,
): readonly (readonly T[])[] {
  const runs: T[][] = [];
  for (const one of records) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const fits =
      run !== undefined &&
      last !== undefined &&
      run.length < mostTogether &&
      last.record.inspectionId === one.record.inspectionId &&
      [last, one].every((each) => isAdding(each.record) && !alone(each));
    if (fits) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** True when all were taken; false, and none was, when any of them has to be looked at by itself. */
export async function takeTogether(
  platform: Platform,
  records: readonly VisitRecord[],
  frame: Omit<TakenInput, 'record'>,
): Promise<boolean> {
  const adding = records.filter(isAdding);
  if (adding.length < 2 || adding.length < records.length) return false;
  const parts = adding.map((record) => ({
    actionId: record.id,
    outcome: { id: record.id },
    audit: eventOf(record.kind),
    asked: record,
  }));
  const isOneEach = new Set(parts.map((part) => part.actionId)).size === parts.length;
  const request = { actor: frame.actor, routeId: 'field.record', parts };
  return (
    isOneEach &&
    runTogether(platform, request, (tx, contexts) => takeRun({ tx, platform, frame, contexts }, adding))
  );
}

interface Run {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly frame: Omit<TakenInput, 'record'>;
  readonly contexts: readonly (RequestContext | undefined)[];
}

async function takeRun(run: Run, records: readonly Adding[]): Promise<Result<null>> {
  const { tx, platform, frame, contexts } = run;
  const found = await inspectionCase(tx, records[0]?.inspectionId ?? '', 'lock');
  const takings: Taking[] = [];
  for (const record of records) {
    const taking = takingOf({ tx, platform, found }, { ...frame, record });
    if (!taking.ok) return taking;
    takings.push(taking.value);
  }
  await insertRecords(
    tx,
    records.map((record, n) => rowOf(takings[n] as Taking, { ...frame, record })),
  );
  const events: AskedEvent[] = [];
  const evidence: NewEvidence[] = [];
  for (const [n, record] of records.entries()) {
    const taking = takings[n] as Taking;
    const done = await takeOne(taking, record, evidence);
    if (!done.ok) return done;
    events.push({ event: ledgerEventOf(taking, { ...frame, record }, done.value), from: contexts[n] });
  }
  const noted = await noteEvidence(tx, evidence);
  if (!noted.ok) return noted;
  const { deviceId } = frame;
  if (deviceId !== undefined && deviceId !== null) await countTaken(tx, deviceId, records.length);
  await recordAll(tx, platform, events);
  return ok(null);
}

/** Answers are written now, since evidence of the same run may belong to a finding among them; evidence is gathered. */
async function takeOne(taking: Taking, record: Adding, evidence: NewEvidence[]): Promise<Result<Data>> {
  if (record.kind === 'writes') return takeWrites(taking, record);
  const row = await checkedEvidence(taking, record);
  if (!row.ok) return row;
  evidence.push(row.value);
  return ok(factsOf(record));
}

async function noteEvidence(tx: Tx, rows: readonly NewEvidence[]): Promise<Result<null>> {
  if (rows.length === 0) return ok(null);
  const ids = rows.map((row) => row.id);
  const isTwice = new Set(ids).size < ids.length || (await isKnownEvidence(tx, ids));
  if (isTwice) return fail('visit.evidence_twice');
  await insertEvidence(tx, rows);
  return ok(null);
}
