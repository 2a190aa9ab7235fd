import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeTicketStrip, type TicketPoint, ticketFraction } from './ticket-strip.ts';

const point = fc.record({
  at: fc.double({ min: 0, max: 0.999999, noNaN: true }),
  state: fc.constantFrom<TicketPoint['state']>('drawn', 'reserve', 'rest'),
});

test('a ticket of all zeros stands at 0, the half at 0.5, the last below 1', () => {
  assert.equal(ticketFraction('0'.repeat(64)), 0);
  assert.equal(ticketFraction(`8${'0'.repeat(63)}`), 0.5);
  assert.ok(ticketFraction('f'.repeat(64)) < 1);
  assert.ok(Number.isNaN(ticketFraction('not a ticket')));
});

test('every object of a small lane has its dot inside the figure', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (points) => {
      const strip = placeTicketStrip([{ code: '01', name: 'a', cutOff: 0.2, points }], { width: 600 });
      const lane = strip.lanes[0];
      assert.ok(lane);
      assert.equal(lane.dots.length, points.length);
      for (const dot of lane.dots) {
        assert.ok(dot.x >= 0 && dot.x <= 600 && dot.y >= 0 && dot.y <= lane.height);
      }
      assert.equal(lane.drawn + lane.reserve + points.filter((p) => p.state === 'rest').length, lane.total);
    }),
  );
});

test('dots of a sparse lane do not cover each other', () => {
  const points: TicketPoint[] = [0.1, 0.101, 0.102, 0.5].map((at) => ({ at, state: 'rest' }));
  const lane = placeTicketStrip([{ code: '01', name: 'a', cutOff: null, points }], { width: 600 }).lanes[0];
  assert.ok(lane);
  for (const [index, a] of lane.dots.entries()) {
    for (const b of lane.dots.slice(index + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= 8);
  }
});

test('a large lane becomes a density that counts every object once and keeps named dots', () => {
  const points: TicketPoint[] = Array.from({ length: 5000 }, (_, i) => ({
    at: ((i * 2654435761) % 4294967296) / 4294967296,
    state: i < 150 ? 'drawn' : 'rest',
    ...(i === 7 ? { label: '某某矿' } : {}),
  }));
  const lane = placeTicketStrip([{ code: '01', name: 'a', cutOff: 0.03, points }], { width: 600 }).lanes[0];
  assert.ok(lane);
  assert.equal(
    lane.bars.reduce((sum, bar) => sum + bar.count, 0),
    5000,
  );
  assert.equal(lane.dots.length, 1);
  assert.equal(lane.dots[0]?.label, '某某矿');
  assert.equal(lane.cutOffX, 18);
});
