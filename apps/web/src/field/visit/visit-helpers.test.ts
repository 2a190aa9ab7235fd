import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { wordingOf } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { assistantsOf, assistantsText } from './assistants.ts';
import { kindOfFile } from './capture.ts';
import { measureOf } from './measure.ts';
import { groupedMissing } from './missing.ts';
import { numberFor, numberText } from './paper-numbers.ts';
import { drawnHands, nextSigner, signersOf, supersededDigests } from './signing.ts';
import { isStepDone, stepsOf, stepToResume } from './steps.ts';
import { frameOfStrokes, isSignature, padPoint } from './strokes.ts';
import { entersByGoing, lackingAtDoor, mayWriteFor, namesObject } from './team.ts';

const member = (id: string, agencyId: string, role: 'lead' | 'member' | 'expert') => ({
  id,
  agencyId,
  name: id,
  certificateNumber: '',
  role,
  state: 'claimed' as const,
});
const visit = {
  agencyId: 'bureau',
  memberId: 'an',
  object: { uscc: '91130183MA07ABCD12', localCode: 'KS-017' },
  teams: [],
  sheets: [],
  numbers: [
    { kind: 'siteRecord', year: 2026, no: 7, text: '应急检记〔2026〕7号' },
    { kind: 'siteRecord', year: 2026, no: 8, text: '应急检记〔2026〕8号' },
  ],
  members: [
    member('bo', 'brigade', 'lead'),
    member('an', 'bureau', 'lead'),
    member('chen', 'bureau', 'member'),
    member('du', 'bureau', 'expert'),
  ],
} as unknown as PackedVisit;

test('R146 a scanned address or a typed code names the object, another one does not', () => {
  assert.ok(namesObject(visit, 'https://code.example/e?c=91130183ma07abcd12'));
  assert.ok(namesObject(visit, 'ks 017'));
  assert.ok(!namesObject(visit, '91130183MA07ABCD13'));
});

test('R167 an expert has the sheet to read and the own opinion, and writes no line', () => {
  const asExpert = { ...visit, memberId: 'du' };
  assert.deepEqual(stepsOf(asExpert), ['sheet', 'opinion']);
  assert.equal(mayWriteFor(asExpert, 'bureau'), false);
});

test('R163 each agency writes its own lines only', () => {
  assert.equal(mayWriteFor(visit, 'bureau'), true);
  assert.equal(mayWriteFor(visit, 'brigade'), false);
});

test('R164 every inspector and the representative sign; the next to sign has a name and has not signed', () => {
  const signatures = [
    { document: 'siteRecord', role: 'inspector', memberId: 'an', refused: null, signs: 'aa', seal: null },
    {
      document: 'checkSheet',
      role: 'inspector',
      memberId: 'chen',
      refused: null,
      signs: 'cc',
      seal: null,
    },
  ] as const;
  const known = { visit, representative: '', signatures, superseded: new Set<string>() };
  const signers = signersOf('siteRecord', known);
  assert.deepEqual(
    signers.map(({ key, state }) => [key, state]),
    [
      ['an', 'signed'],
      ['chen', 'open'],
      ['bo', 'open'],
      ['representative', 'open'],
    ],
  );
  assert.equal(nextSigner(signers)?.key, 'chen');
  const onlyParty = signersOf('resultNotice', known);
  assert.deepEqual(
    onlyParty.map(({ key }) => key),
    ['representative'],
  );
  assert.equal(nextSigner(onlyParty), null);
});

test('R165 a refusal is not a signature, and may be followed by one', () => {
  const refused = { reason: '不同意', witness: '王', witnessContact: '' };
  const first = {
    document: 'siteRecord',
    role: 'representative',
    memberId: null,
    refused,
    signs: 'aa',
    seal: null,
  } as const;
  const stateOf = (signatures: Parameters<typeof signersOf>[1]['signatures']) =>
    signersOf('siteRecord', { visit, representative: '韩建国', signatures, superseded: new Set() }).at(-1)
      ?.state;
  assert.equal(stateOf([first]), 'refused');
  assert.equal(stateOf([first, { ...first, refused: null }]), 'signed');
});

test('R164 whoever signed a record that was issued anew signs again, and comes next', () => {
  const paper = (number: number, data: Record<string, unknown>) =>
    ({ paperId: `p${number}`, kind: 'siteRecord', number: { year: 2026, no: number }, data }) as const;
  const [first, second] = [paper(7, { place: '东门' }), paper(8, { place: '西门' })];
  const superseded = supersededDigests('siteRecord', [first, second]);
  assert.equal(superseded.size, 1);
  assert.equal(supersededDigests('siteRecord', [first]).size, 0);
  assert.equal(supersededDigests('checkSheet', [first, second]).size, 0);
  const [signs = ''] = superseded;
  const signatures = [
    { document: 'siteRecord', role: 'inspector', memberId: 'an', refused: null, signs, seal: null },
    { document: 'siteRecord', role: 'inspector', memberId: 'chen', refused: null, signs: 'new', seal: null },
  ] as const;
  const signers = signersOf('siteRecord', { visit, representative: '', signatures, superseded });
  assert.deepEqual(
    signers.map(({ key, state }) => [key, state]),
    [
      ['an', 'again'],
      ['chen', 'signed'],
      ['bo', 'open'],
      ['representative', 'open'],
    ],
  );
  assert.equal(nextSigner(signers)?.key, 'an');
});

test('R169 a signature drawn on the screen stands on the paper that was signed, and on no other', () => {
  const drawn = {
    document: 'siteRecord',
    role: 'inspector',
    name: 'an',
    mode: 'screen',
    refused: null,
    signs: 'aa',
    evidenceId: 'first',
  } as const;
  const signatures = [
    drawn,
    { ...drawn, evidenceId: 'second' },
    { ...drawn, name: 'chen', mode: 'paper', evidenceId: 'photo' },
    { ...drawn, document: 'checkSheet', evidenceId: 'other' },
  ] as const;
  const hands = drawnHands(signatures, { kind: 'siteRecord', digest: 'aa' });
  assert.deepEqual(
    hands.map(({ evidenceId }) => evidenceId),
    ['second', 'first'],
  );
  assert.deepEqual(drawnHands(signatures, { kind: 'siteRecord', digest: 'bb' }), []);
});

test('numbers are taken in order, each once, and read the same when the pack no longer lists them', () => {
  const paper = { paperId: 'p', kind: 'siteRecord', number: { year: 2026, no: 7 }, data: {} } as const;
  assert.equal(numberFor('siteRecord', { visit, papers: [] })?.no, 7);
  assert.equal(numberFor('siteRecord', { visit, papers: [paper] })?.no, 8);
  assert.equal(numberFor('rectificationOrder', { visit, papers: [] }), null);
  const setting = {
    agency: { name: '应急局', shortName: '应急', phone: '', address: '' },
    supervisionPhone: '',
    remedies: { reviewBody: '', court: '' },
    wording: wordingOf(null),
    screenSigned: [],
    unsealed: [],
    checkUrl: '',
  };
  assert.match(numberText(setting, paper), /^应急.*〔2026〕7号$/);
});

test('the problems are done only once the sheet is', () => {
  const content = visitContent(new Map());
  const known = { visit, content, signatures: [], papers: [], evidence: [] };
  assert.equal(isStepDone('findings', known), true);
  const line = { key: 'A1', answer: 'conformity', askedWhen: null };
  const sheets = [{ versionId: 'v', agencyId: 'bureau', sections: [{ title: '', lines: [line] }] }];
  const open = { ...visit, sheets } as unknown as PackedVisit;
  assert.equal(isStepDone('findings', { ...known, visit: open }), false);
});

test('what is missing is said once per kind, with the step that mends it', () => {
  const groups = groupedMissing([
    { code: 'visit.missing_line', path: 'lines/v/A1' },
    { code: 'visit.missing_line', path: 'lines/v/A2' },
    { code: 'visit.missing_doubled', path: 'feedback' },
    { code: 'visit.missing_finding_text', path: 'findings/x' },
    { code: 'visit.missing_outcome_photo', path: 'outcome' },
  ]);
  assert.deepEqual(
    groups.map(({ code, count, step }) => [code.slice(14), count, step]),
    [
      ['line', 2, 'sheet'],
      ['doubled', 1, 'feedback'],
      ['finding_text', 1, 'findings'],
      ['outcome_photo', 1, 'outcome'],
    ],
  );
});

test('a measure is read with either decimal sign and full-width digits, and nothing else', () => {
  assert.deepEqual(['0.35', '０，３５', ' -2 ', ''].map(measureOf), [0.35, 0.35, -2, null]);
  assert.deepEqual(['3 MPa', '1.2.3', '很高'].map(measureOf), [undefined, undefined, undefined]);
});

test('assisting people are one a line, with either comma', () => {
  const people = assistantsOf('周工，安科院\n\n吴工,检测公司\n郑工');
  assert.deepEqual(
    people.map(({ name, organisation }) => [name, organisation]),
    [
      ['周工', '安科院'],
      ['吴工', '检测公司'],
      ['郑工', ''],
    ],
  );
  assert.deepEqual(assistantsOf(assistantsText(people)), people);
});

test('files are taken by what they are, and too large ones not at all', () => {
  assert.deepEqual(kindOfFile({ type: 'image/heic', size: 10 }), { kind: 'photo' });
  assert.deepEqual(kindOfFile({ type: 'audio/mp4', size: 10 }), { kind: 'audio' });
  assert.deepEqual(kindOfFile({ type: 'application/pdf', size: 10 }), { kind: 'document' });
  assert.deepEqual(kindOfFile({ type: 'text/html', size: 10 }), { refused: 'fileKind' });
  assert.deepEqual(kindOfFile({ type: 'video/mp4', size: 300 * 1024 * 1024 }), { refused: 'fileTooBig' });
});

test('a signature is more than a slip, and its picture is cut to it', () => {
  assert.equal(isSignature([[[1, 1]]]), false);
  const stroke = Array.from({ length: 9 }, (_, i) => [i * 10, 5 + i] as const);
  assert.equal(isSignature([stroke]), true);
  assert.deepEqual(frameOfStrokes([stroke], 2), { left: -2, top: 3, width: 84, height: 12 });
});

test('on a pad that lies turned, down on the screen is right on the pad', () => {
  const box = { left: 10, top: 20, right: 390 };
  assert.deepEqual(padPoint({ x: 30, y: 50 }, box, false), [20, 30]);
  assert.deepEqual(padPoint({ x: 30, y: 50 }, box, true), [30, 360]);
});

test('R165 at a closed door no certificates, rights, sheet or feedback wait; it goes on to the signatures', () => {
  const at = '2026-11-23T01:00:00.000Z';
  const value = { outcome: 'closedDown', facts: '大门上锁', witness: '', witnessContact: '' };
  const write = (path: string, each: unknown) =>
    [path, { path, value: each, writeId: path, by: '', at, beside: [] }] as const;
  const content = visitContent(
    new Map([write('outcome', value), write('arrival', { at, position: null, place: '' })]),
  );
  const known = { visit, content, signatures: [], papers: [], evidence: [] };
  for (const step of ['arrive', 'identify', 'opening', 'sheet', 'findings', 'feedback'] as const)
    assert.equal(isStepDone(step, known), true, step);
  assert.equal(stepToResume(known), 'sign');
});

test('R140 what should have come before the entry is named: approval, and the notice where visits are announced', () => {
  const at = '2026-11-23T01:00:00.000Z';
  const notice = { number: '1', deliveredAt: null, visitNo: null };
  const lacks = (each: Pick<PackedVisit, 'approvedAt' | 'announced' | 'notice'>) => lackingAtDoor(each);
  assert.deepEqual(lacks({ approvedAt: null, announced: true, notice: null }), [
    'approvalMissing',
    'noticeMissing',
  ]);
  assert.deepEqual(lacks({ approvedAt: at, announced: true, notice }), ['noticeMissing']);
  assert.deepEqual(lacks({ approvedAt: at, announced: true, notice: { ...notice, deliveredAt: at } }), []);
  assert.deepEqual(lacks({ approvedAt: at, announced: false, notice: null }), []);
});

test('R147 going to a closed door is the entry on the day of the arrival only; later, or unapproved, it needs its reason', () => {
  const at = '2026-11-23T01:00:00.000Z';
  const visit = { approvedAt: at, announced: false, notice: null };
  const days = { arrivedOn: '2026-11-23', today: '2026-11-23' };
  assert.equal(entersByGoing(visit, days), true);
  assert.equal(entersByGoing(visit, { ...days, today: '2026-11-24' }), false);
  assert.equal(entersByGoing({ ...visit, approvedAt: null }, days), false);
});
