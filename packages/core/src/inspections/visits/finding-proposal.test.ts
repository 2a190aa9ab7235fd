import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SheetLine } from '../../registers/sheets/sheet.ts';
import {
  answerWrites,
  findingAtLine,
  lastEntryDay,
  proposedAction,
  proposedDueOn,
} from './finding-proposal.ts';
import { checkedField, type LineAnswer } from './visit-fields.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const line: SheetLine = {
  key: 'XF05',
  requirement: '灭火器完好有效',
  bases: [{ law: '中华人民共和国消防法', article: '第十六条', text: '', statuteId: null, articleId: null }],
  method: '',
  criterion: '',
  evidence: '',
  answer: 'conformity',
  unit: '',
  choices: [],
  askedWhen: null,
  notApplicable: '',
  findings: [{ text: '灭火器过期', handling: '责令限期改正' }],
};
const place = { agencyId: uuid(1), itemKey: uuid(2), sheetVersionId: uuid(3), line };
const said = (answer: LineAnswer['answer']): LineAnswer => ({ answer, value: null, by: 'hand' });
const known = { finding: null, newId: uuid(9), today: '2026-06-01', terms: null };

// The first week is free, Saturday the 10th is worked.
const octoberOff = {
  year: 2026,
  holidays: ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`),
  makeUpDays: ['2026-10-10'],
};

test('the usual handling decides the proposal, and rectification stands where it says nothing', () => {
  assert.equal(proposedAction('责令当场改正'), 'correctedOnSite');
  assert.equal(proposedAction('责令停止营业，依法立案调查'), 'case');
  assert.equal(proposedAction('移送公安机关'), 'transferPolice');
  assert.equal(proposedAction(''), 'rectify');
});

test('only an order to correct proposes a later day', () => {
  assert.equal(proposedDueOn('rectify', '2026-06-20', null), '2026-07-05');
  assert.equal(proposedDueOn('correctedOnSite', '2026-06-20', null), '2026-06-20');
  assert.equal(proposedDueOn('case', '2026-06-20', null), null);
});

test('R241 the day proposed for putting a problem right is reckoned by the term that the pack brought', () => {
  const rectified = { length: 5, unit: 'workingDays' as const, years: [octoberOff] };
  // 28, 29, 30 September, then 8 and 9 October.
  assert.equal(proposedDueOn('rectify', '2026-09-27', { rectified }), '2026-10-09');
  const terms = { rectified, lateEntry: null };
  const written = new Map(answerWrites(place, said('nonConform'), { ...known, today: '2026-09-28', terms }));
  assert.equal(written.get(`findings/${uuid(9)}/dueOn`), '2026-10-10');
});

test('R147 an entry may be registered late until the day of the rule book', () => {
  const lateEntry = { length: 10, unit: 'days' as const, years: [] };
  assert.equal(lastEntryDay('2026-09-27', { lateEntry }), '2026-10-07');
  assert.equal(lastEntryDay('2026-09-27', { lateEntry: null }), null);
  assert.equal(lastEntryDay('2026-09-27', null), null);
});

test('R187 "does not conform" opens a problem with clause, action and day, all of them valid fields', () => {
  const writes = answerWrites(place, said('nonConform'), known);
  assert.deepEqual(
    writes.map(([path]) => path),
    [
      'lines/' + uuid(3) + '/XF05',
      ...['', '/clauses', '/action', '/dueOn'].map((end) => `findings/${uuid(9)}${end}`),
    ],
  );
  for (const [path, value] of writes) assert.deepEqual(checkedField(path, value), { value }, path);
});

test('changing the answer takes the problem back and brings the same one again', () => {
  const opened = { id: uuid(9), removed: false };
  assert.deepEqual(answerWrites(place, said('conform'), { ...known, finding: opened }).at(-1), [
    `findings/${uuid(9)}/removed`,
    true,
  ]);
  assert.deepEqual(
    answerWrites(place, said('nonConform'), { ...known, finding: { ...opened, removed: true } }).at(-1),
    [`findings/${uuid(9)}/removed`, false],
  );
  assert.equal(answerWrites(place, said('nonConform'), { ...known, finding: opened }).length, 1);
});

test('the problem of a line is found by its head, also when it was taken back', () => {
  const fields = new Map([
    [`findings/${uuid(9)}`, { value: { sheetVersionId: uuid(3), lineKey: 'XF05' } }],
    [`findings/${uuid(9)}/removed`, { value: true }],
  ]);
  assert.deepEqual(findingAtLine(fields, uuid(3), 'XF05'), { id: uuid(9), removed: true });
  assert.equal(findingAtLine(fields, uuid(3), 'XF06'), null);
});
