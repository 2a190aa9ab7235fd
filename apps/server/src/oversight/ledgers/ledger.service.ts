/** The customary ledgers: the first rows for the page, the whole streamed as a file. Reads only; who takes a file out is noted. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import {
  type CustomaryLedger,
  type LedgerColumn,
  ledgerColumns,
  ledgerOverseers,
  numberColumns,
  readableLedgers,
} from '@mingcha/core/oversight/ledgers/ledger.ts';
import { customaryLedgerText } from '@mingcha/core/oversight/ledgers/ledger-text.ts';
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ExportRow, writeCsv, writeXlsx } from '../../platform/spreadsheets/index.ts';
import { agenciesOf, type LedgerRow, type LedgerScope, ledgerCount, ledgerPage } from './ledger.queries.ts';

export interface LedgerAsked {
  readonly ledger: CustomaryLedger;
  readonly from: string;
  readonly to: string;
  readonly agencyId?: string | undefined;
}

const previewRows = 20;
const pageSize = 2000;
const words = customaryLedgerText.zh;

/** Whose rows a person sees. Errors: `ledger.kind.forbidden`, `ledger.agency.forbidden`. */
function scopeOf(platform: Platform, actor: Actor, asked: LedgerAsked): Result<LedgerScope> {
  if (!readableLedgers(actor.roles).includes(asked.ledger))
    return fail('ledger.kind.forbidden', {}, 'ledger');
  const oversees = hasRole(actor, ...ledgerOverseers) && asked.ledger !== 'contact';
  if (!oversees && asked.agencyId !== undefined && asked.agencyId !== actor.agencyId)
    return fail('ledger.agency.forbidden', {}, 'agencyId');
  return ok({
    jurisdictionId: actor.jurisdictionId,
    agencyId: oversees ? (asked.agencyId ?? null) : actor.agencyId,
    from: asked.from,
    to: asked.to,
    now: platform.clock.now(),
    today: platform.clock.today(),
  });
}

/** Errors: those of `scopeOf`. */
export async function previewLedger(platform: Platform, actor: Actor, asked: LedgerAsked) {
  const scope = scopeOf(platform, actor, asked);
  if (!scope.ok) return scope;
  return inTransaction(platform.db, async (tx) => {
    const first = { scope: scope.value, after: null, limit: previewRows };
    const found = await ledgerPage(tx, asked.ledger, first);
    const columns = ledgerColumns[asked.ledger];
    const cells = found.map((row, index) => cellsOf(asked.ledger, row, { actor, serial: index + 1 }));
    const oversees = hasRole(actor, ...ledgerOverseers);
    return ok({
      columns: [...columns],
      rows: cells.map((row) => columns.map((column) => String(row[column] ?? ''))),
      count: await ledgerCount(tx, asked.ledger, scope.value),
      agencies: oversees ? await agenciesOf(tx, actor.jurisdictionId) : [],
    });
  });
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Errors: those of `scopeOf`. */
export async function exportLedger(
  platform: Platform,
  actor: Actor,
  asked: LedgerAsked & { readonly format: 'xlsx' | 'csv' },
): Promise<Result<FileReply>> {
  const scope = scopeOf(platform, actor, asked);
  if (!scope.ok) return scope;
  const { ledger, from, to, format } = asked;
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'customaryLedger.exported',
      actor,
      subject: { kind: 'agency', id: scope.value.agencyId ?? actor.agencyId },
      data: { customaryLedger: ledger, from, to, format },
    }),
  );
  const columns = ledgerColumns[ledger].map((key) => ({
    key,
    title: words[`column.${key}`],
    width: key === 'serial' ? 6 : 20,
  }));
  const rows = cellsOfAll(platform, { ledger, scope: scope.value, actor });
  const name = words[`ledger.${ledger}`];
  const body = format === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name, columns }, rows);
  return ok(
    fileReply({
      contentType: types[format],
      fileName: `${name} ${from}至${to}.${format}`,
      disposition: 'attachment',
      body,
    }),
  );
}

/** All rows, a page in a transaction of its own, so that a slow reader holds none open. */
async function* cellsOfAll(
  platform: Platform,
  of: { readonly ledger: CustomaryLedger; readonly scope: LedgerScope; readonly actor: Actor },
): AsyncGenerator<ExportRow> {
  const { ledger, scope, actor } = of;
  let after: { day: string; key: string } | null = null;
  for (let serial = 0; ; ) {
    const cursor: { day: string; key: string } | null = after;
    const found: readonly LedgerRow[] = await inTransaction(platform.db, (tx) =>
      ledgerPage(tx, ledger, { scope, after: cursor, limit: pageSize }),
    );
    for (const row of found) {
      serial += 1;
      yield cellsOf(ledger, row, { actor, serial });
    }
    const last = found.at(-1);
    if (found.length < pageSize || last === undefined) return;
    after = { day: last.day, key: last.key };
  }
}

/** The cells of a row in the words of the ledger. */
function cellsOf(
  ledger: CustomaryLedger,
  row: LedgerRow,
  of: { readonly actor: Actor; readonly serial: number },
): ExportRow {
  const cell = (column: LedgerColumn): string | number | null => {
    if (column === 'serial') return of.serial;
    const value = row[column];
    if (value === null || value === undefined) return numberColumns.includes(column) ? null : '';
    if (column === 'subject' && !maySeeSubject(row, of.actor)) return words.hidden;
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'object') return value.map(handlingWords).join('；');
    if (typeof value === 'number') return value;
    return wordOf(ledger, column, row) ?? value;
  };
  return Object.fromEntries(ledgerColumns[ledger].map((column) => [column, cell(column)]));
}

/** As the page of complaints: the words of a tip tell who gave it. */
function maySeeSubject(row: LedgerRow, actor: Actor): boolean {
  return row['kind'] !== 'tip' || row['handlerId'] === actor.accountId || hasRole(actor, 'agencyHead');
}

const found = (texts: Readonly<Record<string, string>>, key: string): string | null => texts[key] ?? null;

function handlingWords(kindAndState: string): string {
  const [kind = '', state = ''] = kindAndState.split(':');
  const texts: Readonly<Record<string, string>> = followupPageText.zh;
  return `${found(texts, `kind.${kind}`) ?? kind}（${found(texts, `state.${state}`) ?? state}）`;
}

/** The word of a coded value; null for what is text already. */
function wordOf(ledger: CustomaryLedger, column: LedgerColumn, row: LedgerRow): string | null {
  const value = String(row[column]);
  const coded = ledger === 'contact' ? contactPageText.zh : followupPageText.zh;
  switch (column) {
    case 'kind':
    case 'state':
    case 'channel':
      return found(coded, `${column}.${value}`);
    case 'verdict':
      return found(words, `verdict.${value}`);
    case 'outcome':
      if (ledger === 'contact') return found(coded, `outcome.${value}`);
      return [found(words, `conclusion.${value}`) ?? value, row['outcomeNote'] ?? ''].join(' ').trim();
    case 'remark':
      return value === '' || value === 'normal' ? '' : found(taskWordText.zh, `outcome.${value}`);
    default:
      return null;
  }
}
