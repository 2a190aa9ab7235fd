import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderDocx } from '../platform/documents/paper-docx.ts';
import { renderPdf } from '../platform/documents/paper-pdf.ts';
import { sampleObject, sampleRecord } from './record-paper.fixture.ts';
import { recordPaper } from './record-paper.ts';

const options = { locale: 'zh', zone: 'Asia/Shanghai', site: 'https://example.gov.cn' } as const;

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOfPdf(bytes: Uint8Array): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'paper.pdf'), bytes);
    execFileSync('pdftotext', ['-layout', 'paper.pdf', 'paper.txt'], { cwd: folder });
    return readFileSync(join(folder, 'paper.txt'), 'utf8').replaceAll(/\s+/g, '');
  });
}

function textOfDocx(bytes: Uint8Array): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'paper.docx'), bytes);
    const xml = execFileSync('unzip', ['-p', 'paper.docx', 'word/document.xml'], { cwd: folder }).toString();
    return xml.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, '');
  });
}

const expected = [
  '编号：2026-007',
  '晋市防办抽查〔2026〕7号',
  '定向，部门联合抽查',
  '晋城市城区消防救援大队',
  '5.55',
  '进位取整',
  '已达频次上限',
  '09175059342981586505',
  'XDQN2GLDXAFAQEDBUGONQZTACJPIAG2ZL6QO6J644TBESVDUDW4Q',
  '147cd109ef3ffc6f2ed02379df17a302f3409c84dea39595fb9d2e56451ef104',
  '14050000123',
  '主持（法宣科）安岚',
  '派驻纪检监察组',
];

test('the record in PDF carries every field of the form', async () => {
  const text = textOfPdf(await renderPdf(recordPaper(sampleRecord(), options)));
  for (const wanted of expected) assert.ok(text.includes(wanted), wanted);
  assert.match(text, /第1页共\d页/);
});

test('the record in DOCX carries the same fields', async () => {
  const text = textOfDocx(await renderDocx(recordPaper(sampleRecord(), options)));
  for (const wanted of expected) assert.ok(text.includes(wanted), wanted);
});

test('a record of forty objects repeats the head of its table on each page', async () => {
  const objects = Array.from({ length: 40 }, (_, i) => sampleObject(i + 1));
  const text = textOfPdf(
    await renderPdf(recordPaper(sampleRecord({ objects, drawn: 40, planned: 40 }), options)),
  );
  assert.ok(text.split('检查组（姓名证号单位）').length > 3);
  assert.ok(text.includes('晋城市第40人防工程'));
});

test('the day on the record is the day of the business zone, not of the machine', async () => {
  const time = { sealedAt: '2026-05-06T15:59:00.000Z', drawnAt: '2026-05-06T16:30:00.000Z' };
  const text = textOfPdf(await renderPdf(recordPaper(sampleRecord({ time }), options)));
  assert.ok(text.includes('2026年5月7日00:30'));
  assert.ok(text.includes('2026年5月6日23:59'));
});
