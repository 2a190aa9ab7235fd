import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, partyCommitment, providerFor } from '@mingcha/draw';
import fc from 'fast-check';
import type { Role } from '../common/roles.ts';
import { instantOfUnix, roundInstant } from './beacon-moment.ts';
import {
  allowedMoves,
  applyAction,
  type Ceremony,
  type CeremonyAction,
  drawStates,
  foldCeremony,
  mayMove,
  phaseOf,
} from './ceremony.ts';
import { parseDigest } from './digest-text.ts';
import * as rules from './draw-rules.ts';
import * as seed from './seed-rules.ts';

const freezeId = '0a'.repeat(32);
const at = '2026-05-06T08:00:00.000Z';
const unit = { agencyId: 'bureau', sectionId: 'safety' };

function person(accountId: string, roles: readonly Role[], place: Partial<rules.Person> = {}): rules.Person {
  return { accountId, roles, agencyId: 'bureau', sectionId: 'safety', ...place };
}
const lan = person('lan', ['legalOfficer']);
const bo = person('bo', ['sectionOfficer']);
const head = person('head', ['agencyHead'], { sectionId: null });
const now = (who: rules.Person, moment = at): rules.Moment => ({ person: who, now: moment });

const round = 657_413;
const sealedB: Extract<CeremonyAction, { readonly kind: 'sealed' }> = {
  kind: 'sealed',
  no: 1,
  attempt: 1,
  freezeId,
  sources: [
    { kind: 'party', role: '公证' },
    { kind: 'digits', who: '代表', length: 20 },
  ],
  onMissing: 'void',
  deadline: '2026-05-07T08:00:00Z',
  by: 'bo',
  at,
};
const begin: readonly CeremonyAction[] = [
  { kind: 'created', by: 'lan', at },
  { kind: 'checked', by: 'lan', at },
  { kind: 'sealProposed', snapshotId: 's', by: 'lan', at },
];

function sealed(change: Partial<Extract<CeremonyAction, { kind: 'sealed' }>> = {}): Ceremony {
  return foldCeremony([...begin, { ...sealedB, ...change }]);
}
const nonce = new Uint8Array(32).fill(3);
const commitment = partyCommitment(providerFor('SHA256'), { freezeId, j: 0 }, nonce);
const digits = '09175059342981586505';

/** A ceremony brought to its last step before the draw. */
function ready(): Ceremony {
  return [
    {
      kind: 'attended',
      attendee: { name: '安岚', section: '法规科', capacity: 'host', outside: false },
      by: 'lan',
      at,
    },
    { kind: 'committed', j: 0, commitment, madeOn: 'device', by: 'party:0', at },
    { kind: 'numberRead', j: 1, text: digits, readBy: ['lan', 'bo'], by: 'bo', at },
    { kind: 'revealed', j: 0, nonce: hex(nonce), by: 'party:0', at },
  ].reduce((ceremony, action) => applyAction(ceremony, action as CeremonyAction), sealed());
}

function codeOf(result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string {
  return result.ok ? 'ok' : (result.error?.code ?? '');
}

test('a task is sealed by two different persons, one of the legal section', () => {
  const ceremony = foldCeremony(begin);
  const facts = {
    unit,
    firstRoles: ['legalOfficer'] as const,
    poolAccounts: new Set<string>(),
    operatorInPool: false,
  };
  assert.equal(codeOf(rules.decideSeal(ceremony, now(bo), facts)), 'ok');
  assert.equal(codeOf(rules.decideSeal(ceremony, now(lan), facts)), 'draw.second_sealer_same_person');
  assert.equal(
    codeOf(rules.decideSeal(ceremony, now(bo), { ...facts, firstRoles: ['sectionOfficer'] })),
    'draw.seal_needs_legal_officer',
  );
  assert.equal(
    codeOf(rules.decideSeal(ceremony, now(person('x', ['inspector'])), facts)),
    'draw.role_forbidden',
  );
  assert.equal(codeOf(rules.decideSeal(sealed(), now(head), facts)), 'draw.already_sealed');
});

test('who seals does not stand in the pool, unless the rule for small bureaus applies', () => {
  const facts = {
    unit,
    firstRoles: ['legalOfficer'] as const,
    poolAccounts: new Set(['bo']),
    operatorInPool: false,
  };
  assert.equal(codeOf(rules.decideSeal(foldCeremony(begin), now(bo), facts)), 'draw.sealer_in_pool');
  assert.equal(
    codeOf(rules.decideSeal(foldCeremony(begin), now(bo), { ...facts, operatorInPool: true })),
    'ok',
  );
});

test('commitments come before numbers, numbers before reveals', () => {
  const ceremony = sealed();
  assert.equal(phaseOf(ceremony), 'commitments');
  assert.equal(mayMove(ceremony, 'numberTyped'), false);
  assert.equal(
    codeOf(seed.decideNumber(ceremony, now(lan), { j: 1, text: digits, firstText: null })),
    'draw.wrong_step',
  );
  const committed = applyAction(ceremony, {
    kind: 'committed',
    j: 0,
    commitment,
    madeOn: 'device',
    by: 'p',
    at,
  });
  assert.equal(committed.state, 'numbers');
  assert.equal(
    codeOf(seed.decideReveal(committed, now(lan), { j: 0, nonce: hex(nonce), matches: true })),
    'draw.wrong_step',
  );
  assert.equal(ready().state, 'ready');
});

test('a party commits once, with a commitment of its own', () => {
  const two = sealed({
    sources: [
      { kind: 'party', role: 'a' },
      { kind: 'party', role: 'b' },
    ],
  });
  const first = applyAction(two, { kind: 'committed', j: 0, commitment, madeOn: 'device', by: 'p', at });
  assert.equal(
    codeOf(seed.decideCommitment(first, now(lan), { j: 0, commitment, madeOn: 'slip' })),
    'draw.already_committed',
  );
  assert.equal(
    codeOf(seed.decideCommitment(first, now(lan), { j: 1, commitment, madeOn: 'slip' })),
    'draw.commitment_copied',
  );
  assert.equal(
    codeOf(seed.decideCommitment(first, now(lan), { j: 2, commitment: '00', madeOn: 'slip' })),
    'draw.source_not_found',
  );
});

test('two persons type the digits independently; a difference voids both typings', () => {
  const open = applyAction(sealed(), { kind: 'committed', j: 0, commitment, madeOn: 'device', by: 'p', at });
  const typed = applyAction(open, { kind: 'numberTyped', j: 1, by: 'lan', at });
  const decide = (who: rules.Person, text: string) =>
    seed.decideNumber(typed, now(who), { j: 1, text, firstText: digits });
  assert.equal(codeOf(decide(lan, digits)), 'draw.second_typist_same_person');
  const differs = decide(bo, digits.replace('0', '1'));
  assert.equal(differs.ok && differs.value.kind, 'numberDiffered');
  const equal = decide(bo, digits);
  assert.equal(equal.ok && equal.value.kind, 'numberRead');
  assert.equal(codeOf(decide(bo, '123')), 'draw.digits_invalid');
  assert.equal(seed.normalizeNumberText('０９ 17\u3000505'), '0917505');
});

test('a reveal must open its commitment, and counts once', () => {
  const open = [
    { kind: 'committed', j: 0, commitment, madeOn: 'device', by: 'p', at } as const,
    { kind: 'numberRead', j: 1, text: digits, readBy: ['lan', 'bo'], by: 'bo', at } as const,
  ].reduce<Ceremony>((ceremony, action) => applyAction(ceremony, action), sealed());
  assert.equal(
    codeOf(seed.decideReveal(open, now(lan), { j: 0, nonce: hex(nonce), matches: false })),
    'draw.reveal_does_not_match',
  );
  assert.equal(
    codeOf(seed.decideMissingReveal(open, now(lan), { j: 0, reason: 'left' })),
    'draw.missing_reveal_voids',
  );
});

test('with a beacon a missing reveal is skipped only after the beacon moment, and late reveals no longer count', () => {
  const base = sealed({
    sources: [
      { kind: 'party', role: 'a' },
      { kind: 'drand', round },
    ],
    onMissing: 'skip',
    deadline: '2099-01-01T00:00:00Z',
  });
  const open = applyAction(base, { kind: 'committed', j: 0, commitment, madeOn: 'device', by: 'p', at });
  const moment = roundInstant(round);
  const before = '2023-09-15T10:00:00.000Z';
  assert.equal(
    codeOf(seed.decideMissingReveal(open, now(lan, before), { j: 0, reason: 'left' })),
    'draw.reveal_still_open',
  );
  assert.equal(
    codeOf(seed.decideReveal(open, now(lan, before), { j: 0, nonce: hex(nonce), matches: true })),
    'ok',
  );
  assert.equal(
    codeOf(seed.decideReveal(open, now(lan, moment), { j: 0, nonce: hex(nonce), matches: true })),
    'draw.reveal_too_late',
  );
  assert.equal(codeOf(seed.decideMissingReveal(open, now(lan, moment), { j: 0, reason: 'left' })), 'ok');
});

test('instants of beacon rounds are computed without a clock', () => {
  assert.equal(roundInstant(1), '2023-08-23T15:09:27Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
      assert.equal(instantOfUnix(seconds), `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
    }),
  );
});

test('a draw is pressed once, by the operating agency, after the host has signed in', () => {
  const facts = { unit, operatorStandsInPool: false, bits: 300 };
  assert.equal(codeOf(rules.decideDraw(ready(), now(lan), facts)), 'ok');
  assert.equal(
    codeOf(rules.decideDraw({ ...ready(), attendees: [] }, now(lan), facts)),
    'draw.attendance_missing',
  );
  assert.equal(
    codeOf(rules.decideDraw(ready(), now(person('x', ['legalOfficer'], { agencyId: 'other' })), facts)),
    'draw.agency_forbidden',
  );
  assert.equal(codeOf(rules.decideDraw(ready(), now(lan), { ...facts, bits: 63 })), 'draw.entropy_too_low');
  assert.equal(
    codeOf(rules.decideDraw(ready(), now(lan), { ...facts, operatorStandsInPool: true })),
    'draw.outside_witness_missing',
  );
  assert.equal(
    codeOf(rules.decideDraw(ready(), now(lan, '2026-05-08T00:00:00.000Z'), facts)),
    'draw.deadline_passed',
  );
  const drawn = applyAction(ready(), { kind: 'drawn', by: 'lan', at });
  assert.equal(codeOf(rules.decideDraw(drawn, now(lan), facts)), 'draw.already_drawn');
});

test('a void needs a second person from outside the operating unit', () => {
  const request = { reason: 'other', text: 'x', evidenceSha256: '00' } as const;
  const proposed = applyAction(ready(), { kind: 'voidProposed', voidRequest: request, by: 'lan', at });
  assert.equal(codeOf(rules.decideVoid(ready(), now(head), unit)), 'draw.void_not_proposed');
  assert.equal(codeOf(rules.decideVoid(proposed, now(lan), unit)), 'draw.approver_same_person');
  assert.equal(
    codeOf(rules.decideVoid(proposed, now(person('li', ['legalOfficer'])), unit)),
    'draw.approver_inside_unit',
  );
  assert.equal(codeOf(rules.decideVoid(proposed, now(bo), unit)), 'draw.role_forbidden');
  assert.equal(codeOf(rules.decideVoid(proposed, now(head), unit)), 'ok');
});

test('a void after the seed was computable carries over, one before it does not', () => {
  const voidedIn = (state: Ceremony['state'], beacon: string | null = null) =>
    rules.carryOver({ ...ready(), voidedFrom: state, state: 'voided', beacon });
  assert.deepEqual(
    ['sealed', 'commitments', 'numbers', 'reveals'].map((state) => voidedIn(state as Ceremony['state'])),
    ['none', 'none', 'none', 'none'],
  );
  assert.deepEqual(
    ['ready', 'drawn', 'infeasible', 'recorded', 'released'].map((state) =>
      voidedIn(state as Ceremony['state']),
    ),
    Array.from({ length: 5 }, () => 'carry'),
  );
  assert.equal(voidedIn('beacon'), 'afterBeacon');
  assert.equal(voidedIn('beacon', 'ab'), 'carry');
  assert.equal(
    codeOf(
      rules.decideRedraw({ ...ready(), voidedFrom: 'beacon', state: 'voided', beacon: null }, now(lan), unit),
    ),
    'draw.void_beacon_missing',
  );
});

test('names are released by the legal section and not before the sealed moment', () => {
  const recorded = { ...ready(), state: 'recorded' as const };
  const input = { unit, releaseAt: '2026-06-01T00:00:00.000Z' };
  assert.equal(codeOf(rules.decideRelease(recorded, now(lan), input)), 'draw.embargo');
  assert.equal(
    codeOf(rules.decideRelease(recorded, now(bo, '2026-06-02T00:00:00.000Z'), input)),
    'draw.role_forbidden',
  );
  assert.equal(codeOf(rules.decideRelease(recorded, now(lan, '2026-06-01T00:00:00.000Z'), input)), 'ok');
});

test('a closed draw moves no more, and every state that is reachable has its row in the table', () => {
  assert.deepEqual(allowedMoves.closed, []);
  assert.deepEqual(Object.keys(allowedMoves).sort(), [...drawStates].sort());
});

test('a digest typed from paper is read in hex and in Base32, and refused when a letter is missing', () => {
  const text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRSQ';
  const spaced = (text.match(/.{4}/g) ?? []).join(' ').toLowerCase();
  const fromBase32 = parseDigest(spaced);
  assert.ok(fromBase32.ok);
  assert.deepEqual(parseDigest(fromBase32.value.toUpperCase()), fromBase32);
  assert.equal(codeOf(parseDigest(spaced.slice(1))), 'draw.digest_invalid');
  assert.equal(codeOf(parseDigest(`${text.slice(0, 51)}R`)), 'draw.digest_invalid');
});

test('D-04 whatever is tried in whatever order: no contribution before the seal, no second result, a void stays', () => {
  const kinds = [...new Set(Object.values(allowedMoves).flat())];
  const made = (kind: (typeof kinds)[number]): CeremonyAction =>
    ({
      kind,
      j: kind === 'numberRead' || kind === 'numberTyped' || kind === 'numberDiffered' ? 1 : 0,
      commitment,
      madeOn: 'device',
      nonce: hex(nonce),
      reason: 'x',
      text: digits,
      readBy: ['lan', 'bo'],
      signature: 'ab',
      snapshotId: 's',
      amendmentId: 'a',
      fileSha256: 'f',
      attendee: { name: 'n', section: 's', capacity: 'host', outside: false },
      voidRequest: { reason: 'other', text: 'x', evidenceSha256: '00' },
      no: 1,
      attempt: 1,
      freezeId,
      sources: sealedB.sources,
      onMissing: 'void',
      deadline: '2099-01-01T00:00:00Z',
      by: 'lan',
      at,
    }) as unknown as CeremonyAction;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 60 }), (tried) => {
      let ceremony = foldCeremony([{ kind: 'created', by: 'lan', at }]);
      let results = 0;
      let isVoid = false;
      for (const kind of tried) {
        if (!mayMove(ceremony, kind)) continue;
        const before = ceremony;
        ceremony = applyAction(ceremony, made(kind));
        if (kind === 'drawn' || kind === 'foundInfeasible') {
          results += 1;
          assert.equal(before.state, 'ready');
        }
        if (kind === 'voided') isVoid = true;
        if (['committed', 'numberRead', 'revealed'].includes(kind)) assert.notEqual(before.freezeId, null);
        if (isVoid) assert.equal(ceremony.state, 'voided');
        assert.equal(ceremony.length, before.length + 1);
      }
      assert.ok(results <= 1);
    }),
    { numRuns: 2000, seed: 4 },
  );
});
