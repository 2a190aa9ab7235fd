/**
 * Text pasted from editors of other platforms often carries HTML: lists, paragraphs, inline styles. It is kept as plain
 * text with numbered lines (R367); nothing of the markup survives, so nothing of it can ever be rendered.
 */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '\u201c',
  rdquo: '\u201d',
  mdash: '\u2014',
  middot: '\u00b7',
};

/** Elements whose content is no text. */
const silent = /<(script|style|head|template|iframe|object)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/giu;
const tag = /<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^'">])*(?:>|$)/giu;
const blocks = new Set([
  'p',
  'div',
  'br',
  'tr',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'dd',
  'dt',
]);

/** Whether the text has any markup at all; plain text with a lone `<` has none. */
export function hasMarkup(text: string): boolean {
  return /<\/?[a-z][^<>]*>|<(?:script|style)\b|&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});/iu.test(text);
}

/**
 * Plain text of pasted markup: a line for each paragraph and list item, items of ordered lists numbered unless they bring
 * their number, and numbers inside one paragraph ("1.… 2.…") each on a line of their own. Text without markup is unchanged.
 */
export function plainText(source: string): string {
  if (!hasMarkup(source)) return source;
  const lists: { ordered: boolean; next: number }[] = [];
  const replaced = source
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '')
    .replaceAll(silent, '')
    .replaceAll(tag, (_, close: string, name: string) => {
      const element = name.toLowerCase();
      if (element === 'ol' || element === 'ul') {
        if (close === '') lists.push({ ordered: element === 'ol', next: 1 });
        else lists.pop();
        return '\n';
      }
      if (element === 'li') return close === '' ? `\n${markOf(lists.at(-1))}` : '\n';
      if (element === 'td' || element === 'th') return ' ';
      return blocks.has(element) ? '\n' : '';
    });
  return decoded(replaced)
    .split('\n')
    .flatMap(numberedLines)
    .map((line) => line.replaceAll(/[\s\u3000]+/gu, ' ').trim())
    .map(withOneNumber)
    .filter((line) => line !== '')
    .join('\n');
}

/** Stands behind a number that we gave; no text has it, since control characters are refused and this is a private one. */
const madeHere = '\ue001';

function markOf(list: { ordered: boolean; next: number } | undefined): string {
  if (list?.ordered !== true) return '';
  const mark = `${list.next}.${madeHere}`;
  list.next += 1;
  return mark;
}

/** An item that brings its own number keeps that one: "1.2.对照" becomes "2.对照". */
function withOneNumber(line: string): string {
  return line.replace(/^\d{1,3}\.\ue001\s*(?=[（(]?\d{1,3}[.、)）])/u, '').replaceAll(madeHere, '');
}

/** "1.领取任务。 2.联络。" as two lines; a number counts only at the start or after the end of a sentence. */
function numberedLines(line: string): readonly string[] {
  const marks = line.match(/(?:^|[\s。；;])\d{1,2}[.、](?=\D)/gu);
  return marks !== null && marks.length > 1 ? line.split(/(?<=[。；;\s])(?=\d{1,2}[.、]\D)/u) : [line];
}

function decoded(text: string): string {
  return text
    .replaceAll(/&#(\d{1,7});/gu, (_, number: string) => characterOf(Number(number)))
    .replaceAll(/&#x([0-9a-f]{1,6});/giu, (_, number: string) => characterOf(Number.parseInt(number, 16)))
    .replaceAll(/&([a-z]{2,8});/giu, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}

function characterOf(code: number): string {
  const isText = code >= 32 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isText ? String.fromCodePoint(code) : '';
}
