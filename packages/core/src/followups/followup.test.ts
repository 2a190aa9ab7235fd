import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roles } from '../common/roles.ts';
import {
  beginning,
  type FollowupKind,
  type FollowupMove,
  followupKinds,
  followupMoves,
  followupStates,
  type MoveFacts,
  moveRules,
  nextStanding,
  possibleMoves,
  type Standing,
  verdicts,
} from './followup.ts';

const at = (kind: FollowupKind, state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  ...beginning(kind),
  state,
  ...more,
});
const facts = (move: FollowupMove, more: Partial<MoveFacts> = {}): MoveFacts => ({
  move,
  by: 'a',
  agrees: true,
  ...more,
});
const codeOf = (standing: Standing, given: MoveFacts): string => {
  const next = nextStanding(standing, given);
  return next.ok ? `${next.value.kind} ${next.value.state}` : next.error.code;
};

/** A walk of one kind to its end: each step, and where it leads. */
const walks: readonly (readonly [FollowupKind, readonly (readonly [MoveFacts, string])[]])[] = [
  ['correctedOnSite', [[facts('confirmOnSite'), 'correctedOnSite closed']]],
  [
    'rectify',
    [
      [facts('order'), 'rectify ordered'],
      [facts('report'), 'rectify reported'],
      [facts('startRecheck'), 'rectify rechecking'],
      [facts('judgeRecheck', { verdict: 'ok' }), 'rectify closed'],
    ],
  ],
  [
    'rectify',
    [
      [facts('order'), 'rectify ordered'],
      [facts('requestExtension'), 'rectify ordered'],
      [facts('decideExtension', { by: 'b' }), 'rectify ordered'],
      [facts('startRecheck'), 'rectify rechecking'],
      [facts('judgeRecheck', { verdict: 'partly', thereafter: 'extend' }), 'rectify ordered'],
      [facts('decideExtension', { by: 'b' }), 'rectify ordered'],
      [facts('startRecheck'), 'rectify rechecking'],
      [facts('judgeRecheck', { verdict: 'notOk' }), 'case pending'],
      [facts('openCase'), 'case caseOpened'],
      [facts('decideCase'), 'case decided'],
      [facts('publishPenalty'), 'case closed'],
    ],
  ],
  [
    'case',
    [
      [facts('openCase'), 'case caseOpened'],
      [facts('dropCase'), 'case closed'],
    ],
  ],
  [
    'leniency',
    [
      [facts('proposeLeniency'), 'leniency proposed'],
      [facts('reviewLeniency', { by: 'b' }), 'leniency reviewed'],
      [facts('decideLeniency', { by: 'c' }), 'leniency granted'],
      [facts('educate'), 'leniency closed'],
    ],
  ],
  ...(['transferAgency', 'transferPolice'] as const).map(
    (kind) =>
      [
        kind,
        [
          [facts('proposeTransfer'), `${kind} proposed`],
          [facts('decideTransfer', { by: 'b' }), `${kind} approved`],
          [facts('send'), `${kind} sent`],
          [facts('receive'), `${kind} received`],
          [facts('conclude', { outcome: 'ended' }), `${kind} closed`],
        ],
      ] as const,
  ),
  [
    'handover',
    [
      [facts('send'), 'handover sent'],
      [facts('receive', { by: 'b' }), 'handover received'],
      [facts('conclude', { outcome: 'backAsCase' }), 'case pending'],
    ],
  ],
  ['daily', [[facts('assignDaily'), 'daily closed']]],
];

for (const [kind, steps] of walks)
  test(`R240 ${kind}: ${steps.map(([each]) => each.move).join(' → ')}`, () => {
    let standing = beginning(kind);
    for (const [given, expected] of steps) {
      const next = nextStanding(standing, given);
      assert.ok(next.ok, JSON.stringify(next));
      assert.equal(`${next.value.kind} ${next.value.state}`, expected);
      standing = next.value;
    }
    for (const move of standing.state === 'closed' ? followupMoves : [])
      assert.equal(codeOf(standing, facts(move)), 'followup.closed');
  });

test('R240 every move is refused in each state and kind that its rule does not name', () => {
  let refused = 0;
  for (const move of followupMoves)
    for (const kind of followupKinds)
      for (const state of followupStates) {
        const { kinds, from } = moveRules[move];
        if (kinds.includes(kind) && from.includes(state)) continue;
        assert.equal(nextStanding(at(kind, state), facts(move)).ok, false, `${move} on ${kind} ${state}`);
        refused += 1;
      }
  assert.ok(refused > 2000, `${refused} pairs`);
});

test('R240 every state of every kind that can be reached has a way on, and every way can end', () => {
  const seen = new Map<string, Standing>();
  const queue: Standing[] = followupKinds.map(beginning);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const key = JSON.stringify([next.kind, next.state, next.isExtensionAsked, next.proposedBy === null]);
    if (seen.has(key)) continue;
    seen.set(key, next);
    queue.push(...reachedFrom(next));
  }
  assert.ok(seen.size > 25, `${seen.size} standings`);
  for (const standing of seen.values()) {
    if (standing.state === 'closed') assert.ok(standing.end, JSON.stringify(standing));
    else assert.ok(reachedFrom(standing).length > 0, `nothing can be done in ${JSON.stringify(standing)}`);
    const trail = new Set<string>();
    assert.ok(canEnd(standing, trail), `no end from ${JSON.stringify(standing)}`);
  }
});

function reachedFrom(standing: Standing): Standing[] {
  return followupMoves.flatMap((move) =>
    variants(move).flatMap((given) => {
      const next = nextStanding(standing, given);
      return next.ok ? [next.value] : [];
    }),
  );
}

function variants(move: FollowupMove): MoveFacts[] {
  return ['a', 'b'].flatMap((by) =>
    [true, false].flatMap((agrees) =>
      verdicts.flatMap((verdict) =>
        (['ended', 'backAsCase', 'returned'] as const).flatMap((outcome) =>
          (['extend', 'case'] as const).map(
            (thereafter): MoveFacts => ({ move, by, agrees, verdict, outcome, thereafter, kind: 'case' }),
          ),
        ),
      ),
    ),
  );
}

function canEnd(standing: Standing, trail: Set<string>): boolean {
  const key = JSON.stringify(standing);
  if (standing.state === 'closed') return true;
  if (trail.has(key)) return false;
  trail.add(key);
  return reachedFrom(standing).some((next) => canEnd(next, trail));
}

test('R240 I3 whatever sequence of moves, a finding is closed with a reason or open and visible', () => {
  let random = 7;
  const pick = (below: number): number => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return random % below;
  };
  let closed = 0;
  for (let run = 0; run < 2000; run += 1) {
    let standing = beginning(followupKinds[pick(followupKinds.length)] ?? 'rectify');
    for (let step = 0; step < 14; step += 1) {
      const move = followupMoves[pick(followupMoves.length)] ?? 'order';
      const options = variants(move);
      const next = nextStanding(standing, options[pick(options.length)] ?? facts(move));
      if (next.ok) standing = next.value;
      assert.equal(standing.state === 'closed', standing.end !== null);
      const everybody = { accountId: 'z', roles };
      if (standing.state !== 'closed')
        assert.ok(possibleMoves(standing, everybody).length > 0, JSON.stringify(standing));
    }
    if (standing.state === 'closed') closed += 1;
  }
  assert.ok(closed > 100, `${closed} closed`);
});

test('who proposed does not decide; a hand-over is signed for by somebody else', () => {
  assert.equal(
    codeOf(at('leniency', 'proposed', { proposedBy: 'a' }), facts('reviewLeniency')),
    'followup.own_proposal',
  );
  assert.equal(
    codeOf(at('leniency', 'reviewed', { proposedBy: 'a' }), facts('decideLeniency')),
    'followup.own_proposal',
  );
  assert.equal(
    codeOf(at('transferPolice', 'proposed', { proposedBy: 'a' }), facts('decideTransfer')),
    'followup.own_proposal',
  );
  assert.equal(
    codeOf(at('handover', 'sent', { proposedBy: 'a' }), facts('receive')),
    'followup.own_proposal',
  );
  assert.equal(
    codeOf(at('transferAgency', 'sent', { proposedBy: null }), facts('receive')),
    'transferAgency received',
  );
});

test('R244 a transfer leaves with the head’s approval only; refused it is decided anew', () => {
  assert.equal(codeOf(beginning('transferPolice'), facts('send')), 'followup.not_approved');
  assert.equal(
    codeOf(at('transferPolice', 'proposed', { proposedBy: 'b' }), facts('decideTransfer', { agrees: false })),
    'transferPolice pending',
  );
  assert.equal(
    codeOf(at('transferAgency', 'sent'), facts('receive', { agrees: false })),
    'transferAgency pending',
  );
});

test('no re-inspection while more time is asked for, and only one request at a time', () => {
  const waiting = at('rectify', 'ordered', { isExtensionAsked: true, proposedBy: 'a' });
  assert.equal(codeOf(waiting, facts('startRecheck')), 'followup.extension_waits');
  assert.equal(codeOf(waiting, facts('requestExtension')), 'followup.extension_waits');
  assert.equal(codeOf(at('rectify', 'ordered'), facts('decideExtension')), 'followup.extension_none');
});
