/** Cells as people type them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CellKind, cleanCode, cleanText, normaliseCell, splitList } from './cells.ts';

function value(kind: CellKind, text: string, date1904 = false): string {
  const cell = normaliseCell(kind, text, { date1904 });
  assert.equal(cell.problem, null, `${text}: ${cell.problem}`);
  return cell.value;
}

test('full-width digits and letters, odd spaces and invisible characters are mended', () => {
  assert.equal(cleanText('　晋城市\u00a0 ＡＢＣ１２３ 公司\u200b '), '晋城市 ABC123 公司');
  assert.equal(cleanText('甲（集团）\n公司'), '甲（集团） 公司');
  assert.equal(value('name', '王 小 明'), '王小明');
  assert.equal(value('name', 'ABC Trading Co'), 'ABC Trading Co');
  assert.equal(cleanText('\u202e名称'), '名称');
});

test('marks for nothing are empty', () => {
  for (const mark of ['N/A', 'n/a', '无', '—', '——', '-', '/', ' ', 'NULL', 'null', '\u3000']) {
    assert.equal(cleanText(mark), '', JSON.stringify(mark));
    assert.equal(value('date', mark), '');
    assert.equal(value('code', mark), '');
  }
});

test('codes are upper case, without spaces, apostrophes or formula wrapping', () => {
  assert.equal(cleanCode("'9114 0581 1113 5494 19"), '911405811113549419');
  assert.equal(cleanCode('９１１４０５ｘ'), '911405X');
  assert.equal(cleanCode('="00123"'), '00123');
  assert.equal(cleanCode('晋人防〔2024〕—3号'), '晋人防〔2024〕-3号');
  assert.equal(value('uscc', '91140581111357539y'), '91140581111357539Y');
});

test('a code that lost its last digits is flagged, not imported as right', () => {
  assert.equal(normaliseCell('uscc', '9.11405811113542E+17').problem, 'cell.precision_lost');
  assert.equal(normaliseCell('code', '9.11405E+17').problem, 'cell.precision_lost');
  assert.equal(normaliseCell('uscc', '911405811113541000').problem, 'cell.precision_lost');
});

test('days in all customary forms become one form', () => {
  const forms = [
    '2026年3月1日',
    '2026/3/1',
    '2026.03.01',
    '2026-3-1',
    '20260301',
    '2026 年 3 月 1 日',
    '２０２６年３月１日',
    '2026-03-01 10:20:30',
    '2026-03-01T00:00:00',
    '46082',
    '46082.5',
    '二〇二六年三月一日',
  ];
  for (const form of forms) assert.equal(value('date', form), '2026-03-01', form);
  assert.equal(value('date', '44620', true), '2026-03-01');
  assert.equal(value('date', '2026年3月'), '2026-03-01');
  assert.equal(value('date', '二〇二六年十二月三十一日'), '2026-12-31');
});

test('the end of a term is its last day, the later end of a range, or open', () => {
  assert.equal(value('dateEnd', '2026年2月'), '2026-02-28');
  assert.equal(value('dateEnd', '2028年'), '2028-12-31');
  assert.equal(value('dateEnd', '2021.03.01-2026.03.01'), '2026-03-01');
  assert.equal(value('dateEnd', '2021.03-2026.03'), '2026-03-31');
  assert.equal(value('dateEnd', '2021-03-2026-03'), '2026-03-31');
  assert.equal(value('dateEnd', '2021年3月1日至2026年3月1日'), '2026-03-01');
  assert.equal(value('dateEnd', '20210301-20260301'), '2026-03-01');
  assert.equal(value('dateEnd', '长期'), '');
  assert.equal(value('dateEnd', '2021-03-01至长期'), '');
});

test('days that cannot be or that mean two things are kept and reported', () => {
  for (const text of [
    '2026-02-29',
    '2026年13月1日',
    '3/1/2026',
    '26.3.1',
    '三年',
    '明天',
    '2026-03-01附近',
    '2021.03.01-2026.03.01',
  ]) {
    assert.deepEqual(normaliseCell('date', text), { value: text, problem: 'cell.not_a_date' }, text);
  }
});

test('several values are divided by 、 , ; or spaces and kept once', () => {
  assert.deepEqual(splitList('消防、 危化，矿山;消防\n 人防'), ['消防', '危化', '矿山', '人防']);
  assert.equal(value('list', '城区 高平'), '城区、高平');
});

test('whole numbers lose their separators, others are reported', () => {
  assert.equal(value('integer', '1,200'), '1200');
  assert.equal(value('integer', '３家'), '3');
  assert.equal(value('integer', '12.0'), '12');
  assert.equal(normaliseCell('integer', '约12').problem, 'cell.not_an_integer');
});

test('normalising twice changes nothing, whatever was typed', () => {
  const kinds: CellKind[] = ['text', 'name', 'code', 'uscc', 'regNo', 'date', 'dateEnd', 'list', 'integer'];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary' }), (kind, text) => {
      const once = normaliseCell(kind, text).value;
      assert.equal(normaliseCell(kind, once).value, once);
    }),
  );
});
