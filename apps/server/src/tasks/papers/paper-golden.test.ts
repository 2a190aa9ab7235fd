/**
 * U-07 golden prints: where every line of every kind of paper stands, on which page, held against a list that a person
 * has looked at. `RENEW_GOLDEN=1 node --test <this file>` writes the list anew after a wanted change; look at the papers
 * then (`node tools/print-papers.ts FOLDER`).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type PaperKind, paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { renderPdf } from '../../platform/documents/paper-pdf.ts';
import { sampledPaper } from './paper-samples.fixture.ts';

const goldenFile = join(import.meta.dirname, 'paper-golden.txt');

/** In points; a line that moves further is seen by whoever holds two prints side by side. */
const tolerance = 2;

interface Line {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly text: string;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Lines as they are read off the print. */
async function linesOf(kind: PaperKind): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, await renderPdf(sampledPaper(kind, 'typical')));
    const pages = execFileSync('pdftotext', ['-bbox-layout', file, '-']).toString().split('<page ').slice(1);
    return pages.flatMap((page, at) =>
      [...page.matchAll(/<line xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)<\/line>/gs)].map(
        ([, left = '', top = '', words = '']) => ({
          page: at + 1,
          left: Math.round(Number(left)),
          top: Math.round(Number(top)),
          text: unescaped([...words.matchAll(/<word[^>]*>(.*?)<\/word>/g)].map(([, word]) => word).join('')),
        }),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const written = (kind: PaperKind, lines: readonly Line[]): string =>
  lines.map(({ page, left, top, text }) => `${kind} ${page} ${left} ${top} ${text}`).join('\n');

function golden(kind: PaperKind): readonly Line[] {
  return readFileSync(goldenFile, 'utf8')
    .split('\n')
    .filter((row) => row.startsWith(`${kind} `))
    .map((row) => {
      const [, page = '', left = '', top = '', ...text] = row.split(' ');
      return { page: Number(page), left: Number(left), top: Number(top), text: text.join(' ') };
    });
}

if (process.env['RENEW_GOLDEN'] === '1') {
  const all: string[] = [];
  for (const kind of paperKinds) all.push(written(kind, await linesOf(kind)));
  writeFileSync(goldenFile, `${all.join('\n')}\n`);
}

for (const kind of paperKinds) {
  test(`U-07 golden print: every line of ${kind} stands where it stood`, async () => {
    const found = await linesOf(kind);
    const wanted = golden(kind);
    assert.ok(wanted.length > 3, `${wanted.length} lines are known`);
    assert.deepEqual(
      found.map(({ page, text }) => `${page} ${text}`),
      wanted.map(({ page, text }) => `${page} ${text}`),
    );
    const moved = found.filter(({ left, top }, i) => {
      const before = wanted[i];
      return (
        before === undefined ||
        Math.abs(left - before.left) > tolerance ||
        Math.abs(top - before.top) > tolerance
      );
    });
    assert.deepEqual(moved, []);
  });
}
