/**
 * What a verification shows to people: the words of an outcome's code, the figures of each step and a short account
 * of the draw, all taken from a bundle that was read. Pure; it decides nothing.
 */
import type { Bundle, Contribution, SeedSource, Step, StepId } from '@mingcha/draw';
import type { Locale } from '../common/text.ts';
import { verifyCodeText } from './verify-code-text.ts';
import type { verifyText } from './verify-text.ts';

type CodeKey = keyof (typeof verifyCodeText)['zh'];

function isCodeKey(code: string): code is CodeKey {
  return Object.hasOwn(verifyCodeText.zh, code);
}

/** The sentence of a step's code; codes of deeper parts speak through their family. */
export function wordsOfCode(locale: Locale, code: string): string {
  const family = code.split('.', 1)[0] ?? '';
  const key = isCodeKey(code) ? code : isCodeKey(family) ? family : 'unreadable';
  return verifyCodeText[locale][key];
}

/** Whether the log says that the draw was voided after its completion: then its steps hold, and it has no effect. */
export function isVoided(steps: readonly { readonly code: string }[]): boolean {
  return steps.some((step) => step.code === 'monitor.voided');
}

export type FigureKey = Extract<keyof (typeof verifyText)['zh'], `fig.${string}`>;

/** One number or digest of a step; `name` and `count` go into the words of `key`. */
export interface Figure {
  readonly key: FigureKey;
  readonly value: string | number;
  readonly form: 'number' | 'digest' | 'text' | 'instant';
  readonly data?: Readonly<Record<string, string | number>>;
}

const number = (key: FigureKey, value: number): Figure => ({ key, value, form: 'number' });
const digest = (key: FigureKey, value: string): Figure => ({ key, value, form: 'digest' });

export type StepFigures = Partial<Record<StepId, readonly Figure[]>>;

/** The figures of every step that has some. */
export function figuresOf(bundle: Bundle, bytes: number): StepFigures {
  const { body, signatures } = bundle.certificate;
  const { params, select, seed } = body;
  return {
    document: [number('fig.bytes', bytes)],
    freeze: [digest('fig.freezeId', body.freezeId)],
    frame: [number('fig.objects', params.frame.count), digest('fig.root', params.frame.root)],
    log: [
      number('fig.events', bundle.log.events.length),
      { key: 'fig.origin', value: body.log.origin, form: 'text' },
    ],
    ...(params.time === undefined
      ? {}
      : {
          time: [
            { key: 'fig.frozen', value: params.time.frozen, form: 'instant' },
            { key: 'fig.deadline', value: params.time.deadline, form: 'instant' },
          ] as const,
        }),
    contributions: seed.contribs.flatMap((given) => contributionFigures(given, params.seed.sources[given.j])),
    entropy: [{ key: 'fig.bits', value: Math.floor(seed.bits), form: 'number' }],
    seed: [digest('fig.seed', seed.value)],
    quotas: quotaFigures(bundle),
    selection: [number('fig.drawn', select.size), ...thresholdFigures(bundle)],
    reserves: [number('fig.reserves', bundle.reserves.length)],
    inspectors: [number('fig.inspectors', params.inspectors.count)],
    conflicts: [number('fig.pairs', params.conflicts.count)],
    assignment: seatFigures(bundle),
    signatures: signatures.map(({ key }) => digest('fig.key', key)),
    amendments: [number('fig.amendments', bundle.amendments.length)],
    monitor: [{ key: 'fig.software', value: softwareOf(bundle), form: 'text' }],
  };
}

function softwareOf({ certificate }: Bundle): string {
  const { name, version, commit } = certificate.body.software;
  return commit === null ? `${name} ${version}` : `${name} ${version} (${commit.slice(0, 12)})`;
}

/** Who stands behind a source, as the sealed rules name it. */
function sourceName(source: SeedSource | undefined): string {
  switch (source?.kind) {
    case 'party':
      return source.role;
    case 'digits':
      return source.who;
    case 'lottery':
      return `${source.game} ${source.issue}`;
    case 'market':
      return `${source.instrument} ${source.date}`;
    case 'drand':
      return String(source.round);
    case undefined:
      return '';
  }
}

function contributionFigures(given: Contribution, source: SeedSource | undefined): readonly Figure[] {
  const data = { name: sourceName(source) };
  switch (given.kind) {
    case 'party':
      return given.reveal === null
        ? [{ key: 'fig.party', value: '–', form: 'text', data }]
        : [{ ...digest('fig.party', given.reveal), data }];
    case 'digits':
      return [
        { ...digest('fig.digits', given.text), data },
        ...(given.readBy === undefined
          ? []
          : [{ key: 'fig.readBy', value: given.readBy.join('、'), form: 'text' } as const]),
      ];
    case 'lottery':
    case 'market':
      return [{ key: 'fig.lottery', value: given.text, form: 'text', data }];
    case 'drand':
      return [{ ...digest('fig.drand', given.signature), data }];
  }
}

function quotaFigures({ certificate }: Bundle): readonly Figure[] {
  const { params, select } = certificate.body;
  return params.strata.flatMap((stratum, h) =>
    stratum.rule === 'none'
      ? []
      : [
          {
            ...number('fig.quota', select.quotas[h] ?? 0),
            data: { name: stratum.name, count: select.counts[h] ?? 0 },
          },
        ],
  );
}

function thresholdFigures({ certificate }: Bundle): readonly Figure[] {
  const { params, select } = certificate.body;
  return params.strata.flatMap((stratum, h) => {
    const threshold = select.threshold[h] ?? null;
    return stratum.rule === 'draw' && threshold !== null
      ? [{ ...digest('fig.threshold', threshold), data: { name: stratum.name } }]
      : [];
  });
}

function seatFigures({ certificate }: Bundle): readonly Figure[] {
  const { assign } = certificate.body;
  if (assign === null || 'infeasible' in assign) return [];
  return [number('fig.seats', assign.seats), number('fig.choice', assign.choice.min)];
}

export interface SummaryRow {
  readonly stratum: string;
  readonly rank: number;
  readonly c: string;
  /** Null while sealed. */
  readonly name: string | null;
  readonly code: string | null;
  /** How many of which department; empty while sealed. */
  readonly team: readonly { readonly dept: string; readonly n: number }[];
}

export interface VerifiedDraw {
  readonly org: string;
  readonly series: number;
  readonly no: number;
  readonly attempt: number;
  readonly item: string;
  readonly freezeId: string;
  readonly sealedAt: string | null;
  readonly infeasible: boolean;
  readonly strata: readonly { readonly name: string; readonly count: number; readonly quota: number }[];
  readonly rows: readonly SummaryRow[];
  /** Drawn objects beyond those in `rows`. */
  readonly more: number;
  readonly opened: boolean;
}

/** Most rows an account shows; the rest is in the bundle. */
const shownRows = 500;

/** A short account of the draw that a bundle proves. */
export function accountOf(bundle: Bundle): VerifiedDraw {
  const { freezeId, params, select, assign } = bundle.certificate.body;
  const records = new Map((bundle.openings ?? []).map(({ c, record }) => [c, record]));
  const teams = teamsOf(bundle);
  const textOf = (c: string, field: string): string | null => {
    const value = records.get(c)?.[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    org: params.org,
    series: params.series,
    no: params.no,
    attempt: params.attempt,
    item: params.item,
    freezeId,
    sealedAt: params.time?.frozen ?? null,
    infeasible: assign !== null && 'infeasible' in assign,
    strata: params.strata.map(({ name }, h) => ({
      name,
      count: select.counts[h] ?? 0,
      quota: select.quotas[h] ?? 0,
    })),
    rows: bundle.selected.slice(0, shownRows).map(({ stratum, rank, c }) => ({
      stratum: params.strata[stratum]?.name ?? '',
      rank,
      c,
      name: textOf(c, 'name') ?? textOf(c, 'id'),
      code: textOf(c, 'code') ?? textOf(c, 'id'),
      team: teams.get(c) ?? [],
    })),
    more: Math.max(0, bundle.selected.length - shownRows),
    opened: records.size > 0,
  };
}

function teamsOf(bundle: Bundle): ReadonlyMap<string, SummaryRow['team']> {
  const depts = new Map((bundle.inspectors ?? []).map(({ c, pub }) => [c, pub.dept]));
  const teams = new Map<string, Map<string, number>>();
  for (const { c, inspector } of bundle.assignment ?? []) {
    const team = teams.get(c) ?? new Map<string, number>();
    const dept = depts.get(inspector) ?? '';
    team.set(dept, (team.get(dept) ?? 0) + 1);
    teams.set(c, team);
  }
  return new Map([...teams].map(([c, team]) => [c, [...team].map(([dept, n]) => ({ dept, n }))]));
}

/** A step as a page needs it, its English reason left out. */
export type ViewStep = Pick<Step, 'id' | 'status' | 'code' | 'expected' | 'found'>;

/** The page's verdict: every step holds, and the file is the one the page announced. */
export function firstFailure(steps: readonly ViewStep[]): { readonly n: number; readonly id: StepId } | null {
  const at = steps.findIndex((step) => step.status === 'FAIL');
  const step = steps[at];
  return step === undefined ? null : { n: at + 1, id: step.id };
}
