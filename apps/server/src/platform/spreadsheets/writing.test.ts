/** I-11: no exported cell is a formula, and what is exported is imported again the same. I-10 for tables. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { normaliseCell } from '@mingcha/core/common/cells.ts';
import fc from 'fast-check';
import { type ExportRow, readRows, writeCsv, writeTemplate, writeXlsx } from './index.ts';
import { scratch } from './testing/scratch.ts';
import { neutralise } from './write-table.ts';

const files = scratch();
const columns = [
  { key: 'name', title: '名称' },
  { key: 'code', title: '代码' },
  { key: 'count', title: '次数' },
];
const starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\t=', "'="];
const attacks = starts.map((start) => `${start}cmd|'/C calc'!A0`);

async function written(form: 'csv' | 'xlsx', rows: readonly ExportRow[]): Promise<string> {
  const stream = form === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name: '名录', columns }, rows);
  return files.file(`a.${form}`, await buffer(stream));
}
async function cells(path: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readRows(path)) rows.push(row.cells);
  return rows;
}

for (const form of ['csv', 'xlsx'] as const) {
  test(`W-04 no cell of an exported ${form} begins like a formula`, async () => {
    const rows = await cells(
      await written(
        form,
        attacks.map((name) => ({ name, code: name, count: 1 })),
      ),
    );
    assert.equal(rows.length, attacks.length + 1);
    for (const [name = '', code = ''] of rows.slice(1)) {
      assert.match(name, /^'/);
      assert.match(code, /^'/);
    }
  });

  test(`what is exported as ${form} is imported the same`, async () => {
    const names = [
      '=1+1',
      '+86 1380',
      '-甲',
      '@乙',
      '＝丙',
      '甲公司',
      '"丁",\n戊',
      ' 己',
      '-',
      '00123',
      '911405811113541949',
      '<b>&amp;_x0041_',
      '𠮷野家',
    ];
    const read = await cells(
      await written(
        form,
        names.map((name) => ({ name, code: '00123', count: 37 })),
      ),
    );
    const imported = read.slice(1).map(([name = '']) => normaliseCell('text', name).value);
    assert.deepEqual(
      imported,
      names.map((name) => normaliseCell('text', name).value),
    );
    assert.deepEqual(read[1]?.slice(1), ['00123', '37']);
  });

  test(`any table exported as ${form} comes back`, async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (names) => {
        const read = await cells(
          await written(
            form,
            names.map((name) => ({ name, code: 'x', count: null })),
          ),
        );
        assert.deepEqual(
          read.slice(1).map(([name]) => name),
          names.map(neutralise),
        );
      }),
      { numRuns: 30 },
    );
  });
}

test('a CSV begins with the mark that spreadsheet programs want for Chinese', async () => {
  const path = await written('csv', []);
  assert.deepEqual([...readFileSync(path).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.deepEqual(await cells(path), [['名称', '代码', '次数']]);
});

test('rows are pulled one by one, so an export of any length needs no memory', async () => {
  let made = 0;
  function* rows(): Generator<ExportRow> {
    for (; made < 200_000; made++) yield { name: `第${made}家公司`, code: '91140581111357539Y', count: made };
  }
  const stream = writeXlsx({ name: '名录', columns }, rows());
  for await (const _piece of stream) break;
  assert.ok(made < 100_000, `${made} rows were made for the first piece`);
});

test('a template has its header, examples and text format, and reads back', async () => {
  const bytes = await writeTemplate(
    {
      name: '检查对象',
      columns: [...columns, { key: 'risk', title: '风险等级', values: ['低', '一般', '较大', '重大'] }],
    },
    [{ name: '例：某某公司', code: '91140581111357539Y', count: 1, risk: '低' }],
  );
  const read = await cells(files.file('template.xlsx', bytes));
  assert.deepEqual(read, [
    ['名称', '代码', '次数', '风险等级'],
    ['例：某某公司', '91140581111357539Y', '1', '低'],
  ]);
});
