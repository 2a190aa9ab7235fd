/**
 * A visit made on paper, entered in one pass (录入纸质检查): the server makes the records that a phone would have sent and
 * takes them by the same rules, all or none. The scan is evidence; reserved numbers become papers with the data entered.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { PaperVisit } from '@mingcha/core/inspections/results/paper-visit-api.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import {
  type VisitPaperKind,
  visitPaper,
  visitPaperKinds,
} from '@mingcha/core/inspections/visits/visit-papers.ts';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { keepUpload } from '../../platform/files/kept-upload.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase, type StoredMember } from '../../tasks/inspection.queries.ts';
import { paperSetting } from '../../tasks/papers/paper-setting.ts';
import { seesInspection, standing } from '../../tasks/team.ts';
import { packedVisit } from '../visits/pack.service.ts';
import { evidenceById, saveReceived } from '../visits/record.queries.ts';
import { takeRecord } from '../visits/take-record.ts';
import { visitState } from '../visits/visit-state.ts';
import { businessDay, rectifyBy } from './clocks.ts';
import { paperSignatures, paperWrites } from './paper-records.ts';

interface PaperCase {
  readonly found: InspectionCase;
  readonly agencyId: string;
  /** Members of the own team with an account; the actor's own row first. */
  readonly authors: readonly StoredMember[];
}

/** Errors: `inspection.not_found`, `inspection.closed`, `result.paper_forbidden`. */
async function paperCase(
  tx: Tx,
  actor: Actor,
  of: { readonly inspectionId: string; readonly lock: 'read' | 'lock' },
): Promise<Result<PaperCase>> {
  const found = await inspectionCase(tx, of.inspectionId, of.lock);
  if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
  if (found.inspection.state !== 'open') return fail('inspection.closed');
  const { agencyId } = actor;
  const team = standing(found.members).filter((each) => each.agency_id === agencyId);
  const own = team.find((each) => each.account_id === actor.accountId);
  if (own === undefined && !hasRole(actor, 'legalOfficer', 'sectionOfficer'))
    return fail('result.paper_forbidden');
  const others = team.filter((each) => each !== own && each.account_id !== null);
  return ok({ found, agencyId, authors: own === undefined ? others : [own, ...others] });
}

/** Errors: those of `paperCase`, `result.paper_no_account`. */
export async function paperVisitForm(platform: Platform, actor: Actor, inspectionId: string) {
  return inTransaction(platform.db, async (tx) => {
    const paper = await paperCase(tx, actor, { inspectionId, lock: 'read' });
    if (!paper.ok) return paper;
    const visit = await packOf(tx, platform, { actor, author: paper.value.authors[0], inspectionId });
    if (!visit.ok) return visit;
    const scans = visit.value.evidence.filter((each) => each.kind === 'scan' && each.received);
    return ok({
      visit: visit.value,
      rectifyBy: await rectifyBy(tx, platform, actor),
      scans: scans.map(({ id, contentType, note }) => ({ id, contentType, note })),
    });
  });
}

/** The visit as the phone of one of the team would have it. */
async function packOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly author: StoredMember | undefined; readonly inspectionId: string },
): Promise<Result<PackedVisit>> {
  const accountId = of.author?.account_id;
  if (accountId === undefined || accountId === null) return fail('result.paper_no_account');
  return packedVisit(tx, platform, {
    actor: { ...of.actor, accountId },
    inspectionId: of.inspectionId,
  });
}

/** Keeps a scan as evidence of the visit. Errors: those of `paperCase`, `keepUpload` and `takeRecord`. */
export async function uploadScan(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly inspectionId: string; readonly upload: Upload | null },
): Promise<Result<{ id: string; contentType: string }>> {
  const kept = await keepUpload(platform, input.upload, {
    missing: 'result.scan_missing_invalid',
    type: 'result.scan_type_invalid',
  });
  if (!kept.ok) return kept;
  const { sha256, size, fileName, contentType } = kept.value;
  const { inspectionId } = input;
  const request = { actor, actionId: input.actionId, routeId: 'visits.uploadScan' };
  return runAction(platform, request, async (tx) => {
    const paper = await paperCase(tx, actor, { inspectionId, lock: 'lock' });
    if (!paper.ok) return paper;
    const { agencyId } = paper.value;
    const id = platform.ids.next();
    const at = platform.clock.now();
    const taken = await takeRecord(tx, platform, {
      actor,
      source: 'paper',
      record: {
        kind: 'evidence',
        ...headOf(platform, { inspectionId, agencyId, seq: 1 }),
        evidence: {
          id,
          kind: 'scan',
          findingId: null,
          line: null,
          sha256,
          bytes: size,
          contentType,
          capturedAt: at,
          position: null,
          note: fileName.slice(0, 300),
          marks: [],
          watermark: '',
          chainPrev: null,
        },
      },
    });
    if (!taken.ok) return taken;
    const { jurisdiction_id } = paper.value.found.inspection;
    await saveReceived(tx, { jurisdictionId: jurisdiction_id, ids: [id] }, at);
    return ok({ id, contentType });
  });
}

function headOf(
  platform: Platform,
  of: { readonly inspectionId: string; readonly agencyId: string; readonly seq: number },
) {
  return { id: platform.ids.next(), ...of, at: platform.clock.now() };
}

export interface PaperEntry {
  readonly actionId: string;
  readonly inspectionId: string;
  readonly visit: PaperVisit;
}

/**
 * Errors: those of `paperCase` and of each record (`visit.incomplete` names what is missing), `result.paper_author_invalid`,
 * `result.paper_scan_invalid`, `result.paper_times_invalid`, `visit.paper_not_ready`.
 */
export async function enterPaperVisit(
  platform: Platform,
  actor: Actor,
  input: PaperEntry,
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'visits.enterPaper' };
  return runAction(platform, request, async (tx) => {
    const { inspectionId, visit } = input;
    const paper = await paperCase(tx, actor, { inspectionId, lock: 'lock' });
    if (!paper.ok) return paper;
    const wrong = entryRefusal(paper.value, visit, platform.clock.now());
    if (wrong !== null) return wrong;
    const taken = await takeVisit(tx, platform, { actor, input, paper: paper.value });
    if (!taken.ok) return taken;
    await record(tx, platform, {
      type: 'visit.paper_entered',
      actor,
      subject: { kind: 'inspection', id: inspectionId },
      data: { findingCount: visit.findings.length, scanCount: visit.scanIds.length },
    });
    return ok({ id: inspectionId });
  });
}

function entryRefusal(paper: PaperCase, visit: PaperVisit, now: string): ReturnType<typeof fail> | null {
  if (!paper.authors.some((each) => each.id === visit.memberId))
    return fail('result.paper_author_invalid', {}, 'memberId');
  if (visit.endedAt > now || visit.enteredAt > visit.endedAt)
    return fail('result.paper_times_invalid', {}, 'endedAt');
  return null;
}

interface Taking {
  readonly actor: Actor;
  readonly input: PaperEntry;
  readonly paper: PaperCase;
}

/** Entry, fields, papers, signatures and end, in the order of the visit. */
async function takeVisit(tx: Tx, platform: Platform, of: Taking): Promise<Result<unknown>> {
  const { input, paper } = of;
  const { visit } = input;
  const { jurisdiction_id } = paper.found.inspection;
  const scan = await ownScan(tx, of);
  if (scan === undefined) return fail('result.paper_scan_invalid', {}, 'scanIds');
  const state = await visitState(tx, { jurisdictionId: jurisdiction_id, inspectionId: input.inspectionId });
  const author = paper.authors.find((each) => each.id === visit.memberId);
  const writes = paperWrites(visit, {
    agencyId: paper.agencyId,
    baseOf: (path) => state.fields.get(path)?.writeId ?? null,
    nextId: () => platform.ids.next(),
  });
  const first: readonly RecordBody[] = [
    {
      kind: 'enter',
      enteredAt: visit.enteredAt,
      emergency: visit.emergency,
      late: '',
      codeShown: 'paper',
    },
    ...parts(writes).map((part) => ({ kind: 'writes' as const, writes: part })),
  ];
  const written = await takeBodies(tx, platform, { ...of, author, bodies: first, from: 1 });
  if (!written.ok) return written;
  const papers = await paperBodies(tx, platform, { ...of, author });
  if (!papers.ok) return papers;
  const signatures = paperSignatures(visit, {
    members: paper.found.members,
    scan: { id: scan.id, sha256: scan.sha256 },
    objectName: (paper.found.inspection.object as { readonly name: string }).name,
    nextId: () => platform.ids.next(),
  });
  const last: readonly RecordBody[] = [
    ...papers.value,
    ...signatures.map((signature) => ({ kind: 'signature' as const, signature })),
    { kind: 'finish', finishedAt: visit.endedAt },
  ];
  return takeBodies(tx, platform, { ...of, author, bodies: last, from: first.length + 1 });
}

/** The first scan; undefined as soon as one is not of this inspection or has not arrived. */
async function ownScan(tx: Tx, { input }: Taking) {
  const scans = [];
  for (const id of input.visit.scanIds) scans.push(await evidenceById(tx, id));
  const isOwn = scans.every(
    (scan) => scan?.inspection_id === input.inspectionId && scan.received_at !== null,
  );
  return isOwn ? scans[0] : undefined;
}

type BodyOf<R> = R extends VisitRecord ? Omit<R, 'id' | 'inspectionId' | 'agencyId' | 'seq' | 'at'> : never;
type RecordBody = BodyOf<VisitRecord>;

/** Writes in lists of at most two hundred, as a record holds them. */
function parts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 200) }, (_, n) => rows.slice(n * 200, (n + 1) * 200));
}

async function takeBodies(
  tx: Tx,
  platform: Platform,
  of: Taking & {
    readonly author: StoredMember | undefined;
    readonly bodies: readonly RecordBody[];
    readonly from: number;
  },
): Promise<Result<unknown>> {
  const { actor, author, paper, input } = of;
  const isOther = author !== undefined && author.account_id !== null && author.account_id !== actor.accountId;
  for (const [n, body] of of.bodies.entries()) {
    const head = headOf(platform, {
      inspectionId: input.inspectionId,
      agencyId: paper.agencyId,
      seq: of.from + n,
    });
    const taken = await takeRecord(tx, platform, {
      actor,
      source: 'paper',
      record: { ...body, ...head } as VisitRecord,
      ...(isOther
        ? {
            author: {
              accountId: author.account_id ?? actor.accountId,
              name: author.name,
              agencyId: author.agency_id,
            },
          }
        : {}),
    });
    if (!taken.ok) return taken;
  }
  return ok(null);
}

/** The papers that carry reserved numbers, with the data that was just written. */
async function paperBodies(
  tx: Tx,
  platform: Platform,
  of: Taking & { readonly author: StoredMember | undefined },
): Promise<Result<readonly RecordBody[]>> {
  const { numbers } = of.input.visit;
  if (numbers.length === 0) return ok([]);
  const { inspectionId } = of.input;
  const packed = await packOf(tx, platform, { actor: of.actor, author: of.author, inspectionId });
  if (!packed.ok) return packed;
  const setting = await paperSetting(tx, platform, of.paper.agencyId);
  if (!setting.ok) return setting;
  const visit = packed.value;
  const state = await visitState(tx, { jurisdictionId: visit.jurisdictionId, inspectionId });
  const textOf = (number: PaperVisit['numbers'][number] | undefined): string =>
    visit.numbers.find(
      (each) => each.kind === number?.kind && each.year === number.year && each.no === number.no,
    )?.text ?? '';
  const bodies: RecordBody[] = [];
  for (const number of numbers) {
    if (!isVisitPaper(number.kind)) continue;
    const data = visitPaper(number.kind, {
      visit,
      content: state.content,
      evidence: visit.evidence,
      setting: setting.value,
      today: businessDay(platform, of.input.visit.endedAt),
      siteRecordNumber: textOf(numbers.find((each) => each.kind === 'siteRecord')),
    });
    if (!data.ok) return data;
    bodies.push({
      kind: 'paper',
      paper: {
        paperId: platform.ids.next(),
        kind: number.kind,
        number: { year: number.year, no: number.no },
        data: data.value as Record<string, unknown>,
      },
    });
  }
  return ok(bodies);
}

function isVisitPaper(kind: string): kind is VisitPaperKind {
  return (visitPaperKinds as readonly string[]).includes(kind);
}
