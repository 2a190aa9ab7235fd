/** U-13, U-06 the wording of every catalogue is clean, and each rule sees a planted fault. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencesOf } from './catalogues.ts';
import type { Violation } from './floor-plan.ts';
import { readModules } from './module-graph.ts';
import {
  dumbRefusalViolations,
  forbiddenWordViolations,
  insideViolations,
  languageViolations,
  punctuationViolations,
  type Sentence,
} from './wording-rules.ts';

const all = await sentencesOf(readModules());

const quotes =
  /^(?:help|field\.(?:certificate|dept)|profile\.dengbao3|.*Hint|channel\..*|report\.active|ruleBook\.publication_clock_long|sheet\.column_missing_invalid|attendance\.word_invalid)$/;

/** English that quotes what stands on a Chinese paper, in a Chinese file or in a statute; a language is called by its own name. */
const quoting = new Set(
  all.filter(({ key, en }) => quotes.test(key) || en === '中文').map(({ where }) => where),
);

/** Commands and files as they are typed; an ordinal list is data. */
const typed =
  /backup-cli-text\.ts restored\.next|startup-text\.ts ready\.held|backup-text\.ts readme|rule-paper-text\.ts numerals/;

function clean(violations: readonly Violation[]): void {
  assert.deepEqual(
    violations.map((one) => `${one.rule}: ${one.where}: ${one.what}`),
    [],
  );
}

const planted = (zh: string, en = 'A sentence.'): readonly (Sentence & { readonly key: string })[] => [
  { where: 'planted-text.ts key', key: 'thing.not_found', zh, en },
];

test('U-13 every sentence is known, and there are many', () => {
  assert.ok(all.length > 10_000, `${all.length} sentences`);
});

test('U-13 no sentence uses a forbidden word or a second word for a concept', () => {
  clean(forbiddenWordViolations(all));
  for (const word of ['请登陆后再试', '密码有误', '系统异常', '信用分类', '市场主体'])
    assert.equal(forbiddenWordViolations(planted(word)).length, 1, word);
});

test('U-13 Chinese sentences hold no English but names, English ones no Chinese but quotations', () => {
  clean(languageViolations(all, quoting));
  assert.equal(languageViolations(planted('请 retry 一次'), quoting).length, 1);
  assert.equal(languageViolations(planted('请重试', 'Please 重试'), quoting).length, 1);
  assert.equal(languageViolations(planted('请另存为 .xlsx 再导入'), quoting).length, 0);
});

test('U-13 marks beside Chinese are full-width, and a text of several sentences ends with a mark', () => {
  clean(punctuationViolations(all.filter(({ where }) => !typed.test(where))));
  for (const text of ['请核对,再保存', '名称(简称)', '没有保存。请重试'])
    assert.equal(punctuationViolations(planted(text)).length, 1, text);
});

test('U-13 nothing of the program’s own is shown: no keys, no names of columns, no missing values', () => {
  clean(insideViolations(all));
  for (const text of ['字段 legalName 为空', '结果 undefined', 'inspection_id 重复'])
    assert.equal(insideViolations(planted(text)).length, 1, text);
});

test('U-06 what is not found says why that may be, or what to do', () => {
  clean(dumbRefusalViolations(all));
  assert.equal(dumbRefusalViolations(planted('没有找到这份材料')).length, 1);
});
