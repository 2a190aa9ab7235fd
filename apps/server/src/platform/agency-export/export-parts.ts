/**
 * The parts of an archive, in the order in which they are written: how to read it, the tables, the attachments, then the lists
 * and the manifest, which know all that came before. Rows and files stream through; nothing is held but names and digests.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Connection } from '../backup/export.queries.ts';
import type { ZipPart } from '../files/zip-writer.ts';
import type { Platform } from '../platform.ts';
import { type ExportRow, writeCsv } from '../spreadsheets/index.ts';
import { readmeIn, readmeName } from './export-readme-text.ts';
import { formOf, holdings } from './holdings.ts';
import {
  type Attachment,
  attachmentsOf,
  type Cell,
  type ColumnFacts,
  columnFacts,
  type Owner,
  ownedRows,
} from './owned-rows.queries.ts';
import { reasonsText } from './reasons-text.ts';
import { titleOf } from './table-titles.ts';

export interface ExportAbout {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly jurisdictionName: string;
  readonly reason: string;
  readonly askedName: string;
  readonly confirmedName: string;
  readonly takenAt: string;
  readonly program: string;
  /** The last migration of the schema. */
  readonly schema: string;
}

interface PartFacts {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface TableFacts extends PartFacts {
  readonly table: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: 'own' | 'common';
  readonly rows: number;
  readonly leftOut: readonly string[];
}

interface FileFacts extends Attachment {
  readonly state: 'whole' | 'missing' | 'damaged';
  readonly path: string;
  readonly bytes: number;
}

/** What an export is made of and has come to; `steps` counts tables and attachments. */
export interface Making {
  readonly platform: Platform;
  readonly client: Connection;
  readonly owner: Owner;
  readonly about: ExportAbout;
  readonly step: (done: number, all: number) => Promise<void>;
  readonly parts: PartFacts[];
  readonly tables: TableFacts[];
  readonly files: FileFacts[];
}

export async function* archiveParts(making: Making): AsyncGenerator<ZipPart> {
  const { client, owner, about } = making;
  for (const locale of ['zh', 'en'] as const) yield text(making, readmeName(locale), readmeIn(locale, about));
  const columns = await columnFacts(client);
  const exported = Object.keys(holdings)
    .filter((table) => holdings[table]?.kind !== 'never')
    .toSorted();
  const attachments = await attachmentsOf(client, owner);
  const all = exported.length + attachments.length;
  for (const table of exported) {
    yield tablePart(
      making,
      columns.filter((one) => one.table === table),
    );
    await making.step(making.tables.length, all);
  }
  for (const attachment of attachments) {
    const part = await filePart(making, attachment);
    if (part !== null) yield part;
    await making.step(exported.length + making.files.length, all);
  }
  yield* lists(making, columns);
}

/** Counts and digests what passes, and notes it at the end. */
async function* metered(
  pieces: AsyncIterable<Uint8Array>,
  note: (facts: Omit<PartFacts, 'path'>) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  note({ bytes, sha256: hash.digest('hex') });
}

function text({ parts }: Making, path: string, content: string): ZipPart {
  const bytes = Buffer.from(content);
  parts.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  return { path, content: bytes };
}

function csv(
  making: Making,
  path: string,
  rows: readonly Readonly<Record<string, string | number>>[],
): ZipPart {
  const columns = Object.keys(rows[0] ?? {}).map((key) => ({ key, title: key }));
  const pieces = metered(writeCsv(columns, rows), (facts) => making.parts.push({ path, ...facts }));
  return { path, content: Readable.from(pieces, { objectMode: false }) };
}

function tablePart(making: Making, columns: readonly ColumnFacts[]): ZipPart {
  const table = columns[0]?.table ?? '';
  const holding = holdings[table];
  if (holding === undefined || holding.kind === 'never') throw new Error(`${table} is not exported`);
  const kept = columns.filter((one) => formOf(table, one.name) !== 'leftOut');
  const leftOut = columns.filter((one) => !kept.includes(one)).map((one) => one.name);
  const path = `data/${table}.csv`;
  let rows = 0;
  async function* shaped(): AsyncGenerator<ExportRow> {
    for await (const row of ownedRows(making.client, kept, making.owner)) {
      rows += 1;
      yield shapeOf(making.platform, kept, row);
    }
  }
  const cells = writeCsv(
    kept.map(({ name }) => ({ key: name, title: name })),
    shaped(),
  );
  const { kind } = holding;
  const titles = { titleZh: titleOf('zh', table), titleEn: titleOf('en', table) };
  const pieces = metered(cells, (facts) => {
    making.parts.push({ path, ...facts });
    making.tables.push({ table, ...titles, kind, rows, path, ...facts, leftOut });
  });
  return { path, content: Readable.from(pieces, { objectMode: false }) };
}

const numbers = /^(?:smallint|integer|bigint|numeric|real|double precision)/;

function shapeOf(platform: Platform, columns: readonly ColumnFacts[], row: readonly Cell[]): ExportRow {
  return Object.fromEntries(
    columns.map(({ table, name, type }, i) => {
      const cell = row[i] ?? null;
      if (cell === null) return [name, null];
      if (formOf(table, name) === 'opened')
        return [name, new TextDecoder().decode(platform.secrets.open(Buffer.from(cell, 'hex')))];
      // A number that is the same when read back, so that its minus sign is no formula.
      return [name, numbers.test(type) && String(Number(cell)) === cell ? Number(cell) : cell];
    }),
  );
}

/** Null where the store does not have it; what was altered on the disk is given as it is, and told. */
async function filePart(making: Making, attachment: Attachment): Promise<ZipPart | null> {
  const { platform, files, parts } = making;
  const { sha256 } = attachment;
  if (!(await platform.files.has(sha256).catch(() => false))) {
    files.push({ ...attachment, state: 'missing', path: '', bytes: 0 });
    return null;
  }
  const path = `attachments/${sha256.slice(0, 2)}/${sha256}${await endingOf(platform, attachment)}`;
  const pieces = metered(await platform.files.get(sha256), (facts) => {
    parts.push({ path, ...facts });
    const state = facts.sha256 === sha256 ? 'whole' : 'damaged';
    files.push({ ...attachment, state, path, bytes: facts.bytes });
  });
  return { path, content: Readable.from(pieces, { objectMode: false }) };
}

/** First bytes of what phones bring without a name, so that it opens by itself. */
const beginnings: readonly (readonly [ending: string, at: number, bytes: string])[] = [
  ['.jpg', 0, 'ffd8ff'],
  ['.png', 0, '89504e47'],
  ['.pdf', 0, '25504446'],
  ['.webp', 8, '57454250'],
  ['.mp4', 4, '66747970'],
  ['.json', 0, '7b'],
];

async function endingOf(platform: Platform, { sha256, name }: Attachment): Promise<string> {
  const own = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0];
  if (own !== undefined) return own.toLowerCase();
  const handle = await open(platform.files.pathOf(sha256), 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    const head = buffer.subarray(0, bytesRead).toString('hex');
    return beginnings.find(([, at, bytes]) => head.startsWith(bytes, at * 2))?.[0] ?? '';
  } finally {
    await handle.close();
  }
}

async function* lists(making: Making, columns: readonly ColumnFacts[]): AsyncGenerator<ZipPart> {
  const { tables, files, parts } = making;
  yield csv(
    making,
    'tables.csv',
    tables.map(({ table, titleZh, titleEn, kind, rows, path, leftOut }) => ({
      table,
      title_zh: titleZh,
      title_en: titleEn,
      kind,
      rows,
      file: path,
      columns_left_out: leftOut.join(' '),
    })),
  );
  const inside = new Set(tables.map(({ table }) => table));
  yield csv(
    making,
    'columns.csv',
    columns
      .filter(({ table, name }) => inside.has(table) && formOf(table, name) !== 'leftOut')
      .map(({ table, name, type, required, refersTo, allowed }) => ({
        table,
        column: name,
        type,
        required: required ? 'yes' : 'no',
        refers_to: refersTo,
        allowed,
        form: formOf(table, name) === 'opened' ? 'stored sealed, opened here' : '',
      })),
  );
  if (files.length > 0)
    yield csv(
      making,
      'attachments.csv',
      files.map(({ sha256, name, contentType, table, state, path, bytes }) => ({
        sha256,
        name,
        content_type: contentType,
        named_in: table,
        state,
        file: path,
        bytes,
      })),
    );
  const left = Object.entries(holdings).flatMap(([table, holding]) =>
    holding.kind === 'never'
      ? [{ table, reason_zh: reasonsText.zh[holding.why], reason_en: reasonsText.en[holding.why] }]
      : [],
  );
  yield csv(making, 'not-exported.csv', left);
  yield text(making, 'manifest.json', `${JSON.stringify(manifestOf(making, left), null, 1)}\n`);
  const sums = parts.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  yield text(making, 'SHA256SUMS', sums);
}

function manifestOf(
  { about, owner, tables, files, parts }: Making,
  notExported: readonly Readonly<Record<string, string>>[],
): object {
  return {
    format: 'mingcha-agency-export-1',
    ...about,
    jurisdictionId: owner.jurisdictionId,
    rows: tables.reduce((sum, one) => sum + one.rows, 0),
    tables,
    attachments: {
      count: files.length,
      whole: files.filter((one) => one.state === 'whole').length,
      others: files
        .filter((one) => one.state !== 'whole')
        .map(({ sha256, name, state }) => ({ sha256, name, state })),
    },
    notExported,
    files: parts.filter(({ path }) => !path.startsWith('data/')),
  };
}
