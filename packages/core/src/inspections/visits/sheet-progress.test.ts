import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SheetLine } from '../../registers/sheets/sheet.ts';
import { isAnswered, isAsked, lineId, linesForAllConform, sheetProgress } from './sheet-progress.ts';
import type { LineAnswer } from './visit-fields.ts';

const version = '00000000-0000-7000-8000-000000000001';
const line = (key: string, more: Partial<SheetLine> = {}): SheetLine => ({
  key,
  requirement: `要求 ${key}`,
  bases: [],
  method: '',
  criterion: '',
  evidence: '',
  answer: 'conformity',
  unit: '',
  choices: [],
  askedWhen: null,
  notApplicable: '',
  findings: [],
  ...more,
});
const said = (answer: LineAnswer['answer'], value: LineAnswer['value'] = null): LineAnswer => ({
  answer,
  value,
  by: 'hand',
});
const sheet = {
  versionId: version,
  name: '检查单',
  agencyId: version,
  itemKey: null,
  sections: [
    {
      title: '一',
      lines: [
        line('A1'),
        line('A2', { askedWhen: { key: 'A1', answer: '不符合' } }),
        line('A3', { answer: 'measure', unit: 'MPa' }),
      ],
    },
    { title: '二', lines: [line('B1'), line('B2')] },
  ],
};
const answers = (entries: Readonly<Record<string, LineAnswer>>) =>
  new Map(Object.entries(entries).map(([key, answer]) => [lineId(version, key), answer]));

test('R162 a line with a condition is asked only once its line was answered so', () => {
  const second = line('A2', { askedWhen: { key: 'A1', answer: '不符合' } });
  assert.equal(isAsked(version, second, answers({})), false);
  assert.equal(isAsked(version, second, answers({ A1: said('conform') })), false);
  assert.equal(isAsked(version, second, answers({ A1: said('nonConform') })), true);
  const byChoice = line('A2', { askedWhen: { key: 'A1', answer: '有' } });
  assert.equal(isAsked(version, byChoice, answers({ A1: said(null, '有') })), true);
});

test('a measure is answered by its value, or by saying that it was not checked', () => {
  const measure = line('A3', { answer: 'measure', unit: 'MPa' });
  assert.equal(isAnswered(measure, said('conform')), false);
  assert.equal(isAnswered(measure, said(null, 0)), true);
  assert.equal(isAnswered(measure, said('notChecked')), true);
  assert.equal(isAnswered(line('A1'), said(null)), false);
});

test('the figures of a section leave out lines that are not asked', () => {
  const [first, second] = sheetProgress(sheet, answers({ A1: said('conform'), B1: said('nonConform') }));
  assert.deepEqual([first?.asked, first?.answered, first?.missing.map(({ key }) => key)], [2, 1, ['A3']]);
  assert.deepEqual([second?.asked, second?.problems], [2, 1]);
});

test('"all conform" never touches what was answered by hand, nor measures', () => {
  const keys = (entries: Readonly<Record<string, LineAnswer>>, section: number) =>
    linesForAllConform(sheet, section, answers(entries)).map(({ key }) => key);
  assert.deepEqual(keys({}, 0), ['A1']);
  assert.deepEqual(keys({ B1: said('nonConform') }, 1), ['B2']);
});
