/**
 * The public page of a rectification order. The code printed on it opens exactly what the enterprise itself was told, and
 * takes its report with files. Whoever has no code learns nothing, not even whether there is such an order.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { daysBetween } from '@mingcha/core/followups/followup-clocks.ts';
import {
  type PublicOrder,
  proofFilesPerOrder,
  proofFilesPerReport,
  reportsPerOrder,
} from '@mingcha/core/followups/rectify-api.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { runAction } from '../platform/action.ts';
import { sealPersonal } from '../platform/crypto/personal-text.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { casesOf, type FollowupCase } from './followup.queries.ts';
import { insertFollowupFile, insertReport, orderByCode, orderFileCounts, reportsOf } from './move.queries.ts';
import { clockFacts, makeMove } from './move.service.ts';
import { keepProof } from './proof.ts';
import { reported } from './rectify-effects.ts';
import type { Work } from './work.ts';

interface OpenOrder {
  readonly paper: NonNullable<Awaited<ReturnType<typeof orderByCode>>>;
  readonly cases: readonly FollowupCase[];
}

/** What of the paper's data the page shows. */
interface OrderData {
  readonly issuedOn: string;
  readonly measures?: string;
  readonly findings: readonly { readonly findingId: string | null; readonly dueOn: string }[];
}

/** Errors: `rectify.not_found`. */
async function openOrder(tx: Tx, code: string, lock = false): Promise<Result<OpenOrder>> {
  const paper = await orderByCode(tx, code);
  if (paper === undefined) return fail('rectify.not_found');
  const cases = await casesOf(tx, { jurisdictionId: paper.jurisdiction_id, orderPaperId: paper.id, lock });
  return cases.length === 0 ? fail('rectify.not_found') : ok({ paper, cases });
}

const mayReport = (found: FollowupCase): boolean =>
  found.kind === 'rectify' && (found.state === 'ordered' || found.state === 'reported');

export async function publicOrder(platform: Platform, code: string): Promise<Result<PublicOrder>> {
  return inTransaction(platform.db, async (tx) => {
    const opened = await openOrder(tx, code);
    if (!opened.ok) return opened;
    const { paper, cases } = opened.value;
    const data = paper.data as OrderData;
    const days = new Map(data.findings.map((each) => [each.findingId, each.dueOn]));
    const of = { jurisdictionId: paper.jurisdiction_id, orderPaperId: paper.id };
    const reports = await reportsOf(tx, of);
    const files = await orderFileCounts(tx, { ...of, reportId: paper.id });
    return ok({
      agencyName: paper.agency_name,
      agencyPhone: paper.agency_phone,
      objectName: inspectedObject.parse(cases[0]?.object).name,
      number: paper.number,
      issuedOn: data.issuedOn,
      measures: data.measures ?? '',
      problems: cases.map((found) => {
        const told = days.get(found.finding_id) ?? found.finding.dueOn;
        return problemOf(found, { told, today: platform.clock.today() });
      }),
      reports: reports.map((report) => ({
        at: report.at,
        personName: report.person_name,
        source: report.source as 'portal' | 'office',
        items: report.items.map(({ findingId, text }) => ({ findingId, text })),
        files: report.files,
      })),
      filesLeft: Math.max(0, proofFilesPerOrder - files.all),
    });
  });
}

/** The day is that of the order, or the later one that was granted since. */
function problemOf(
  found: FollowupCase,
  of: { readonly told: string | null; readonly today: string },
): PublicOrder['problems'][number] {
  const isOrdered = found.kind === 'rectify' && found.state === 'ordered';
  const dueOn = isOrdered ? found.due_on : of.told;
  return {
    findingId: found.finding_id,
    text: found.finding.text,
    clauses: found.finding.clauses,
    dueOn,
    daysLeft: isOrdered && dueOn !== null ? daysBetween(of.today, dueOn) : null,
    state:
      found.kind === 'rectify' ? (found.state as PublicOrder['problems'][number]['state']) : 'rechecking',
    isOpen: mayReport(found),
  };
}

/** Whose ledger the event stands in: the agency's; the enterprise has no account. */
function enterprise(paper: OpenOrder['paper']) {
  return { jurisdictionId: paper.jurisdiction_id, accountId: null, agencyId: null };
}

/** Errors: `rectify.not_found`, `rectify.problem_closed`, `rectify.files_full`, those of `keepProof`. */
export async function addProofFile(
  platform: Platform,
  input: {
    readonly actionId: string;
    readonly code: string;
    readonly reportId: string;
    readonly findingId: string;
    readonly upload: Upload | null;
  },
): Promise<Result<{ fileId: string }>> {
  const known = await inTransaction(platform.db, (tx) => openOrder(tx, input.code));
  if (!known.ok) return known;
  const actor = enterprise(known.value.paper);
  const action = { actor, actionId: input.actionId, routeId: 'publicRectifications.addFile' };
  return runAction(platform, action, async (tx): Promise<Result<{ fileId: string }>> => {
    const opened = await openOrder(tx, input.code, true);
    if (!opened.ok) return opened;
    const { paper, cases } = opened.value;
    const found = cases.find((each) => each.finding_id === input.findingId);
    if (found === undefined || !mayReport(found)) return fail('rectify.problem_closed');
    const of = { jurisdictionId: paper.jurisdiction_id, orderPaperId: paper.id };
    const counts = await orderFileCounts(tx, { ...of, reportId: input.reportId });
    if (counts.report >= proofFilesPerReport || counts.all >= proofFilesPerOrder)
      return fail('rectify.files_full', { count: proofFilesPerReport }, 'file');
    const kept = await keepProof(tx, platform, {
      jurisdictionId: paper.jurisdiction_id,
      accountId: null,
      upload: input.upload,
    });
    if (!kept.ok) return kept;
    await insertFollowupFile(tx, {
      jurisdiction_id: paper.jurisdiction_id,
      file_id: kept.value.id,
      finding_id: found.finding_id,
      order_paper_id: paper.id,
      source: 'portal',
      report_id: input.reportId,
      account_id: null,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'rectification.file_added',
      actor,
      subject: { kind: 'rectificationOrder', id: paper.id },
      data: { sha256: kept.value.sha256, reportId: input.reportId },
    });
    return ok({ fileId: kept.value.id });
  });
}

export interface ReportInput {
  readonly actionId: string;
  readonly code: string;
  readonly reportId: string;
  readonly personName: string;
  readonly phone: string;
  readonly items: readonly { readonly findingId: string; readonly text: string }[];
}

/** Errors: `rectify.not_found`, `rectify.problem_closed`, `rectify.report_again`, `rectify.reports_full`. */
export async function reportRectification(platform: Platform, input: ReportInput) {
  const known = await inTransaction(platform.db, (tx) => openOrder(tx, input.code));
  if (!known.ok) return known;
  const actor = enterprise(known.value.paper);
  const action = { actor, actionId: input.actionId, routeId: 'publicRectifications.report' };
  return runAction(platform, action, async (tx) => {
    const opened = await openOrder(tx, input.code, true);
    if (!opened.ok) return opened;
    const { paper } = opened.value;
    const at = platform.clock.now();
    const earlier = await reportsOf(tx, { jurisdictionId: paper.jurisdiction_id, orderPaperId: paper.id });
    if (earlier.some((each) => each.id === input.reportId)) return fail('rectify.report_again');
    if (earlier.filter((each) => each.source === 'portal').length >= reportsPerOrder)
      return fail('rectify.reports_full', { count: reportsPerOrder });
    await insertReport(tx, {
      jurisdiction_id: paper.jurisdiction_id,
      id: input.reportId,
      order_paper_id: paper.id,
      source: 'portal',
      person_name: input.personName,
      phone_sealed: sealPersonal(platform, input.phone),
      items: JSON.stringify(input.items),
      account_id: null,
      at,
    });
    const moved = await moveReported(tx, platform, { ...opened.value, input, at });
    if (!moved.ok) return moved;
    await record(tx, platform, {
      type: 'rectification.reported',
      actor,
      subject: { kind: 'rectificationOrder', id: paper.id },
      data: { reportId: input.reportId, findingIds: input.items.map((each) => each.findingId) },
    });
    return ok({ reportedAt: at, recheckDueOn: moved.value });
  });
}

/** Each problem that was reported moves on; gives the day until which it is checked. */
async function moveReported(
  tx: Tx,
  platform: Platform,
  of: OpenOrder & { readonly input: ReportInput; readonly at: string },
): Promise<Result<string | null>> {
  const { paper, cases, input, at } = of;
  const clocks = await clockFacts(tx, {
    jurisdictionId: paper.agency_jurisdiction_id,
    agencyId: paper.agency_id,
  });
  let recheckDueOn: string | null = null;
  for (const item of input.items) {
    const found = cases.find((each) => each.finding_id === item.findingId);
    if (found === undefined || !mayReport(found)) return fail('rectify.problem_closed');
    const work: Work = {
      tx,
      platform,
      actor: person(input, paper),
      form: { move: 'report', note: item.text, by: input.personName, phone: input.phone },
      cases: [found],
      today: platform.clock.today(),
      at,
      clocks,
    };
    const moved = await makeMove(work, (each) => Promise.resolve(reported(each)));
    if (!moved.ok) return moved;
    recheckDueOn = moved.value.effect.change(found).recheck_due_on ?? null;
  }
  return ok(recheckDueOn);
}

/** The enterprise's own person stands in the step by name, without an account. */
function person(input: ReportInput, paper: OpenOrder['paper']): Actor {
  return {
    accountId: '',
    personName: input.personName,
    jurisdictionId: paper.jurisdiction_id,
    agencyId: paper.agency_id,
    sectionId: null,
    roles: [],
  };
}
