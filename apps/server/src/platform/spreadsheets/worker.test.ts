/** The child process: what it writes, and that nothing a file does reaches the server. R-08 in short. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { columnPlan } from '@mingcha/core/registers/columns.ts';
import { inspectInWorker, parseInWorker } from './index.ts';
import type { ParseRequest } from './parse-in-worker.ts';
import { textRows, workbook } from './testing/build-files.ts';
import { buildZip } from './testing/build-zip.ts';
import { scratch } from './testing/scratch.ts';
import type { Progress } from './types.ts';

const files = scratch();
let outputs = 0;
function request(path: string, more: Partial<ParseRequest> = {}): ParseRequest {
  const columns = columnPlan('objects', { name: 0, uscc: 1, riskLevel: 2, registeredOn: 3 });
  return { path, columns, output: join(files.folder, `out-${++outputs}.copy`), ...more };
}
function lines(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

const header = '企业名称,统一社会信用代码,风险等级,成立日期\n';

test('rows are normalised and written for COPY with their row numbers and problems', async () => {
  const path = files.file(
    'a.csv',
    `对象名录,,,\n${header}　甲 公司\\,９１１４０５８１１１１３５７５３９ｙ,低风险,2026年3月1日\n乙公司,91140581111357539X,待定,3/1/2026\n,N/A,,\n合计,2,,\n`,
  );
  const result = await parseInWorker(request(path));
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(result.value.columns, ['row_no', 'name', 'uscc', 'riskLevel', 'registeredOn', 'problems']);
  const [first, second = '', third] = lines(result.value.output);
  assert.equal(first, '3\t甲公司\\\\\t91140581111357539Y\tlow\t2026-03-01\t\\N');
  const [row, name, uscc, risk, day, problems = ''] = second.split('\t');
  assert.deepEqual([row, name, uscc, risk, day], ['4', '乙公司', '91140581111357539X', '待定', '3/1/2026']);
  assert.deepEqual(JSON.parse(problems), [
    { code: 'cell.uscc_check', field: 'uscc', column: 'B', value: '91140581111357539X' },
    { code: 'cell.unknown_word', field: 'riskLevel', column: 'C', value: '待定' },
    { code: 'cell.not_a_date', field: 'registeredOn', column: 'D', value: '3/1/2026' },
  ]);
  assert.match(third ?? '', /^5\t\\N\t\\N.*cell\.missing/);
  assert.deepEqual(result.value.skipped, [{ row: 6, role: 'total', text: '合计 2' }]);
  assert.deepEqual([result.value.rows, result.value.rowsWithProblems], [3, 2]);
});

test('an inspection in the child is the same as one here', async () => {
  const result = await inspectInWorker({
    path: files.file(
      'a.xlsx',
      workbook({
        rows: textRows([
          ['企业名称', '代码'],
          ['甲', '1'],
        ]),
      }),
    ),
    whole: true,
  });
  assert.ok(result.ok);
  assert.deepEqual(
    [result.value.titles, result.value.dataRows, result.value.samples[0]?.cells],
    [['企业名称', '代码'], 1, ['甲', '1']],
  );
});

test('a refusal keeps its code, row and column and leaves no file behind', async () => {
  const asked = request(files.file('a.csv', `${header}甲,"乙\n丙,丁\n`));
  const result = await parseInWorker(asked);
  assert.deepEqual(result, {
    ok: false,
    error: { code: 'spreadsheet.unclosed_quote', data: { row: 2, column: 'B' } },
  });
  assert.equal(existsSync(asked.output), false);
});

test('an output file that exists is not overwritten', async () => {
  const output = files.file('kept.copy', 'kept');
  const result = await parseInWorker(request(files.file('a.csv', `${header}甲,,,\n`), { output }));
  assert.equal(result.ok, false);
});

test('a child that needs more memory than allowed is killed and says so', async () => {
  const strings = Array.from({ length: 400_000 }, (_, i) => `第${i}家有限责任公司晋城市分公司`);
  const path = files.file(
    'a.xlsx',
    workbook({
      rows: textRows([
        ['企业名称', '代码'],
        ['甲', '1'],
      ]),
      strings,
    }),
  );
  const result = await parseInWorker(request(path, { limits: { memoryBytes: 48 << 20, ratio: 10_000 } }));
  assert.deepEqual(result, { ok: false, error: { code: 'spreadsheet.memory', data: { limit: 48 } } });
});

test('a child that takes too long is killed and says so', async () => {
  const path = files.file('a.csv', header + '甲公司,,低,2026-03-01\n'.repeat(400_000));
  const result = await parseInWorker(request(path, { limits: { timeMs: 300 } }));
  assert.deepEqual(result, { ok: false, error: { code: 'spreadsheet.timeout', data: { limit: 0 } } });
});

test('a reader that is cancelled stops, and this process stays responsive meanwhile', async () => {
  const path = files.file('a.csv', header + '甲公司,,低,2026-03-01\n'.repeat(600_000));
  const abort = new AbortController();
  const seen: Progress[] = [];
  const asked = request(path, {
    signal: abort.signal,
    onProgress(progress) {
      seen.push(progress);
      if (seen.length === 2) abort.abort();
    },
  });
  const result = await parseInWorker(asked);
  assert.deepEqual(result, { ok: false, error: { code: 'spreadsheet.cancelled' } });
  assert.ok((seen[1]?.share ?? 1) < 1);
  assert.equal(existsSync(asked.output), false);
});

test('a file that breaks the reader is a refusal, never an exception here', async () => {
  const result = await inspectInWorker({
    path: files.file('a.xlsx', buildZip([{ name: '[Content_Types].xml', data: 'x' }])),
  });
  assert.deepEqual(result.ok ? null : result.error.code, 'spreadsheet.broken');
});
