/**
 * The anonymised package of one evaluation: rows with keyed-hash pseudonyms, rare combinations made coarser, codebook in two
 * languages, checksums. Nothing in it names a person or a unit.
 */
import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import {
  leastShared,
  type PackageFile,
  packageFileNames,
  packageFiles,
  quasiIdentifiers,
} from '@mingcha/core/oversight/evaluation/codebook.ts';
import { codebookForm } from '@mingcha/core/oversight/evaluation/codebook-form.ts';
import { generaliseRare } from '@mingcha/core/oversight/evaluation/evaluation.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type ZipPart, zipPieces } from '../../platform/files/zip-writer.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsv } from '../../platform/spreadsheets/index.ts';
import { evaluationOf, type StoredEvaluation } from './evaluation.queries.ts';
import { clockRows, inspectionRows, resultRows, taskRows } from './package.queries.ts';

type Row = Readonly<Record<string, string>>;
type Tables = Readonly<Record<PackageFile, readonly Row[]>>;

/** Columns that hold an id of ours, by the kind of thing; `inspector_keys` holds several. */
const pseudonymous: Readonly<Record<string, string>> = {
  task: 'T',
  inspection: 'I',
  object: 'O',
  item: 'M',
  inspector_keys: 'P',
};

/** Errors: `evaluation.not_found`. */
export async function evaluationPackage(platform: Platform, actor: Actor): Promise<Result<FileReply>> {
  const made = await inTransaction(platform.db, async (tx) => {
    const row = await evaluationOf(tx, actor);
    if (row === undefined) return fail('evaluation.not_found');
    const tables = await tablesOf(tx, platform, row);
    await record(tx, platform, {
      type: 'evaluation.package_taken',
      actor,
      subject: { kind: 'evaluation', id: row.id },
      data: Object.fromEntries(packageFileNames.map((name) => [name, tables[name].length])),
    });
    return ok({ row, tables });
  });
  if (!made.ok) return made;
  const { row, tables } = made.value;
  const files = await filesOf(tables);
  const parts: ZipPart[] = [...files, manifestOf(row, files)];
  return ok(
    fileReply({
      contentType: 'application/zip',
      fileName: `evaluation-${row.id}.zip`,
      disposition: 'attachment',
      body: Readable.from(zipPieces(parts)),
    }),
  );
}

async function tablesOf(tx: Tx, platform: Platform, row: StoredEvaluation): Promise<Tables> {
  const scope = {
    jurisdictionId: row.jurisdiction_id,
    agencyIds: row.agency_ids,
    from: row.period_from,
    to: row.period_to,
    today: platform.clock.today(),
  };
  const key = platform.secrets.open(row.pseudonym_key);
  const hidden = (rows: readonly Row[]): readonly Row[] => rows.map((each) => withPseudonyms(each, key));
  return {
    tasks: hidden(await taskRows(tx, scope)),
    inspections: generaliseRare(
      hidden(await inspectionRows(tx, scope)),
      { within: 'agency', columns: quasiIdentifiers },
      leastShared,
    ),
    results: hidden(await resultRows(tx, scope)),
    clocks: hidden(await clockRows(tx, scope)),
  };
}

function withPseudonyms(row: Row, key: Uint8Array): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const kind = pseudonymous[column];
      if (kind === undefined || value === '') return [column, value];
      return [
        column,
        value
          .split(' ')
          .map((each) => pseudonym(kind, each, key))
          .join(' '),
      ];
    }),
  );
}

/** Letter of the kind and 64 bits of HMAC-SHA-256. */
function pseudonym(kind: string, value: string, key: Uint8Array): string {
  return `${kind}${createHmac('sha256', key).update(`${kind} ${value}`).digest('hex').slice(0, 16)}`;
}

interface Made {
  readonly path: string;
  readonly content: Buffer;
}

async function filesOf(tables: Tables): Promise<readonly Made[]> {
  const files: Made[] = [];
  for (const name of packageFileNames) {
    const columns = packageFiles[name].map((key) => ({ key, title: key }));
    const csv = writeCsv(columns, tables[name]);
    files.push({ path: `${name}.csv`, content: Buffer.concat(await csv.toArray()) });
    files.push({ path: `${name}.json`, content: Buffer.from(`${JSON.stringify(tables[name])}\n`) });
  }
  return [...files, ...(['zh', 'en'] as const).map(codebookOf)];
}

function codebookOf(locale: 'zh' | 'en'): Made {
  const words: Readonly<Record<string, string>> = codebookForm[locale];
  const lines = packageFileNames.flatMap((name) => [
    '',
    `## ${name} ${words[`file.${name}`]}`,
    ...packageFiles[name].map(
      (column) => `- ${column}: ${words[`${name}.${column}`] ?? words[column] ?? ''}`,
    ),
  ]);
  const text = [format(codebookForm[locale].lead, { n: leastShared }), ...lines, ''].join('\n');
  return { path: `codebook.${locale}.md`, content: Buffer.from(text) };
}

function manifestOf(row: StoredEvaluation, files: readonly Made[]): Made {
  const content = {
    format: 'mingcha evaluation package 1',
    evaluation: row.id,
    period: { from: row.period_from, to: row.period_to },
    files: files.map((file) => ({
      path: file.path,
      bytes: file.content.length,
      sha256: createHash('sha256').update(file.content).digest('hex'),
    })),
  };
  return { path: 'manifest.json', content: Buffer.from(`${JSON.stringify(content, null, 1)}\n`) };
}
