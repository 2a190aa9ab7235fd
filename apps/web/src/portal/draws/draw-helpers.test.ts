import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketLaneView } from '@mingcha/core/draws/draw-views.ts';
import { lanesOf } from './draw-lanes.ts';
import { stagesOf } from './draw-stages.ts';
import { wordOr } from './word-or.ts';

const at = { sealedAt: '2026-05-06T08:00:00Z', releaseAt: '2026-12-01T00:00:00Z' };
const words = (draw: Parameters<typeof stagesOf>[0]) => stagesOf(draw).map(({ state }) => state);

test('a sealed draw waits for its seed, a released one for its end, a closed one for nothing', () => {
  const open = { ...at, drawnAt: null, drawnObjects: null, voided: null };
  assert.deepEqual(words({ ...open, state: 'sealed' }), ['done', 'now', 'later', 'later', 'later']);
  const drawn = { ...open, drawnAt: '2026-05-06T09:00:00Z' };
  assert.deepEqual(words({ ...drawn, state: 'drawn' }), ['done', 'done', 'done', 'now', 'later']);
  assert.deepEqual(words({ ...drawn, state: 'released' }), ['done', 'done', 'done', 'done', 'now']);
  const named = { ...drawn, state: 'drawn', drawnObjects: [] } as const;
  assert.deepEqual(words(named), ['done', 'done', 'done', 'done', 'now']);
  assert.deepEqual(words({ ...drawn, state: 'closed' }), ['done', 'done', 'done', 'done', 'done']);
});

test('a void stops the rail where it happened, with its own date', () => {
  const voided = { reason: 'other', text: 'x', at: '2026-05-07T00:00:00Z' } as const;
  const before = stagesOf({ ...at, state: 'voided', drawnAt: null, drawnObjects: null, voided });
  assert.deepEqual(
    before.map(({ state }) => state),
    ['done', 'voided', 'later', 'later', 'later'],
  );
  assert.equal(before[1]?.at, voided.at);
  assert.equal(before[3]?.at, null, 'no release is promised any more');
  const after = stagesOf({
    ...at,
    state: 'voided',
    drawnAt: '2026-05-06T09:00:00Z',
    drawnObjects: null,
    voided,
  });
  assert.equal(after[3]?.state, 'voided');
});

const ticket = (head: string) => head.padEnd(64, '0');
const lane: TicketLaneView = {
  code: '01',
  name: '非煤矿山',
  size: 3,
  quota: 1,
  threshold: ticket('4'),
  points: [
    { ticket: ticket('4'), state: 'drawn', label: '甲矿' },
    { ticket: ticket('8'), state: 'reserve', label: null },
    { ticket: ticket('c'), state: 'rest', label: null },
  ],
  slices: null,
};

test('only the visitor’s own dot is named, in the lane of its stratum', () => {
  const own = { stratum: '非煤矿山', ticket: ticket('c'), drawn: false, label: '本企业' };
  const [placed] = lanesOf([lane], own);
  assert.equal(placed?.cutOff, 0.25);
  assert.deepEqual(
    placed?.points.map(({ at: place, label }) => [place, label]),
    [
      [0.25, undefined],
      [0.5, undefined],
      [0.75, '本企业'],
    ],
  );
  const [other] = lanesOf([lane], { ...own, stratum: '其他' });
  assert.ok(other?.points.every((point) => point.label === undefined));
});

test('counts of slices become as many points, the smallest drawn, each within its slice', () => {
  const large: TicketLaneView = { ...lane, size: 60, quota: 7, points: null, slices: [10, 20, 30] };
  const [placed] = lanesOf([large], null);
  const points = placed?.points ?? [];
  assert.equal(points.length, 60);
  assert.equal(points.filter((point) => point.state === 'drawn').length, 7);
  assert.ok(points.slice(0, 10).every((point) => point.at < 1 / 3));
  assert.ok(points.slice(30).every((point) => point.at > 2 / 3 && point.at < 1));
  const own = { stratum: '非煤矿山', ticket: ticket('8'), drawn: false, label: '本企业' };
  assert.equal(lanesOf([large], own)[0]?.points.at(-1)?.label, '本企业');
});

test('a code that no catalogue knows is shown by its last part', () => {
  assert.equal(wordOr({ 'round.half': '四舍五入' }, 'round.half'), '四舍五入');
  assert.equal(wordOr({}, 'exclusion.local-rule'), 'local-rule');
  assert.equal(wordOr({}, 'toString'), 'toString');
});
