/** Tests of the scoring sheet and of making rare rows coarser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorKeys } from '../figures/indicators.ts';
import { packageFileNames, packageFiles } from './codebook.ts';
import { codebookForm } from './codebook-form.ts';
import { generalised, generaliseRare, meanScore, openLines, type SheetLine, sheetOf } from './evaluation.ts';

const line = (score: number | null, note = ''): SheetLine => ({ indicator: 'planCompletion', score, note });

test('R325 a sheet has a line for every indicator, and a line counts once it has a score or a reason for none', () => {
  assert.deepEqual(
    sheetOf([line(80)]).map((each) => each.indicator),
    indicatorKeys,
  );
  assert.equal(openLines([line(80)]).length, indicatorKeys.length - 1);
  assert.equal(openLines([line(null, '没有数据')]).length, indicatorKeys.length - 1);
  assert.equal(openLines([]).length, indicatorKeys.length);
});

test('R325 the mean is made of the scores that were given', () => {
  assert.equal(meanScore([line(80), { ...line(85), indicator: 'taskCompletion' }, line(null, '无')]), 82.5);
  assert.equal(meanScore([line(null, '无')]), null);
});

test('R325 what fewer than five rows of an agency share loses its finest values first', () => {
  const row = (agency: string, kind: string, month: string, area: string) => ({ agency, kind, month, area });
  const common = Array.from({ length: 5 }, () => row('甲局', '企业', '2026-03', '东街'));
  const byMonth = Array.from({ length: 4 }, (_, i) => row('甲局', '企业', '2026-03', `西街${i}`));
  const rare = row('甲局', '矿山', '2026-04', '北乡');
  const elsewhere = row('乙局', '企业', '2026-03', '东街');
  const rows = [...common, ...byMonth, rare, elsewhere];
  const by = { within: 'agency', columns: ['kind', 'month', 'area'] } as const;
  const made = generaliseRare(rows, by, 5);
  assert.deepEqual(made.slice(0, 5), common);
  for (const each of made.slice(5, 9)) assert.deepEqual(each, row('甲局', '企业', '2026-03', generalised));
  assert.deepEqual(made[9], row('甲局', generalised, generalised, generalised));
  assert.deepEqual(made[10], row('乙局', generalised, generalised, generalised));
});

test('R325 the codebook says in two languages what each column of each file holds', () => {
  for (const locale of ['zh', 'en'] as const) {
    const words: Readonly<Record<string, string>> = codebookForm[locale];
    for (const name of packageFileNames) {
      assert.ok(words[`file.${name}`]);
      for (const column of packageFiles[name])
        assert.ok(words[`${name}.${column}`] ?? words[column], `${locale} ${name}.${column}`);
    }
  }
});
