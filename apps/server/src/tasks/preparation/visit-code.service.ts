/**
 * The inspection code: made once for each visit, shown by the phone, printed on the notice, opened by whoever holds it.
 * The public sees nothing before the notice is delivered or the team has entered, except with the key of the QR code.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { readEntity } from '@mingcha/core/tasks/preparation/entity-code.ts';
import {
  codeLength,
  keyLength,
  packSummary,
  summaryMessage,
  type VisitSummary,
  visitSummary,
} from '@mingcha/core/tasks/preparation/visit-code.ts';
import { mostRatings, type PublicVisit } from '@mingcha/core/tasks/preparation/visit-code-api.ts';
import { hex } from '@mingcha/draw';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { randomLetters } from '../../platform/typed-letters.ts';
import { type InspectionCase, inspectionCase } from '../inspection.queries.ts';
import { noticesOf, type StoredNotice } from './notice.queries.ts';
import { seenCase } from './own-case.ts';
import { pageKey } from './page-key.ts';
import { countsText, teamFacts } from './paper-facts.ts';
import {
  codeOf,
  countRatings,
  insertRating,
  keepCode,
  keepRatingCode,
  ratingFigures,
  ratingPage,
  type StoredCode,
  visitByCode,
} from './visit-code.queries.ts';
import { visitRisk } from './visit-count.ts';

export interface VisitCode {
  readonly code: string;
  /** With the key; relative to the server where no public address is configured. */
  readonly url: string;
  /** Stands behind `#` in what the phone shows. */
  readonly summary: string;
}

/** Code, address and signed summary of a visit as it stands now. The first call makes the code. */
export async function visitCode(tx: Tx, platform: Platform, found: InspectionCase): Promise<VisitCode> {
  const { jurisdiction_id: jurisdictionId, id: inspectionId } = found.inspection;
  const stored =
    (await codeOf(tx, { jurisdictionId, inspectionId })) ??
    (await keepCode(tx, {
      jurisdiction_id: jurisdictionId,
      inspection_id: inspectionId,
      code: randomLetters(platform, codeLength),
      key: randomLetters(platform, keyLength),
      created_at: platform.clock.now(),
    }));
  const summary = await summaryOf(tx, platform, { found, code: stored.code });
  return {
    code: stored.code,
    url: `${platform.config.publicUrl ?? '/p'}/visits/${stored.code}?k=${stored.key}`,
    summary: packSummary(summary, platform.signer.sign(summaryMessage(summary))),
  };
}

async function summaryOf(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly code: string },
): Promise<VisitSummary> {
  const { found, code } = of;
  const notices = await noticesOf(tx, keyOf(found));
  const teams: VisitSummary['t'] = [];
  for (const team of found.teams.filter((one) => one.stage !== 'withdrawn').slice(0, 20)) {
    const facts = await teamFacts(tx, { found, team });
    teams.push({
      a: team.agency_name,
      n: notices.find((row) => row.agency_id === team.agency_id)?.number ?? '',
      p: facts.people.slice(0, 20).map((one) => [one.name, one.certificateNumber]),
      i: facts.items.map((one) => one.name),
      s: facts.complaintPhone,
    });
  }
  return visitSummary.parse({
    v: 1,
    c: code,
    o: inspectedObject.parse(found.inspection.object).name,
    t: teams,
    y: notices[0]?.content.visitNo?.no ?? null,
    d: platform.clock.now(),
  });
}

const keyOf = (found: InspectionCase) => ({
  jurisdictionId: found.inspection.jurisdiction_id,
  inspectionId: found.inspection.id,
});

/** Errors: `visit.not_found` for a wrong code, a wrong key, and what is not to be shown yet: all look the same. */
export async function publicVisit(
  platform: Platform,
  asked: { readonly code: string; readonly key: string | undefined },
): Promise<Result<PublicVisit>> {
  return inTransaction(platform.db, async (tx) => {
    const opened = await openVisit(tx, asked);
    if (opened === null) return fail('visit.not_found');
    return ok(await viewOf(tx, platform, { ...opened, code: asked.code }));
  });
}

/** The visit of a code that is to be shown: with its key at once, without it once the object knows of the visit. */
export async function openVisit(
  tx: Tx,
  asked: { readonly code: string; readonly key: string | undefined },
): Promise<{ found: InspectionCase; hasKey: boolean } | null> {
  const stored = await visitByCode(tx, asked.code);
  const found = stored === undefined ? undefined : await inspectionCase(tx, stored.inspection_id);
  if (stored === undefined || found === undefined) return null;
  const hasKey = asked.key !== undefined && sameKey(stored, asked.key);
  return isShown(found, hasKey) ? { found, hasKey } : null;
}

const sameKey = (stored: StoredCode, key: string): boolean => stored.key === key;

/** Dispatched, and either scanned with its key, or the object knows of the visit. */
function isShown(found: InspectionCase, hasKey: boolean): boolean {
  const { task, inspection } = found;
  if (task.state === 'prepared' || task.state === 'void') return false;
  if (inspection.outcome === 'replaced' || inspection.outcome === 'cancelled') return false;
  return hasKey || objectKnows(found);
}

/** The object was told, or somebody stood at its door: before that nobody outside the office learns of the visit. */
export function objectKnows({ task, teams }: InspectionCase): boolean {
  if (task.state === 'prepared' || task.state === 'void') return false;
  return teams.some((one) => one.noticed_at !== null || one.entered_at !== null);
}

/** What the object may know of the visit. */
export async function viewOf(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly hasKey: boolean; readonly code: string },
): Promise<PublicVisit> {
  const { found, hasKey, code } = of;
  const { task, inspection } = found;
  const notices = await noticesOf(tx, keyOf(found));
  const standing = found.teams.filter((one) => one.stage !== 'withdrawn');
  const counted = await countOf(tx, platform, { found, notices });
  const teams: PublicVisit['teams'] = [];
  for (const team of standing) {
    const notice = notices.find((row) => row.agency_id === team.agency_id);
    const facts = await teamFacts(tx, { found, team });
    teams.push({
      agencyName: team.agency_name,
      noticeNumber: notice?.number ?? '',
      deliveredAt: notice?.delivered_at ?? null,
      enteredAt: team.entered_at,
      emergency: team.emergency !== '',
      people: facts.people.map(({ name, certificateNumber }) => ({ name, certificateNumber })),
      assistants: facts.assistants.length,
      items: facts.items.map((item) => ({
        name: item.name,
        bases: (item.bases ?? []).map((one) => `《${one.law}》${one.article ?? ''}`),
      })),
      phone: facts.agency.phone ?? '',
      supervisionPhone: facts.complaintPhone,
    });
  }
  return {
    code,
    objectName: inspectedObject.parse(inspection.object).name,
    announced: task.announced,
    offSite: task.method !== 'onSite',
    scheduledFor: inspection.scheduled_for,
    window: { from: task.window_from, to: task.window_to },
    isOver: inspection.state !== 'open',
    teams,
    visitNo: counted.no,
    counts: counted.counts,
    mayRate: hasKey && standing.some((one) => one.entered_at !== null || one.noticed_at !== null),
  };
}

/** As the notice says it; before there is one, as the ledger counts today. */
async function countOf(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly notices: readonly StoredNotice[] },
): Promise<{ no: number | null; counts: string }> {
  const { found, notices } = of;
  const said = notices.find((row) => row.content.visitNo !== null)?.content.visitNo;
  if (said !== undefined && said !== null) return { no: said.no, counts: said.counts };
  const team = found.teams.find((one) => one.initiator);
  if (team === undefined) return { no: null, counts: '' };
  const risk = await visitRisk(tx, { found, team, day: platform.clock.today() });
  return { no: risk.done + 1, counts: countsText(risk.scope, risk.isExempt) };
}

/** Twelve letters, about 58 bits; typed or copied, never in an address. */
const ratingCodeLength = 12;
export const ratingCodeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

export function visitSigner(platform: Platform): { publicKey: string } {
  return { publicKey: hex(platform.signer.publicKey) };
}

export interface RatingInput {
  readonly actionId: string;
  readonly code: string;
  readonly key: string;
  readonly showedCertificates: boolean;
  readonly keptToNotice: boolean;
  readonly manner: number;
  readonly remark: string;
}

/** Keeps an opinion without a name. Errors: `visit.not_found`, `visit.not_begun`, `visit.rated_enough`. */
export async function rateVisit(
  platform: Platform,
  input: RatingInput,
): Promise<Result<{ thanks: boolean; code: string }>> {
  const stored = await inTransaction(platform.db, (tx) => visitByCode(tx, input.code));
  if (stored === undefined || !sameKey(stored, input.key)) return fail('visit.not_found');
  const actor = { jurisdictionId: stored.jurisdiction_id, accountId: null };
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'publicVisits.rate' },
    async (tx) => {
      const found = await inspectionCase(tx, stored.inspection_id, 'lock');
      if (found === undefined || !isShown(found, true)) return fail('visit.not_found');
      const kept = await keepRating(tx, platform, { found, said: input });
      if (!kept.ok) return kept;
      return ok({ thanks: true, code: kept.value.code });
    },
  );
}

/**
 * Keeps an opinion without a name and appends `visit.rated`, inside an action of the caller. The code, shown once, is all by
 * which whoever rated can read what became of it: the team knows the visit's own code and key.
 * Errors: `visit.not_begun`, `visit.rated_enough`.
 */
export async function keepRating(
  tx: Tx,
  platform: Platform,
  of: {
    readonly found: InspectionCase;
    readonly said: Pick<RatingInput, 'showedCertificates' | 'keptToNotice' | 'manner' | 'remark'>;
  },
): Promise<Result<{ code: string }>> {
  const { found, said } = of;
  const { jurisdiction_id: jurisdictionId, id: inspectionId } = found.inspection;
  if (!objectKnows(found)) return fail('visit.not_begun');
  if ((await countRatings(tx, keyOf(found))) >= mostRatings) return fail('visit.rated_enough');
  const ratingId = platform.ids.next();
  const code = randomLetters(platform, ratingCodeLength);
  await insertRating(tx, {
    jurisdiction_id: jurisdictionId,
    id: ratingId,
    inspection_id: inspectionId,
    showed_certificates: said.showedCertificates,
    kept_to_notice: said.keptToNotice,
    manner: said.manner,
    remark: said.remark,
    rated_on: platform.clock.today(),
  });
  await keepRatingCode(tx, { jurisdictionId, ratingId, codeHash: ratingCodeHash(code) });
  // The ledger says that somebody rated, never who and what: its readers include the agency.
  await record(tx, platform, {
    type: 'visit.rated',
    actor: { jurisdictionId, accountId: null },
    subject: { kind: 'inspection', id: inspectionId },
    data: {},
  });
  return ok({ code });
}

export async function listRatings(
  platform: Platform,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  // Who also inspects reads no single opinion, whatever else they are.
  if (hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'))
    return fail('visit.not_found');
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const found = await ratingPage(tx, jurisdictionId, { ...page, after: pageKey(page.after) });
    const { rows, next } = pageOfRows(found, page.limit, (row) => [row.rated_on, row.id]);
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        agencyNames: row.agencyNames,
        taskNumber: row.taskNumber,
        ratedOn: row.rated_on,
        showedCertificates: row.showed_certificates,
        keptToNotice: row.kept_to_notice,
        manner: row.manner,
        remark: row.remark,
      })),
      next,
      figures: await ratingFigures(tx, jurisdictionId),
    });
  });
}

/** The code for the office; null while no code was made, because reading makes none. */
export async function inspectionCode(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, id);
    if (!own.ok) return own;
    const has = await codeOf(tx, keyOf(own.value.found));
    return ok(has === undefined ? null : await visitCode(tx, platform, own.value.found));
  });
}

/** Holds what was scanned at the door against the object of the visit. Errors: `preparation.not_found`. */
export async function matchEntity(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly text: string },
): Promise<Result<{ outcome: 'same' | 'other' | 'unreadable'; uscc: string; name: string }>> {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, asked.id);
    if (!own.ok) return own;
    const scanned = readEntity(asked.text);
    if (scanned === null) return ok({ outcome: 'unreadable', uscc: '', name: '' });
    const object = inspectedObject.parse(own.value.found.inspection.object);
    const isSame = object.uscc !== null && object.uscc.toUpperCase() === scanned.uscc;
    return ok({ outcome: isSame ? 'same' : 'other', uscc: scanned.uscc, name: scanned.name });
  });
}
