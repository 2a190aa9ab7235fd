/** Dividing a pasted statute into articles: nothing lost, nothing joined, doubts said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseNumber } from './article-words.ts';
import { joinArticles, splitArticles } from './split-articles.ts';
import { starterStatutes } from './starter-statutes-form.ts';

const law = `中华人民共和国某某法
（2021年1月22日通过）
目　录
第一章　总　则
第二章　监督

第一章　总　则
第一条　为了规范监督，制定本法。
第二条 在中华人民共和国领域内适用本法。
前款规定以外的，适用其他法律。
第二章　监督
第三条　检查人员不得少于两人。
第十条规定的情形除外。
第四条依照第三条、第五条规定办理。`;

test('articles keep their paragraphs and their chapter, and what stands before the first is told apart', () => {
  const { articles, before, problems } = splitArticles(law);
  assert.deepEqual(
    articles.map((one) => [one.number, one.chapter]),
    [
      ['第一条', '第一章　总　则'],
      ['第二条', '第一章　总　则'],
      ['第三条', '第二章　监督'],
      ['第四条', '第二章　监督'],
    ],
  );
  assert.equal(articles[1]?.text, '在中华人民共和国领域内适用本法。\n前款规定以外的，适用其他法律。');
  // A line that quotes an article does not begin one; an article glued to its number does.
  assert.equal(articles[2]?.text, '检查人员不得少于两人。\n第十条规定的情形除外。');
  assert.equal(articles[3]?.text, '依照第三条、第五条规定办理。');
  assert.deepEqual(before, ['中华人民共和国某某法', '（2021年1月22日通过）', '目　录']);
  assert.deepEqual(problems, []);
});

test('missing, repeated, unordered and empty articles are said', () => {
  const { problems } = splitArticles(
    '第一条　甲。\n第三条　乙。\n第三条　丙。\n第二条　丁。\n第四条\n第五条　戊。\n第五条之一　己。',
  );
  assert.deepEqual(
    problems.map((one) => `${one.code} ${one.number}`),
    [
      'split.gap 第三条',
      'split.twice 第三条',
      'split.order 第二条',
      'split.empty 第四条',
      'split.gap 第四条',
    ],
  );
});

test('clauses of a standard are divided by their numbers', () => {
  const { articles } = splitArticles(
    '5 要求\n5.1 一般要求\n5.1.1 应设置标志。\n标志应清晰。\n5.1.2 应有记录。',
  );
  assert.deepEqual(
    articles.map((one) => [one.number, one.text]),
    [
      ['5.1', '一般要求'],
      ['5.1.1', '应设置标志。\n标志应清晰。'],
      ['5.1.2', '应有记录。'],
    ],
  );
});

test('joining and dividing again gives the same articles, for all that is shipped too', () => {
  const { articles } = splitArticles(law);
  assert.deepEqual(splitArticles(joinArticles(articles)).articles, articles);
  for (const statute of starterStatutes)
    assert.deepEqual(splitArticles(joinArticles(statute.articles)).articles, statute.articles, statute.title);
});

test('everything shipped is marked as not compared with the official text and says so', () => {
  assert.ok(starterStatutes.length >= 6);
  for (const statute of starterStatutes) {
    assert.equal(statute.checkedOn, null);
    assert.match(statute.source, /核对官方文本/);
    assert.ok(statute.articles.length >= 3);
  }
});

test('numerals are read up to thousands', () => {
  const read = ['十', '二十', '三十六', '一百零一', '一百一十九', '一千二百六十', '36'].map(chineseNumber);
  assert.deepEqual(read, [10, 20, 36, 101, 119, 1260, 36]);
  assert.equal(chineseNumber('甲'), null);
});
