/**
 * Taking a package in on a portal of its own. Signature, body and order are checked before anything is touched; then one
 * transaction puts every row in its place and moves the portal on, so that visitors see the old state or the new one and a
 * process that is killed leaves the old one. A package that is refused changes nothing.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { carriedRoutes } from '@mingcha/core/publications/packages/carried.ts';
import { answerDocument } from '@mingcha/core/publications/packages/intake.ts';
import {
  acceptanceOf,
  type PackageKind,
  type PackageRow,
} from '@mingcha/core/publications/packages/package.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { carriedFactList } from './intake-terms.ts';
import { checkBody, type OpenedPackage, openPackage, RowInvalid, rowsOf } from './package-file.ts';
import * as queries from './portal.queries.ts';
import { dropAnswered } from './portal-intake.queries.ts';

export type Imported =
  | { readonly outcome: 'taken'; readonly number: number; readonly kind: PackageKind }
  | { readonly outcome: 'known' | 'waits'; readonly number: number };

const recordsAtOnce = 200;

/**
 * Takes the package in, or says why not. Errors: `package.unreadable`, `package.key_wrong`, `package.damaged`,
 * `package.older`, `package.other_history`, `package.row_invalid`.
 */
export async function importPackage(
  platform: Platform,
  of: { readonly path: string; readonly publicKey: Uint8Array },
): Promise<Result<Imported>> {
  const opened = await openPackage(of.path, of.publicKey);
  if (!opened.ok) return opened;
  const before = await inTransaction(platform.db, (tx) => decide(tx, opened.value));
  if (!before.ok || before.value.outcome !== 'taken') return before;
  const body = await checkBody(opened.value);
  if (!body.ok) return body;
  try {
    return await inTransaction(platform.db, async (tx): Promise<Result<Imported>> => {
      await queries.holdImport(tx);
      const now = await decide(tx, opened.value);
      if (!now.ok || now.value.outcome !== 'taken') return now;
      await putAll(tx, opened.value);
      await dropAnswered(tx);
      const { manifest, head } = opened.value;
      await queries.savePlace(tx, {
        number: manifest.number,
        head,
        made_at: manifest.madeAt,
        taken_at: platform.clock.now(),
        intake_key: manifest.intakeKey,
      });
      return now;
    });
  } catch (error) {
    if (error instanceof RowInvalid) return fail('package.row_invalid', { line: error.line });
    throw error;
  }
}

async function decide(tx: Tx, { manifest, head }: OpenedPackage): Promise<Result<Imported>> {
  const { number, kind } = manifest;
  const place = await queries.portalPlace(tx);
  const standing = place?.number ?? 0;
  const verdict = acceptanceOf({ number: standing, head: place?.head ?? null }, { manifest, head });
  if (verdict === 'take') return ok({ outcome: 'taken', number, kind });
  if (verdict === 'known') return ok({ outcome: 'known', number });
  if (verdict === 'wait') return ok({ outcome: 'waits', number });
  return fail(verdict, { number, standing });
}

/** The rows are read from the file inside the transaction: it is ours, local, and checked to the byte. */
async function putAll(tx: Tx, opened: OpenedPackage): Promise<void> {
  const { number, kind } = opened.manifest;
  if (kind === 'full') await queries.clearPublic(tx);
  let waiting: Extract<PackageRow, { row: 'record' }>[] = [];
  let line = 0;
  for await (const row of rowsOf(opened)) {
    line += 1;
    if (row.row === 'record') {
      waiting.push(row);
      if (waiting.length < recordsAtOnce) continue;
      await queries.putRecords(tx, waiting);
      waiting = [];
      continue;
    }
    await putRow(tx, row, { number, line });
  }
  await queries.putRecords(tx, waiting);
}

async function putRow(
  tx: Tx,
  row: Exclude<PackageRow, { row: 'record' }>,
  at: { readonly number: number; readonly line: number },
): Promise<void> {
  const { number } = at;
  if (row.row === 'recall') return queries.deleteRecord(tx, row);
  if (row.row === 'removal') return queries.deleteDocument(tx, row.key);
  const { key, route } = row;
  if (row.row === 'document') {
    const body = JSON.stringify(checkedBody(row, at.line));
    const none = { bytes: null, content_type: null, file_name: null, disposition: null };
    return queries.putDocument(tx, { key, route, body, ...none, number });
  }
  if (!fileRoutes.has(route)) throw new RowInvalid(at.line, `no file of ${route} travels`);
  const { contentType, fileName, disposition } = row;
  const bytes = Buffer.from(row.bytes, 'base64');
  const file = { bytes, content_type: contentType, file_name: fileName, disposition };
  return queries.putDocument(tx, { key, route, body: null, ...file, number });
}

const fileRoutes: ReadonlySet<string> = new Set(
  carriedRoutes.filter(({ way }) => way === 'file').map(({ spec }) => spec.id),
);
const answerSchemas = new Map(
  carriedRoutes.filter(({ way }) => way !== 'file').map(({ spec }) => [spec.id, spec.response]),
);
/** Sealed answers to receipts. */
const sealedSchemas = new Map([['answer', answerDocument]]);
const factSchemas = new Map(carriedFactList.map(({ name, schema }) => [`fact.${name}`, schema]));

/** What a document holds is decided by its route's schema here as well; an unknown route carries nothing. */
function checkedBody(row: Extract<PackageRow, { row: 'document' }>, line: number): unknown {
  const schema = answerSchemas.get(row.route) ?? factSchemas.get(row.route) ?? sealedSchemas.get(row.route);
  if (schema === undefined) throw new RowInvalid(line, `nothing of ${row.route} travels`);
  const body = schema.safeParse(row.body);
  if (!body.success) throw new RowInvalid(line, body.error.issues[0]?.message ?? '');
  return body.data;
}
