/**
 * Giving credit files to other departments: by credit code, with a purpose, public lines only, every query kept and in
 * the ledger. A batch file is made of the kept answer, so that it is the same bytes whenever it is taken (R260).
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { SharedFile } from '@mingcha/core/credit/credit-api.ts';
import { groundWordings } from '@mingcha/core/credit/credit-form.ts';
import type { ListingGround } from '@mingcha/core/credit/listing.ts';
import { shareColumns, shareFileName, shareWords } from '@mingcha/core/credit/share-form.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { fileReply } from '../platform/http/binder.ts';
import type { FileReply } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { type ExportRow, writeCsv, writeXlsx } from '../platform/spreadsheets/index.ts';
import { insertShare, shareById, sharedRows, sharePage, unitNames } from './share.queries.ts';

type Format = 'xlsx' | 'csv' | 'json';

/** Answers a query and keeps it. Unknown codes are told, never guessed. */
export async function shareCredit(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly codes: readonly string[];
    readonly purpose: string;
    readonly format: Format | null;
    /** Of the system of another agency. */
    readonly routeId?: 'credit.shareByMachine';
  },
): Promise<Result<{ id: string; files: SharedFile[]; missing: string[]; sha256: string | null }>> {
  const { actionId, purpose, format, routeId = 'credit.share' } = input;
  return runAction(platform, { actor, actionId, routeId }, async (tx) => {
    const codes = [...new Set(input.codes.map(plainCode))];
    const { files, missing } = await answerOf(tx, codes);
    const id = platform.ids.next();
    const sha256 = format === null ? null : digestOf(await bytesOf(files, format));
    await insertShare(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      account_id: actor.accountId,
      person_name: actor.personName,
      purpose,
      codes,
      found: files.length,
      format,
      sha256,
      answer: JSON.stringify(files),
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'credit.shared',
      actor,
      subject: { kind: 'creditShare', id },
      data: { codes: codes.length, unitsFound: files.length, ...(sha256 === null ? {} : { sha256 }) },
    });
    return ok({ id, files: [...files], missing: [...missing], sha256 });
  });
}

const plainCode = (code: string): string => code.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function answerOf(tx: Tx, codes: readonly string[]) {
  const names = await unitNames(tx, codes);
  const byKey = Map.groupBy(
    await sharedRows(
      tx,
      codes.map((code) => `uscc:${code}`),
    ),
    (row) => row.object_key,
  );
  const files: SharedFile[] = [];
  const missing: string[] = [];
  for (const code of codes) {
    const rows = byKey.get(`uscc:${code}`) ?? [];
    const name = names.get(code);
    if (name === undefined && rows.length === 0) {
      missing.push(code);
      continue;
    }
    files.push({
      code,
      name: name ?? '',
      isListed: rows.some((row) => row.kind === 'listing'),
      entries: rows.map((row) => ({
        kind: row.kind,
        onDay: row.on_day,
        agencyName: row.agency_name,
        title: row.title,
        wording: row.kind === 'listing' ? groundWordings[row.ground as ListingGround] : row.wording,
        isObjected: row.is_objected,
        publicationId: row.publication_id,
      })),
    });
  }
  return { files, missing };
}

/** The batch file; its bytes depend on nothing but the answer. */
async function bytesOf(files: readonly SharedFile[], format: Format): Promise<Uint8Array> {
  if (format === 'json') return Buffer.from(JSON.stringify(files.map(ordered), null, 1));
  const columns = shareColumns.map((column) => ({ ...column }));
  const rows = files.flatMap(linesOf);
  const stream =
    format === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name: shareFileName, columns }, rows);
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

/** Members in one order: a kept answer comes back from the database in another. */
function ordered(file: SharedFile) {
  const { code, name, isListed, entries } = file;
  return {
    code,
    name,
    isListed,
    entries: entries.map(({ kind, onDay, agencyName, title, wording, isObjected, publicationId }) => ({
      kind,
      onDay,
      agencyName,
      title,
      wording,
      isObjected,
      publicationId,
    })),
  };
}

function linesOf(file: SharedFile): readonly ExportRow[] {
  const yesNo = (is: boolean): string => (is ? shareWords.yes : shareWords.no);
  const head = { code: file.code, name: file.name, isListed: yesNo(file.isListed) };
  if (file.entries.length === 0) return [{ ...head, kind: shareWords.none }];
  return file.entries.map((entry) => ({
    ...head,
    kind: shareWords.kind[entry.kind],
    onDay: entry.onDay,
    agencyName: entry.agencyName,
    title: entry.title,
    wording: entry.wording,
    isObjected: yesNo(entry.isObjected),
    publicationId: entry.publicationId ?? '',
  }));
}

const types: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Errors: `credit.share.not_found`. */
export async function downloadShare(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) => shareById(tx, actor, id));
  if (row === undefined || row.format === null) return fail('credit.share.not_found');
  const format = row.format as Format;
  const body = await bytesOf(row.answer as SharedFile[], format);
  const fileName = `${shareFileName} ${row.at.slice(0, 10)}.${format}`;
  return ok(fileReply({ contentType: types[format], fileName, disposition: 'attachment', body }));
}

export async function listShares(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await sharePage(tx, actor, asked), asked.limit, (row) => [row.at, row.id]);
    return ok({
      rows: page.rows.map((row) => ({
        id: row.id,
        personName: row.person_name,
        agencyName: row.agency_name,
        purpose: row.purpose,
        codes: row.codes.length,
        found: row.found,
        format: row.format as Format | null,
        sha256: row.sha256,
        at: row.at,
      })),
      next: page.next,
    });
  });
}
