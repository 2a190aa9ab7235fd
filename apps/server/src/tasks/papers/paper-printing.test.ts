/** U-07: every kind of paper, printed with short, typical, forty-problem and very long-name data. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { renderDocx } from '../../platform/documents/paper-docx.ts';
import { renderPdf } from '../../platform/documents/paper-pdf.ts';
import { longTexts, type SampleSize, sampledPaper, sampleSizes } from './paper-samples.fixture.ts';

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

/** The text of each page in reading order. */
function printedPages(bytes: Uint8Array): readonly string[] {
  const text = inFolder('paper.pdf', bytes, (path) =>
    execFileSync('pdftotext', ['-raw', path, '-']).toString(),
  );
  return text.split('\f').slice(0, -1);
}

/** Faces that are named and not embedded. */
function facesOutside(bytes: Uint8Array): readonly string[] {
  const rows = inFolder('paper.pdf', bytes, (path) => execFileSync('pdffonts', [path]).toString());
  return rows
    .split('\n')
    .slice(2)
    .filter((row) => row !== '' && !/ yes (yes|no) +(yes|no) +\d+ +\d+$/.test(row));
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
    case 'text':
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

/** Signs that never begin a line. */
const neverFirst = /^[。，、；：？！）》〉」』】〕”’·％]/u;
const most: Readonly<Record<SampleSize, number>> = { short: 4, typical: 6, forty: 18, longNames: 8 };
const rawHead = (block: Extract<Block, { kind: 'table' }>): string => bare(block.heads.join(''));

for (const kind of paperKinds) {
  test(`U-07 R169 ${kind}: every field is printed, heads repeat, no signature stands alone, in four sizes`, async () => {
    for (const size of sampleSizes) {
      const paper = sampledPaper(kind, size);
      const bytes = await renderPdf(paper);
      const raw = printedPages(bytes);
      const pages = raw.map(bare);
      const printed = pages.join('');
      assert.deepEqual(missing(paper, printed), [], `${kind} ${size}`);
      assert.ok(pages.length <= most[size], `${kind} ${size} takes ${pages.length} pages`);
      pages.forEach((page, index) =>
        assert.ok(page.includes(`第${index + 1}页共${pages.length}页`), page.slice(-40)),
      );
      checkSignatures(paper, pages);
      checkHeads(paper, pages);
      checkEnds(paper, pages);
      assert.deepEqual(facesOutside(bytes), [], `${kind} ${size}: every face is embedded`);
      const wrong = raw.flatMap((page) => page.split('\n')).filter((line) => neverFirst.test(line));
      assert.deepEqual(wrong, [], `${kind} ${size}: no line begins with a closing sign`);
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

/** The last page says more than who signs and how many copies there are: words of the text above, or rows of its table. */
function checkEnds(paper: Paper, pages: readonly string[]): void {
  const last = pages.at(-1) ?? '';
  const at = paper.blocks.findLastIndex((block) => block.kind === 'signing' && block.slip === undefined);
  const above = paper.blocks[at - 1];
  const page = pages.find((each) => each.includes(bare(signedLead(paper, at))));
  if (above?.kind === 'table')
    assert.ok(
      page?.includes(bare(above.rows.at(-1)?.[1] ?? '').slice(-12)),
      `${paper.title}: the last row stands with the signature`,
    );
  if (above?.kind === 'paragraph')
    assert.ok(
      page?.includes(bare(above.text).slice(-12)),
      `${paper.title}: ${above.text} above the signature`,
    );
  const small = paper.blocks.filter((block) => block.kind === 'note').map((block) => bare(block.text));
  const rest = small.reduce((text, note) => text.replace(note, ''), last).replace(/第\d+页共\d+页.*$/, '');
  assert.notEqual(rest, '', `${paper.title}: no page for small print alone`);
}

function signedLead(paper: Paper, at: number): string {
  const block = paper.blocks[at];
  return block?.kind === 'signing' ? (block.lead[0] ?? '') : '';
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

test('R169 very long names, addresses and items stand whole on one page', async () => {
  for (const kind of ['notice', 'approvalForm', 'siteRecord'] as const) {
    const pages = printedPages(await renderPdf(sampledPaper(kind, 'longNames'))).map(bare);
    for (const text of [longTexts.name, longTexts.address, longTexts.item])
      assert.ok(
        pages.some((page) => page.includes(text)),
        `${kind}: ${text}`,
      );
  }
});

test('R169 a trip sheet is one page', async () => {
  for (const size of sampleSizes)
    assert.equal(printedPages(await renderPdf(sampledPaper('tripSheet', size))).length, 1, size);
});

test('R169 forty inspectors all find a line to sign on', async () => {
  const people = Array.from({ length: 40 }, (_, index) => ({
    name: `检查员${index + 1}号`,
    certificateNumber: `ZF${String(index + 1).padStart(10, '0')}`,
  }));
  const paper = sampledPaper('siteRecord', 'typical', { people });
  const pages = printedPages(await renderPdf(paper));
  assert.deepEqual(missing(paper, pages.map(bare).join('')), []);
  assert.ok(pages.at(-1)?.includes('本文书一式两份'));
});

test('R169 the DOCX carries the same fields as the PDF', async () => {
  for (const kind of paperKinds) {
    const paper = sampledPaper(kind, 'typical');
    const xml = inFolder('paper.docx', await renderDocx(paper), (path) =>
      execFileSync('unzip', ['-p', path, 'word/document.xml'], { maxBuffer: 1 << 26 }).toString(),
    );
    assert.deepEqual(missing(paper, xml.replaceAll(/<[^>]+>/g, '')), [], kind);
  }
});
