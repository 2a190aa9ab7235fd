/** Tests of the brief's sentences: they say what the figures say, and nothing where there is nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BriefFigures,
  briefSentences,
  changeText,
  percentText,
  pointsBetween,
  shareText,
} from './brief.ts';

const figures: BriefFigures = {
  timeliness: { now: { numerator: 9, denominator: 10 }, before: { numerator: 3, denominator: 4 } },
  rectifications: { open: 5, overdue: 2 },
  objections: { open: 1, overdue: 0 },
  late: { total: 3, first: { subject: '茶亭采石场', dueOn: '2026-11-02', people: ['柏文', '安岚'] } },
};

test('three sentences from the figures: published, open, late', () => {
  assert.deepEqual(briefSentences(figures, 'zh'), [
    '本月公示检查结果10件，其中按期9件，公示及时率90.0%，比上月提高15.0个百分点。',
    '未办结的整改5件，其中逾期2件；未答复的异议1件，其中逾期0件。',
    '已逾期事项3项，期限最早的是“茶亭采石场”（2026-11-02到期），由柏文、安岚办理。',
  ]);
  assert.match(
    briefSentences(figures, 'en')[0],
    /10 results .* 9 of them on time \(90\.0%\); 15\.0 points more/,
  );
});

test('a month without results, and nothing late, is said as such', () => {
  const none = { numerator: 0, denominator: 0 };
  const quiet: BriefFigures = {
    ...figures,
    timeliness: { now: none, before: none },
    late: { total: 0, first: null },
  };
  const [published, , late] = briefSentences(quiet, 'zh');
  assert.equal(published, '本月尚未公示检查结果。');
  assert.equal(late, '截至目前没有逾期事项。');
});

test('down, the same, and nothing to compare with', () => {
  const of = (now: number, before: number) =>
    briefSentences(
      {
        ...figures,
        timeliness: {
          now: { numerator: now, denominator: 10 },
          before: { numerator: before, denominator: before === 0 ? 0 : 10 },
        },
      },
      'zh',
    )[0];
  assert.match(of(7, 8), /比上月下降10\.0个百分点/);
  assert.match(of(8, 8), /与上月持平/);
  assert.match(of(8, 0), /上月没有可比数据/);
});

test('shares and changes: a dash where nothing is to be divided by', () => {
  assert.equal(percentText({ numerator: 1, denominator: 3 }), '33.3%');
  assert.equal(shareText({ numerator: 0, denominator: 0 }), '–');
  assert.equal(shareText({ numerator: 1, denominator: 4 }), '25.0% (1/4)');
  assert.equal(pointsBetween({ numerator: 1, denominator: 3 }, { numerator: 1, denominator: 4 }), 8.3);
  assert.equal(
    changeText({ numerator: 1, denominator: 4 }, { numerator: 1, denominator: 2 }, 'zh'),
    '-25.0个百分点',
  );
  assert.equal(changeText({ numerator: 1, denominator: 4 }, { numerator: 0, denominator: 0 }, 'zh'), '–');
});
