/** After the draw: successors from the reserve list, determined substitutes, and their place in log and bundle. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AmendContext, initialStanding, recuse, replaceObject, type Standing } from '../src/amend.ts';
import { buildBundle } from '../src/bundle.ts';
import { assignKey } from '../src/draw.ts';
import { type Finished, finishAlone } from '../src/flow.ts';
import { drawEvent, keyOf, sealLog } from '../src/log.ts';
import { providerFor } from '../src/providers.ts';
import { sealDraw } from '../src/seal.ts';
import type { Amendment, Hex, Plan, Recusal, Replacement } from '../src/types.ts';
import { DIGITS, demoInput, demoSecret, FROZEN, productionPlan, ROUND_SIGNATURE, SIGNER } from './demo.ts';
import { changed, failures, stepOf } from './small.ts';

interface Session {
  readonly input: ReturnType<typeof demoInput>;
  readonly sealed: ReturnType<typeof sealDraw>;
  readonly finished: Finished;
  readonly context: AmendContext;
  readonly start: Standing;
}

function session(plan: Plan = productionPlan('SHA256')): Session {
  const input = demoInput(plan);
  const sealed = sealDraw(input);
  const finished = finishAlone({
    sealed,
    objects: input.objects,
    delivered: [
      ...[0, 1, 2].map((j) => ({
        kind: 'party' as const,
        nonce: demoSecret(plan.suite, `party secret ${j}`),
      })),
      { kind: 'digits', text: DIGITS },
      { kind: 'drand', signature: ROUND_SIGNATURE },
    ],
    signer: SIGNER,
    at: FROZEN,
    software: { name: 'mingcha', version: '0.1.0', commit: null },
  });
  const { drawn } = finished;
  const hash = providerFor(plan.suite);
  const { params, inspectors, conflicts } = sealed;
  const key = assignKey(hash, drawn.seed);
  const context = { hash, reserves: drawn.reserves, team: { params, key, inspectors, conflicts } };
  return { input, sealed, finished, context, start: initialStanding(drawn) };
}

const reasons = { reason: 'closed', evidence: '5a'.repeat(32) };

function opening(
  s: Session,
  c: Hex,
): { readonly record: Session['input']['objects'][number]['record']; readonly salt: Hex } {
  const i = s.sealed.objects.findIndex((object) => object.c === c);
  const record = s.input.objects[i]?.record;
  const salt = s.sealed.objects[i]?.salt;
  assert.ok(record !== undefined && salt !== undefined);
  return { record, salt };
}

const areaOf = (record: { readonly [member: string]: unknown }): string =>
  typeof record['area'] === 'string' ? record['area'] : '';

/** Strikes an object as the office would. */
function strike(
  s: Session,
  standing: Standing,
  struck: Hex,
): { readonly amendment: Omit<Replacement, 'index'>; readonly standing: Standing } {
  const before = replaceObject(s.context, standing, { struck, area: null }).successor;
  const opened = opening(s, before.c);
  const result = replaceObject(s.context, standing, { struck, area: areaOf(opened.record) });
  const { stratum, rank, c: successor } = result.successor;
  const amendment = {
    type: 'replaced',
    stratum,
    c: struck,
    successor,
    rank,
    ...reasons,
    opening: opened,
    team: result.team,
  } as const;
  return { amendment, standing: result.standing };
}

function stepBack(
  s: Session,
  standing: Standing,
  n: number,
): { readonly amendment: Omit<Recusal, 'index'>; readonly standing: Standing } {
  const seat = standing.seats?.[n];
  assert.ok(seat !== undefined);
  const result = recuse(s.context, standing, seat);
  assert.ok(result.substitute !== null);
  const { substitute, changes } = result;
  return {
    amendment: { type: 'recused', ...seat, substitute, ...reasons, changes },
    standing: result.standing,
  };
}

/** The bundle after the amendments, with their events in the log. */
function amended(
  s: Session,
  amendments: readonly (Omit<Replacement, 'index'> | Omit<Recusal, 'index'>)[],
): Uint8Array {
  const { finished, sealed } = s;
  const first = finished.events.length;
  const header = { params: sealed.params, freezeId: sealed.freezeId, at: FROZEN, by: keyOf(SIGNER) };
  const events = amendments.map((amendment) => {
    const { type, ...data } = amendment;
    const rest = Object.entries(data).filter(([member]) => !['opening', 'team', 'changes'].includes(member));
    return drawEvent(header, type, Object.fromEntries(rest) as Record<string, string>);
  });
  const openings = finished.drawn.selected.map(({ c }) => ({ c, ...opening(s, c) }));
  const { body } = finished;
  const { certificate } = JSON.parse(Buffer.from(finished.bytes).toString()) as {
    certificate: { body: typeof body; signatures: [] };
  };
  return buildBundle({
    certificate,
    frame: sealed.frame,
    drawn: finished.drawn,
    disclosed: { inspectors: sealed.inspectors, conflicts: sealed.conflicts, openings },
    amendments: amendments.map((amendment, i) => ({ ...amendment, index: first + i }) as Amendment),
    log: sealLog({ origin: SIGNER.name, events: [...finished.events, ...events] }, SIGNER),
  });
}

const shared = session();
const drawnC = (n: number): Hex => shared.finished.drawn.selected[n]?.c ?? '';

test('a struck object is followed by the lowest unused reserve of its stratum, again and again', () => {
  const [a, b] = [drawnC(0), drawnC(3)];
  const one = strike(shared, shared.start, a);
  const two = strike(shared, one.standing, b);
  const three = strike(shared, two.standing, one.amendment.successor);
  const ranks = [one, two, three].map(({ amendment }) => [amendment.stratum, amendment.rank]);
  assert.deepEqual(ranks, [
    [0, 7],
    [0, 8],
    [0, 9],
  ]);
  const bytes = amended(shared, [one.amendment, two.amendment, three.amendment]);
  assert.deepEqual(failures(bytes), []);
  assert.equal(stepOf(bytes, 'amendments').code, 'amendments.ok');
});

test('the successor takes over the team, and a seat whose holder may not serve it goes to the determined substitute', () => {
  let kept = 0;
  let handed = 0;
  for (const { c } of shared.finished.drawn.selected.slice(0, 9)) {
    const { amendment } = strike(shared, shared.start, c);
    const before = shared.start.seats?.filter((row) => row.c === c) ?? [];
    for (const row of amendment.team ?? []) {
      const earlier = before.find((old) => old.group === row.group && old.k === row.k);
      if (row.c !== amendment.successor) continue;
      if (earlier?.inspector === row.inspector) kept += 1;
      else handed += 1;
    }
  }
  assert.ok(kept > 20, `${kept} kept`);
  assert.ok(handed > 0, `${handed} handed over`);
});

test('a recused inspector is followed by the substitute of the seed, who is not the same person', () => {
  const one = stepBack(shared, shared.start, 0);
  assert.notEqual(one.amendment.substitute, one.amendment.inspector);
  const two = stepBack(shared, one.standing, 0);
  assert.ok(![one.amendment.inspector, one.amendment.substitute].includes(two.amendment.substitute));
  const replaced = strike(shared, two.standing, drawnC(5));
  assert.deepEqual(failures(amended(shared, [one.amendment, two.amendment, replaced.amendment])), []);
});

test('another successor, substitute, reason or team is refused', () => {
  const one = strike(shared, shared.start, drawnC(0));
  const two = stepBack(shared, one.standing, 5);
  const good = amended(shared, [one.amendment, two.amendment]);
  assert.deepEqual(failures(good), []);
  const edit = (change: (rows: Record<string, unknown>[]) => void): readonly string[] =>
    failures(changed(good, (b) => change(b.amendments)));
  const reserve = shared.finished.drawn.reserves[1];
  assert.deepEqual(
    edit(([row]) => row !== undefined && (row['successor'] = reserve?.c)),
    ['amendments'],
  );
  assert.deepEqual(
    edit(([row]) => row !== undefined && (row['rank'] = 8)),
    ['amendments'],
  );
  assert.deepEqual(
    edit(([row]) => row !== undefined && (row['reason'] = 'moved')),
    ['amendments'],
  );
  assert.deepEqual(
    edit(([row]) => row !== undefined && (row['team'] = null)),
    ['amendments'],
  );
  assert.deepEqual(
    edit(([, row]) => row !== undefined && (row['substitute'] = row['inspector'])),
    ['amendments'],
  );
  assert.deepEqual(
    edit(([, row]) => row !== undefined && (row['changes'] = [])),
    ['amendments'],
  );
  assert.deepEqual(
    edit((rows) => rows.pop()),
    ['amendments'],
  );
  assert.deepEqual(
    edit((rows) => rows.reverse()),
    ['amendments'],
  );
});

test('a successor that skips a reserve is refused even when the log says the same', () => {
  const one = strike(shared, shared.start, drawnC(0));
  const reserve = shared.finished.drawn.reserves[1];
  assert.ok(reserve !== undefined);
  const forged = {
    ...one.amendment,
    successor: reserve.c,
    rank: reserve.rank,
    opening: opening(shared, reserve.c),
  };
  const step = stepOf(amended(shared, [forged]), 'amendments');
  assert.equal(step.code, 'amendments.successor');
  assert.ok(step.expected?.includes(one.amendment.successor));
});

test('an object that does not stand drawn cannot be struck, and a stratum without reserve has no successor', () => {
  assert.throws(() => replaceObject(shared.context, shared.start, { struck: '00'.repeat(32), area: null }), {
    code: 'amend.not_drawn',
  });
  const all = shared.finished.drawn.selected.find(({ stratum }) => stratum === 2);
  assert.throws(() => replaceObject(shared.context, shared.start, { struck: all?.c ?? '', area: null }), {
    code: 'amend.no_reserve',
  });
  assert.throws(() => recuse(shared.context, shared.start, { c: drawnC(0), group: 9, k: 0 }), {
    code: 'amend.no_seat',
  });
});
