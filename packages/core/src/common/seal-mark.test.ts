import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sealMarkPath, sealMarkSize, sealMarkSvg } from './seal-mark.ts';

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

/** All points that a path names, as `x y`. */
function pointsOf(path: string): string[] {
  return [...path.matchAll(/(?:[ML]|A1 1 0 0 [01] )([\d.]+) ([\d.]+)/g)].map(
    (found) => `${found[1]} ${found[2]}`,
  );
}

test('the mark keeps the eight symmetries of the square', () => {
  fc.assert(
    fc.property(digest, (hex) => {
      const points = new Set(pointsOf(sealMarkPath(hex)));
      for (const point of points) {
        const [x = 0, y = 0] = point.split(' ').map(Number);
        assert.ok(points.has(`${Number((sealMarkSize - x).toFixed(2))} ${y}`), `mirror of ${point}`);
        assert.ok(points.has(`${y} ${x}`), `diagonal of ${point}`);
      }
    }),
  );
});

test('a different shape in any one cell gives a different mark', () => {
  const base = '0'.repeat(64);
  const seen = new Set([sealMarkPath(base)]);
  for (let cell = 0; cell < 15; cell += 1) {
    const bits = '0'.repeat(cell * 3) + '011' + '0'.repeat(48 - cell * 3 - 3);
    const hex = (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
    seen.add(sealMarkPath(hex));
  }
  assert.equal(seen.size, 16);
});

test('groups, case and what follows the first 45 bits do not change the mark', () => {
  assert.equal(sealMarkPath('AB12 CD34 EF56 7890'), sealMarkPath('ab12cd34ef567fff'));
});

test('what is no digest has no mark', () => {
  for (const text of ['', 'xyz', '12345', 'g'.repeat(64)]) assert.equal(sealMarkPath(text), '');
});

test('the stand-alone picture holds the path and the colour asked for', () => {
  const svg = sealMarkSvg('ab12cd34ef567890', '#000000');
  assert.ok(svg.includes(sealMarkPath('ab12cd34ef567890')));
  assert.ok(svg.includes('#000000') && !svg.includes('#b3261e'));
});
