/**
 * Recognises the columns of a roster by their titles and contents and proposes a mapping that the user can
 * correct. Pure: it decides nothing and remembers nothing; the caller keeps a corrected mapping under the
 * layout's fingerprint.
 */
import type { CellKind } from '../common/cells.ts';
import { foldTitle } from '../common/titles.ts';
import { areResidentIds, contentFit, contradicts, tellingValues } from './column-content.ts';
import {
  personalTitles,
  type RosterField,
  type RosterKind,
  rosterFields,
  rosterKinds,
} from './roster-field-words.ts';

export {
  knownTitles,
  type RosterField,
  type RosterKind,
  rosterFields,
  rosterKinds,
} from './roster-field-words.ts';

export interface ColumnSample {
  /** From 0. */
  readonly column: number;
  readonly title: string;
  readonly values: readonly string[];
}

export interface ColumnProposal {
  readonly column: number;
  readonly title: string;
  /** null: not imported. */
  readonly field: string | null;
  /** 0 … 1 */
  readonly confidence: number;
  readonly why: 'remembered' | 'title' | 'content' | 'titleAndContent' | 'personalId' | 'unknown';
}

export interface MappingProposal {
  readonly kind: RosterKind;
  readonly columns: readonly ColumnProposal[];
  /** Field → column index: what `import-api` calls a mapping. */
  readonly mapping: Readonly<Record<string, number>>;
  /** Required fields without a column. */
  readonly missing: readonly string[];
  /** Same titles in the same order give the same fingerprint. */
  readonly fingerprint: string;
  /** The roster that the file rather seems to be (`this looks like the inspectors' template`), or null. */
  readonly looksLike: RosterKind | null;
}

/** How a parser is told to read a mapped column; the same shape as the reader's plan. */
export interface RosterColumnPlan {
  readonly field: string;
  readonly column: number;
  readonly cell: CellKind;
  readonly required: boolean;
  readonly maxChars: number;
  readonly words?: RosterField['words'];
  readonly into?: string;
}

const accepted = 0.5;

/**
 * Proposes a field for each column: every field at most once, the best fits first.
 * @param columns titles and some values (100 to 200 rows are plenty)
 */
export function proposeMapping(kind: RosterKind, columns: readonly ColumnSample[]): MappingProposal {
  const found = assign(kind, columns);
  const mapping: Record<string, number> = {};
  for (const { field, column } of found) if (field !== null) mapping[field] = column;
  const missing = rosterFields[kind]
    .filter((field) => field.required && !(field.field in mapping))
    .map((field) => field.field);
  return {
    kind,
    columns: found,
    mapping,
    missing,
    fingerprint: layoutFingerprint(columns),
    looksLike: otherKind(kind, columns),
  };
}

/**
 * A proposal that a user has corrected before: titles of the layout are the same, so the mapping is taken over.
 * Columns that the layout does not have are dropped.
 */
export function rememberedMapping(
  kind: RosterKind,
  columns: readonly ColumnSample[],
  remembered: Readonly<Record<string, number>>,
): MappingProposal {
  const proposal = proposeMapping(kind, columns);
  const known = new Set(rosterFields[kind].map((field) => field.field));
  const present = new Set(columns.map((column) => column.column));
  const entries = Object.entries(remembered).filter(
    ([field, column]) => known.has(field) && present.has(column),
  );
  const byColumn = new Map(entries.map(([field, column]) => [column, field]));
  const mapping = Object.fromEntries(entries);
  return {
    ...proposal,
    mapping,
    columns: proposal.columns.map((one) => {
      const field = byColumn.get(one.column) ?? null;
      return { ...one, field, confidence: 1, why: 'remembered' };
    }),
    missing: rosterFields[kind]
      .filter((field) => field.required && !(field.field in mapping))
      .map((field) => field.field),
    looksLike: null,
  };
}

/** The plan for the parser, in the order of the roster's fields. Unknown fields of the mapping are left out. */
export function columnPlan(
  kind: RosterKind,
  mapping: Readonly<Record<string, number>>,
): readonly RosterColumnPlan[] {
  return rosterFields[kind].flatMap(({ field, cell, required, maxChars, words, into }) => {
    const column = mapping[field];
    return column === undefined
      ? []
      : [
          {
            field,
            column,
            cell,
            required,
            maxChars,
            ...(words === undefined ? {} : { words }),
            ...(into === undefined ? {} : { into }),
          },
        ];
  });
}

interface Fit {
  readonly column: number;
  readonly field: string;
  readonly score: number;
  readonly why: 'title' | 'content' | 'titleAndContent';
}

function assign(kind: RosterKind, columns: readonly ColumnSample[]): readonly ColumnProposal[] {
  const values = new Map(columns.map((column) => [column.column, tellingValues(column.values)]));
  const isPersonal = (column: ColumnSample) =>
    foldedPersonal.has(foldTitle(column.title)) || areResidentIds(values.get(column.column) ?? []);
  const fits = columns
    .filter((column) => !isPersonal(column))
    .flatMap((column) =>
      rosterFields[kind].map((field) =>
        fitOf(kind, field, { ...column, values: values.get(column.column) ?? [] }),
      ),
    )
    .filter((fit) => fit.score >= accepted)
    .toSorted((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Map<number, Fit>();
  const used = new Set<string>();
  for (const fit of fits) {
    if (taken.has(fit.column) || used.has(fit.field)) continue;
    taken.set(fit.column, fit);
    used.add(fit.field);
  }
  return columns.map((column) => {
    const { column: index, title } = column;
    const fit = taken.get(index);
    if (fit !== undefined)
      return { column: index, title, field: fit.field, confidence: Math.min(1, fit.score), why: fit.why };
    return {
      column: index,
      title,
      field: null,
      confidence: 0,
      why: isPersonal(column) ? 'personalId' : 'unknown',
    };
  });
}

const foldedPersonal = new Set(personalTitles.map(foldTitle));

function fitOf(kind: RosterKind, field: RosterField, { column, title, values }: ColumnSample): Fit {
  const byTitle = titleFit(field, title);
  const byContent = contentFit(field, values, kind !== 'objects');
  const place = { column, field: field.field };
  if (byTitle >= accepted) {
    const score = contradicts(field, values) ? byTitle * 0.5 : byTitle * 0.9 + byContent * 0.1;
    return { ...place, score, why: byContent >= accepted ? 'titleAndContent' : 'title' };
  }
  // Content alone is a guess, however good: never as sure as a title.
  return { ...place, score: byContent >= 0.6 ? byContent * 0.75 + byTitle * 0.2 : byTitle, why: 'content' };
}

/** How well a title names a field: 1 for the usual title, a little less for rarer ones, less again for parts. */
function titleFit(field: RosterField, title: string): number {
  const whole = foldTitle(title);
  if (whole === '') return 0;
  // `联系人/姓名` of a header over two rows: the lower title counts, the whole first.
  const parts = [whole, ...whole.split('/').reverse()];
  let best = 0;
  for (const [at, part] of parts.entries()) {
    const factor = at === 0 ? 1 : 0.92;
    best = Math.max(best, factor * exactOrPart(field, part));
  }
  return best;
}

function exactOrPart(field: RosterField, title: string): number {
  const known = foldedTitles(field);
  const at = known.indexOf(title);
  if (at >= 0) return 1 - Math.min(0.15, at * 0.005);
  let best = 0;
  for (const word of known) {
    if (word.length < 2 || !/\p{Script=Han}/u.test(word)) continue;
    // `被检查企业名称`, `企业名称及分支`: the longer the known part, the surer; endings name the thing.
    if (title.endsWith(word)) best = Math.max(best, 0.45 + (0.45 * word.length) / title.length);
    else if (title.startsWith(word) && word.length >= 3)
      best = Math.max(best, 0.3 + (0.4 * word.length) / title.length);
  }
  return best;
}

const foldedCache = new WeakMap<RosterField, readonly string[]>();

function foldedTitles(field: RosterField): readonly string[] {
  const cached = foldedCache.get(field);
  if (cached !== undefined) return cached;
  const folded = field.titles.map(foldTitle);
  foldedCache.set(field, folded);
  return folded;
}

/** The other roster whose telling columns this file has, when it clearly fits better. */
function otherKind(kind: RosterKind, columns: readonly ColumnSample[]): RosterKind | null {
  const scores = rosterKinds.map((one) => ({ one, score: kindScore(one, columns) }));
  const own = scores.find(({ one }) => one === kind)?.score ?? 0;
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.one !== kind && best.score >= 2 && best.score > own + 1 ? best.one : null;
}

/** Fields that tell one roster from the others. */
const tellingFields: Readonly<Record<RosterKind, Readonly<Record<string, number>>>> = {
  objects: {
    name: 0.5,
    uscc: 2,
    registrationNumber: 1.5,
    address: 1.5,
    creditClass: 1,
    riskLevel: 1,
    responsiblePerson: 0.5,
    industry: 0.5,
    registeredOn: 0.5,
  },
  inspectors: {
    name: 0.5,
    certificateNumber: 2,
    agency: 0.5,
    certificateValidTo: 1,
    yearlyCap: 1,
    priorLoad: 1,
    areas: 0.5,
    specialities: 0.5,
  },
  experts: { name: 0.5, organisation: 0.5, specialities: 0.5, qualification: 2 },
};

/** Titles that only lists of persons have. */
const personTitle = /姓名$|^专家$/;

function kindScore(kind: RosterKind, columns: readonly ColumnSample[]): number {
  const found = assign(kind, columns);
  const named = found.find((one) => one.field === 'name');
  const titles = columns.map((column) => foldTitle(column.title));
  const isPerson = titles.some((title) => personTitle.test(title));
  let score = 0;
  for (const { field, confidence } of found)
    if (field !== null) score += (tellingFields[kind][field] ?? 0) * confidence;
  // A column 姓名 speaks for persons, one 企业名称 against them.
  if (named !== undefined && kind !== 'objects') score += isPerson ? 1 : -1;
  return score;
}

/**
 * The layout of a file as a short text: number of columns and a 96-bit hash of the folded titles in their order.
 * Not a security measure: it only finds a mapping that was corrected before.
 */
export function layoutFingerprint(columns: readonly Pick<ColumnSample, 'title'>[]): string {
  const text = columns.map((column) => foldTitle(column.title)).join('\n');
  const parts = [0x811c9dc5, 0x9e3779b1, 0x85ebca6b].map((seed) =>
    hash32(text, seed).toString(16).padStart(8, '0'),
  );
  return `${columns.length}-${parts.join('')}`;
}

/** FNV-1a over UTF-16 units with a final mix. */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
