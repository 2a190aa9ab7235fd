/**
 * Reports of a period: drafted with the figures of the statistics, written on by their author, issued with a snapshot and its
 * digest. An issued report is made again from its snapshot, byte by byte.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  checkedIssue,
  cutOffOf,
  periodOf,
  type ReportFigures,
  type ReportPeriod,
  type ReportTexts,
  reportFigures,
  reportTexts,
} from '@mingcha/core/oversight/reports/report.ts';
import type { ReportDetail, ReportRow } from '@mingcha/core/oversight/reports/report-api.ts';
import {
  definitionNotes,
  indicatorRows,
  reportSections,
  reportWords,
} from '@mingcha/core/oversight/reports/report-form.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { renderOfficialDocx } from '../../platform/documents/official-docx.ts';
import { renderOfficialPdf } from '../../platform/documents/official-pdf.ts';
import { renderedReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  editionsOf,
  insertReport,
  reportById,
  reportRows,
  type StoredReport,
  saveReportColumns,
} from './report.queries.ts';
import { figuresOf } from './report-figures.ts';
import { linkWords, reportPaper } from './report-paper.ts';

type Changed = Result<{ id: string; version: number }>;
const empty: ReportTexts = { work: '', handling: '', problems: '', next: '' };

function rowOf(row: StoredReport): ReportRow {
  const period = row.period as ReportPeriod;
  return {
    id: row.id,
    period,
    from: row.period_from,
    to: row.period_to,
    edition: row.edition,
    state: row.state as ReportRow['state'],
    title: reportWords.title(period, row.period_from),
    createdName: row.created_name,
    issuedName: row.issued_name,
    issuedAt: row.issued_at,
    version: row.row_version,
  };
}

export async function listReports(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: (await reportRows(tx, actor)).map(rowOf) }));
}

/** Errors: `report.period_future_invalid`, `report.draft_open`. */
export async function createReport(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly period: ReportPeriod; readonly day: string },
): Promise<Changed> {
  const { actionId, period, day } = input;
  return runAction(platform, { actor, actionId, routeId: 'reports.create' }, async (tx) => {
    const { from, to } = periodOf(period, day);
    if (from > platform.clock.today()) return fail('report.period_future_invalid', {}, 'day');
    const known = await editionsOf(tx, actor, { period, from });
    if (known.some((each) => each.state === 'draft')) return fail('report.draft_open', {}, 'day');
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const id = platform.ids.next();
    const at = platform.clock.now();
    const [last] = known;
    const edition = (last?.edition ?? 0) + 1;
    await insertReport(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      agency_name: agency?.name ?? '',
      period,
      period_from: from,
      period_to: to,
      edition,
      state: 'draft',
      texts: JSON.stringify(last === undefined ? empty : reportTexts.parse(last.texts)),
      created_by: actor.accountId,
      created_name: actor.personName,
      created_at: at,
      updated_at: at,
    });
    await record(tx, platform, {
      type: 'report.created',
      actor,
      subject: { kind: 'oversightReport', id },
      data: { reportPeriod: period, from, to, edition },
    });
    return ok({ id, version: 1 });
  });
}

/** Errors: `report.not_found`, `report.changed_meanwhile`, `report.issued_already`. */
async function lockDraft(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly version: number },
): Promise<Result<StoredReport>> {
  const row = await reportById(tx, actor, { id: of.id, lock: true });
  if (row === undefined) return fail('report.not_found');
  if (row.state === 'issued') return fail('report.issued_already');
  return row.row_version === of.version ? ok(row) : fail('report.changed_meanwhile');
}

/** Errors: those of `lockDraft`. */
export async function saveReport(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly texts: ReportTexts;
  },
): Promise<Changed> {
  const { actionId, id, version, texts } = input;
  return runAction(platform, { actor, actionId, routeId: 'reports.save' }, async (tx) => {
    const row = await lockDraft(tx, actor, input);
    if (!row.ok) return row;
    await saveReportColumns(tx, row.value, { texts: JSON.stringify(texts), at: platform.clock.now() });
    await record(tx, platform, {
      type: 'report.changed',
      actor,
      subject: { kind: 'oversightReport', id },
      data: { reportPeriod: row.value.period, reportEdition: row.value.edition },
    });
    return ok({ id, version: version + 1 });
  });
}

/** Fixes figures and words. Errors: those of `lockDraft`; `report.period_open`. */
export async function issueReport(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Result<{ id: string; version: number; digest: string }>> {
  const { actionId, id, version } = input;
  return runAction(platform, { actor, actionId, routeId: 'reports.issue' }, async (tx) => {
    const found = await lockDraft(tx, actor, input);
    if (!found.ok) return found;
    const row = found.value;
    const today = platform.clock.today();
    const over = checkedIssue(row.period_to, today);
    if (!over.ok) return over;
    const figures = await currentFigures(tx, platform, { actor, row });
    const digest = digestOf(row, figures);
    const at = platform.clock.now();
    await saveReportColumns(tx, row, {
      state: 'issued',
      figures: JSON.stringify(figures),
      digest,
      issued_by: actor.accountId,
      issued_name: actor.personName,
      issued_at: at,
      at,
    });
    await record(tx, platform, {
      type: 'report.issued',
      actor,
      subject: { kind: 'oversightReport', id },
      data: { reportPeriod: row.period, reportEdition: row.edition, digest },
    });
    return ok({ id, version: version + 1, digest });
  });
}

/** SHA-256 of what the report was issued with, in the order of the schema. */
function digestOf(row: StoredReport, figures: ReportFigures): string {
  const kept = [row.agency_name, row.period, row.period_from, row.period_to, row.edition];
  const text = JSON.stringify([...kept, reportTexts.parse(row.texts), reportFigures.parse(figures)]);
  return createHash('sha256').update(text).digest('hex');
}

async function currentFigures(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly row: StoredReport },
): Promise<ReportFigures> {
  const { row, actor } = of;
  const asOf = cutOffOf(platform.clock.today());
  return figuresOf(tx, actor, { from: row.period_from, to: row.period_to, asOf });
}

/** Those that it was issued with, or those of today. */
async function figuresFor(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly row: StoredReport },
): Promise<ReportFigures> {
  return of.row.figures === null ? currentFigures(tx, platform, of) : reportFigures.parse(of.row.figures);
}

/** Errors: `report.not_found`. */
export async function showReport(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ReportDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await reportById(tx, actor, { id });
    if (row === undefined) return fail('report.not_found');
    const figures = await figuresFor(tx, platform, { actor, row });
    const texts = reportTexts.parse(row.texts);
    return ok({
      ...rowOf(row),
      texts,
      asOf: figures.asOf,
      digest: row.digest,
      sections: reportSections(figures, texts, linkWords).map(({ head, paragraphs }) => ({
        head,
        paragraphs: [...paragraphs],
      })),
      table: {
        heads: [...reportWords.tableHeads],
        rows: indicatorRows(figures).map((cells) => [...cells]),
      },
      notes: [...definitionNotes(figures)],
    });
  });
}

/** Errors: `report.not_found`. */
export async function printReport(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const row = await reportById(tx, actor, { id: asked.id });
    if (row === undefined) return undefined;
    return { row, figures: await figuresFor(tx, platform, { actor, row }) };
  });
  if (found === undefined) return fail('report.not_found');
  const { row, figures } = found;
  const period = row.period as ReportPeriod;
  const paper = reportPaper({
    agencyName: row.agency_name,
    period,
    edition: row.edition,
    texts: reportTexts.parse(row.texts),
    figures,
    issued: row.issued_at === null ? null : { at: row.issued_at, day: businessDay(platform, row.issued_at) },
  });
  const body = asked.format === 'pdf' ? await renderOfficialPdf(paper) : await renderOfficialDocx(paper);
  const name = reportWords.fileName(row.agency_name, period, row.period_from);
  return ok(renderedReply(body, asked.format, name));
}
