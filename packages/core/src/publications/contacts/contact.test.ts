import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetRules } from '../../registers/rules/presets-form.ts';
import { contactDue } from './contact.ts';

const calendar = { years: [] };

test('R208 the day of the reply is the rule book’s clock; a question has its own; a work order’s day goes before', () => {
  const { deadlines } = presetRules('plain');
  const of = { kind: 'complaint', named: null, deadlines, ruleVersion: 3 } as const;
  const due = contactDue('2026-03-02', of, calendar);
  assert.deepEqual(
    [due.dueOn, due.basis.length, due.basis.ruleVersion, due.basis.source !== ''],
    ['2026-03-23', 15, 3, true],
  );
  const days = [{ clock: 'contactAnswered', length: 30, unit: 'days', basis: '本地规定' } as const];
  const local = contactDue('2026-03-02', { ...of, deadlines: days }, calendar);
  assert.deepEqual([local.dueOn, local.basis.source], ['2026-04-01', '本地规定']);
  const question = contactDue('2026-03-02', { ...of, kind: 'enquiry', deadlines: [] }, calendar);
  assert.deepEqual([question.dueOn, question.basis.source], ['2026-03-09', '']);
  const named = contactDue('2026-03-02', { ...of, named: '2026-03-05' }, calendar);
  assert.deepEqual([named.dueOn, named.basis.source], ['2026-03-05', 'named']);
});
