/**
 * One record of a visit is taken or refused as a whole (S-02, S-03, S-06): from a phone, from paper entered in the office,
 * from a file. Who may write, in which stage, is decided here; what each kind does stands in `take-*.ts`. A record's id
 * is its action id, so a record that arrives twice is one record. It never looks at other records.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { type LedgerEvent, record as recordEvent } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type InspectionCase,
  inspectionCase,
  type StoredMember,
  type StoredTeam,
} from '../../tasks/inspection.queries.ts';
import { standing } from '../../tasks/team.ts';
import { countTaken } from './device.queries.ts';
import { insertRecords, type NewRecord } from './record.queries.ts';
import { takeEvidence, takeSignature } from './take-evidence.ts';
import { takePaper } from './take-paper.ts';
import { takeClaim, takeEnter, takeFinish } from './take-steps.ts';
import { takeWrites } from './take-writes.ts';

export type RecordSource = 'phone' | 'paper' | 'file';

export interface TakenInput {
  /** Who brings the record in, and whose act it is in the ledger. */
  readonly actor: Actor;
  readonly source: RecordSource;
  readonly record: VisitRecord;
  /** Whose record it is, where another person brings it in from a file. */
  readonly author?: { readonly accountId: string; readonly name: string; readonly agencyId: string };
  readonly deviceId?: string | null;
  /** Server time less device time, milliseconds. */
  readonly clockOffsetMs?: number;
}

/** What the parts that take one kind of record work on. */
export interface Taking {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly source: RecordSource;
  readonly found: InspectionCase;
  readonly team: StoredTeam;
  /** The author's own row; null for an office person who enters paper. */
  readonly member: StoredMember | null;
  readonly author: { readonly accountId: string; readonly name: string };
  readonly deviceId: string | null;
  readonly clockOffsetMs: number;
  /** Now, by the server. */
  readonly at: string;
  /** An instant of the device's clock, set right. */
  readonly trueTime: (deviceTime: string) => string;
}

export type RecordOf<K extends VisitRecord['kind']> = Extract<VisitRecord, { kind: K }>;
export type Data = Readonly<Record<string, Json>>;

const events: Readonly<Record<VisitRecord['kind'], string>> = {
  writes: 'visit.written',
  evidence: 'visit.evidence_noted',
  signature: 'visit.signed',
  paper: 'visit.paper_issued',
  enter: 'visit.entered',
  finish: 'visit.finished',
  claim: 'visit.claimed',
};

/** The ledger event that a taken record leaves. */
export function eventOf(kind: VisitRecord['kind']): string {
  return events[kind];
}

/** Asked of each record for its row, its event and the comparison with one that stands. */
const digests = new WeakMap<object, Buffer>();

/** SHA-256 of what was sent, whatever the order of its members. */
export function recordDigest(record: object): Buffer {
  const known = digests.get(record) ?? createHash('sha256').update(JSON.stringify(record, inOrder)).digest();
  digests.set(record, known);
  return known;
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Takes one record in the caller's transaction and leaves its event. Errors: `visit.not_found`, `visit.withdrawn`,
 * `visit.not_claimed`, `visit.closed` {stage}, and those of the kind.
 */
export async function takeRecord(
  tx: Tx,
  platform: Platform,
  input: TakenInput,
): Promise<Result<{ readonly id: string }>> {
  const { record } = input;
  const found = await inspectionCase(tx, record.inspectionId, 'lock');
  const begun = takingOf({ tx, platform, found }, input);
  if (!begun.ok) return begun;
  const taking = begun.value;
  await insertRecords(tx, [rowOf(taking, input)]);
  const done = await take(taking, record);
  if (!done.ok) return done;
  if (taking.deviceId !== null) await countTaken(tx, taking.deviceId, 1);
  await recordEvent(tx, platform, ledgerEventOf(taking, input, done.value));
  return ok({ id: record.id });
}

/** What taking works on, when the person may write at this visit now. `found` is locked. Errors: as `takeRecord`. */
export function takingOf(
  place: { readonly tx: Tx; readonly platform: Platform; readonly found: InspectionCase | undefined },
  input: TakenInput,
): Result<Taking> {
  const { tx, platform, found } = place;
  const { record, actor } = input;
  const team = found === undefined ? null : placeOf(found, input);
  if (found === undefined || team === null) return fail('visit.not_found');
  const refused = stageRefusal(team.team.stage as TeamStage, record.kind);
  if (refused !== null) return refused;
  const at = platform.clock.now();
  const clockOffsetMs = input.clockOffsetMs ?? 0;
  return ok({
    tx,
    platform,
    actor,
    source: input.source,
    found,
    ...team,
    author: input.author ?? { accountId: actor.accountId, name: actor.personName },
    deviceId: input.deviceId ?? null,
    clockOffsetMs,
    at,
    trueTime: (deviceTime) => trueTime(deviceTime, clockOffsetMs, at),
  });
}

/** The event of a taken record. */
export function ledgerEventOf(
  taking: Taking,
  { record, source, actor }: TakenInput,
  data: Data,
): LedgerEvent {
  return {
    type: events[record.kind],
    actor,
    subject: { kind: 'inspection', id: record.inspectionId },
    data: {
      visitRecord: record.id,
      recordSource: source,
      recordDigest: recordDigest(record).toString('hex'),
      ...(taking.author.accountId === actor.accountId ? {} : { recordAuthor: taking.author.accountId }),
      ...data,
    },
  };
}

/** The team that writes, and the person's own row. Who stepped out may still bring what was written before, from a file. */
function placeOf(
  found: InspectionCase,
  input: TakenInput,
): { readonly team: StoredTeam; readonly member: StoredMember | null } | null {
  const { task } = found;
  if (task.state === 'prepared' || task.state === 'void') return null;
  const { record, actor, source } = input;
  const accountId = input.author?.accountId ?? actor.accountId;
  const team = found.teams.find((each) => each.agency_id === record.agencyId && !each.outside);
  if (team === undefined) return null;
  const candidates = source === 'file' ? found.members : standing(found.members);
  const member =
    candidates.find((each) => each.account_id === accountId && each.agency_id === record.agencyId) ?? null;
  const isOffice =
    source !== 'phone' &&
    actor.agencyId === team.agency_id &&
    hasRole(actor, 'legalOfficer', 'sectionOfficer');
  return member !== null || isOffice ? { team, member } : null;
}

const open: readonly TeamStage[] = ['claimed', 'approved', 'noticed', 'visiting', 'recorded', 'returned'];

function stageRefusal(stage: TeamStage, kind: VisitRecord['kind']): ReturnType<typeof fail> | null {
  if (stage === 'withdrawn') return fail('visit.withdrawn');
  if (kind === 'claim' || open.includes(stage)) return null;
  // An approved team of which nobody has claimed yet still has to claim.
  return stage === 'assigned' ? fail('visit.not_claimed') : fail('visit.closed', { stage });
}

/** Beyond this difference the device's clock is taken to be wrong. */
const trustedMs = 60_000;
const firstDay = Date.UTC(1970, 0, 1);

/** What the clock of the device showed, set right by its difference from ours, and never in the future. Pure. */
export function trueTime(deviceTime: string, offsetMs: number, now: string): string {
  const shown = Date.parse(deviceTime);
  const shifted = Math.abs(offsetMs) > trustedMs ? shown + offsetMs : shown;
  return new Date(Math.max(firstDay, Math.min(shifted, Date.parse(now)))).toISOString();
}

/** The row of a record that is taken. */
export function rowOf(taking: Taking, input: TakenInput): NewRecord {
  const { record, actor } = input;
  const isOther = taking.author.accountId !== actor.accountId;
  return {
    jurisdiction_id: taking.found.inspection.jurisdiction_id,
    id: record.id,
    inspection_id: record.inspectionId,
    agency_id: record.agencyId,
    kind: record.kind,
    source: input.source,
    device_id: taking.deviceId,
    device_seq: record.seq,
    digest: recordDigest(record),
    account_id: taking.author.accountId,
    by_name: taking.author.name,
    uploaded_by: isOther ? actor.accountId : null,
    uploaded_name: isOther ? actor.personName : null,
    device_at: new Date(Math.max(firstDay, Date.parse(record.at))).toISOString(),
    clock_offset_ms: taking.clockOffsetMs,
    taken_at: taking.at,
  };
}

function take(taking: Taking, record: VisitRecord): Promise<Result<Data>> {
  switch (record.kind) {
    case 'writes':
      return takeWrites(taking, record);
    case 'evidence':
      return takeEvidence(taking, record);
    case 'signature':
      return takeSignature(taking, record);
    case 'paper':
      return takePaper(taking, record);
    case 'enter':
      return takeEnter(taking, record);
    case 'finish':
      return takeFinish(taking, record);
    case 'claim':
      return takeClaim(taking, record);
  }
}
