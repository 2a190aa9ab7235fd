/**
 * Characters that the face of PDFs does not have: rare ones of names beyond GB 18030's common sets. Printed as an empty box
 * with the code point, so that the person sees what to write in by hand, instead of a box that says nothing (and that
 * PDF/A forbids). Reads the face's own table of characters; no other file.
 */
import { readFileSync } from 'node:fs';

type Range = readonly [first: number, last: number];

/** Ranges of code points that a TrueType face has, in order. */
function rangesOf(file: Buffer): readonly Range[] {
  const table = tableAt(file, 'cmap');
  for (let index = 0; index < file.readUInt16BE(table + 2); index += 1) {
    const at = table + file.readUInt32BE(table + 4 + index * 8 + 4);
    if (file.readUInt16BE(at) !== 12) continue;
    return Array.from(
      { length: file.readUInt32BE(at + 12) },
      (_, group): Range => [file.readUInt32BE(at + 16 + group * 12), file.readUInt32BE(at + 20 + group * 12)],
    );
  }
  throw new Error('the face of PDFs has no table of all characters');
}

function tableAt(file: Buffer, tag: string): number {
  for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16)
    if (file.toString('latin1', at, at + 4) === tag) return file.readUInt32BE(at + 8);
  throw new Error(`the face of PDFs has no table ${tag}`);
}

/** Says whether a character has a glyph; breaks of lines need none. */
export function glyphsOf(path: string): (codePoint: number) => boolean {
  const ranges = rangesOf(readFileSync(path));
  return (codePoint) => {
    if (codePoint < 0x20) return true;
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = ranges[middle] ?? [0, 0];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

/** The text with a box and the code point for each character without a glyph. */
export function withBoxes(text: string, has: (codePoint: number) => boolean): string {
  if (/^[ -~\n]*$/.test(text)) return text;
  return Array.from(text, (one) => {
    const codePoint = one.codePointAt(0) ?? 0;
    return has(codePoint) ? one : `□（U+${codePoint.toString(16).toUpperCase()}）`;
  }).join('');
}

const inner = ['text', 'stack', 'columns', 'body'] as const;

/** The same content of a PDF with `change` made to every text that is printed. */
export function eachText<T>(content: T, change: (text: string) => string): T {
  if (typeof content === 'string') return change(content) as T;
  if (Array.isArray(content)) return content.map((each: unknown) => eachText(each, change)) as T;
  if (typeof content !== 'object' || content === null) return content;
  const copy: Record<string, unknown> = { ...(content as Readonly<Record<string, unknown>>) };
  for (const key of inner) if (key in copy) copy[key] = eachText(copy[key], change);
  if ('table' in copy) copy['table'] = eachText(copy['table'], change);
  return copy as T;
}
