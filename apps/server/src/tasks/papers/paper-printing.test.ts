/** U-07: every kind of paper, printed with short, typical, forty-problem and very long-name data. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { type PaperData, paperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { type PaperKind, paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { defaultWording } from '@mingcha/core/tasks/papers/paper-wording-form.ts';
import { renderDocx } from '../../platform/documents/paper-docx.ts';
import { renderPdf } from '../../platform/documents/paper-pdf.ts';
import { paperSample, type SampleSize, sampleSizes } from './paper-samples.fixture.ts';

function sampled(kind: PaperKind, size: SampleSize): Paper {
  const data = paperData[kind].parse(paperSample(kind, size)) as PaperData;
  const check = { id: '019a0000-0000-7000-8000-00000000beef', sha256: paperDigest(data), url: '' };
  return buildPaper(kind, data, { number: '晋应急〔2026〕3号', wording: defaultWording, check });
}

function inFolder<T>(name: string, bytes: Uint8Array, read: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'writ-'));
  try {
    writeFileSync(join(folder, name), bytes);
    return read(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const bare = (text: string): string => text.replaceAll(/\s+/g, '');
const inOrder = (text: string): string => bare(text).split('').toSorted().join('');

/** The text of each page in reading order, without spaces. */
function pagesOf(bytes: Uint8Array): readonly string[] {
  const text = inFolder('paper.pdf', bytes, (path) =>
    execFileSync('pdftotext', ['-raw', path, '-']).toString(),
  );
  return text.split('\f').slice(0, -1).map(bare);
}

/** Every text that a block shows. */
function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'fields':
      return block.rows.flat().flatMap((field) => [field.label, field.value]);
    case 'table':
      return block.rows.flat();
    case 'boxes':
      return block.rows.flatMap((row) => [row.label, row.text, row.foot]);
    case 'signing':
      return [...block.lead, ...block.lines.map((line) => line.note), block.seal?.name ?? ''];
    case 'card':
      return [block.title, ...block.lines];
    case 'paragraph':
    case 'heading':
    case 'note':
      return [block.text];
    default:
      return [];
  }
}

/** Characters that stand on the paper must stand in the print, as often. */
function missing(paper: Paper, printed: string): readonly string[] {
  const count = (text: string): ReadonlyMap<string, number> => {
    const counted = new Map<string, number>();
    for (const one of text) counted.set(one, (counted.get(one) ?? 0) + 1);
    return counted;
  };
  const wanted = count(inOrder(paper.blocks.flatMap(textsOf).join('')));
  const found = count(inOrder(printed));
  return [...wanted].filter(([one, times]) => (found.get(one) ?? 0) < times).map(([one]) => one);
}

const most: Readonly<Record<SampleSize, number>> = { short: 4, typical: 6, forty: 18, longNames: 7 };
const rawHead = (block: Extract<Block, { kind: 'table' }>): string => bare(block.heads.join(''));

for (const kind of paperKinds) {
  test(`U-07 R169 ${kind}: every field is printed, heads repeat, no signature stands alone, in four sizes`, async () => {
    for (const size of sampleSizes) {
      const paper = sampled(kind, size);
      const pages = await renderPdf(paper).then(pagesOf);
      const printed = pages.join('');
      assert.deepEqual(missing(paper, printed), [], `${kind} ${size}`);
      assert.ok(pages.length <= most[size], `${kind} ${size} takes ${pages.length} pages`);
      pages.forEach((page, index) =>
        assert.ok(page.includes(`第${index + 1}页共${pages.length}页`), page.slice(-40)),
      );
      checkSignatures(paper, pages);
      checkHeads(paper, pages);
    }
  });
}

/** The page of a signature shows the last words of the text above as well. */
function checkSignatures(paper: Paper, pages: readonly string[]): void {
  for (const block of paper.blocks) {
    if (block.kind !== 'signing') continue;
    const last = bare(block.lead.at(-1) ?? '');
    const mark =
      block.seal === null ? bare(block.lines.at(-1)?.label ?? '') : bare(block.seal.name).slice(-6);
    const together = pages.filter((page) => page.includes(last) && page.includes(mark));
    assert.ok(last !== '' && together.length > 0, `${paper.title}: ${last} and ${mark} on one page`);
  }
}

/** A table that runs over pages shows its head on each of them. */
function checkHeads(paper: Paper, pages: readonly string[]): void {
  for (const block of paper.blocks) {
    if (block.kind !== 'table' || block.rows.length < 40) continue;
    const shown = pages.filter((page) => page.includes(rawHead(block)));
    const ends = [block.rows[0], block.rows.at(-1)].map((row) => bare(row?.[1] ?? ''));
    const first = pages.findIndex((page) => page.includes(ends[0]?.slice(0, 8) ?? ''));
    const last = pages.findLastIndex((page) => page.includes(ends[1]?.slice(0, 8) ?? ''));
    assert.ok(
      shown.length >= last - first + 1,
      `${paper.title}: head on ${shown.length} of ${last - first + 1} pages`,
    );
  }
}

test('R169 the DOCX carries the same fields as the PDF', async () => {
  for (const kind of paperKinds) {
    const paper = sampled(kind, 'typical');
    const xml = inFolder('paper.docx', await renderDocx(paper), (path) =>
      execFileSync('unzip', ['-p', path, 'word/document.xml'], { maxBuffer: 1 << 26 }).toString(),
    );
    assert.deepEqual(missing(paper, xml.replaceAll(/<[^>]+>/g, '')), [], kind);
  }
});
