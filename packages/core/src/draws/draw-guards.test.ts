/** Z-05: refusals of the draw that nothing else meets, each with the case beside it that is allowed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '../common/roles.ts';
import { type Ceremony, type CeremonyAction, foldCeremony } from './ceremony.ts';
import * as rules from './draw-rules.ts';
import type { DrawSettings } from './draw-task.ts';
import * as seed from './seed-rules.ts';

const at = '2026-05-06T08:00:00.000Z';
const unit = { agencyId: 'bureau', sectionId: 'safety' };
const person = (roles: readonly Role[], agencyId = 'bureau'): rules.Person => ({
  accountId: 'lan',
  roles,
  agencyId,
  sectionId: 'safety',
});
const now = (who: rules.Person): rules.Moment => ({ person: who, now: at });
const lan = person(['legalOfficer']);

const sources: Extract<CeremonyAction, { readonly kind: 'sealed' }>['sources'] = [
  { kind: 'party', role: '公证' },
  { kind: 'lottery', game: '3D', issue: '2026101', pattern: '[0-9]{3}', outcomes: 1000 },
];
const begin: readonly CeremonyAction[] = [
  { kind: 'created', by: 'lan', at },
  { kind: 'checked', by: 'lan', at },
  { kind: 'sealProposed', snapshotId: 's', by: 'lan', at },
  {
    kind: 'sealed',
    no: 1,
    attempt: 1,
    freezeId: '0a'.repeat(32),
    sources,
    onMissing: 'void',
    deadline: '2026-05-07T08:00:00Z',
    by: 'bo',
    at,
  },
];
const attendee = { name: '安岚', section: '法规科', capacity: 'host', outside: false } as const;
const attended: CeremonyAction = { kind: 'attended', attendee, by: 'lan', at };
const committed: CeremonyAction = {
  kind: 'committed',
  j: 0,
  commitment: '0b'.repeat(32),
  madeOn: 'device',
  by: 'party:0',
  at,
};
const after = (...actions: readonly CeremonyAction[]): Ceremony => foldCeremony([...begin, ...actions]);

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
  result.ok ? 'ok' : (result.error?.code ?? '');

test('Z-05 a draw is operated by a leading section of the agency that made it, nobody else', () => {
  assert.equal(codeOf(rules.decideOperator(lan, unit)), 'ok');
  assert.equal(codeOf(rules.decideOperator(person(['inspector']), unit)), 'draw.role_forbidden');
  assert.equal(
    codeOf(rules.decideOperator(person(['legalOfficer'], 'other'), unit)),
    'draw.agency_forbidden',
  );
});

test('Z-05 names are released by the legal section of the agency that draws, not by that of a partner', () => {
  const drawn = { ...after(attended), state: 'recorded' as const };
  const input = { unit, releaseAt: null };
  assert.equal(codeOf(rules.decideRelease(drawn, now(lan), input)), 'ok');
  assert.equal(
    codeOf(rules.decideRelease(drawn, now(person(['legalOfficer'], 'other')), input)),
    'draw.agency_forbidden',
  );
  assert.equal(
    codeOf(rules.decideRelease(drawn, now(person(['sectionOfficer'])), input)),
    'draw.role_forbidden',
  );
});

test('Z-05 nobody signs in twice, no void is proposed twice, and nothing closes over an open amendment', () => {
  assert.equal(codeOf(rules.decideAttendance(after(), now(lan), attendee)), 'ok');
  assert.equal(codeOf(rules.decideAttendance(after(attended), now(lan), attendee)), 'draw.attendee_repeated');
  const request = { reason: 'other' as const, text: '改期', evidenceSha256: '0c'.repeat(32), by: 'lan' };
  const proposal = { unit, request };
  assert.equal(codeOf(rules.decideVoidProposal(after(), now(lan), proposal)), 'ok');
  const proposed = { ...after(), voidRequest: { ...request, at } };
  assert.equal(codeOf(rules.decideVoidProposal(proposed, now(lan), proposal)), 'draw.void_already_proposed');
  const released = { ...after(attended), state: 'released' as const };
  assert.equal(codeOf(rules.decideClose(released, now(lan), unit)), 'ok');
  const open = { ...released, openAmendments: ['a'] } as unknown as Ceremony;
  assert.equal(codeOf(rules.decideClose(open, now(lan), unit)), 'draw.amendments_open');
});

/** Of what the rules about settings read. */
function settings(change: object): DrawSettings {
  return {
    staffing: 'person',
    participants: [],
    operatorInPool: false,
    teams: [{ stratum: '*', groups: [{ agencyId: 'bureau', n: 2 }] }],
    ceremony: {
      preset: 'B',
      onMissing: 'void',
      deadlineHours: 24,
      sources: [{ kind: 'party', role: '公证' }],
    },
    ...change,
  } as unknown as DrawSettings;
}

test('Z-05 too little chance, one inspector, two teams of one agency and a partner without a seat are refused', () => {
  const policy = { beacon: false, operatorInPool: false };
  const code = (change: object) => codeOf(rules.decideSettings(settings(change), policy));
  assert.equal(code({}), 'ok');
  const digits = { kind: 'digits', who: '代表', length: 6 };
  assert.equal(code({ ceremony: { sources: [digits] } }), 'draw.entropy_too_low');
  assert.equal(
    code({ teams: [{ stratum: '*', groups: [{ agencyId: 'bureau', n: 1 }] }] }),
    'draw.two_inspectors',
  );
  const team = { staffing: 'team', teams: [{ stratum: '*', groups: [{ agencyId: 'bureau', n: 2 }] }] };
  assert.equal(code(team), 'draw.one_team_per_agency');
  assert.equal(code({ participants: ['partner'] }), 'draw.participant_without_seat');
});

test('Z-05 a reveal is for a party, once; a lottery text has the form that was sealed', () => {
  const revealing = { ...after(attended, committed), state: 'reveals' as const };
  const reveal = (ceremony: Ceremony, j: number) =>
    codeOf(seed.decideReveal(ceremony, now(lan), { j, nonce: '0d'.repeat(32), matches: true }));
  assert.equal(reveal(revealing, 0), 'ok');
  assert.equal(reveal(revealing, 1), 'draw.source_not_found');
  const shown = foldPart(revealing, { nonce: '0d'.repeat(32) });
  assert.equal(reveal(shown, 0), 'draw.already_revealed');
  assert.equal(reveal(foldPart(revealing, { missed: true }), 0), 'draw.reveal_too_late');
  const missing = (ceremony: Ceremony, j: number) =>
    codeOf(seed.decideMissingReveal(ceremony, now(lan), { j, reason: '未到场' }));
  assert.equal(missing(revealing, 1), 'draw.source_not_found');
  assert.equal(missing(shown, 0), 'draw.already_revealed');
  assert.equal(missing(revealing, 0), 'draw.missing_reveal_voids');
  const typing = { ...after(attended, committed), state: 'numbers' as const };
  const number = (j: number, text: string) =>
    codeOf(seed.decideNumber(typing, now(lan), { j, text, firstText: null }));
  assert.equal(number(1, '407'), 'ok');
  assert.equal(number(1, '4o7'), 'draw.lottery_text_invalid');
  assert.equal(number(0, '407'), 'draw.source_not_found');
});

function foldPart(ceremony: Ceremony, change: object): Ceremony {
  const first = { ...ceremony.parties[0], ...change };
  return { ...ceremony, parties: { ...ceremony.parties, 0: first } } as unknown as Ceremony;
}
