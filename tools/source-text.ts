/**
 * Reads TypeScript as text: separates code from strings and comments, finds imports. A scanner, not a parser: enough
 * for rules that ask which words stand in code and which in quotes. It must never run what it reads.
 */

export interface Literal {
  /** Content between the quotes, unescaped characters only as written. */
  readonly text: string;
  /** Position of the first character of the content. */
  readonly at: number;
  readonly quote: '"' | "'" | '`';
}

export interface SourceText {
  /** The file with every comment and every content of a literal replaced by spaces; same length. */
  readonly code: string;
  readonly literals: readonly Literal[];
}

interface Scan {
  readonly text: string;
  at: number;
  readonly code: string[];
  readonly literals: Literal[];
}

export function readSource(text: string): SourceText {
  const scan: Scan = { text, at: 0, code: text.split(''), literals: [] };
  scanCode(scan, '');
  return { code: scan.code.join(''), literals: scan.literals };
}

/** Reads code until `end` (the brace that closes a `${`), or to the end of the file. */
function scanCode(scan: Scan, end: '' | '}'): void {
  let depth = 0;
  while (scan.at < scan.text.length) {
    const char = scan.text[scan.at] ?? '';
    const pair = scan.text.slice(scan.at, scan.at + 2);
    if (pair === '//') blankUntil(scan, '\n');
    else if (pair === '/*') blankUntil(scan, '*/');
    else if (char === '"' || char === "'") scanQuoted(scan, char);
    else if (char === '`') scanTemplate(scan);
    else if (char === '/' && startsRegExp(scan)) scanRegExp(scan);
    else {
      if (char === '{') depth += 1;
      if (char === '}' && depth === 0 && end === '}') return;
      if (char === '}') depth -= 1;
      scan.at += 1;
    }
  }
}

function blank(scan: Scan, from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (scan.code[at] !== '\n') scan.code[at] = ' ';
}

function blankUntil(scan: Scan, mark: string): void {
  const found = scan.text.indexOf(mark, scan.at + 2);
  const end = found < 0 ? scan.text.length : found + (mark === '\n' ? 0 : mark.length);
  blank(scan, scan.at, end);
  scan.at = end;
}

function scanQuoted(scan: Scan, quote: '"' | "'"): void {
  const start = scan.at + 1;
  let at = start;
  while (at < scan.text.length && scan.text[at] !== quote && scan.text[at] !== '\n') {
    at += scan.text[at] === '\\' ? 2 : 1;
  }
  scan.literals.push({ text: scan.text.slice(start, at), at: start, quote });
  blank(scan, start, at);
  scan.at = at + 1;
}

/** Each piece between holes is a literal of its own; the holes are code. */
function scanTemplate(scan: Scan): void {
  scan.at += 1;
  let start = scan.at;
  const close = () => {
    scan.literals.push({ text: scan.text.slice(start, scan.at), at: start, quote: '`' });
    blank(scan, start, scan.at);
  };
  while (scan.at < scan.text.length && scan.text[scan.at] !== '`') {
    if (scan.text.startsWith('${', scan.at)) {
      close();
      scan.at += 2;
      scanCode(scan, '}');
      start = scan.at + 1;
    } else if (scan.text[scan.at] === '\\') scan.at += 1;
    scan.at += 1;
  }
  close();
  scan.at += 1;
}

/** A slash starts a regular expression where a value may begin; after a value it divides or closes a tag. */
function startsRegExp(scan: Scan): boolean {
  const before = scan.text.slice(Math.max(0, scan.at - 40), scan.at).trimEnd();
  if (before === '') return true;
  if (/\b(return|typeof|case|in|of|await|yield|void)$/.test(before)) return true;
  return '(,=:[!&|?{};+-*%~^'.includes(before.at(-1) ?? '') || before.endsWith('=>');
}

function scanRegExp(scan: Scan): void {
  const start = scan.at + 1;
  let inClass = false;
  let at = start;
  while (at < scan.text.length && scan.text[at] !== '\n' && (inClass || scan.text[at] !== '/')) {
    if (scan.text[at] === '\\') at += 1;
    else if (scan.text[at] === '[') inClass = true;
    else if (scan.text[at] === ']') inClass = false;
    at += 1;
  }
  blank(scan, start, at);
  scan.at = at + 1;
}

export interface ImportLine {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** `import('…')`: loaded when that line runs. */
  readonly dynamic: boolean;
}

/** All imports, re-exports, dynamic imports and module augmentations with a literal specifier. */
export function importsOf(source: SourceText): readonly ImportLine[] {
  return source.literals.flatMap((literal) => {
    if (literal.quote === '`') return [];
    const before = source.code.slice(Math.max(0, literal.at - 4000), literal.at - 1);
    const dynamic = /\bimport\s*\(\s*$/.test(before);
    const still = /\b(from|import)\s*$/.test(before) && !/\.\s*from\s*$/.test(before);
    if (!dynamic && !still) return [];
    const statement = /\b(?:import|export)\b(?:(?!\b(?:import|export)\b)[\s\S])*$/.exec(before)?.[0] ?? '';
    return [{ specifier: literal.text, typeOnly: /^(import|export)\s+type\b/.test(statement), dynamic }];
  });
}

/** The 1-based line of a position. */
export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
