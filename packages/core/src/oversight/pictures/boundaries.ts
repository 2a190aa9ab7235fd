/**
 * Boundaries of the own areas as an administrator uploads them (GeoJSON, RFC 7946): read, bounded and held against the
 * jurisdiction's division code. None are shipped. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import { divisionPrefix } from '../../registers/pool-filter.ts';

export type Position = readonly [longitude: number, latitude: number];
type Ring = readonly Position[];
export interface Boundary {
  /** Division code: six, nine or twelve digits. */
  readonly code: string;
  readonly name: string;
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
}

export const mostAreas = 400;
export const mostPositions = 40_000;
/** Bytes of a file. */
export const largestBoundaryFile = 900_000;

/** Names of the member that holds the code, in the order in which they are looked for. */
const codeMembers = ['code', 'adcode', 'divisionCode', 'division_code', 'id'] as const;
const nameMembers = ['name', 'NAME', 'fullname'] as const;

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function firstText(of: Members, members: readonly string[]): string {
  for (const member of members) {
    const value = of[member];
    if (typeof value === 'string' && value.trim() !== '') return value.normalize('NFC').trim();
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  }
  return '';
}

/** Positions that were read; places outside of China are a mistake of order or of the projection. */
function positionOf(value: unknown): Position | null {
  if (!Array.isArray(value)) return null;
  const [x, y]: readonly unknown[] = value as readonly unknown[];
  if (typeof x !== 'number' || typeof y !== 'number') return null;
  if (!(x >= 73 && x <= 136 && y >= 3 && y <= 54)) return null;
  // Five decimals are a metre.
  return [Math.round(x * 1e5) / 1e5, Math.round(y * 1e5) / 1e5];
}

function ringOf(value: unknown): Ring | null {
  if (!Array.isArray(value) || value.length < 4) return null;
  const ring: Position[] = [];
  for (const each of value as readonly unknown[]) {
    const position = positionOf(each);
    if (position === null) return null;
    ring.push(position);
  }
  const [first] = ring;
  const last = ring.at(-1);
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? ring : null;
}

function allOf<T>(value: unknown, read: (each: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const found: T[] = [];
  for (const each of value as readonly unknown[]) {
    const one = read(each);
    if (one === null) return null;
    found.push(one);
  }
  return found;
}
const ringsOf = (value: unknown) => allOf(value, ringOf);

function geometryOf(value: unknown): Boundary['geometry'] | null {
  if (!isObject(value)) return null;
  if (value['type'] === 'Polygon') {
    const coordinates = ringsOf(value['coordinates']);
    return coordinates === null ? null : { type: 'Polygon', coordinates };
  }
  if (value['type'] !== 'MultiPolygon') return null;
  const coordinates = allOf(value['coordinates'], ringsOf);
  return coordinates === null ? null : { type: 'MultiPolygon', coordinates };
}

function positionsIn({ geometry }: Boundary): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}

/**
 * The areas of a file. Errors, all with the number of the feature where one is concerned: `boundary.file_invalid`,
 * `boundary.too_many_invalid`, `boundary.code_invalid`, `boundary.outside_invalid`, `boundary.twice_invalid`,
 * `boundary.geometry_invalid`.
 */
export function readBoundaries(text: string, divisionCode: string): Result<readonly Boundary[]> {
  const features = featuresOf(text);
  if (features === null) return fail('boundary.file_invalid', {}, 'text');
  if (features.length > mostAreas) return fail('boundary.too_many_invalid', { most: mostAreas }, 'text');
  const prefix = divisionPrefix(divisionCode);
  const found = new Map<string, Boundary>();
  let positions = 0;
  for (const [i, feature] of features.entries()) {
    const read = boundaryOf(feature, { prefix, n: i + 1 });
    if (!read.ok) return read;
    if (found.has(read.value.code))
      return fail('boundary.twice_invalid', { n: i + 1, code: read.value.code }, 'text');
    found.set(read.value.code, read.value);
    positions += positionsIn(read.value);
    if (positions > mostPositions) return fail('boundary.too_fine_invalid', { most: mostPositions }, 'text');
  }
  return ok([...found.values()]);
}

function featuresOf(text: string): readonly unknown[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(parsed) || parsed['type'] !== 'FeatureCollection') return null;
  const { features } = parsed as { readonly features?: unknown };
  return Array.isArray(features) && features.length > 0 ? (features as readonly unknown[]) : null;
}

function boundaryOf(feature: unknown, of: { readonly prefix: string; readonly n: number }): Result<Boundary> {
  const { prefix, n } = of;
  const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
  const code = firstText(properties, codeMembers);
  if (!/^(?:\d{6}|\d{9}|\d{12})$/.test(code)) return fail('boundary.code_invalid', { n }, 'text');
  if (!code.startsWith(prefix)) return fail('boundary.outside_invalid', { n, code, prefix }, 'text');
  const geometry = isObject(feature) ? geometryOf(feature['geometry']) : null;
  if (geometry === null) return fail('boundary.geometry_invalid', { n, code }, 'text');
  return ok({ code, name: firstText(properties, nameMembers).slice(0, 60), geometry });
}
