/** Steps 5 and 6 (§11): contributions, beacon, order of phases, entropy, seed. */
import { hex, unbase64, unhex } from '../bytes.ts';
import { BEACON_DELAY, timeOfRound, verifyDrandRound } from '../drand.ts';
import { seedFrom } from '../draw.ts';
import { ed25519Verify } from '../ed25519.ts';
import type { Json } from '../json.ts';
import { matchesPattern } from '../pattern.ts';
import {
  countEntropy,
  ENTROPY_REFUSED_BELOW,
  ENTROPY_WARNED_BELOW,
  partyCommitment,
  revealMessage,
} from '../seed.ts';
import { unixSeconds } from '../time.ts';
import type { Contribution, EventType, SeedSource } from '../types.ts';
import type { Context } from './context.ts';
import { eventAt, freezeTime, onlyEvent } from './log-steps.ts';
import { must, type Outcome, pass, same } from './report.ts';

type PartyContribution = Extract<Contribution, { kind: 'party' }>;

/** The logged event must say the same as the certificate. */
function agrees(
  context: Context,
  index: number,
  event: { readonly type: EventType; readonly data: { readonly [m: string]: Json } },
): void {
  const logged = eventAt(context, index, event.type);
  for (const [member, value] of Object.entries(event.data))
    same('contributions.log', `${member} of log entry ${index}`, {
      expected: value,
      found: logged[member] ?? null,
    });
}

function checkParty(
  context: Context,
  source: Extract<SeedSource, { kind: 'party' }>,
  given: PartyContribution,
): void {
  const { j, role, commit, reveal } = given;
  same('contributions.role', `role of party ${j}`, { expected: source.role, found: role });
  agrees(context, given.committedAt, { type: 'committed', data: { j, commit } });
  if (reveal === null || given.revealedAt === null) {
    must(
      reveal === null && given.revealedAt === null,
      'contributions.reveal',
      `party ${j} revealed without a log entry`,
    );
    const { seed, time } = context.params;
    must(seed.onMissing === 'skip', 'contributions.missing', `party ${j} (${role}) did not reveal`);
    const beacon = seed.sources.some(
      (other) => other.kind === 'drand' && timeOfRound(other.round) > unixSeconds(time.seedAfter),
    );
    must(beacon, 'contributions.skip', 'a missing reveal needs a beacon round after it');
    return;
  }
  const nonce = unhex(reveal, 32);
  same('contributions.commitment', `commitment of party ${j} (${role})`, {
    expected: partyCommitment(context.hash, { freezeId: context.body.freezeId, j }, nonce),
    found: commit,
  });
  agrees(context, given.revealedAt, { type: 'revealed', data: { j, reveal } });
  if (source.key !== undefined)
    same('contributions.key', `key of party ${j}`, { expected: source.key, found: given.key ?? null });
  if (given.key === undefined) return;
  const message = revealMessage(context.body.freezeId, j, nonce);
  const valid = ed25519Verify(message, unhex(given.key, 32), unbase64(given.sig ?? ''));
  must(valid, 'contributions.signature', `the signature of party ${j} on its reveal is wrong`);
}

function checkOne(context: Context, source: SeedSource, given: Contribution): void {
  const { j } = given;
  if (given.kind === 'party') {
    if (source.kind === 'party') checkParty(context, source, given);
    return;
  }
  if (given.kind === 'drand') {
    const { round, signature } = given;
    agrees(context, given.at, { type: 'beacon-recorded', data: { j, round, signature } });
    return;
  }
  agrees(context, given.at, { type: 'number-read', data: { j, text: given.text } });
  if (source.kind === 'digits')
    must(
      given.text.length === source.length && /^[0-9]+$/u.test(given.text),
      'contributions.digits',
      `source ${j} is not exactly ${source.length} digits`,
    );
  else if (source.kind === 'lottery' || source.kind === 'market')
    must(
      matchesPattern(source.pattern, given.text),
      'contributions.pattern',
      `source ${j} does not match its pattern`,
    );
}

export function checkContributions(context: Context): Outcome {
  const { sources } = context.params.seed;
  const { contribs } = context.body.seed;
  same('contributions.count', 'number of contributions', {
    expected: sources.length,
    found: contribs.length,
  });
  sources.forEach((source, j) => {
    const given = contribs[j];
    must(
      given?.j === j && given.kind === source.kind,
      'contributions.order',
      `contribution ${j} is not source ${j}`,
    );
    checkOne(context, source, given);
  });
  const places = contribs.flatMap((given) =>
    given.kind === 'party' ? [given.committedAt, given.revealedAt] : [given.at],
  );
  const used = places.filter((place) => place !== null);
  const kinds: readonly string[] = ['committed', 'revealed', 'number-read', 'beacon-recorded'];
  const logged = context.bundle.log.events.filter(({ event }) => kinds.includes(event.type));
  must(
    logged.length === used.length,
    'contributions.extra',
    'the log holds contributions that the certificate leaves out',
  );
  return pass('contributions.ok', `${contribs.length} contributions agree with the log`);
}

/** Nothing may enter the seed once the beacon can be known (§6.2, Theorem 2): places in the log alone cannot show that. */
function checkBefore(context: Context, round: number): void {
  for (const { event, index } of context.bundle.log.events) {
    if (event.type !== 'committed' && event.type !== 'number-read' && event.type !== 'revealed') continue;
    must(
      unixSeconds(event.at) < timeOfRound(round),
      'beacon.late',
      `log entry ${index} (${event.type}) is not dated before beacon round ${round} was published`,
    );
  }
}

export function checkBeacon(context: Context): Outcome {
  const { sources } = context.params.seed;
  let rounds = 0;
  sources.forEach((source, j) => {
    if (source.kind !== 'drand') return;
    rounds += 1;
    const given = context.body.seed.contribs[j];
    must(given?.kind === 'drand', 'beacon.missing', `source ${j} has no beacon round`);
    same('beacon.round', 'beacon round', { expected: source.round, found: given.round });
    const valid = verifyDrandRound(given.round, unhex(given.signature, 48));
    must(valid, 'beacon.signature', `the signature of beacon round ${given.round} is wrong`);
    const earliest = freezeTime(context).time + BEACON_DELAY;
    must(
      timeOfRound(given.round) >= earliest,
      'beacon.early',
      `beacon round ${given.round} was published less than ${BEACON_DELAY} s after the freeze`,
    );
    checkBefore(context, given.round);
  });
  if (rounds === 0) return pass('beacon.none', 'no beacon is among the frozen sources');
  return pass(
    'beacon.ok',
    'the beacon round proves itself and lies after the freeze and all other contributions',
  );
}

export function checkPhases(context: Context): Outcome {
  const phases: { name: string; places: number[] }[] = [
    { name: 'freeze', places: [context.body.log.index] },
    { name: 'commitments', places: [] },
    { name: 'numbers', places: [] },
    { name: 'reveals', places: [] },
    { name: 'beacon', places: [] },
    { name: 'seed', places: [onlyEvent(context, 'seeded').index] },
  ];
  for (const given of context.body.seed.contribs) {
    if (given.kind === 'party') {
      phases[1]?.places.push(given.committedAt);
      if (given.revealedAt !== null) phases[3]?.places.push(given.revealedAt);
    } else phases[given.kind === 'drand' ? 4 : 2]?.places.push(given.at);
  }
  let last = -1;
  let before = 'the beginning';
  for (const { name, places } of phases) {
    must(
      places.every((place) => place > last),
      'phases.order',
      `${name} do not all come after ${before}`,
    );
    if (places.length > 0) before = name;
    last = Math.max(last, ...places);
  }
  const end = context.bundle.log.events.find(
    ({ event }) => event.type === 'completed' || event.type === 'infeasible',
  );
  must(end !== undefined && end.index > last, 'phases.order', 'the result does not come after the seed');
  return pass(
    'phases.ok',
    'freeze, commitments, numbers, reveals, beacon and seed stand in this order in the log',
  );
}

export function checkEntropy({ params, body }: Context): Outcome {
  const bits = countEntropy(params.seed.sources, body.seed.contribs);
  same('entropy.bits', 'counted entropy', { expected: bits, found: body.seed.bits });
  must(bits >= ENTROPY_REFUSED_BELOW, 'entropy.low', `only ${bits} bits came from outside`);
  const note = body.seed.reproduced === true ? '; reproduced from a seed file' : '';
  if (bits < ENTROPY_WARNED_BELOW) return pass('entropy.weak', `only ${bits} bits, 128 are advised${note}`);
  return pass('entropy.ok', `${bits} bits${note}`);
}

export function checkSeed(context: Context): Outcome {
  const { params, body, hash } = context;
  const { seed } = seedFrom(params, body.seed.contribs, hash);
  same('seed.value', 'seed', { expected: hex(seed), found: body.seed.value });
  same('seed.logged', 'seed in the log', {
    expected: body.seed.value,
    found: onlyEvent(context, 'seeded').event['seed'] ?? null,
  });
  return pass('seed.ok', 'the seed is the hash of the freeze and all contributions');
}
