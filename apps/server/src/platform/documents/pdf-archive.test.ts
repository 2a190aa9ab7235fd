/**
 * What PDF/A-2b asks of a file, checked on a bundle made for the archive (ISO 19005-2: 6.1.2 header, 6.1.3 trailer, 6.2.3
 * output intent, 6.2.11 fonts, 6.3 annotations, 6.5 actions, 6.6 metadata). No checker is installed with the project; the
 * objects of the file are read here, those in streams too.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { Paper } from '@mingcha/core/common/paper.ts';
import { renderBundle } from './paper-bundle.ts';

const paper: Paper = {
  language: 'zh-CN',
  look: 'writ',
  authority: '晋州市应急管理局',
  title: '现场检查记录',
  number: '晋应急检记〔2026〕8号',
  blocks: [
    { kind: 'paragraph', text: '检查人员㛃䶮、𠮷某在现场出示证件 ZF13018300012。' },
    { kind: 'table', heads: ['序号', '名称'], widths: [20, 80], rows: [['1', '照片']] },
    { kind: 'code', qr: 'https://example.org/p/papers/1', lines: ['扫码核验'] },
    {
      kind: 'signing',
      lead: ['以上情况属实。'],
      lines: [{ label: '检查人员', note: '王芳' }],
      seal: { name: '晋州市应急管理局', day: '2026年1月6日' },
    },
  ],
  check: { qr: 'https://example.org/p/papers/1', line: '文书标识 1' },
  foot: '第 {page} 页　共 {pages} 页',
};

interface Read {
  readonly raw: string;
  /** Every dictionary of the file, those of object streams inflated. */
  readonly objects: string;
}

function readPdf(bytes: Uint8Array): Read {
  const raw = Buffer.from(bytes).toString('latin1');
  const inflated: string[] = [];
  for (const found of raw.matchAll(/\/Type\s*\/ObjStm[\s\S]*?stream\r?\n([\s\S]*?)endstream/g))
    inflated.push(inflateSync(Buffer.from(found[1] ?? '', 'latin1')).toString('latin1'));
  return { raw, objects: raw.replaceAll(/stream\r?\n[\s\S]*?endstream/g, 'stream') + inflated.join('\n') };
}

async function archived(): Promise<Uint8Array> {
  const { bytes } = await renderBundle({
    title: '行政检查案卷',
    author: '晋州市应急管理局',
    papers: [paper, { ...paper, orientation: 'landscape', mark: '作废' }],
    isArchive: true,
    madeAt: '2026-03-01T02:00:00.000Z',
  });
  return bytes;
}

test('a dossier is PDF/A-2b by its header, trailer, metadata and output intent', async () => {
  const bytes = await archived();
  const { raw, objects } = readPdf(bytes);
  assert.match(raw, /^%PDF-1\.[4-7]\n%[\x80-\xff]{4}/, 'a comment of four high bytes follows the header');
  assert.match(raw, /%%EOF\s*$/, 'nothing stands behind the end');
  assert.match(
    objects,
    /\/ID\s*\[\s*<[0-9a-f]{32}>\s*<[0-9a-f]{32}>\s*\]/i,
    'the trailer has its identifiers',
  );
  const packet = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(Buffer.from(bytes).toString('utf8'))?.[0] ?? '';
  assert.match(packet, /pdfaid:part>2</);
  assert.match(packet, /pdfaid:conformance>B</);
  assert.ok(packet.includes('行政检查案卷'), 'the title of the metadata is the one of the file');
  assert.match(objects, /\/Metadata \d+ 0 R/, 'the catalogue names the metadata');
  assert.match(objects, /\/S\s*\/GTS_PDFA1/);
  assert.match(objects, /\/DestOutputProfile \d+ 0 R/, 'the output intent brings its colour profile');
});

test('a dossier hides nothing: no encryption, scripts, actions, attachments, outside references or devices’ colours', async () => {
  const { objects } = readPdf(await archived());
  for (const word of [
    'Encrypt',
    'JavaScript',
    'JS',
    'Launch',
    'EmbeddedFiles',
    'XFA',
    'LZWDecode',
    'DeviceCMYK',
    'AA',
    'RichMedia',
    'Movie',
    'Sound',
  ])
    assert.doesNotMatch(objects, new RegExp(`/${word}(?![A-Za-z0-9])`), word);
  assert.doesNotMatch(objects, /\/F\s*\(/, 'no stream lies in another file');
  assert.doesNotMatch(
    objects,
    /\/Subtype\s*\/(Widget|Link|FileAttachment)/,
    'no annotation that would need an appearance',
  );
});

test('every face of a dossier is embedded, with a map back to characters, and every character has its glyph', async () => {
  const bytes = await archived();
  const { objects } = readPdf(bytes);
  const faces = [...objects.matchAll(/\/Type\s*\/FontDescriptor[\s\S]*?>>/g)].map((found) => found[0]);
  assert.ok(faces.length > 0);
  for (const face of faces) assert.match(face, /\/FontFile[23]? \d+ 0 R/);
  assert.doesNotMatch(
    objects,
    /\/Subtype\s*\/Type1(?!C)/,
    'none of the fourteen faces that are never embedded',
  );
  assert.match(objects, /\/ToUnicode \d+ 0 R/);
  assert.match(objects, /\/CIDToGIDMap\s*\/Identity/);
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    writeFileSync(join(folder, 'dossier.pdf'), bytes);
    const text = execFileSync('pdftotext', [join(folder, 'dossier.pdf'), '-']).toString();
    assert.ok(text.includes('㛃䶮') && text.includes('ZF13018300012'));
    assert.ok(
      text.includes('□（U+20BB7）某'),
      'a character that the face lacks is a box with its code point',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
