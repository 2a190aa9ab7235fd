/**
 * Finds the guards of the product in its source: conditions that end in a refusal, functions that say whether somebody may,
 * and conditions of queries that bound whose rows are read. Each comes with the edit that lets it be weakened while the
 * program runs (`guard-runtime.ts`). A scanner of text, not a parser: what it cannot place it leaves alone and counts.
 */
import type { Module } from '../module-graph.ts';

export const guardKinds = [
  'forbidden',
  'not_found',
  'state',
  'may',
  'gate',
  'jurisdiction',
  'agency',
] as const;
export type GuardKind = (typeof guardKinds)[number];

interface Edit {
  readonly from: number;
  readonly to: number;
  /** Stands in place of the text from `from` to `to`; `$&` is that text. */
  readonly put: string;
}

export interface Guard {
  readonly id: number;
  /** Relative to the root. */
  readonly path: string;
  readonly line: number;
  readonly kind: GuardKind;
  /** The condition as it stands, on one line. */
  readonly text: string;
  readonly edit: Edit;
}

export interface Found {
  readonly guards: readonly Guard[];
  /** Refusals whose condition the scanner could not place. */
  readonly unplaced: number;
}

/** Files whose every early return is a guard: the gate itself and who stands behind it. */
const gateFiles =
  /platform\/(http\/(gate|security|refuse-nul|rate-limit)|auth\/(session|lockout|machine\/machine-key|enterprise\/enterprise-session))\.ts$/;

const notProduct =
  /\.test\.tsx?$|testing|-(text|form|words)\.ts$|\/(demo|cli|db\/migrations|generated)\/|-worker\.ts$/;

/** True for files that hold guards of the running product. */
export function mayHoldGuards(path: string): boolean {
  return /^(apps\/server|packages\/core)\/src\//.test(path) && !notProduct.test(path);
}

type Draft = Omit<Guard, 'id' | 'path' | 'line'>;

/** The guards of the given modules, numbered in their order. */
export function findGuards(modules: readonly Module[]): Found {
  let id = 0;
  let unplaced = 0;
  const guards: Guard[] = [];
  for (const module of modules.filter((one) => mayHoldGuards(one.path))) {
    const scan: Scan = { text: module.text, code: module.source.code, path: module.path };
    const drafts = [...refusals(scan), ...mayFunctions(scan), ...bounds(scan), ...sqlBounds(scan)];
    const told = drafts.filter(({ kind }) => ['forbidden', 'not_found', 'state'].includes(kind)).length;
    unplaced += Math.max(0, [...scan.code.matchAll(/\bfail\('/g)].length - told);
    for (const draft of withoutOverlap(drafts)) {
      id += 1;
      const line = module.text.slice(0, draft.edit.from).split('\n').length;
      guards.push({ id, path: module.path, line, ...draft });
    }
  }
  return { guards, unplaced };
}

/** The source with every guard of the file made switchable. */
export function withSwitches(text: string, guards: readonly Guard[]): string {
  let out = text;
  for (const { edit, id } of guards.toSorted((a, b) => b.edit.from - a.edit.from)) {
    const stood = out.slice(edit.from, edit.to);
    const put = edit.put.replaceAll('$#', String(id)).replaceAll('$&', () => stood);
    out = out.slice(0, edit.from) + put + out.slice(edit.to);
  }
  return out;
}

interface Scan {
  readonly path: string;
  readonly text: string;
  /** Same length, literals and comments blank. */
  readonly code: string;
}

function refusals(scan: Scan): readonly Draft[] {
  const found: Draft[] = [];
  for (const { index } of scan.code.matchAll(/\bif \(/g)) {
    const open = index + 3;
    const close = closing(scan.code, open);
    const kind = kindOfReturn(scan, close + 1);
    if (kind !== null) found.push(...operands(scan, { from: open + 1, to: close }, kind));
  }
  const answers = gateFiles.test(scan.path) ? /(\?|:)\s+(?:fail\(|'|tooMany\()/g : /(\?|:)\s+fail\(/g;
  for (const match of scan.code.matchAll(answers)) {
    const isFail = match[0].endsWith('fail(');
    const refused = isFail ? kindOfCode(scan, match.index + match[0].length) : 'gate';
    const question = match[1] === '?' ? match.index : questionBefore(scan.code, match.index);
    const condition = question === null ? null : conditionBefore(scan.code, question);
    if (condition === null) continue;
    const put = match[1] === '?' ? '__guard($#, ($&))' : '__pass($#, ($&))';
    found.push(draft(scan, condition, { kind: refused, put }));
  }
  return found;
}

/** What stands after a condition: a refusal of which kind, or null. */
function kindOfReturn(scan: Scan, at: number): GuardKind | null {
  if (/^\s*\{\s*await sendRefusal\(/.test(scan.code.slice(at, at + 200))) return 'gate';
  const rest = /^\s*(?:\{\s*)?(return|throw)\b\s*/.exec(scan.code.slice(at, at + 200));
  if (rest === null) return null;
  const start = at + rest[0].length;
  const said = scan.code.slice(start, start + 40);
  if (/^(?:new Refused\()?fail\(/.test(said)) return kindOfCode(scan, scan.code.indexOf('fail(', start) + 5);
  if (/^refuse\w*\(/.test(said)) return 'state';
  return gateFiles.test(scan.path) ? 'gate' : null;
}

function kindOfCode(scan: Scan, at: number): GuardKind {
  const code = /^\s*'([\w.]+)'/.exec(scan.text.slice(at, at + 100))?.[1] ?? '';
  if (/[._]forbidden$/.test(code)) return 'forbidden';
  return /[._]not_found$/.test(code) ? 'not_found' : 'state';
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Each side of a top-level `||` is a guard of its own. */
function operands(scan: Scan, span: Span, kind: GuardKind): readonly Draft[] {
  const parts: Span[] = [];
  let from = span.from;
  let depth = 0;
  for (let at = span.from; at < span.to; at += 1) {
    const char = scan.code[at] ?? '';
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth > 0 || !scan.code.startsWith('||', at)) continue;
    parts.push({ from, to: at });
    from = at + 2;
  }
  return [...parts, { from, to: span.to }].map((part) =>
    draft(scan, trimmed(scan.code, part), { kind, put: '__guard($#, ($&))' }),
  );
}

function trimmed(code: string, { from, to }: Span): Span {
  const text = code.slice(from, to);
  return {
    from: from + text.length - text.trimStart().length,
    to: to - (text.length - text.trimEnd().length),
  };
}

function draft(scan: Scan, { from, to }: Span, what: Pick<Guard, 'kind'> & { readonly put: string }): Draft {
  const text = scan.text.slice(from, to).replaceAll(/\s+/g, ' ');
  return { kind: what.kind, text, edit: { from, to, put: what.put } };
}

/** Position of the bracket that closes the one at `open`. */
function closing(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if ('([{'.includes(code[at] ?? '')) depth += 1;
    if (')]}'.includes(code[at] ?? '')) depth -= 1;
    if (depth === 0) return at;
  }
  return code.length;
}

/** The question mark whose other branch begins at `colon`; null for nested conditions. */
function questionBefore(code: string, colon: number): number | null {
  let depth = 0;
  for (let at = colon - 1; at > 0; at -= 1) {
    const char = code[at] ?? '';
    if (')]}'.includes(char)) depth += 1;
    if ('([{'.includes(char)) depth -= 1;
    if (depth < 0 || (depth === 0 && (char === ';' || char === ':'))) return null;
    if (depth === 0 && char === '?' && code[at + 1] === ' ' && code[at - 1] !== '?') return at;
    if (depth === 0 && char === '?' && code[at + 1] === '\n') return at;
  }
  return null;
}

/** The condition that ends before `question`: from `return`, `=>`, `=` or an opening bracket. */
function conditionBefore(code: string, question: number): Span | null {
  let depth = 0;
  for (let at = question - 1; at > 0; at -= 1) {
    const char = code[at] ?? '';
    if (')]}'.includes(char)) depth += 1;
    if ('([{'.includes(char)) depth -= 1;
    if (depth < 0) return trimmed(code, { from: at + 1, to: question });
    if (depth > 0) continue;
    if (char === ';' || char === ':' || char === '?' || char === ',') return null;
    const before = code.slice(Math.max(0, at - 6), at + 1);
    const isGiven = before.endsWith(' =') && /\s/.test(code[at + 1] ?? '');
    if (isGiven || before.endsWith('=>')) return trimmed(code, { from: at + 1, to: question });
    if (/\breturn$/.test(before)) return trimmed(code, { from: at + 1, to: question });
  }
  return null;
}

/** `function mayX(…): boolean { … return CONDITION; }` and `const mayX = (…): boolean => CONDITION;`: each is let through. */
function mayFunctions(scan: Scan): readonly Draft[] {
  const found: Draft[] = [];
  for (const match of scan.code.matchAll(/\bfunction may\w*\([^;{]*?\): boolean \{/g)) {
    const open = match.index + match[0].length - 1;
    const end = closing(scan.code, open);
    for (const { index } of scan.code.slice(open, end).matchAll(/\breturn (?!false;|true;)/g)) {
      const from = open + index + 'return '.length;
      const to = scan.code.indexOf(';', from);
      if (to < end) found.push(draft(scan, { from, to }, { kind: 'may', put: '__pass($#, ($&))' }));
    }
    for (const { index } of scan.code.slice(open, end).matchAll(/\bif \(/g)) {
      const start = open + index + 3;
      const close = closing(scan.code, start);
      if (!/^\s*return false;/.test(scan.code.slice(close + 1))) continue;
      found.push(...operands(scan, { from: start + 1, to: close }, 'may'));
    }
  }
  for (const match of scan.code.matchAll(/\bconst may\w* = \([^;]*?\): boolean =>\s+/g)) {
    const from = match.index + match[0].length;
    const to = scan.code.indexOf(';', from);
    if (scan.code[from] !== '{')
      found.push(draft(scan, { from, to }, { kind: 'may', put: '__pass($#, ($&))' }));
  }
  return found;
}

/** `.where('x.jurisdiction_id', '=', …)` of the query builder. */
function bounds(scan: Scan): readonly Draft[] {
  const found: Draft[] = [];
  if (!scan.path.endsWith('.queries.ts')) return found;
  for (const { index } of scan.code.matchAll(/\.where\('/g)) {
    const open = index + '.where'.length;
    const close = closing(scan.code, open);
    const named =
      /^\('(?:\w+\.)?(jurisdiction_id|\w*agency_id|\w*account_id|section_id|enterprise_id)', '=', /.exec(
        scan.text.slice(open, close),
      );
    if (named === null) continue;
    const kind = named[1] === 'jurisdiction_id' ? 'jurisdiction' : 'agency';
    found.push(draft(scan, { from: open + 1, to: close }, { kind, put: '...__bound($#, [$&])' }));
  }
  return found;
}

/** `jurisdiction_id = ${…}` within a condition of an SQL text. */
function sqlBounds(scan: Scan): readonly Draft[] {
  const found: Draft[] = [];
  if (!scan.path.endsWith('.queries.ts')) return found;
  const pattern = /(?<=\b(?:WHERE|AND|ON)\s+)(?:\w+\.)?(jurisdiction_id|agency_id|account_id)\s*=\s*\$\{/g;
  for (const match of scan.text.matchAll(pattern)) {
    const to = closing(scan.code, match.index + match[0].length - 1) + 1;
    const kind = match[1] === 'jurisdiction_id' ? 'jurisdiction' : 'agency';
    const put = '($${__open($#)}::boolean OR $&)'.replace('$$', '$');
    found.push(draft(scan, { from: match.index, to }, { kind, put }));
  }
  return found;
}

/** Of two that overlap the first found stands: edits are made to separate places. */
function withoutOverlap(drafts: readonly Draft[]): readonly Draft[] {
  const kept: Draft[] = [];
  for (const one of drafts) {
    const isFree = kept.every(({ edit }) => edit.to <= one.edit.from || one.edit.to <= edit.from);
    if (isFree && one.edit.from < one.edit.to) kept.push(one);
  }
  return kept.toSorted((a, b) => a.edit.from - b.edit.from);
}
