/**
 * Files of the registers: exports in the columns that an import recognises (read back they change nothing), the
 * report of an import and empty templates. Rows are read page by page, each in a transaction of its own, and streamed.
 */
import type { Readable } from 'node:stream';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { spreadsheetText } from '@mingcha/core/common/spreadsheet-text.ts';
import { format } from '@mingcha/core/common/text.ts';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { importText } from '@mingcha/core/registers/import-text.ts';
import type { InspectorFilter } from '@mingcha/core/registers/inspector-api.ts';
import type { Establishment } from '@mingcha/core/registers/inspectors/career.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import type { ObjectRow } from '@mingcha/core/registers/object.ts';
import type { ObjectFilter } from '@mingcha/core/registers/object-api.ts';
import { detailsLine, kindField } from '@mingcha/core/registers/objects/kind-details.ts';
import { detailPrefix } from '@mingcha/core/registers/objects/kind-field-columns.ts';
import { kindFields } from '@mingcha/core/registers/objects/kind-fields-form.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { encodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../platform/http/binder.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  type ExportColumn,
  type ExportRow,
  writeCsv,
  writeTemplate,
  writeXlsx,
} from '../platform/spreadsheets/index.ts';
import { importById } from './import.queries.ts';
import { scopeOf } from './import.service.ts';
import { registerOf } from './import-register.ts';
import { type ReportedRow, stagedPage } from './import-rows.queries.ts';
import { inspectorPage, type ListedInspector } from './inspector.queries.ts';
import { warningDays } from './inspector.service.ts';
import type { ListedObject } from './object.queries.ts';
import { objectPageKey, wholeObjectPage } from './object-list.queries.ts';
import { rowsOn } from './objects/as-of.service.ts';

type Kind = 'objects' | 'inspectors';
type FileFormat = 'xlsx' | 'csv';
const pageSize = 1000;
/** What an import divides lists by (U+3001). */
const listMark = '\u3001';
const types: Readonly<Record<FileFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
const zh = registerText.zh;
type Word = keyof typeof zh;
/** Files carry Chinese words, the ones an import recognises. */
const word = (key: string): string => zh[key as Word] ?? key;

function columnsOf(kind: Kind): ExportColumn[] {
  return rosterFields[kind].map((field) => ({
    key: field.field,
    title: field.titles[0] ?? field.field,
    width: 20,
  }));
}

function file(
  name: string,
  options: { kind: FileFormat; sheet: string; columns: ExportColumn[] },
  rows: AsyncIterable<ExportRow>,
): FileReply {
  const body: Readable =
    options.kind === 'csv'
      ? writeCsv(options.columns, rows)
      : writeXlsx({ name: options.sheet, columns: options.columns }, rows);
  return fileReply({
    contentType: types[options.kind],
    fileName: `${name}.${options.kind}`,
    disposition: 'attachment',
    body,
  });
}

/** All pages of a list by key, one transaction each, so that a slow reader holds none open. */
async function* pages<T extends { readonly id: string; readonly name: string }>(
  platform: Platform,
  load: (tx: Tx, after: string | undefined) => Promise<readonly T[]>,
  keyOf: (row: T) => readonly string[] = (row) => [row.name, row.id],
): AsyncGenerator<T> {
  let after: string | undefined;
  for (;;) {
    const cursor = after;
    const found = await inTransaction(platform.db, (tx) => load(tx, cursor));
    yield* found.slice(0, pageSize);
    const last = found[pageSize - 1];
    if (found.length <= pageSize || last === undefined) return;
    after = encodeCursor(keyOf(last));
  }
}

export async function exportObjects(
  platform: Platform,
  actor: Actor,
  query: { filter: ObjectFilter; format: FileFormat },
): Promise<Result<FileReply>> {
  await noteExport(platform, actor, { type: 'objects.exported', kind: 'objects' });
  const name = columnText.zh['roster.objects'];
  async function* rows(): AsyncGenerator<ExportRow> {
    const found = pages<ListedObject>(
      platform,
      (tx, after) => wholeObjectPage(tx, actor, { filter: query.filter, page: { after, limit: pageSize } }),
      (row) => objectPageKey(row, query.filter.text),
    );
    for await (const row of found) yield objectCells(row);
  }
  return ok(file(name, { kind: query.format, sheet: name, columns: columnsOf('objects') }, rows()));
}

/** The directory as it was at the end of a day, in the columns that a list shows. */
export async function exportObjectsOn(
  platform: Platform,
  actor: Actor,
  query: { day: string; format: FileFormat },
): Promise<Result<FileReply>> {
  await noteExport(platform, actor, { type: 'objects.exported', kind: 'objects', day: query.day });
  const name = `${columnText.zh['roster.objects']} ${query.day}`;
  const on = { day: query.day, zone: platform.config.zone };
  async function* rows(): AsyncGenerator<ExportRow> {
    const found = pages(
      platform,
      async (tx, after) => {
        const page = await rowsOn(tx, actor, { on, page: { after, limit: pageSize } });
        return page.map(({ stored, row }) => ({ id: stored.id, name: stored.name, row }));
      },
      (one) => [one.name, one.id],
    );
    for await (const { row } of found) yield rowCells(row);
  }
  const columns = columnsOf('objects').filter((column) => listed.has(column.key));
  return ok(file(name, { kind: query.format, sheet: query.day, columns }, rows()));
}

/** Columns of a day's list: what a list shows of each object. */
const listed = new Set(
  'name uscc registrationNumber localCode address area industry industryCode riskLevel creditClass kind section tags'.split(
    ' ',
  ),
);

function rowCells(row: ObjectRow): ExportRow {
  return {
    name: row.name,
    uscc: row.uscc,
    registrationNumber: row.registrationNumber,
    localCode: row.localCode,
    address: row.address,
    area: row.divisionCode,
    industry: row.industry,
    industryCode: row.industryCode,
    riskLevel: row.riskLevel === '' ? '' : word(`risk.${row.riskLevel}`),
    creditClass: row.creditClass === '' ? '' : word(`credit.${row.creditClass}`),
    kind: word(`kind.${row.kind}`),
    section: row.sectionName,
    tags: row.tags.join(listMark),
  };
}

export async function exportInspectors(
  platform: Platform,
  actor: Actor,
  query: { filter: InspectorFilter; format: FileFormat },
): Promise<Result<FileReply>> {
  await noteExport(platform, actor, { type: 'inspectors.exported', kind: 'inspectors' });
  const name = columnText.zh['roster.inspectors'];
  const today = platform.clock.today();
  async function* rows(): AsyncGenerator<ExportRow> {
    const found = pages<ListedInspector>(platform, (tx, after) =>
      inspectorPage(tx, actor, {
        filter: query.filter,
        page: { after, limit: pageSize },
        days: { today, soon: addDays(today, warningDays) },
      }),
    );
    for await (const row of found) yield inspectorCells(row);
  }
  return ok(file(name, { kind: query.format, sheet: name, columns: columnsOf('inspectors') }, rows()));
}

/** Who has taken a list out is recorded before the first byte leaves. */
async function noteExport(
  platform: Platform,
  actor: Actor,
  event: { type: string; kind: string; day?: string },
): Promise<void> {
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: event.type,
      actor,
      subject: { kind: event.kind, id: actor.agencyId },
      data: event.day === undefined ? {} : { onDay: event.day },
    }),
  );
}

function objectCells(row: ListedObject): ExportRow {
  return {
    name: row.name,
    uscc: row.uscc,
    registrationNumber: row.registration_number,
    localCode: row.local_code,
    address: row.address,
    area: row.division_code,
    industry: row.industry,
    riskLevel: row.risk_level === '' ? '' : word(`risk.${row.risk_level}`),
    creditClass: row.credit_class === '' ? '' : word(`credit.${row.credit_class}`),
    creditClassOn: row.credit_class_on,
    status: word(`status.${row.status}`),
    kind: word(`kind.${row.kind}`),
    section: row.section_name,
    responsiblePerson: row.responsible_person,
    registeredOn: row.registered_on,
    formerNames: row.former_names.join(listMark),
    tags: row.tags.join(listMark),
    remark: row.remark,
    industryCode: row.industry_code,
    riskOn: row.risk_on,
    riskSource: row.risk_source,
    creditSource: row.credit_source,
    grid: row.grid,
    latitude: row.latitude,
    longitude: row.longitude,
    coordinateSystem: row.coordinate_system,
    formerCodes: row.former_codes.join(listMark),
    operator: row.operator_name ?? null,
    ...Object.fromEntries(
      Object.entries(row.details).map(([key, value]) => [`${detailPrefix}${key}`, detailCell(key, value)]),
    ),
  };
}

/** A choice by its word, as an import recognises it; numbers without their unit. */
function detailCell(key: string, value: string): string {
  return kindField(key)?.choices?.find(([one]) => one === value)?.[1] ?? value;
}

function inspectorCells(row: ListedInspector): ExportRow {
  return {
    name: row.name,
    certificateNumber: row.certificate_number,
    agency: row.agency_name,
    section: row.section_name,
    specialities: row.specialities.join(listMark),
    areas: row.areas.join(listMark),
    post: row.post,
    establishment:
      row.establishment === '' ? '' : careerPageText.zh[`est_${row.establishment as Establishment}`],
    level: row.level,
    qualifications: row.qualifications.join(listMark),
    canLead: row.can_lead ? importText.zh['report.yes'] : importText.zh['report.no'],
    yearlyCap: row.yearly_cap,
    priorLoad: row.prior_load,
    certificateValidTo: row.certificate_valid_to,
    status: row.status === 'active' ? importText.zh['report.active'] : word(`status.${row.status}`),
  };
}

/** The report of a preview or import: every row with outcome, changes, doubts and the reason of a refusal. */
export async function exportReport(
  platform: Platform,
  actor: Actor,
  query: { id: string; format: FileFormat },
): Promise<Result<FileReply>> {
  const stored = await inTransaction(platform.db, async (tx) => {
    const found = await importById(tx, actor, query.id);
    return found === undefined ? ({ ok: false, error: { code: 'import.not_found' } } as const) : ok(found);
  });
  if (!stored.ok) return stored;
  const kind = stored.value.kind as Kind;
  const register = registerOf(kind);
  const said = importText.zh;
  const columns: ExportColumn[] = [
    { key: 'row', title: said['report.row'], width: 8 },
    { key: 'outcome', title: said['report.outcome'], width: 10 },
    { key: 'reason', title: said['report.reason'], width: 40 },
    { key: 'doubts', title: said['report.doubts'], width: 40 },
    { key: 'changes', title: said['report.changes'], width: 40 },
    ...register.fields.map((field) => ({
      key: field.field,
      title: fieldTitle(kind, field.roster),
      width: 20,
    })),
  ];
  async function* rows(): AsyncGenerator<ExportRow> {
    let after = 0;
    for (;;) {
      const from = after;
      const given = { scope: scopeOf(actor, query.id), after: from, limit: pageSize, outcome: null };
      const found = await inTransaction(platform.db, (tx) => stagedPage(tx, register, given));
      for (const row of found) yield reportCells(kind, row);
      if (found.length < pageSize) return;
      after = found.at(-1)?.row_number ?? 0;
    }
  }
  return ok(file(said['report.sheet'], { kind: query.format, sheet: said['report.sheet'], columns }, rows()));
}

function fieldTitle(kind: Kind, roster: string): string {
  return columnText.zh[`${kind}.${roster}` as keyof typeof columnText.zh] ?? roster;
}

function reportCells(kind: Kind, row: ReportedRow): ExportRow {
  const sentence = (code: string, data: Record<string, string | number>): string => {
    const all: Readonly<Record<string, string>> = { ...importText.zh, ...spreadsheetText.zh };
    return format(all[code] ?? code, data);
  };
  const doubts = (row.problems ?? []).map((problem) =>
    format(importText.zh['report.doubt'], {
      column: problem.column,
      field: fieldTitle(kind, problem.field),
      value: problem.value,
      reason: sentence(problem.code, {}),
    }),
  );
  const changes = Object.entries(row.changes ?? {}).map(
    ([field, [before, after]]) => `${field}: ${plainValue(before)} → ${plainValue(after)}`,
  );
  return {
    row: row.row_number,
    outcome: importText.zh[`outcome.${row.outcome}` as keyof typeof importText.zh] ?? row.outcome,
    reason: row.reason_code === null ? '' : sentence(row.reason_code, row.reason_data ?? {}),
    doubts: doubts.join(importText.zh['report.join']),
    changes: changes.join(importText.zh['report.join']),
    ...row.fields,
  };
}

/** Values of a kind's own fields by their names; everything else as it is. */
function plainValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(listMark);
  if (typeof value === 'object' && value !== null) return detailsLine(value as Record<string, string>, 'zh');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** An empty template with drop-down lists where a column has a closed set of values. */
export async function rosterTemplate(kind: Kind): Promise<Result<FileReply>> {
  const name = columnText.zh[`roster.${kind}`];
  const sets: Readonly<Record<string, readonly string[]>> = {
    canLead: [importText.zh['report.yes'], importText.zh['report.no']],
    establishment: (['established', 'institution', 'contract', 'seconded'] as const).map(
      (one) => careerPageText.zh[`est_${one}`],
    ),
    riskLevel: ['risk.major', 'risk.higher', 'risk.general', 'risk.low'].map(word),
    creditClass: ['credit.A', 'credit.B', 'credit.C', 'credit.D'].map(word),
    ...Object.fromEntries(
      kindFields.flatMap(({ key, choices }) =>
        choices === undefined ? [] : [[`${detailPrefix}${key}`, choices.map(([, zh]) => zh)]],
      ),
    ),
    kind: [
      'enterprise',
      'individualBusiness',
      'cooperative',
      'foreignRepOffice',
      'institution',
      'project',
      'facility',
      'place',
      'product',
    ].map((value) => word(`kind.${value}`)),
  };
  const columns = columnsOf(kind).map((column) => {
    const values = sets[column.key];
    return values === undefined ? column : { ...column, values };
  });
  const body = await writeTemplate({ name, columns });
  return ok(
    fileReply({ contentType: types.xlsx, fileName: `${name}.xlsx`, disposition: 'attachment', body }),
  );
}
