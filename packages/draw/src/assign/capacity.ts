/**
 * Before the draw: will there be enough inspectors, whatever is drawn? (Asked when a draw is prepared; the
 * protocol itself only knows the answer afterwards.) Every verdict is proved: `lacking` by a relaxation that
 * no draw can beat, `feasible` by an argument that covers every draw. Between them stands `possible`.
 * Fewer tasks are never harder to staff, so `feasible` looks at the largest quotas and `lacking` at the least.
 */
import type { InspectorPub } from '../types.ts';
import { type Staffing, spareChoice, staffing, type TaskType } from './staffing.ts';
import type { CapacityInput, CapacityShortage, CapacityStratum, CapacityVerdict } from './types.ts';

/** Areas with the same local people; for staffing they are one area. */
interface Place {
  readonly areas: readonly string[];
  readonly local: ReadonlySet<number>;
}

/** One stratum with its places. */
interface Part {
  readonly stratum: CapacityStratum;
  readonly size: number;
  readonly places: readonly { readonly place: Place; readonly count: number }[];
}

interface Situation {
  readonly people: readonly InspectorPub[];
  readonly parts: readonly Part[];
  readonly most: number;
  /** Types of all (part, place), in that order. */
  readonly types: readonly (TaskType & { readonly part: number; readonly count: number })[];
  /** Objects somebody must avoid, as types of one object. */
  readonly exceptions: readonly (TaskType & { readonly part: number; readonly base: number })[];
}

const NOBODY: ReadonlySet<number> = new Set();
/** Work allowed for trying possible draws, in arcs of flow networks. */
const EFFORT = 4_000_000;
const MOST_DRAWS = 400;

function placesOf(input: CapacityInput): (area: string) => Place {
  const local = new Map<string, number[]>();
  for (const stratum of input.strata) for (const { area } of stratum.areas) local.set(area, []);
  input.inspectors.forEach((pub, inspector) => {
    for (const area of new Set(pub.areas)) local.get(area)?.push(inspector);
  });
  const byPeople = new Map<string, { areas: string[]; local: Set<number> }>();
  const byArea = new Map<string, Place>();
  for (const [area, people] of local) {
    const key = people.join();
    const place = byPeople.get(key) ?? { areas: [], local: new Set(people) };
    place.areas.push(area);
    byPeople.set(key, place);
    byArea.set(area, place);
  }
  return (area) => byArea.get(area) ?? { areas: [area], local: NOBODY };
}

function partOf(stratum: CapacityStratum, placeOf: (area: string) => Place): Part {
  const counts = new Map<Place, number>();
  let size = 0;
  for (const { area, count } of stratum.areas) {
    if (count === 0) continue;
    const place = placeOf(area);
    counts.set(place, (counts.get(place) ?? 0) + count);
    size += count;
  }
  return { stratum, size, places: [...counts].map(([place, count]) => ({ place, count })) };
}

function situationOf(input: CapacityInput): Situation {
  const placeOf = placesOf(input);
  const all = input.strata.map((stratum) => partOf(stratum, placeOf));
  const used = all.flatMap(({ stratum, size }, n) => (stratum.most > 0 && size > 0 ? [n] : []));
  const parts = used.map((n) => all[n]!);
  const types = parts.flatMap((part, n) =>
    part.places.map(({ place, count }) => ({ ...typeOf(part, place, NOBODY), part: n, count })),
  );
  const exceptions = input.exceptions.flatMap(({ stratum, area, avoided }) => {
    const part = used.indexOf(stratum);
    const base = types.findIndex((type) => type.part === part && type.areas.includes(area));
    if (part < 0 || base < 0 || avoided.length === 0) return [];
    return [{ ...typeOf(parts[part]!, placeOf(area), new Set(avoided)), part, base }];
  });
  const most = parts.reduce((sum, part) => sum + Math.min(part.stratum.most, part.size), 0);
  return { people: input.inspectors, parts, most, types, exceptions };
}

function typeOf({ stratum }: Part, place: Place, without: ReadonlySet<number>): TaskType {
  const covers = (inspector: number): boolean => place.local.has(inspector);
  return { stratum: stratum.code, groups: stratum.groups, areas: place.areas, covers, without };
}

/** Types and exceptions of which not even a single task can be staffed, with the proof. */
function hopeless(
  people: readonly InspectorPub[],
  situation: Situation,
): { part: number; count: number; shortage: CapacityShortage }[] {
  const found: { part: number; count: number; shortage: CapacityShortage }[] = [];
  const broken = new Set<number>();
  situation.types.forEach((type, n) => {
    const shortage = staffing(people, [type], 1).shortage([1]);
    if (shortage === null) return;
    broken.add(n);
    found.push({ part: type.part, count: type.count, shortage });
  });
  const known = new Map<string, CapacityShortage | null>();
  const spare = new Map<number, number>();
  for (const exception of situation.exceptions) {
    const { base } = exception;
    if (broken.has(base)) continue;
    const enough = spare.get(base) ?? spareChoice(people, situation.types[base]!);
    spare.set(base, enough);
    if (exception.without.size <= enough) continue;
    const key = `${base}:${[...exception.without].sort((a, b) => a - b).join()}`;
    let shortage = known.get(key);
    if (shortage === undefined) {
      shortage = staffing(people, [exception], 1).shortage([1]);
      known.set(key, shortage);
    }
    if (shortage !== null) found.push({ part: exception.part, count: 1, shortage });
  }
  return found;
}

/** What every draw needs at least, with areas left open where the draw may still choose. */
function leastNeed({ people, parts, types, most }: Situation): CapacityShortage | null {
  const open = parts.map((part): TaskType => {
    const covers = (inspector: number): boolean =>
      part.places.some(({ place }) => place.local.has(inspector));
    return { stratum: part.stratum.code, groups: part.stratum.groups, areas: ['*'], covers, without: NOBODY };
  });
  const counts = types.map(({ part, count }) => {
    const { size, stratum } = parts[part]!;
    return Math.max(0, Math.min(stratum.least, size) - (size - count));
  });
  const rest = parts.map(({ size, stratum }, n) => {
    const fixed = types.reduce((sum, type, t) => sum + (type.part === n ? counts[t]! : 0), 0);
    return Math.min(stratum.least, size) - fixed;
  });
  return staffing(people, [...types, ...open], most).shortage([...counts, ...rest]);
}

/** People who have room for every task of every draw. */
function neverFull({ people, most }: Situation): InspectorPub[] {
  return people.map((pub) => (pub.cap >= most ? pub : { ...pub, cap: 0 }));
}

/** Types in which nobody takes part who must avoid one of their objects: stricter than any draw. */
function strictTypes({ types, exceptions }: Situation): TaskType[] {
  const without = types.map(() => new Set<number>());
  for (const { base, without: avoided } of exceptions) for (const i of avoided) without[base]!.add(i);
  return types.map((type, n) => ({ ...type, without: without[n]! }));
}

/** Most of each type at once: at least as hard as any draw. */
function mostOfAll({ types, parts }: Situation): number[] {
  return types.map(({ part, count }) => Math.min(parts[part]!.stratum.most, count));
}

/**
 * Extreme ways to take `take` objects from places of the given sizes: all but one place full or empty. A draw
 * is a mixture of them, and a mixture is never harder than its hardest part. Null: more than `limit`.
 */
function extremes(sizes: readonly number[], take: number, limit: number): number[][] | null {
  const found = new Map<string, number[]>();
  const visit = (at: number, rest: number, chosen: number[]): boolean => {
    if (found.size > limit) return false;
    if (at === sizes.length) {
      const open = chosen.flatMap((n, place) => (n === -1 ? [place] : []));
      const room = open.length === 1 ? sizes[open[0]!]! : 0;
      if (rest > room || rest < 0) return true;
      const draw = chosen.map((n) => (n === -1 ? rest : n));
      found.set(draw.join(), draw);
      return true;
    }
    const options = [0, sizes[at]!, ...(chosen.includes(-1) ? [] : [-1])];
    return options.every((n) => n > rest || visit(at + 1, rest - Math.max(0, n), [...chosen, n]));
  };
  return visit(0, take, []) && found.size <= limit ? [...found.values()] : null;
}

/** Draws that favour one place after the other, when there are too many extremes to try them all. */
function lopsided(part: Part, limit: number): number[][] {
  const bySize = part.places.map(({ count }, n) => ({ count, n })).sort((a, b) => b.count - a.count);
  return bySize.slice(0, limit).map((favourite) => {
    let rest = Math.min(part.stratum.most, part.size);
    const draw = part.places.map(() => 0);
    for (const { count, n } of [favourite, ...bySize.filter((place) => place !== favourite)]) {
      draw[n] = Math.min(rest, count);
      rest -= draw[n];
    }
    return draw;
  });
}

/** Draws to try, as counts per type; `all` when together they cover every draw. */
function drawsToTry({ parts, types }: Situation, limit: number): { all: boolean; draws: number[][] } {
  let draws: number[][] | null = [[]];
  for (const part of parts) {
    const sizes = part.places.map(({ count }) => count);
    const own: number[][] | null = extremes(sizes, Math.min(part.stratum.most, part.size), limit);
    draws = own !== null && draws !== null && own.length * draws.length <= limit ? cross(draws, own) : null;
  }
  if (draws !== null) return { all: true, draws };
  const favourites = new Map(types.map((type) => [type.areas.join('\n'), type.areas]));
  const some = [...favourites.keys()].slice(0, limit).map((key) =>
    parts.flatMap((part) => {
      const index = part.places.findIndex(({ place }) => place.areas.join('\n') === key);
      const options = lopsided(part, part.places.length);
      const favoured = options.find((draw) => index >= 0 && draw[index]! === best(part, index));
      return favoured ?? options[0]!;
    }),
  );
  return { all: false, draws: some };
}

/** As many of one place as a draw can take. */
function best(part: Part, place: number): number {
  return Math.min(part.stratum.most, part.places[place]!.count);
}

function cross(left: readonly number[][], right: readonly number[][]): number[][] {
  return left.flatMap((a) => right.map((b) => [...a, ...b]));
}

/** Tries draws with everybody; returns the worst shortage and whether strict staffing worked for all draws. */
function tryDraws(
  situation: Situation,
  strict: Staffing,
): { proved: boolean; worst: CapacityShortage | null } {
  const plain =
    situation.exceptions.length === 0 ? strict : staffing(situation.people, situation.types, situation.most);
  const limit = Math.max(1, Math.min(MOST_DRAWS, Math.floor(EFFORT / plain.size)));
  const { all, draws } = drawsToTry(situation, limit);
  let proved = all;
  let worst: CapacityShortage | null = null;
  for (const draw of draws) {
    const shortage = plain.shortage(draw);
    if (shortage !== null && (worst === null || shortage.missing > worst.missing)) worst = shortage;
    proved &&= shortage === null && (strict === plain || strict.shortage(draw) === null);
  }
  return { proved, worst };
}

/**
 * Can whatever will be drawn be staffed? `lacking` and `possible` name the requirement, who qualifies and how
 * many are missing; `possible` without a shortage means that no failing draw was found, and none excluded.
 */
export function checkCapacity(input: CapacityInput): CapacityVerdict {
  const situation = situationOf(input);
  if (situation.types.length === 0) return { verdict: 'feasible' };
  const cannot = hopeless(situation.people, situation);
  for (const { part } of cannot) {
    const { stratum, size } = situation.parts[part]!;
    const inPart = cannot.filter((one) => one.part === part);
    const objects = inPart.reduce((sum, one) => sum + one.count, 0);
    if (objects > size - Math.min(stratum.least, size)) {
      return { verdict: 'lacking', shortage: inPart[0]!.shortage };
    }
  }
  const always = leastNeed(situation);
  if (always !== null) return { verdict: 'lacking', shortage: always };
  if (cannot[0] !== undefined) return { verdict: 'possible', shortage: cannot[0].shortage };
  if (hopeless(neverFull(situation), situation).length === 0) return { verdict: 'feasible' };
  const total = mostOfAll(situation);
  const sum = total.reduce((a, b) => a + b, 0);
  const strictest = staffing(situation.people, strictTypes(situation), sum);
  if (strictest.shortage(total) === null) return { verdict: 'feasible' };
  const strict = staffing(situation.people, strictTypes(situation), situation.most);
  const { proved, worst } = tryDraws(situation, strict);
  return proved ? { verdict: 'feasible' } : { verdict: 'possible', shortage: worst };
}
