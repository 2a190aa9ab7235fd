/**
 * The check page before a seal: bases, exact products, rounded targets, warnings, and whether inspectors suffice for
 * every possible selection. It computes no ticket: there is no seed yet, and no preview with the real one ever.
 */
import {
  areaOfObject,
  cappedPrefix,
  isOptional,
  type PoolDuties,
  planStrata,
  sealedTemplates,
  struckCode,
} from '@mingcha/core/draws/draw-pool.ts';
import {
  decideSettings,
  expectedEntropy,
  leastChoice,
  smallPool,
  tinyStratum,
  warnEntropyBits,
} from '@mingcha/core/draws/draw-rules.ts';
import type { DrawPolicy, DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { DrawPreview, Finding } from '@mingcha/core/draws/draw-views.ts';
import {
  capsNeverBind,
  checkTeam,
  lackingCapacity,
  type SeatChoice,
  type TeamNeed,
} from '@mingcha/core/draws/team-feasibility.ts';
import { type InspectorPub, previewQuotas, type SeatGroup, type Stratum } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { ParticipantRow } from './participant.queries.ts';
import { avoidanceOf, candidatePub, type PeopleScan, scanObjects, scanPeople } from './pool-scan.ts';

export interface PreviewInput {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly settings: DrawSettings;
  readonly policy: DrawPolicy;
  readonly participants: readonly ParticipantRow[];
  readonly operators: ReadonlySet<string>;
  readonly duties: PoolDuties;
  /** What stands against the task beside its pool and people. */
  readonly findings: readonly Finding[];
  readonly now: string;
  readonly today: string;
}

interface PoolFacts {
  readonly strata: readonly Stratum[];
  readonly counts: readonly number[];
  readonly unplaced: { readonly name: string; readonly count: number } | null;
  /** Distinct (stratum, area, avoided people) of objects that could be drawn. */
  readonly needs: ReadonlyMap<string, TeamNeed>;
  readonly areas: readonly string[];
}

export async function previewOf(tx: Tx, input: PreviewInput): Promise<DrawPreview> {
  const people = await scanPeople(tx, input);
  const pool = await scanPool(tx, input, people);
  const nameOf = new Map(input.participants.map((row) => [row.agencyCode, row.agencyName]));
  const deptOf = new Map(input.participants.map((row) => [row.agencyId, row.agencyCode]));
  const pubs = people.candidates.map((candidate) =>
    candidatePub(candidate, {
      settings: input.settings,
      dept: deptOf.get(candidate.agencyId) ?? '',
      poolAreas: pool.areas,
    }),
  );
  const quotas = previewQuotas(pool.strata, pool.counts);
  const tasks = quotas.reduce((sum, quota) => sum + quota.targetHigh, 0);
  const teams = checkTeams({ needs: pool.needs, pubs, tasks, nameOf });
  const findings = [
    ...settingFindings(input),
    ...input.findings,
    ...poolFindings(input, pool, people),
    ...stratumFindings(input, pool, quotas),
    ...teams.findings,
  ];
  return {
    takenAt: input.now,
    filterWords: filterWords(input.settings),
    total: pool.counts.reduce((sum, count) => sum + count, 0),
    eligible: pool.strata.reduce(
      (sum, stratum, h) => sum + (stratum.rule === 'none' ? 0 : (pool.counts[h] ?? 0)),
      0,
    ),
    excluded: excludedOf(input.settings, pool.strata, pool.counts),
    strata: previewStrata(pool.strata, pool.counts),
    targetTotal: quotas.reduce((sum, quota) => sum + quota.target, 0),
    targetTotalHigh: tasks,
    inspectors: input.participants.map(({ agencyId, agencyName }) => ({
      agencyId,
      agencyName,
      count: people.candidates.filter((candidate) => candidate.agencyId === agencyId).length,
      left: people.leftOut
        .filter((row) => row.agencyId === agencyId)
        .map(({ reason, count }) => ({ reason, count })),
    })),
    pairs: [...pool.needs.values()].reduce((sum, need) => sum + need.avoided.size, 0),
    entropyBits: expectedEntropy(input.settings.ceremony.sources),
    feasibility: teams.feasibility,
    choices: teams.choices.slice(0, 50).map(({ dept, ...choice }) => ({
      ...choice,
      skills: [...choice.skills],
      agencyName: nameOf.get(dept) ?? dept,
    })),
    findings,
  };
}

/** The filter of a targeted pool, field by field, for screens and the public page. */
export function filterWords(settings: DrawSettings): { field: string; values: string[] }[] {
  if (settings.scope.mode === 'untargeted') return [];
  return Object.entries(settings.scope.filter).map(([field, values]) => ({
    field,
    values: [...(values ?? [])],
  }));
}

async function scanPool(tx: Tx, input: PreviewInput, people: PeopleScan): Promise<PoolFacts> {
  const plan = planStrata(input.settings, input.duties);
  const groups = sealedTemplates(
    input.settings,
    (agencyId) => input.participants.find((row) => row.agencyId === agencyId)?.agencyCode ?? '',
  );
  const avoidance = avoidanceOf(people);
  const counts = plan.strata.map(() => 0);
  const needs = new Map<string, TeamNeed>();
  const areas = new Set<string>();
  let unplaced: { name: string; count: number } | null = null;
  const { carried } = input.duties;
  await scanObjects(tx, { agency: input, settings: input.settings, plan, carried }, (page) => {
    for (const { object, stratum: h } of page) {
      const stratum = plan.strata[h];
      if (stratum === undefined) {
        unplaced = { name: unplaced?.name ?? object.name, count: (unplaced?.count ?? 0) + 1 };
        continue;
      }
      counts[h] = (counts[h] ?? 0) + 1;
      const area = areaOfObject(object);
      areas.add(area);
      if (stratum.rule === 'none') continue;
      const avoided = avoidance.of(object);
      const key = `${h} ${area} ${avoided.join(',')}`;
      if (!needs.has(key)) {
        needs.set(key, {
          stratum: stratum.code,
          area,
          groups: templateOf(groups, stratum.code),
          avoided: new Set(avoided),
        });
      }
    }
  });
  return { strata: plan.strata, counts, unplaced, needs, areas: [...areas] };
}

function templateOf(
  groups: Readonly<Record<string, readonly SeatGroup[]>>,
  code: string,
): readonly SeatGroup[] {
  return groups[code] ?? groups['*'] ?? [];
}

interface TeamsInput {
  readonly needs: ReadonlyMap<string, TeamNeed>;
  readonly pubs: readonly InspectorPub[];
  readonly tasks: number;
  readonly nameOf: ReadonlyMap<string, string>;
}

function checkTeams(input: TeamsInput): {
  feasibility: DrawPreview['feasibility'];
  choices: readonly SeatChoice[];
  findings: readonly Finding[];
} {
  const { pubs, tasks, nameOf } = input;
  const checks = [...input.needs.values()].map((need) => checkTeam(need, pubs));
  const choices = checks.flatMap((check) => check.choices).sort((a, b) => a.choice - b.choice);
  const findings: Finding[] = [];
  const said = new Set<string>();
  const describe = (choice: SeatChoice) => ({
    agency: nameOf.get(choice.dept) ?? choice.dept,
    area: choice.area,
    skills: choice.skills.join('、'),
    need: choice.seats,
    have: choice.eligible,
    choice: choice.choice,
  });
  const say = (code: string, severity: Finding['severity'], choice: SeatChoice): void => {
    const data = describe(choice);
    const key = `${code} ${data.agency} ${data.area} ${data.skills}`;
    if (!said.has(key)) findings.push({ code, severity, data });
    said.add(key);
  };
  for (const check of checks) {
    const narrow = check.choices.filter((choice) => choice.choice === 0);
    const [tightest] = [...check.choices].sort((a, b) => a.choice - b.choice);
    if (!check.isFillable)
      for (const choice of narrow.length > 0 || tightest === undefined ? narrow : [tightest])
        say('draw.inspectors_lacking', 'blocks', choice);
  }
  for (const choice of choices)
    if (choice.choice > 0 && choice.choice < leastChoice) say('warn.choice_small', 'warns', choice);
  if (findings.some((finding) => finding.severity === 'blocks'))
    return { feasibility: 'lacking', choices, findings };
  if (capsNeverBind(pubs, tasks)) return { feasibility: 'proved', choices, findings };
  return {
    ...checkCaps(
      input,
      checks.flatMap((check) => check.choices),
    ),
    choices,
  };
}

/** Where caps bind: the worst case over templates must fit into the people's capacity. */
function checkCaps(
  input: TeamsInput,
  choices: readonly SeatChoice[],
): { feasibility: DrawPreview['feasibility']; findings: readonly Finding[] } {
  const perTask = new Map<string, number>();
  for (const { groups } of input.needs.values()) {
    const own = new Map<string, number>();
    for (const group of groups) own.set(group.dept, (own.get(group.dept) ?? 0) + group.n);
    for (const [dept, n] of own) perTask.set(dept, Math.max(perTask.get(dept) ?? 0, n));
  }
  const seats = new Map([...perTask].map(([dept, n]) => [dept, n * input.tasks]));
  const lacking = lackingCapacity(seats, input.pubs);
  const small = choices.filter((choice) => choice.choice < leastChoice).length;
  if (lacking.length === 0)
    return {
      feasibility: 'tried',
      findings: [{ code: 'warn.tried_only', severity: 'warns', data: { tries: 0, small } }],
    };
  return {
    feasibility: 'lacking',
    findings: lacking.map(({ dept, need, have }) => ({
      code: 'draw.inspectors_lacking',
      severity: 'blocks',
      data: { agency: input.nameOf.get(dept) ?? dept, area: '*', skills: '', need, have },
    })),
  };
}

function settingFindings(input: PreviewInput): readonly Finding[] {
  const decided = decideSettings(input.settings, input.policy);
  const findings: Finding[] = decided.ok
    ? []
    : [{ code: decided.error.code, severity: 'blocks', data: { ...decided.error.data } }];
  const bits = expectedEntropy(input.settings.ceremony.sources);
  if (decided.ok && bits < warnEntropyBits)
    findings.push({ code: 'warn.entropy', severity: 'warns', data: { bits, wanted: warnEntropyBits } });
  if (input.settings.operatorInPool)
    findings.push({ code: 'warn.operator_in_pool', severity: 'warns', data: {} });
  return findings;
}

function poolFindings(input: PreviewInput, pool: PoolFacts, people: PeopleScan): readonly Finding[] {
  const findings: Finding[] = [];
  const open = input.participants.filter((row) => row.state === 'invited').length;
  if (open > 0) findings.push({ code: 'draw.participants_open', severity: 'blocks', data: { count: open } });
  if (pool.counts.every((count) => count === 0))
    findings.push({ code: 'draw.pool_empty', severity: 'blocks', data: {} });
  if (pool.unplaced !== null)
    findings.push({ code: 'draw.object_without_stratum', severity: 'blocks', data: pool.unplaced });
  if (people.candidates.length === 0)
    findings.push({
      code: 'draw.inspectors_lacking',
      severity: 'blocks',
      data: { agency: '', area: '*', skills: '', need: 2, have: 0 },
    });
  return findings;
}

function stratumFindings(
  input: PreviewInput,
  pool: PoolFacts,
  quotas: ReturnType<typeof previewQuotas>,
): readonly Finding[] {
  const capped = pool.strata.reduce(
    (sum, { code }, h) => sum + (code.startsWith(cappedPrefix) ? (pool.counts[h] ?? 0) : 0),
    0,
  );
  const cap: readonly Finding[] =
    capped === 0 ? [] : [{ code: 'warn.capped_out', severity: 'warns', data: { count: capped } }];
  const strata = pool.strata.flatMap((stratum, h): readonly Finding[] => {
    const members = pool.counts[h] ?? 0;
    if (stratum.code === struckCode && members > 0)
      return [{ code: 'warn.struck_taken', severity: 'warns', data: { count: members } }];
    if (isOptional(stratum)) return [];
    const data = { name: stratum.name, members };
    const warn = (code: string): Finding => ({ code, severity: 'warns', data });
    if (members === 0) return [warn('warn.empty_stratum')];
    if (stratum.rule === 'all') return [];
    const target = quotas[h]?.targetHigh ?? 0;
    return [
      ...(target === 0 ? [warn('warn.nothing_drawn')] : []),
      ...(members < smallPool ? [warn('warn.small_pool')] : []),
      ...(members < tinyStratum && input.settings.disclosure.mode === 'sealed'
        ? [warn('warn.tiny_stratum')]
        : []),
    ];
  });
  return [...cap, ...strata];
}

/** Strata with their arithmetic, as the screens, the record and the public page show them. */
export function previewStrata(strata: readonly Stratum[], counts: readonly number[]): DrawPreview['strata'] {
  const quotas = previewQuotas(strata, counts);
  return strata.flatMap((stratum, h) => {
    const quota = quotas[h];
    if (quota === undefined || (isOptional(stratum) && quota.members === 0)) return [];
    return [
      {
        ...quota,
        name: stratum.name,
        rule: stratum.rule,
        rate: stratum.rule === 'draw' ? [stratum.rate[0], stratum.rate[1]] : null,
        round: stratum.rule === 'draw' ? stratum.round : null,
        reason: stratum.rule === 'none' ? stratum.reason : null,
      },
    ];
  });
}

/** Excluded objects by reason and note; those at their cap by the rule book have no note. */
export function excludedOf(
  settings: DrawSettings,
  strata: readonly Stratum[],
  counts: readonly number[],
): { reason: string; note: string; count: number }[] {
  const countOf = (prefix: string): number =>
    strata.reduce(
      (sum, stratum, h) =>
        sum + (stratum.rule === 'none' && stratum.code.startsWith(prefix) ? (counts[h] ?? 0) : 0),
      0,
    );
  const typed = settings.exclusions.map(({ reason, note }, e) => ({
    reason,
    note,
    count: countOf(`X${e + 1}-`),
  }));
  const capped = { reason: 'frequencyCap', note: '', count: countOf(cappedPrefix) };
  return [...typed, capped].filter(({ count }) => count > 0);
}
