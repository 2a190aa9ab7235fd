import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anonymised,
  articleBlocks,
  articleHints,
  namedUnit,
  nextArticleState,
  publishable,
} from './article.ts';

const unit = { name: '晋州市恒达化工有限公司', code: '911301830000000000' };

test('R208 the draft of a case names its unit by none of its names and not by its code', () => {
  for (const text of [
    '晋州市恒达化工有限公司配电箱未上锁',
    '恒达化工有限公司配电箱未上锁',
    '恒达化工的配电箱未上锁',
    '晋州市恒达化工（911301830000000000）配电箱未上锁',
  ]) {
    assert.equal(namedUnit(text, unit) === null, false, text);
    const left = anonymised(text, unit);
    assert.equal(namedUnit(left, unit), null, left);
    assert.match(left, /^某单位/);
  }
});

test('R208 a case that still names its unit, a person or a telephone is not published', () => {
  const look = { persons: ['王小明'], confirmed: [] };
  const article = (body: string) => ({ title: '典型案例', body, unit });
  assert.equal(code(publishable(article('恒达化工的配电箱'), look)), 'article.unit_named_invalid');
  assert.equal(code(publishable(article('负责人王小明'), look)), 'article.hint_invalid');
  assert.equal(code(publishable(article('电话13812345678'), look)), 'article.hint_invalid');
  const phoned = article('请致电0311-84300000');
  assert.equal(code(publishable(phoned, look)), 'article.hints_open');
  const [hint] = articleHints(phoned, []);
  assert.ok(hint !== undefined);
  const confirmed = [`${hint.path} ${hint.kind} ${hint.found}`];
  assert.equal(code(publishable(phoned, { persons: [], confirmed })), 'ok');
});

const code = (result: ReturnType<typeof publishable>): string => (result.ok ? 'ok' : result.error.code);

test('R208 nobody publishes what they wrote, and a return says why', () => {
  const by = (accountId: string, move: 'publish' | 'return', note = '') =>
    nextArticleState({ state: 'review', editedBy: 'a' }, { move, accountId, roles: ['legalOfficer'], note });
  const codeOf = (result: ReturnType<typeof by>): string => (result.ok ? result.value : result.error.code);
  assert.equal(codeOf(by('a', 'publish')), 'article.own_work_forbidden');
  assert.equal(codeOf(by('b', 'publish')), 'published');
  assert.equal(codeOf(by('b', 'return')), 'article.note_invalid');
  assert.equal(codeOf(by('b', 'return', '请补充依据')), 'draft');
});

test('lines become headings, paragraphs and lists', () => {
  assert.deepEqual(articleBlocks('# 一\n\n甲\n- 乙\n- 丙\n丁'), [
    { kind: 'heading', text: '一' },
    { kind: 'paragraph', text: '甲' },
    { kind: 'list', items: ['乙', '丙'] },
    { kind: 'paragraph', text: '丁' },
  ]);
});
