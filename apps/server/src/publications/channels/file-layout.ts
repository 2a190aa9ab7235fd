/**
 * The bytes of an exported file: one workbook for a layout of one block, a zip of workbooks for several, and for the
 * government site a package of pages, data and feed (docs/channels). No database.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  blocksOf,
  type LayoutBlock,
  type LayoutRow,
  type OutsideChannel,
} from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import { zipPieces } from '../../platform/files/zip-writer.ts';
import { writeXlsx } from '../../platform/spreadsheets/index.ts';
import { siteFeed, sitePage } from './site-package-form.ts';

export interface WrittenFile {
  readonly bytes: Uint8Array;
  readonly extension: 'xlsx' | 'zip';
  readonly contentType: string;
}
export type BlockRows = Readonly<Record<string, readonly LayoutRow[]>>;

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function writeChannelFile(
  kind: OutsideChannel,
  of: { readonly rows: BlockRows; readonly day: string },
): Promise<WrittenFile> {
  const blocks = blocksOf(channelLayouts[kind]);
  const [only] = blocks;
  if (kind === 'governmentSite') return zipOf(sitePackage(of));
  if (blocks.length === 1 && only !== undefined)
    return { bytes: await workbook(only, of.rows[only.key] ?? []), extension: 'xlsx', contentType: xlsxType };
  const parts = [];
  const filled = blocks.filter((block) => (of.rows[block.key] ?? []).length > 0);
  for (const block of filled)
    parts.push({ path: `${block.key}.xlsx`, content: await workbook(block, of.rows[block.key] ?? []) });
  return zipOf(parts);
}

async function zipOf(
  parts: readonly { readonly path: string; readonly content: Uint8Array }[],
): Promise<WrittenFile> {
  const bytes = await buffer(Readable.from(zipPieces(parts)));
  return { bytes, extension: 'zip', contentType: 'application/zip' };
}

async function workbook(block: LayoutBlock, rows: readonly LayoutRow[]): Promise<Uint8Array> {
  const columns = block.fields.map(({ key, title }) => ({ key, title, width: 20 }));
  return buffer(writeXlsx({ name: block.key, columns }, rows));
}

function sitePackage(of: { readonly rows: BlockRows; readonly day: string }) {
  const all = Object.values(of.rows).flat();
  const isShown = (row: LayoutRow): boolean => row['op'] !== 'remove';
  const blocks = Object.fromEntries(
    Object.entries(of.rows).map(([key, rows]) => [key, rows.filter(isShown)] as const),
  );
  const removed = all.filter((row) => !isShown(row)).map((row) => row['recordId'] ?? '');
  const data = Buffer.from(
    JSON.stringify({ layout: 'government-site-1', day: of.day, ...blocks, removed }, null, 1),
  );
  const files = [
    { path: 'data.json', content: data },
    { path: 'index.html', content: Buffer.from(sitePage(blocks, of.day)) },
    { path: 'feed.xml', content: Buffer.from(siteFeed(blocks, of.day)) },
  ];
  const sums = files.map(
    ({ path, content }) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`,
  );
  return [...files, { path: 'SHA256SUMS', content: Buffer.from(sums.join('')) }];
}
