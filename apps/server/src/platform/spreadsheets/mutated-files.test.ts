/**
 * I-02 valid tables with bytes changed, cut, doubled or moved: each is read or refused in words, at once, and never fails. With
 * LONG_RUN=1 twenty thousand of them.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { spreadsheetText } from '@mingcha/core/common/spreadsheet-text.ts';
import { readTable, SpreadsheetError } from './index.ts';
import { gb18030, textRows, utf16, workbook } from './testing/build-files.ts';
import { scratch } from './testing/scratch.ts';

const files = scratch();
const runs = process.env['LONG_RUN'] === '1' ? 20_000 : 400;
const rows = [
  ['企业名称', '统一社会信用代码', '地址'],
  ...Array.from({ length: 30 }, (_, i) => [`第${i}家公司`, '91140581111357539Y', `"城区",${i}号\n二楼`]),
];
const csv = rows
  .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
  .join('\r\n');
const valid: readonly { readonly name: string; readonly bytes: Buffer }[] = [
  { name: 'a.xlsx', bytes: workbook({ rows: textRows(rows) }) },
  { name: 'a.csv', bytes: Buffer.from(csv) },
  { name: 'b.csv', bytes: gb18030(csv) },
  { name: 'c.csv', bytes: utf16(csv, true) },
];

/** Numbers below 2^32 that repeat for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(bytes: Buffer, seed: number): Buffer {
  const pick = chance(seed);
  let out = Buffer.from(bytes);
  for (let n = 0; n <= pick(4); n += 1) {
    const [at, length] = [pick(out.length), 1 + pick(40)];
    const part = out.subarray(at, at + length);
    const kind = pick(5);
    if (kind === 0) out.writeUInt8(pick(256), at);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), part, out.subarray(at)]);
    else if (kind === 3)
      out = Buffer.concat([out.subarray(0, at), Buffer.alloc(length, pick(256)), out.subarray(at)]);
    else out = out.subarray(0, at + 1);
  }
  return out;
}

test(`I-02 ${runs} changed files are read or refused in words, each within two seconds`, {
  timeout: 3_600_000,
}, async () => {
  let read = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const { name, bytes } = valid[seed % valid.length] ?? { name: '', bytes: Buffer.alloc(0) };
    const path = files.file(name, mutated(bytes, seed));
    const began = performance.now();
    try {
      for await (const row of readTable(path, { fileName: name })) assert.ok(row);
      read += 1;
    } catch (error) {
      assert.ok(error instanceof SpreadsheetError, `seed ${seed}: ${String(error)}`);
      assert.ok(error.code in spreadsheetText.zh, `seed ${seed}: ${error.code}`);
    }
    assert.ok(performance.now() - began < 2_000, `seed ${seed} took too long`);
    rmSync(path);
  }
  assert.ok(read > 0 && read < runs, `${read} read`);
});
