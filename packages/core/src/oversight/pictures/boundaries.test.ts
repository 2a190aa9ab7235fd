/** Tests of uploaded boundaries: what is taken, and that every mistake is named with its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostAreas, mostPositions, readBoundaries } from './boundaries.ts';

const square = (x: number, y: number) => [
  [x, y],
  [x + 0.1, y],
  [x + 0.1, y + 0.1],
  [x, y],
];
const feature = (code: unknown, coordinates: unknown = [square(115, 38)], type = 'Polygon') => ({
  type: 'Feature',
  properties: { code, name: '总十庄镇' },
  geometry: { type, coordinates },
});
const file = (...features: readonly unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const codeOf = (text: string): string => {
  const read = readBoundaries(text, '130183');
  return read.ok ? 'ok' : read.error.code;
};

test('areas with a division code of the own place are taken, rounded to a metre', () => {
  const read = readBoundaries(
    file(feature('130183101'), feature(130183102, [[square(115.123456789, 38)]], 'MultiPolygon')),
    '130183',
  );
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map((each) => [each.code, each.name, each.geometry.type]),
    [
      ['130183101', '总十庄镇', 'Polygon'],
      ['130183102', '总十庄镇', 'MultiPolygon'],
    ],
  );
  assert.equal(JSON.stringify(read.value[1]?.geometry).includes('115.12346'), true);
});

test('a city takes its counties; a county does not take another', () => {
  assert.equal(readBoundaries(file(feature('130183')), '130100').ok, true);
  assert.equal(codeOf(file(feature('130184101'))), 'boundary.outside_invalid');
});

test('what is no GeoJSON, has no code, an open ring, an unknown shape or a place elsewhere is refused', () => {
  assert.equal(codeOf('{'), 'boundary.file_invalid');
  assert.equal(codeOf(file()), 'boundary.file_invalid');
  assert.equal(codeOf(JSON.stringify(feature('130183101'))), 'boundary.file_invalid');
  assert.equal(codeOf(file(feature('晋州'))), 'boundary.code_invalid');
  assert.equal(codeOf(file({})), 'boundary.code_invalid');
  assert.equal(
    codeOf(file(feature('130183101', [square(115, 38).slice(0, 3)]))),
    'boundary.geometry_invalid',
  );
  assert.equal(codeOf(file(feature('130183101', [square(38, 115)]))), 'boundary.geometry_invalid');
  assert.equal(codeOf(file(feature('130183101', [square(115, 38)], 'Point'))), 'boundary.geometry_invalid');
  assert.equal(codeOf(file(feature('130183101'), feature('130183101'))), 'boundary.twice_invalid');
});

test('a file is bounded in areas and in positions', () => {
  const many = Array.from({ length: mostAreas + 1 }, (_, i) => feature(String(130_183_000 + i)));
  assert.equal(codeOf(file(...many)), 'boundary.too_many_invalid');
  const long = Array.from({ length: mostPositions + 1 }, () => [115, 38]);
  assert.equal(codeOf(file(feature('130183101', [long]))), 'boundary.too_fine_invalid');
});
