/** Tests of the periods of reports and of their sentences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedIssue, periodOf, type ReportFigures, recentPeriods } from './report.ts';
import { periodWord, reportSections } from './report-form.ts';

test('R322 a day lies in its month, quarter and year, leap days and year ends included', () => {
  assert.deepEqual(periodOf('month', '2028-02-29'), { from: '2028-02-01', to: '2028-02-29' });
  assert.deepEqual(periodOf('quarter', '2026-12-31'), { from: '2026-10-01', to: '2026-12-31' });
  assert.deepEqual(periodOf('year', '2026-01-01'), { from: '2026-01-01', to: '2026-12-31' });
  assert.deepEqual(
    recentPeriods('quarter', '2026-02-10', 3).map((each) => each.from),
    ['2026-01-01', '2025-10-01', '2025-07-01'],
  );
  assert.equal(periodWord('quarter', '2026-07-01'), '2026年第三季度');
  assert.equal(periodWord('month', '2026-10-01'), '2026年10月');
  assert.equal(periodWord('year', '2026-01-01'), '2026年度');
});

test('R322 a report is issued from the day after its period, not on its last day', () => {
  assert.ok(!checkedIssue('2026-10-31', '2026-10-31').ok);
  assert.ok(checkedIssue('2026-10-31', '2026-11-01').ok);
});

const none = { work: '', handling: '', problems: '', next: '' };
const figures: ReportFigures = {
  asOf: '2026-11-01',
  from: '2026-10-01',
  to: '2026-10-31',
  lines: [
    { indicator: 'publicationRate', numerator: 19, denominator: 20, exempt: 2, void: 1, value: 0.95 },
    { indicator: 'taskCompletion', numerator: 0, denominator: 0, exempt: 0, void: 0, value: null },
  ],
  byUnit: { by: 'month', rows: [] },
  overdue: [
    { link: 'entry', late: 2 },
    { link: 'dispatch', late: 0 },
  ],
};

test('R322 sentences carry the figures with exempt and void ones, and no rate where there is nothing to divide by', () => {
  const sections = reportSections(figures, none, { entry: '结果录入' });
  assert.deepEqual(
    sections.map((each) => each.head.slice(0, 1)),
    ['一', '二', '三', '四', '五', '六'],
  );
  assert.match(
    sections[3]?.paragraphs[0] ?? '',
    /应公示检查结果20条，已公示19条，公示率95\.0%；不予公示、暂缓公示等2条，公示后撤回1条/,
  );
  assert.match(sections[0]?.paragraphs[0] ?? '', /抽查任务0项，已办结0项。/);
  assert.deepEqual(sections[4]?.paragraphs, [
    '截至2026年11月1日，责任清单中超过期限尚未完成的事项：结果录入2项。',
  ]);
  assert.deepEqual(sections[5]?.paragraphs, ['无。']);
});

test('R322 what the author wrote stands behind the sentences, one paragraph for each line', () => {
  const texts = { ...none, next: '一是加强培训。\n二是完善细则。', work: '召开部署会2次。' };
  const sections = reportSections(figures, texts, {});
  assert.deepEqual(sections[5]?.paragraphs, ['一是加强培训。', '二是完善细则。']);
  assert.equal(sections[0]?.paragraphs.at(-1), '召开部署会2次。');
});
