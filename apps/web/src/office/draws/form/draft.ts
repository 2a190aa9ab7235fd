/**
 * A draw task while it is being typed: numbers and instants are text until the schema reads them, so that nothing
 * typed is ever lost. Pure translation to and from the settings of core; no page, no server.
 */

import type {
  CeremonySettings,
  DrawSettings,
  DrawSettingsInput,
  Exclusion,
  SeedSourceSettings,
  StratumSettings,
} from '@mingcha/core/draws/draw-task.ts';
import type { AdHocGround } from '@mingcha/core/plans/plan.ts';
import type { PoolFilter } from '@mingcha/core/registers/pool-filter.ts';
import type { HistoryCondition } from '@mingcha/core/registers/rules/rule-book.ts';
import { formatInstant } from '../../../shared/format.ts';
import { nowMs } from '../../../shared/platform/clock.ts';

export interface DraftStratum {
  readonly key: string;
  readonly rule: StratumSettings['rule'];
  readonly code: string;
  readonly name: string;
  readonly where: PoolFilter;
  readonly history: HistoryCondition | null;
  readonly percent: string;
  readonly round: 'ceil' | 'half' | 'floor' | 'cascade';
  readonly min: string;
  readonly max: string;
  readonly base: 'eligible' | 'all';
  readonly number: string;
}
export interface DraftGroup {
  readonly key: string;
  readonly agencyId: string;
  readonly lead: boolean;
  readonly skills: readonly string[];
  readonly n: string;
  readonly anyArea: boolean;
}
export interface DraftTeam {
  readonly stratum: string;
  readonly groups: readonly DraftGroup[];
}
export interface DraftSource {
  readonly key: string;
  readonly kind: SeedSourceSettings['kind'];
  /** Role of a party, reader of digits, game of a lottery. */
  readonly name: string;
  readonly means: 'balls' | 'dice';
  readonly length: string;
  readonly issue: string;
  readonly pattern: string;
  readonly outcomes: string;
  readonly minutes: string;
}
/** The plan entry or the approval from above that the task is made of. */
export interface DraftOrigin {
  readonly kind: 'plan' | 'adHoc';
  readonly entryId: string;
  readonly ground: AdHocGround;
}
export const blankOrigin: DraftOrigin = {
  kind: 'plan',
  entryId: '',
  ground: { document: '', number: '', day: '', approver: '', reason: '' },
};

export interface Draft {
  readonly origin: DraftOrigin;
  readonly itemKeys: readonly string[];
  readonly insteadOf: { readonly drawId: string; readonly reason: string } | null;
  readonly series: string;
  readonly itemCode: string;
  readonly itemName: string;
  /** Of the plan entry; filled in with it, shown in the title, settled by the server. */
  readonly scene: string;
  readonly planNumber: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly meetsAt: string;
  readonly participants: readonly string[];
  readonly scope: 'untargeted' | 'targeted';
  readonly filter: PoolFilter;
  readonly exclusions: readonly Exclusion[];
  readonly strata: readonly DraftStratum[];
  readonly inspectorIds: readonly string[] | null;
  readonly staffing: 'person' | 'team';
  readonly teams: readonly DraftTeam[];
  readonly byArea: boolean;
  readonly bySkills: boolean;
  readonly byWorkload: boolean;
  readonly maxTasks: string;
  readonly mix: number;
  readonly preset: CeremonySettings['preset'];
  readonly sources: readonly DraftSource[];
  readonly onMissing: CeremonySettings['onMissing'];
  readonly deadlineHours: string;
  readonly suite: 'SHA256' | 'SM3';
  readonly disclosure: 'sealed' | 'open';
  readonly releaseAt: string;
  readonly operatorInPool: boolean;
  readonly announced: boolean;
}

let lastKey = 0;
/** Names rows of lists while they are edited. */
export function newKey(): string {
  lastKey += 1;
  return `row-${lastKey}-${nowMs().toString(36)}`;
}

/** `15` and `2.5` percent as a fraction of whole numbers; null for anything else. */
export function rateOf(percent: string): [number, number] | null {
  const found = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent.normalize('NFKC').replace('%', '').trim());
  if (found === null) return null;
  const decimals = found[2] ?? '';
  return [Number(`${found[1] ?? ''}${decimals}`), 100 * 10 ** decimals.length];
}

/** A fraction as the percent that people type. */
export function percentOf(rate: readonly [number, number]): string {
  return String(Number(((rate[0] / rate[1]) * 100).toFixed(4)));
}

/** Typed count; NaN where it is none, which the schema refuses beside its field. */
function whole(text: string): number {
  const digits = text.normalize('NFKC').trim();
  return /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** `2026-12-01T09:00` of the business zone as an instant. China knows one offset and no summer time. */
export function instantOf(local: string): string {
  const at = new Date(`${local}:00+08:00`);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

export function localOf(instant: string): string {
  return formatInstant(instant).replace(' ', 'T');
}

function stratumOf(each: DraftStratum): NonNullable<DrawSettingsInput['strata']>[number] {
  const { code, name, where, history } = each;
  switch (each.rule) {
    case 'all':
      return { rule: 'all', code, name, where, history };
    case 'fixed':
      return { rule: 'fixed', code, name, where, history, number: whole(each.number) };
    case 'draw':
      return {
        rule: 'draw',
        code,
        name,
        where,
        history,
        rate: rateOf(each.percent) ?? [Number.NaN, 1],
        round: each.round,
        min: each.min.trim() === '' ? 0 : whole(each.min),
        max: each.max.trim() === '' ? null : whole(each.max),
        base: each.base,
      };
  }
}

function sourceOf(each: DraftSource): DrawSettingsInput['ceremony']['sources'][number] {
  switch (each.kind) {
    case 'party':
      return { kind: 'party', role: each.name };
    case 'digits':
      return { kind: 'digits', means: each.means, who: each.name, length: whole(each.length) };
    case 'lottery':
      return {
        kind: 'lottery',
        game: each.name,
        issue: each.issue,
        pattern: each.pattern,
        outcomes: whole(each.outcomes),
      };
    case 'drand':
      return { kind: 'drand', delayS: whole(each.minutes) * 60 };
  }
}

function originOf({ kind, entryId, ground }: DraftOrigin): DrawSettingsInput['origin'] {
  if (kind === 'adHoc') return { kind, ground };
  return entryId === '' ? null : { kind, entryId };
}

/** What is sent; wrong numbers travel as NaN and are refused by the schema beside their field. */
export function settingsOf(draft: Draft): DrawSettingsInput {
  return {
    series: whole(draft.series),
    origin: originOf(draft.origin),
    itemKeys: [...draft.itemKeys],
    insteadOf: draft.insteadOf,
    item: { code: draft.itemCode, name: draft.itemName },
    scene: draft.origin.kind === 'plan' ? draft.scene : '',
    planNumber: draft.planNumber,
    window: { from: draft.from, to: draft.to },
    place: draft.place,
    meetsAt: draft.meetsAt === '' ? null : instantOf(draft.meetsAt),
    scope: draft.scope === 'untargeted' ? { mode: 'untargeted' } : { mode: 'targeted', filter: draft.filter },
    exclusions: draft.exclusions.map((each) => ({ ...each, objectIds: [...each.objectIds] })),
    strata: draft.strata.map(stratumOf),
    participants: [...draft.participants],
    inspectorIds: draft.inspectorIds === null ? null : [...draft.inspectorIds],
    staffing: draft.staffing,
    teams: draft.teams.map(({ stratum, groups }) => ({
      stratum,
      groups: groups.map(({ agencyId, lead, skills, n, anyArea }) => ({
        agencyId,
        lead,
        skills: [...skills],
        n: whole(n),
        anyArea,
      })),
    })),
    constraints: {
      area: draft.byArea,
      skills: draft.bySkills,
      workload: draft.byWorkload,
      maxTasks: draft.maxTasks.trim() === '' ? null : whole(draft.maxTasks),
    },
    mix: draft.mix,
    ceremony: {
      preset: draft.preset,
      sources: draft.sources.map(sourceOf),
      onMissing: draft.onMissing,
      deadlineHours: whole(draft.deadlineHours),
    },
    suite: draft.suite,
    disclosure:
      draft.disclosure === 'open'
        ? { mode: 'open' }
        : { mode: 'sealed', releaseAt: instantOf(draft.releaseAt) },
    operatorInPool: draft.operatorInPool,
    announced: draft.announced,
  };
}

const blankStratum = {
  where: {},
  history: null,
  percent: '',
  round: 'ceil',
  min: '',
  max: '',
  base: 'eligible',
  number: '',
} as const;

export function newStratum(part: Pick<DraftStratum, 'code' | 'name'> & Partial<DraftStratum>): DraftStratum {
  return { ...blankStratum, rule: 'draw', key: newKey(), ...part };
}

function draftStratum(each: StratumSettings): DraftStratum {
  const { rule, code, name, where, history } = each;
  const named = newStratum({ rule, code, name, where, history });
  switch (each.rule) {
    case 'all':
      return named;
    case 'fixed':
      return { ...named, number: String(each.number) };
    case 'draw':
      return {
        ...named,
        percent: percentOf(each.rate),
        round: each.round,
        base: each.base,
        min: each.min === 0 ? '' : String(each.min),
        max: each.max === null ? '' : String(each.max),
      };
  }
}

const blankSource = {
  name: '',
  means: 'balls',
  length: '20',
  issue: '',
  pattern: '[0-9]{5}',
  outcomes: '100000',
  minutes: '20',
} as const;

export function newSource(part: Pick<DraftSource, 'kind'> & Partial<DraftSource>): DraftSource {
  return { ...blankSource, key: newKey(), ...part };
}

export function draftSource(each: SeedSourceSettings): DraftSource {
  const { kind } = each;
  switch (each.kind) {
    case 'party':
      return newSource({ kind, name: each.role });
    case 'digits':
      return newSource({ kind, name: each.who, means: each.means, length: String(each.length) });
    case 'lottery':
      return newSource({
        kind,
        name: each.game,
        issue: each.issue,
        pattern: each.pattern,
        outcomes: String(each.outcomes),
      });
    case 'drand':
      return newSource({ kind, minutes: String(each.delayS / 60) });
  }
}

function draftOrigin(origin: DrawSettings['origin']): DraftOrigin {
  if (origin === null) return blankOrigin;
  return origin.kind === 'plan'
    ? { ...blankOrigin, entryId: origin.entryId }
    : { ...blankOrigin, kind: 'adHoc', ground: origin.ground };
}

/** A saved task, ready to be edited. */
export function draftOf(settings: DrawSettings): Draft {
  const { constraints, ceremony, disclosure, scope } = settings;
  return {
    origin: draftOrigin(settings.origin),
    itemKeys: settings.itemKeys,
    insteadOf: settings.insteadOf,
    series: String(settings.series),
    itemCode: settings.item.code,
    itemName: settings.item.name,
    scene: settings.scene,
    planNumber: settings.planNumber,
    from: settings.window.from,
    to: settings.window.to,
    place: settings.place,
    meetsAt: settings.meetsAt === null ? '' : localOf(settings.meetsAt),
    participants: settings.participants,
    scope: scope.mode,
    filter: scope.mode === 'targeted' ? scope.filter : {},
    exclusions: settings.exclusions,
    strata: settings.strata.map(draftStratum),
    inspectorIds: settings.inspectorIds,
    staffing: settings.staffing,
    teams: settings.teams.map(({ stratum, groups }) => ({
      stratum,
      groups: groups.map((group) => ({ ...group, key: newKey(), n: String(group.n) })),
    })),
    byArea: constraints.area,
    bySkills: constraints.skills,
    byWorkload: constraints.workload,
    maxTasks: constraints.maxTasks === null ? '' : String(constraints.maxTasks),
    mix: settings.mix,
    preset: ceremony.preset,
    sources: ceremony.sources.map(draftSource),
    onMissing: ceremony.onMissing,
    deadlineHours: String(ceremony.deadlineHours),
    suite: settings.suite,
    disclosure: disclosure.mode,
    releaseAt: disclosure.mode === 'sealed' ? localOf(disclosure.releaseAt) : `${settings.window.to}T18:00`,
    operatorInPool: settings.operatorInPool,
    announced: settings.announced,
  };
}

/** An agency's two seats as a task begins with: one leads. */
export function newSeats(agencyId: string, staffing: Draft['staffing']): DraftGroup[] {
  const seat = { agencyId, skills: [], n: '1', anyArea: false };
  return staffing === 'team'
    ? [{ ...seat, key: newKey(), lead: false }]
    : [
        { ...seat, key: newKey(), lead: true },
        { ...seat, key: newKey(), lead: false },
      ];
}

/** Seats of an agency that takes part: its people know no areas of the initiator's register. */
export function partnerSeats(agencyId: string, staffing: Draft['staffing']): DraftGroup[] {
  const n = staffing === 'team' ? '1' : '2';
  return [{ agencyId, skills: [], n, anyArea: true, key: newKey(), lead: false }];
}
