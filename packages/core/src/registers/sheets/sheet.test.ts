import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, linesWithoutBasis, type SheetContent, type SheetLine, sheetContent } from './sheet.ts';
import { composeSheets, sheetDifferences } from './sheet-compose.ts';
import { readBases, readSheetRows, suggestSheetMapping } from './sheet-import.ts';
import { starterCodes, starterSheets } from './starters/starters.ts';

function line(key: string, change: Partial<SheetLine> = {}): SheetLine {
  return {
    key,
    requirement: `要求${key}`,
    bases: [{ law: '安全生产法', article: '第四条', text: '', statuteId: null, articleId: null }],
    method: '',
    criterion: '',
    evidence: '',
    answer: 'conformity',
    unit: '',
    choices: [],
    askedWhen: null,
    notApplicable: '',
    findings: [],
    ...change,
  };
}

function sheet(...sections: readonly (readonly [string, readonly SheetLine[]])[]): SheetContent {
  return {
    name: '检查单',
    industry: '工贸',
    note: '',
    sections: sections.map(([title, lines]) => ({ title, lines: [...lines] })),
  };
}

function messages(content: SheetContent): readonly string[] {
  const parsed = sheetContent.safeParse(content);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
}

for (const code of starterCodes) {
  test(`R161 the starter sheet ${code} has 25 lines or more, each with basis and article, method, criterion and evidence`, () => {
    const content = starterSheets[code];
    const lines = linesOf(content);
    assert.ok(lines.length >= 25, `${lines.length} lines`);
    assert.deepEqual(messages(content), []);
    assert.deepEqual(linesWithoutBasis(content), []);
    for (const each of lines) {
      assert.ok(
        each.bases.some((basis) => /^第.+条/.test(basis.article)),
        each.requirement,
      );
      assert.ok(each.method !== '' && each.criterion !== '' && each.evidence !== '', each.requirement);
      assert.ok(each.findings.length > 0, each.requirement);
    }
  });
}

test('R162 a line’s key stands once, its condition names an earlier line, a choice has words and a measure its unit', () => {
  const first = line('A1');
  assert.deepEqual(messages(sheet(['一', [first, line('A1')]])), ['sheet.line_key_twice']);
  const asked = line('A2', { askedWhen: { key: 'A3', answer: '符合' } });
  assert.deepEqual(messages(sheet(['一', [asked, line('A3')]])), ['sheet.condition_not_earlier']);
  assert.deepEqual(messages(sheet(['一', [line('A3')]], ['二', [asked]])), []);
  assert.deepEqual(messages(sheet(['一', [line('B', { answer: 'choice', choices: ['好'] })]])), [
    'sheet.choice_without_words',
  ]);
  assert.deepEqual(messages(sheet(['一', [line('C', { answer: 'measure' })]])), [
    'sheet.measure_without_unit',
  ]);
});

test('R163 sheets of several agencies become one: same sections meet, same requirements stand once with all bases and agencies', () => {
  const fire = line('F1', {
    requirement: '安全出口畅通。',
    bases: [{ law: '消防法', article: '第二十八条', text: '', statuteId: null, articleId: null }],
  });
  const bureau = line('B1', { requirement: '安全出口畅通' });
  const joint = composeSheets([
    { agency: '应急局', content: sheet(['疏散', [bureau]], ['制度', [line('B2')]]) },
    { agency: '消防大队', content: sheet(['疏散', [fire, line('F2')]]) },
  ]);
  assert.deepEqual(
    joint.map((section) => [
      section.title,
      section.lines.map((each) => [each.line.requirement, each.agencies]),
    ]),
    [
      [
        '疏散',
        [
          ['安全出口畅通', ['应急局', '消防大队']],
          ['要求F2', ['消防大队']],
        ],
      ],
      ['制度', [['要求B2', ['应急局']]]],
    ],
  );
  assert.deepEqual(
    joint[0]?.lines[0]?.line.bases.map((basis) => basis.law),
    ['安全生产法', '消防法'],
  );
});

test('the difference of two versions names lines that came, went, changed or moved to another section', () => {
  const before = sheet(['一', [line('A'), line('B'), line('C')]], ['二', []]);
  const after = sheet(['一', [line('A', { criterion: '新标准' })]], ['二', [line('B'), line('D')]]);
  assert.deepEqual(
    sheetDifferences(before, after).map((one) => [one.key, one.change, one.fields]),
    [
      ['A', 'changed', ['criterion']],
      ['B', 'changed', ['section']],
      ['D', 'added', []],
      ['C', 'removed', []],
    ],
  );
});

test('a spreadsheet’s columns are recognised by their heads, and each is used once', () => {
  const heads = ['序号', '检查项目', '检查内容及标准', '检查依据', '检查方法', '常见问题', '备注'];
  assert.deepEqual(suggestSheetMapping(heads), {
    section: 1,
    requirement: 2,
    basis: 3,
    method: 4,
    finding: 5,
  });
});

test('rows become lines in sections; a row without a requirement is told and left out', () => {
  const rows = [
    { number: 2, cells: ['基础管理', '', '', ''], isTitle: true },
    {
      number: 3,
      cells: ['', '建立责任制', '《安全生产法》第四条、《河北省安全生产条例》第十条', '未建立'],
      isTitle: false,
    },
    { number: 4, cells: ['现场', '警示标志', '', ''], isTitle: false },
    { number: 5, cells: ['现场', '', '《安全生产法》', ''], isTitle: false },
  ];
  const read = readSheetRows(rows, { section: 0, requirement: 1, basis: 2, finding: 3 }, '条目');
  assert.deepEqual(
    read.sections.map((section) => [
      section.title,
      section.lines.map((each) => [each.key, each.requirement]),
    ]),
    [
      ['基础管理', [['L001', '建立责任制']]],
      ['现场', [['L002', '警示标志']]],
    ],
  );
  assert.deepEqual(read.problems, [
    { row: 4, code: 'sheet.row_without_basis' },
    { row: 5, code: 'sheet.row_without_requirement' },
  ]);
});

test('a cell of bases becomes one basis for each law it names, with the articles after it', () => {
  assert.deepEqual(
    readBases('《安全生产法》第二十八条第一款；《消防法》第十六条、\n《标准》').map(({ law, article }) => [
      law,
      article,
    ]),
    [
      ['安全生产法', '第二十八条第一款'],
      ['消防法', '第十六条'],
      ['标准', ''],
    ],
  );
  assert.deepEqual(
    readBases('省安委办文件').map(({ law }) => law),
    ['省安委办文件'],
  );
});
