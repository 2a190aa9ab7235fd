import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompletenessFacts, missingAtVisit } from './completeness.ts';
import { visitContent } from './visit-content.ts';
import { mergedFields } from './visit-fields.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [own, other, sheet, otherSheet, finding] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const line = (key: string, evidence = '') => ({
  key,
  requirement: key,
  bases: [],
  method: '',
  criterion: '',
  evidence,
  answer: 'conformity' as const,
  unit: '',
  choices: [],
  askedWhen: null,
  notApplicable: '',
  findings: [],
});

type Values = Readonly<Record<string, unknown>>;

function facts(values: Values, more: Partial<CompletenessFacts> = {}): CompletenessFacts {
  let seq = 0;
  const writes = Object.entries(values).map(([path, value]) => {
    seq += 1;
    const id = uuid(1000 + seq);
    return { id, seq, path, value, base: null, at: '2026-11-23T01:00:00.000Z', by: '甲', deviceId: null };
  });
  return {
    content: visitContent(mergedFields(writes)),
    agencyId: own,
    entered: true,
    offSite: false,
    sheets: [
      {
        versionId: sheet,
        name: '',
        agencyId: own,
        itemKey: null,
        sections: [{ title: '', lines: [line('a'), line('b', '照片')] }],
      },
      {
        versionId: otherSheet,
        name: '',
        agencyId: other,
        itemKey: null,
        sections: [{ title: '', lines: [line('c')] }],
      },
    ],
    evidence: [],
    signatures: [],
    superseded: new Set(),
    members: [
      { id: uuid(11), agencyId: own, role: 'lead' },
      { id: uuid(12), agencyId: own, role: 'member' },
      { id: uuid(13), agencyId: other, role: 'lead' },
      { id: uuid(14), agencyId: own, role: 'expert' },
    ],
    ...more,
  };
}

const codes = (asked: CompletenessFacts): readonly string[] => missingAtVisit(asked).map((each) => each.code);
const conform = { answer: 'conform', value: null, by: 'hand' };
const nonConform = { ...conform, answer: 'nonConform' };
const done: Values = {
  identify: { at: '2026-11-23T01:00:00.000Z', certificatesShown: true, code: 'shown' },
  opening: { at: '2026-11-23T01:00:00.000Z', rightsTold: true, recusal: 'notAsked', note: '' },
  [`lines/${sheet}/a`]: conform,
  [`lines/${sheet}/b`]: conform,
};
const hand = (memberId: string | null, role: 'inspector' | 'representative' = 'inspector') => ({
  document: 'siteRecord' as const,
  role,
  memberId,
  refused: null,
  signs: 'aa',
});
const signed = { signatures: [hand(uuid(11)), hand(uuid(12)), hand(null, 'representative')] };

test('a held visit lacks nothing once entered, told, answered and signed; the partner’s lines are not ours', () => {
  assert.deepEqual(codes(facts(done, signed)), []);
  assert.deepEqual(codes(facts({}, { entered: false })), [
    'visit.missing_enter',
    'visit.missing_certificates',
    'visit.missing_rights',
    'visit.missing_line',
    'visit.missing_line',
    'visit.missing_inspectors',
    'visit.missing_representative',
  ]);
});

test('R164 two inspectors sign, one of the own agency; experts and a single hand do not do', () => {
  const under = (...ids: readonly string[]) =>
    codes(facts(done, { signatures: [...ids.map((id) => hand(id)), hand(null, 'representative')] }));
  assert.deepEqual(under(uuid(11)), ['visit.missing_inspectors']);
  assert.deepEqual(under(uuid(11), uuid(11)), ['visit.missing_inspectors']);
  assert.deepEqual(under(uuid(11), uuid(14)), ['visit.missing_inspectors']);
  assert.deepEqual(under(uuid(11), uuid(13)), []);
});

test('R165 a representative who refuses is noted, not waited for', () => {
  const refusal = {
    ...hand(null, 'representative'),
    refused: { reason: '拒签', witness: '', witnessContact: '' },
  };
  assert.deepEqual(codes(facts(done, { signatures: [hand(uuid(11)), hand(uuid(12)), refusal] })), []);
});

test('R187 a line that does not conform has a finding with text, clause, action, day and the photo that the sheet asks', () => {
  const bad = { ...done, [`lines/${sheet}/b`]: nonConform };
  assert.deepEqual(codes(facts(bad, signed)), ['visit.missing_finding']);
  const head = { agencyId: own, itemKey: null, sheetVersionId: sheet, lineKey: 'b' };
  const found = { ...bad, [`findings/${finding}`]: head };
  assert.deepEqual(codes(facts(found, signed)), [
    'visit.missing_finding_text',
    'visit.missing_finding_clause',
    'visit.missing_finding_action',
    'visit.missing_finding_photo',
  ]);
  const whole = {
    ...found,
    [`findings/${finding}/text`]: '灭火器过期',
    [`findings/${finding}/clauses`]: [{ law: '消防法', article: '第十六条' }],
    [`findings/${finding}/action`]: 'rectify',
  };
  const photo = { id: uuid(77), kind: 'photo' as const, findingId: finding, line: null };
  const evidence = { ...signed, evidence: [photo] };
  assert.deepEqual(codes(facts(whole, evidence)), ['visit.missing_finding_due']);
  assert.deepEqual(codes(facts({ ...whole, [`findings/${finding}/dueOn`]: '2026-12-01' }, evidence)), []);
  const takenBack = {
    ...whole,
    [`findings/${finding}/dueOn`]: '2026-12-01',
    [`evidence/${photo.id}/removed`]: true,
  };
  assert.deepEqual(codes(facts(takenBack, evidence)), ['visit.missing_finding_photo']);
});

test('a closed door needs its facts and a photo, a refusal its witness; no line and no representative', () => {
  const outcome = (value: string, facts = '', witness = '') => ({
    outcome: { outcome: value, facts, witness, witnessContact: '' },
  });
  const inspectors = { signatures: [hand(uuid(11)), hand(uuid(12))] };
  assert.deepEqual(codes(facts(outcome('closedDown'), inspectors)), [
    'visit.missing_outcome_facts',
    'visit.missing_outcome_photo',
  ]);
  const photo = { id: uuid(78), kind: 'photo' as const, findingId: null, line: null };
  assert.deepEqual(codes(facts(outcome('closedDown', '大门上锁'), { ...inspectors, evidence: [photo] })), []);
  assert.deepEqual(codes(facts(outcome('refused', '不让进门'), inspectors)), [
    'visit.missing_refusal_witness',
  ]);
  assert.deepEqual(codes(facts(outcome('refused', '不让进门', '村干部'), inspectors)), []);
});

test('two phones that disagree are asked, unless the field is the partner’s', () => {
  const base = facts(done, signed);
  const doubled = (path: string) => codes({ ...base, content: { ...base.content, doubled: [path] } });
  assert.deepEqual(doubled('place'), ['visit.missing_doubled']);
  assert.deepEqual(doubled(`lines/${otherSheet}/c`), []);
});

test('off-site work is not entered, shown or signed at a door', () => {
  const lines = { [`lines/${sheet}/a`]: conform, [`lines/${sheet}/b`]: conform };
  assert.deepEqual(codes(facts(lines, { offSite: true, entered: false })), []);
});

test('R164 what was signed under a record that another one replaced is signed again', () => {
  const signatures = [hand(uuid(11)), hand(uuid(12)), hand(null, 'representative')];
  assert.deepEqual(codes(facts(done, { signatures })), []);
  const superseded = new Set(['aa']);
  assert.deepEqual(codes(facts(done, { signatures, superseded })), [
    'visit.missing_signed_again',
    'visit.missing_inspectors',
    'visit.missing_representative',
  ]);
  const anew = signatures.map((each) => ({ ...each, signs: 'bb' }));
  assert.deepEqual(codes(facts(done, { signatures: [...signatures, ...anew], superseded })), []);
});
