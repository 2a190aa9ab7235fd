/** Tests of fairness statistics: against cases computed by hand, and against simulations with fixed seeds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AssignInput, assign, compareBytes, encodeUtf8, providerFor, ticketOf } from '@mingcha/draw';
import {
  convolve,
  exactBand,
  exactTwoSided,
  holm,
  hypergeometric,
  noneFound,
  normalQuantile,
  normalTail,
  poissonAtLeast,
  shareMoments,
} from './distribution.ts';
import { countTeams, expectedTeams, meetingKey, repetitionsFor } from './expected-seats.ts';
import {
  burdenOf,
  compareGroup,
  compareLoad,
  type OutcomeCell,
  pairTail,
  worthAsking,
  zeroFindingTail,
} from './fairness.ts';
import { startCounting } from './pool-groups.ts';

const close = (seen: number, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs(seen - wanted) <= within, `${seen} is not ${wanted}`);

test('two of five drawn, two of them in a group: 3/10, 6/10, 1/10 as counted by hand', () => {
  const law = hypergeometric({ members: 5, drawn: 2, ofGroup: 2 });
  assert.equal(law.from, 0);
  law.p.forEach((p, i) => close(p, [0.3, 0.6, 0.1][i] ?? 0));
  const { mean, variance } = shareMoments({ members: 5, drawn: 2, ofGroup: 2 });
  close(mean, 0.8);
  close(variance, 0.36);
});

test('what must be drawn is certain: four of five drawn, three in the group, at least two of them', () => {
  const law = hypergeometric({ members: 5, drawn: 4, ofGroup: 3 });
  assert.equal(law.from, 2);
  close(law.p[0] ?? 0, 3 / 5);
  close(law.p[1] ?? 0, 2 / 5);
  assert.deepEqual(shareMoments({ members: 1, drawn: 1, ofGroup: 1 }), { mean: 1, variance: 0 });
});

test('strata add up: two fair coins give 1/4, 1/2, 1/4, and their tails', () => {
  const coin = hypergeometric({ members: 2, drawn: 1, ofGroup: 1 });
  const law = convolve(coin, coin);
  law.p.forEach((p, i) => close(p, [0.25, 0.5, 0.25][i] ?? 0));
  close(exactTwoSided(law, 2), 0.5);
  close(exactTwoSided(law, 1), 1);
  assert.deepEqual(exactBand(law, 0.5), { low: 1, high: 1 });
  assert.deepEqual(exactBand(law, 0.95), { low: 0, high: 2 });
});

test('the normal law: 1.959964 for 95 %, tails of 1 and 3 standard deviations', () => {
  close(normalQuantile(0.95), 1.959964, 1e-5);
  close(normalTail(1), 0.1586553, 1e-6);
  close(normalTail(3), 0.0013499, 1e-6);
  close(normalTail(-1), 0.8413447, 1e-6);
});

test('Poisson and binomial tails as tables have them', () => {
  close(poissonAtLeast(1, 1), 1 - Math.exp(-1));
  close(poissonAtLeast(2, 5), 0.052653, 1e-6);
  assert.equal(poissonAtLeast(0, 3), 0);
  assert.ok(poissonAtLeast(0.01, 8) > 0 && poissonAtLeast(0.01, 8) < 1e-18);
  close(noneFound([0.5, 0.5, 0.2]), 0.2);
});

test('Holm: 0.01, 0.04, 0.03 of three become 0.03, 0.06, 0.06', () => {
  holm([0.01, 0.04, 0.03]).forEach((tail, i) => close(tail, [0.03, 0.06, 0.06][i] ?? 0));
  assert.deepEqual(worthAsking([0.01, 0.04, 0.03]), [true, false, false]);
  assert.deepEqual(worthAsking([]), []);
});

const hash = providerFor('SHA256');
const seed = (text: string): Uint8Array => hash.hash(encodeUtf8(text));

/** Draws by the tickets of the draw library: the `drawn` smallest of `members`. */
function drawnOf(members: number, drawn: number, key: Uint8Array): readonly number[] {
  return Array.from({ length: members }, (_, i) => ({ i, ticket: ticketOf(hash, key, seed(`object ${i}`)) }))
    .sort((a, b) => compareBytes(a.ticket, b.ticket))
    .slice(0, drawn)
    .map(({ i }) => i);
}

test('a fair draw stays within its band as often as promised (600 simulated years, fixed seeds)', () => {
  // A year of two draws: 6 of 37 with 9 in the group, 3 of 20 with 12 in the group.
  const strata = [
    { members: 37, drawn: 6, ofGroup: 9 },
    { members: 20, drawn: 3, ofGroup: 12 },
  ];
  let outside = 0;
  let sum = 0;
  const years = 600;
  for (let year = 0; year < years; year += 1) {
    const shares = strata.map((stratum, h) => {
      const taken = drawnOf(stratum.members, stratum.drawn, seed(`fairness ${year} ${h}`));
      return { ...stratum, seen: taken.filter((i) => i < stratum.ofGroup).length };
    });
    const { seen, band } = compareGroup(shares);
    sum += seen;
    if (seen < band.low || seen > band.high) outside += 1;
  }
  const { expected } = compareGroup(strata.map((stratum) => ({ ...stratum, seen: 0 })));
  close(expected, (6 * 9) / 37 + (3 * 12) / 20);
  close(sum / years, expected, (4 * 1.3) / Math.sqrt(years));
  assert.ok(outside / years <= 0.05, `${outside} of ${years} outside`);
});

test('a draw that favours a group is seen; the same draws taken as they were expected are not', () => {
  const year = (seen: number) =>
    compareGroup(Array.from({ length: 12 }, () => ({ members: 50, drawn: 5, ofGroup: 20, seen })));
  assert.equal(year(2).expected, 24);
  assert.deepEqual(worthAsking([year(2).tail, 0.6]), [false, false]);
  assert.deepEqual(worthAsking([year(4).tail, 0.6]), [true, false]);
});

test('large counts use the normal law and agree with the exact one', () => {
  const shares = (n: number) =>
    Array.from({ length: n }, () => ({ members: 400, drawn: 40, ofGroup: 120, seen: 12 }));
  const exact = compareGroup(shares(30));
  const normal = compareGroup(shares(60));
  assert.equal(exact.method, 'exact');
  assert.equal(normal.method, 'normal');
  // The half width grows with the root of the number of draws.
  close((normal.band.high - normal.band.low) / (exact.band.high - exact.band.low), Math.SQRT2, 0.06);
});

/** People who differ in nothing, tasks of two seats each. */
function matching(people: number, tasks: number): Omit<AssignInput, 'key'> {
  const pub = { dept: 'A', skills: [], areas: ['*'], cap: 1000, load: 0 };
  const inspectors = Array.from({ length: people }, (_, i) => ({ c: seed(`person ${i}`), pub })).sort(
    (a, b) => compareBytes(a.c, b.c),
  );
  const groups = [{ dept: 'A', skills: [], n: 2, anyArea: true }];
  return {
    tasks: Array.from({ length: tasks }, (_, i) => ({ c: seed(`task ${i}`), area: '-', groups })),
    inspectors,
    pairs: [],
    mix: 8,
  };
}

test('four equal people, one team of two: each half a seat, each pair a sixth (fixed keys)', () => {
  const found = expectedTeams(matching(4, 1), { freezeId: 'f', repetitions: 600 }, hash);
  assert.ok(found);
  for (const seat of found.seats) close(seat.mean, 1 / 2, 4 * Math.sqrt(0.25 / 600));
  for (const pair of ['0 1', '0 3', '2 3'])
    close(found.meetings.get(pair)?.mean ?? 0, 1 / 6, 4 * Math.sqrt(5 / 36 / 600));
  close(
    found.seats.reduce((sum, seat) => sum + seat.mean, 0),
    2,
  );
});

test('the expectation is the same for everybody who computes it, and another draw has another', () => {
  const of = (freezeId: string) => expectedTeams(matching(6, 5), { freezeId, repetitions: 20 }, hash);
  assert.deepEqual(of('one'), of('one'));
  assert.notDeepEqual(of('one'), of('two'));
});

test('recusal and area are part of the expectation: who may not go is not expected to', () => {
  const input = matching(4, 1);
  const [task] = input.tasks;
  const [first] = input.inspectors;
  assert.ok(task && first);
  const found = expectedTeams(
    { ...input, pairs: [[task.c, first.c]] },
    { freezeId: 'f', repetitions: 50 },
    hash,
  );
  assert.equal(found?.seats[0]?.mean, 0);
});

test('a pool that cannot be matched has no expectation', () => {
  assert.equal(expectedTeams(matching(1, 1), { freezeId: 'f', repetitions: 3 }, hash), null);
});

test('real matchings stay within the load band; a planted favourite does not', () => {
  const input = matching(8, 12);
  const expected = expectedTeams(input, { freezeId: 'f', repetitions: 100 }, hash);
  assert.ok(expected);
  const outcome = assign({ ...input, key: seed('the real draw') }, hash);
  assert.ok(outcome.feasible);
  const seen = countTeams(
    outcome.seats.map((seat) => ({ task: seat.taskIndex, inspector: seat.inspectorIndex })),
  );
  const loads = expected.seats.map((seat, i) =>
    compareLoad([{ ...seat, repetitions: 100, seen: seen.seats.get(i) ?? 0 }]),
  );
  assert.ok(worthAsking(loads.map((load) => load.tail)).every((ask) => !ask));
  const favourite = compareLoad([
    { ...(expected.seats[0] ?? { mean: 0, variance: 0 }), repetitions: 100, seen: 12 },
  ]);
  assert.deepEqual(worthAsking([favourite.tail]), [true]);
});

test('pairs: meeting as expected is silent, the same two in every team is not', () => {
  const of = (seen: number) => pairTail({ mean: 1.5, error: 0.01, seen });
  assert.deepEqual(worthAsking([of(2), of(3), of(9)]), [false, false, true]);
  assert.equal(of(0), 1);
  assert.equal(meetingKey(5, 2), '2 5');
  assert.deepEqual([repetitionsFor(0), repetitionsFor(200), repetitionsFor(4000)], [200, 100, 20]);
});

const cell = (pairVisits: number, pairWithFinding: number, visits = 100, withFinding = 40): OutcomeCell => ({
  visits,
  withFinding,
  pairVisits,
  pairWithFinding,
});

test('no finding in ten visits where the others find in 40 of 90: (5/9) to the tenth', () => {
  close(zeroFindingTail([cell(10, 0)]) ?? 0, (5 / 9) ** 10, 1e-12);
});

test('a pair is compared with others at objects of the same risk', () => {
  const tail = zeroFindingTail([cell(6, 0, 56, 5), cell(6, 0, 26, 10)]);
  close(tail ?? 0, (9 / 10) ** 6 * (1 / 2) ** 6, 1e-12);
});

test('few visits, a finding, or nobody to compare with: nothing is said', () => {
  assert.equal(zeroFindingTail([cell(7, 0)]), null);
  assert.equal(zeroFindingTail([cell(20, 1)]), null);
  assert.equal(zeroFindingTail([cell(20, 0, 20, 0)]), null);
});

test('agencies that come together burden an enterprise once', () => {
  const visit = (visitKey: string, body: string, day: string) => ({ visitKey, body, day });
  const joint = [visit('v1', 'A', '2026-03-02'), visit('v1', 'B', '2026-03-02')];
  const once = burdenOf(joint, { counted: 1, cap: 2 });
  assert.deepEqual(once, { visits: 1, bodies: 2, mostInMonth: 1, signs: ['severalAgencies'] });
  const more = burdenOf([...joint, visit('v2', 'B', '2026-03-20')], { counted: 2, cap: 2 });
  assert.deepEqual(more.signs, ['atCap', 'severalInMonth', 'severalAgencies', 'severalVisits']);
  assert.deepEqual(burdenOf([], { counted: 0, cap: null }).signs, []);
  assert.ok(burdenOf(joint, { counted: 3, cap: 2 }).signs.includes('overCap'));
});

test('every axis divides a stratum completely; an object without an area has none', () => {
  const counter = startCounting();
  counter.add(1, { record: { credit: 'A', area: '130181' }, size: 'small', isDrawn: true });
  counter.add(1, { record: { credit: 'A', area: '-' }, size: '', isDrawn: false });
  const rows = counter.counts();
  assert.deepEqual(
    rows.find((row) => row.axis === 'credit'),
    {
      stratum: 1,
      axis: 'credit',
      value: 'A',
      members: 2,
      drawn: 1,
    },
  );
  assert.deepEqual(
    rows.filter((row) => row.axis === 'area').map((row) => row.value),
    ['130181', ''],
  );
});
