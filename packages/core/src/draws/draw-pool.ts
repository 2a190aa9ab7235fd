/**
 * What enters a pool: which stratum takes an object, what the frozen records of objects and inspectors hold, who
 * of the inspectors is left out and why. Pure; rows come from the registers, hashing from `@mingcha/draw`.
 * Records never hold phone numbers or identity numbers.
 */

import type { InspectorPub, ObjectRecord, SeatGroup, Stratum } from '@mingcha/draw';
import { divisionPrefix, matchesFilter } from '../registers/pool-filter.ts';
import { type DrawSettings, leaderSkill, type StratumSettings } from './draw-task.ts';
import { drawWordText } from './draw-text.ts';

/** A register row as far as a draw needs it. `code` is the credit code, else the local or registration number. */
export interface PoolObject {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly code: string;
  readonly division: string;
  readonly industry: string;
  readonly risk: string;
  readonly credit: string;
  readonly tags: readonly string[];
  readonly sectionId: string | null;
  readonly address: string;
}

export const carryOverCode = 'CO';
/** The dot keeps it apart from every code that a person may type. */
export const struckCode = 'CO.S';
/** Stratum codes of objects that the rule book's cap excludes begin so; typed exclusions count from X1. */
export const cappedPrefix = 'X0-';

/** What is known of single objects beyond their own fields. */
export interface PoolDuties {
  /** Drawn in the void attempt that this draw repeats (draw-protocol §10.3): always in, whatever filter or status. */
  readonly carried: ReadonlySet<string>;
  /** Replaced by a reserve in the last draw of this item (§10.4): in, where the scope and the register still hold them. */
  readonly struck: ReadonlySet<string>;
  /** At or over their cap of visits by the rule book. */
  readonly capped: ReadonlySet<string>;
  /** Per stratum code with a history condition, the objects that meet it. */
  readonly history: ReadonlyMap<string, ReadonlySet<string>>;
}
export const noDuties: PoolDuties = {
  carried: new Set(),
  struck: new Set(),
  capped: new Set(),
  history: new Map(),
};

/** Strata as sealed: carry-over and struck objects first, then the task's, then one per exclusion and stratum it takes from. */
export interface StrataPlan {
  readonly strata: readonly Stratum[];
  /** Index of the stratum, or −1 when none takes the object. */
  classify(object: PoolObject): number;
}

export function planStrata(settings: DrawSettings, duties: PoolDuties): StrataPlan {
  const own = settings.strata.map(sealedStratum);
  const words = drawWordText.zh;
  const obliged = [
    { code: carryOverCode, name: words['stratum.carryOver'], ids: duties.carried },
    { code: struckCode, name: words['stratum.struck'], ids: duties.struck },
  ].filter(({ ids }) => ids.size > 0);
  const first = obliged.map(({ code, name }): Stratum => ({ code, name, rule: 'all' }));
  const exclusions = exclusionsOf(settings, duties);
  const excluded = exclusions.flatMap(({ prefix, reason }) =>
    own.map((stratum): Stratum => {
      const { code, name } = stratum;
      return { code: `${prefix}${code}`, name, rule: 'none', of: code, reason };
    }),
  );
  return {
    strata: [...first, ...own, ...excluded],
    classify(object) {
      const duty = obliged.findIndex(({ ids }) => ids.has(object.id));
      if (duty >= 0) return duty;
      const s = settings.strata.findIndex(
        (stratum) =>
          matchesFilter(stratum.where, object) &&
          (stratum.history === null || duties.history.get(stratum.code)?.has(object.id) === true),
      );
      if (s < 0) return -1;
      const e = exclusions.findIndex((exclusion) => exclusion.takes(object));
      return first.length + (e < 0 ? s : own.length * (e + 1) + s);
    },
  };
}

interface PlannedExclusion {
  readonly prefix: string;
  readonly reason: string;
  takes(object: PoolObject): boolean;
}

/** The typed exclusions, then the rule book's cap: what a person excluded for a reason keeps that reason. */
function exclusionsOf(settings: DrawSettings, duties: PoolDuties): readonly PlannedExclusion[] {
  const typed = settings.exclusions.map((exclusion, e): PlannedExclusion => {
    const ids = new Set(exclusion.objectIds);
    const hasFilter = Object.keys(exclusion.where).length > 0;
    return {
      prefix: `X${e + 1}-`,
      reason: exclusion.reason,
      takes: (object) => ids.has(object.id) || (hasFilter && matchesFilter(exclusion.where, object)),
    };
  });
  if (duties.capped.size === 0) return typed;
  const capped: PlannedExclusion = {
    prefix: cappedPrefix,
    reason: 'frequencyCap',
    takes: (object) => duties.capped.has(object.id),
  };
  return [...typed, capped];
}

function sealedStratum(stratum: StratumSettings): Stratum {
  const { code, name } = stratum;
  switch (stratum.rule) {
    case 'all':
      return { code, name, rule: 'all' };
    case 'fixed':
      return {
        code,
        name,
        rule: 'draw',
        rate: [0, 1],
        round: 'floor',
        min: stratum.number,
        max: stratum.number,
        base: 'eligible',
        method: 'equal',
      };
    case 'draw': {
      const { rate, round, min, max, base, method } = stratum;
      return { code, name, rule: 'draw', rate, round, min, max, base, method };
    }
  }
}

/** Strata that stand only while they have members: exclusions, and the one of struck objects. */
export function isOptional(stratum: Stratum): boolean {
  return stratum.rule === 'none' || stratum.code === struckCode;
}

/** Drops strata without members, except the task's own; gives the new index of each old one (−1 for dropped). */
export function dropEmptyExclusions(
  strata: readonly Stratum[],
  counts: readonly number[],
): { readonly strata: readonly Stratum[]; readonly indexOf: readonly number[] } {
  const kept: Stratum[] = [];
  const indexOf = strata.map((stratum, h) => {
    if (isOptional(stratum) && (counts[h] ?? 0) === 0) return -1;
    kept.push(stratum);
    return kept.length - 1;
  });
  return { strata: kept, indexOf };
}

/** In scope: the whole directory of the agency, or those who pass the filter. */
export function isInScope(settings: DrawSettings, object: PoolObject): boolean {
  return settings.scope.mode === 'untargeted' || matchesFilter(settings.scope.filter, object);
}

/** An area code for the assignment; never `*`. */
export function areaOfObject(object: Pick<PoolObject, 'division'>): string {
  return object.division === '' || object.division === '*' ? '-' : object.division;
}

/** The frozen record of an object: NFC, trimmed, empty fields omitted (ruling 7), members in canonical order. */
export function objectRecord(object: PoolObject): ObjectRecord {
  const { address, code, credit, id, industry, kind, name, risk } = object;
  const fields = { address, area: areaOfObject(object), code, credit, id, industry, kind, name, risk };
  const entries = Object.entries(fields).map(
    ([field, value]) => [field, value.normalize('NFC').trim()] as const,
  );
  return { ...Object.fromEntries(entries.filter(([, value]) => value !== '')), id };
}

/** An inspector of the register with the words a draw needs. */
export interface PoolInspector {
  readonly id: string;
  readonly agencyId: string;
  readonly accountId: string | null;
  readonly name: string;
  readonly certificateNumber: string;
  readonly certificateValidTo: string | null;
  readonly specialities: readonly string[];
  readonly qualifications: readonly string[];
  readonly level: string;
  readonly areas: readonly string[];
  readonly canLead: boolean;
  readonly yearlyCap: number | null;
  readonly priorLoad: number;
  readonly status: string;
}

export type LeftOutReason = 'inactive' | 'certificate' | 'operator' | 'notChosen' | 'team';

/** Why an inspector of a taking-part agency is not in the pool; null = in the pool. */
export function leftOutReason(
  inspector: PoolInspector,
  context: {
    readonly windowTo: string;
    readonly chosen: ReadonlySet<string> | null;
    readonly operators: ReadonlySet<string>;
  },
): LeftOutReason | null {
  if (context.chosen !== null && !context.chosen.has(inspector.id)) return 'notChosen';
  if (inspector.status !== 'active') return 'inactive';
  if (inspector.certificateValidTo === null || inspector.certificateValidTo < context.windowTo)
    return 'certificate';
  return inspector.accountId !== null && context.operators.has(inspector.accountId) ? 'operator' : null;
}

const noLimit = 1_000_000;

/** Byte order; the codes are text, so comparison of UTF-16 units would differ beyond the basic plane. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function sortedCodes(codes: Iterable<string>): readonly string[] {
  return [...new Set([...codes].map((code) => code.normalize('NFC').trim()))]
    .filter((code) => code !== '')
    .sort(byCodePoint);
}

/** What the assignment may know (draw-protocol §5.2); areas are expanded to the codes that occur in the pool. */
export function inspectorPub(
  inspector: PoolInspector,
  context: { readonly settings: DrawSettings; readonly dept: string; readonly poolAreas: readonly string[] },
): InspectorPub {
  const { constraints } = context.settings;
  const asked = new Set(
    context.settings.teams.flatMap((team) => team.groups.flatMap((group) => group.skills)),
  );
  // Level and qualifications stand in the frame only where a seat asks for them: the frame is public.
  const further = [...inspector.qualifications, inspector.level].filter((word) => asked.has(word));
  const skills = [
    ...(constraints.skills ? [...inspector.specialities, ...further] : []),
    ...(inspector.canLead ? [leaderSkill] : []),
  ];
  const room =
    inspector.yearlyCap === null ? noLimit : Math.max(0, inspector.yearlyCap - inspector.priorLoad);
  return {
    dept: context.dept,
    skills: sortedCodes(skills),
    areas: constraints.area ? expandAreas(inspector.areas, context.poolAreas) : ['*'],
    cap: Math.min(constraints.maxTasks ?? noLimit, room),
    load: constraints.workload ? inspector.priorLoad : 0,
  };
}

function expandAreas(areas: readonly string[], poolAreas: readonly string[]): readonly string[] {
  if (areas.includes('*')) return ['*'];
  return sortedCodes(
    poolAreas.filter((area) => areas.some((each) => area === each || area.startsWith(divisionPrefix(each)))),
  );
}

/** A standing team as one leaf (ruling 12): skills together, areas common to all, highest load, lowest cap. */
export function teamPub(members: readonly InspectorPub[]): InspectorPub {
  const [first] = members;
  const narrow = members.filter((member) => !member.areas.includes('*'));
  const [head] = narrow;
  const areas =
    head === undefined
      ? ['*']
      : head.areas.filter((area) => narrow.every((member) => member.areas.includes(area)));
  return {
    dept: first?.dept ?? '',
    skills: sortedCodes(members.flatMap((member) => member.skills)),
    areas,
    cap: Math.min(...members.map((member) => member.cap)),
    load: Math.max(...members.map((member) => member.load)),
  };
}

/** Seat groups as sealed: leaders carry the leader's skill, departments are codes. */
export function sealedTemplates(
  settings: DrawSettings,
  deptOf: (agencyId: string) => string,
): Readonly<Record<string, readonly SeatGroup[]>> {
  const { constraints } = settings;
  const templates = settings.teams.map(({ stratum, groups }) => {
    const sealed = groups.map(
      (group): SeatGroup => ({
        dept: deptOf(group.agencyId),
        skills: sortedCodes([
          ...(constraints.skills ? group.skills : []),
          ...(group.lead ? [leaderSkill] : []),
        ]),
        n: group.n,
        anyArea: group.anyArea || !constraints.area,
      }),
    );
    return [stratum, sealed] as const;
  });
  // Carried-over and struck objects stand in strata of their own: without a template for all they get the first one.
  const [first] = templates;
  const rest =
    first === undefined || templates.some(([code]) => code === '*') ? [] : [['*', first[1]] as const];
  return Object.fromEntries([...templates, ...rest]);
}

/** ASCII name of an agency in sealed documents: division and the tail of its id. */
export function agencyCode(agency: { readonly divisionCode: string; readonly id: string }): string {
  return `${agency.divisionCode}-${agency.id.slice(-8)}`;
}

/** `2026-007`, second attempt `2026-007/2`. */
export function drawNumber(draw: {
  readonly series: number;
  readonly no: number;
  readonly attempt: number;
}): string {
  const number = `${draw.series}-${String(draw.no).padStart(3, '0')}`;
  return draw.attempt === 1 ? number : `${number}/${draw.attempt}`;
}
