/**
 * Tables to take away: rows made from public payloads and counts only, as CSV for people and JSON for programs, with a
 * checksum of the bytes. A long table goes on in a next file.
 */
import { createHash } from 'node:crypto';
import type { AgencyFact } from '@mingcha/core/publications/packages/facts.ts';
import {
  itemRows,
  periodRows,
  type StatisticGroup,
  type StatisticPeriod,
} from '@mingcha/core/publications/portal/period-statistics.ts';
import { type DataTable, dataTables } from '@mingcha/core/publications/portal/portal-api.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ExportRow, writeCsv } from '../../platform/spreadsheets/write-table.ts';
import { fullAddress } from './address.ts';
import type { SayFacts } from './facts-pages.ts';
import { listRecords, type RecordFilter } from './portal.queries.ts';
import { recordAddress } from './record-parts.ts';
import type { Statistics } from './statistics.service.ts';

/** Rows of one file. */
export const rowsPerFile = 2000;

export interface AskedFile {
  readonly table: DataTable;
  readonly form: 'csv' | 'json';
  readonly isChecksum: boolean;
}

const fileForm = /^([a-z]+)\.(csv|json)(\.sha256)?$/;

/** Which file a name means; null for no file of ours. */
export function askedFile(name: string): AskedFile | null {
  const [, table, form, checksum] = fileForm.exec(name) ?? [];
  const known = dataTables.find((each) => each === table);
  if (known === undefined || (form !== 'csv' && form !== 'json')) return null;
  return { table: known, form, isChecksum: checksum !== undefined };
}

interface Column {
  readonly key: string;
  readonly title: string;
}
interface TableRows {
  readonly columns: readonly Column[];
  readonly rows: readonly ExportRow[];
  readonly next: string | null;
}

export interface TableQuery {
  readonly filter: RecordFilter;
  readonly after: string | undefined;
  readonly statistics: () => Promise<Statistics>;
  readonly agencies: () => Promise<readonly AgencyFact[]>;
  readonly period: StatisticPeriod;
  readonly group: StatisticGroup;
}

/** The rows of a table with their titles in the reader's language. */
export async function tableRows(
  platform: Platform,
  of: { readonly table: DataTable; readonly say: SayFacts; readonly query: TableQuery },
): Promise<TableRows> {
  const { table, say, query } = of;
  if (table === 'results') return resultRows(platform, say, query);
  if (table === 'agencies') return agencyRows(await query.agencies(), say);
  const statistics = await query.statistics();
  const { agencies, overdue } = statistics;
  const columns = (keys: readonly Parameters<SayFacts>[0][]): readonly Column[] =>
    keys.map((key) => ({ key, title: say(key) }));
  if (table === 'periods') return periodTableRows(statistics, query, columns);
  if (table === 'overdue')
    return {
      columns: columns(['agency', 'taskNumber', 'task', 'count', 'earliestDue']),
      rows: overdue.map((row) => ({
        agency: row.agencyName,
        taskNumber: row.taskNumber,
        task: row.taskName,
        count: row.overdue,
        earliestDue: row.earliestDue,
      })),
      next: null,
    };
  return {
    columns: columns(['agency', ...statisticsKeys]),
    rows: agencies.map((row) => ({
      agency: row.agencyName,
      ...Object.fromEntries(statisticsKeys.map((key) => [key, row[key]])),
    })),
    next: null,
  };
}

const statisticsKeys = [
  'published',
  'inTime',
  'late',
  'timeliness',
  'waiting',
  'overdue',
  'rate',
  'exempt',
  'suspended',
  'excluded',
  'removed',
  'checked',
  'problems',
  'findingRate',
] as const;

/** One figure per column; periods as `2026-11`, `2026-Q4`, `2026`. */
function periodTableRows(
  statistics: Statistics,
  { period, group }: TableQuery,
  columns: (keys: readonly Parameters<SayFacts>[0][]) => readonly Column[],
): TableRows {
  if (group === 'item')
    return {
      columns: columns(['period', 'item', 'wording', 'itemCount']),
      rows: itemRows(statistics.items, period).map(({ count, ...row }) => ({ ...row, itemCount: count })),
      next: null,
    };
  const name = group === 'all' ? [] : [group === 'region' ? ('region' as const) : ('agency' as const)];
  return {
    columns: columns(['period', ...name, ...periodKeys]),
    rows: periodRows(statistics, { period, group }).map(({ group: of, ...row }) => ({
      ...row,
      ...Object.fromEntries(name.map((key) => [key, of])),
    })),
    next: null,
  };
}

const periodKeys = [
  'published',
  'inTime',
  'late',
  'timeliness',
  'removed',
  'checked',
  'problems',
  'findingRate',
] as const;

function agencyRows(agencies: readonly AgencyFact[], say: SayFacts): TableRows {
  const keys = [
    'agency',
    'complaintPhone',
    'phone',
    'email',
    'website',
    'authority',
    'authorityBasis',
  ] as const;
  return {
    columns: keys.map((key) => ({ key, title: say(key) })),
    rows: agencies.map((each) => ({
      agency: each.name,
      complaintPhone: each.complaintPhone,
      phone: each.phone,
      email: each.email,
      website: each.website,
      authority: say(`authority.${each.qualification}`),
      authorityBasis: each.qualificationBasis,
    })),
    next: null,
  };
}

const resultKeys = [
  'id',
  'planNumber',
  'planName',
  'taskNumber',
  'taskName',
  'origin',
  'targeted',
  'agency',
  'object',
  'code',
  'inspectedOn',
  'items',
  'overallCode',
  'overall',
  'findings',
  'followups',
  'publishedOn',
  'endsOn',
  'objected',
  'corrections',
  'link',
] as const;

async function resultRows(platform: Platform, say: SayFacts, query: TableQuery): Promise<TableRows> {
  const filter: RecordFilter = { ...query.filter, kind: 'result', state: undefined };
  const page = { after: query.after, limit: rowsPerFile };
  const { records, next } = await inTransaction(platform.db, (tx) => listRecords(tx, filter, page));
  return {
    columns: resultKeys.map((key) => ({ key, title: say(`col.${key}`) })),
    rows: records.map((record) => resultRow(platform, say, record)),
    next,
  };
}

function resultRow(platform: Platform, say: SayFacts, record: PublicRecord): ExportRow {
  const { payload } = record;
  if (payload.kind !== 'result') return {};
  const joined = (parts: readonly string[]): string => parts.join('；');
  return {
    id: record.id,
    planNumber: payload.plan?.number ?? '',
    planName: payload.plan?.name ?? '',
    taskNumber: payload.task.number,
    taskName: payload.task.name,
    origin: payload.originWording,
    targeted: payload.isTargeted === null ? '' : say(payload.isTargeted ? 'targeted' : 'untargeted'),
    agency: payload.agency.name,
    object: payload.object.name,
    code: payload.object.code ?? '',
    inspectedOn: payload.inspectedOn,
    items: joined(payload.items.map(({ name, wording }) => `${name}：${wording}`)),
    overallCode: payload.overall.code,
    overall: payload.overall.wording,
    findings: joined(payload.findings.map(({ text }) => text)),
    followups: joined(payload.followups.map(({ wording, stateWording }) => `${wording}：${stateWording}`)),
    publishedOn: record.publishedOn,
    endsOn: record.endsOn ?? '',
    objected: say(record.isObjected ? 'yes' : 'no'),
    corrections: payload.corrections.length,
    link: fullAddress(platform, recordAddress(record.id)),
  };
}

/** The bytes of a table. JSON says its licence; both forms have the same rows. */
export async function tableText(form: 'csv' | 'json', table: TableRows, licence: string): Promise<string> {
  if (form === 'json') {
    const { columns, rows, next } = table;
    return `${JSON.stringify({ licence, columns, next, rows })}\n`;
  }
  const pieces: Buffer[] = [];
  for await (const piece of writeCsv(table.columns, table.rows)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** Lower-case hex SHA-256 of the text's bytes in UTF-8. */
export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
