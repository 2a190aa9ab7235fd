/**
 * Takes the cell that a list calls 检查依据 apart: one entry for each law, with its articles and, where the cell
 * quotes it, the text. Nothing is dropped but signs between the entries. `writeBasis` is the way back: what it writes
 * is read again without a difference.
 */
import {
  articleRun,
  articleStart,
  bareDocument,
  bareLaw,
  basisHeading,
  boundaryBefore,
  closeQuote,
  issuedName,
  issuerBefore,
  linksAtEnd,
  linksAtStart,
  listNumber,
  nextNumberAtEnd,
  openQuote,
} from './basis-words.ts';
import type { LegalBasis } from './item.ts';

export const longestLaw = 200;
export const longestArticle = 400;
/** Behind the articles, more than so many characters are the text of the article. */
const shortTail = 12;

interface Start {
  /** Where the basis begins (its issuer included) and where its name ends. */
  readonly from: number;
  readonly nameEnd: number;
}

/** The bases of one cell, in their order; a cell without a known law gives one basis named by its text. */
export function readBases(cell: string): LegalBasis[] {
  const text = cell
    .normalize('NFC')
    .replace(/\r+\n?|\n/g, '\n')
    .replace(/[\u3000\t ]+/g, ' ')
    .trim();
  if (text === '') return [];
  const starts = lawStarts(text);
  const found: LegalBasis[] = [];
  const first = starts[0]?.from ?? text.length;
  found.push(...bareBases(text.slice(0, first)));
  starts.forEach((start, index) => {
    const end = starts[index + 1]?.from ?? text.length;
    const name = text.slice(start.from, start.nameEnd);
    found.push(...withTail(lawName(name), text.slice(start.nameEnd, end)));
  });
  return withoutRepeats(found);
}

/** 《law》article：“text”, the form of exports and papers. */
export function writeBasis(basis: Pick<LegalBasis, 'law' | 'article' | 'text'>): string {
  const law = issuedName.test(basis.law) ? basis.law : `《${basis.law}》`;
  const text = basis.text === '' ? '' : `${openQuote}${basis.text}${closeQuote}`;
  return `${law}${basis.article}${text}`;
}

/** Places of 《 that begin a basis; one inside a quoted text or a name is none. */
function lawStarts(text: string): readonly Start[] {
  const starts: Start[] = [];
  let at = text.indexOf('《');
  while (at !== -1) {
    const nameEnd = nameEndOf(text, at);
    const quoteEnd = quotedUntil(text, nameEnd);
    const before = text.slice(0, at);
    const issuer = issuerBefore.exec(before)?.[1];
    if (issuer !== undefined) starts.push({ from: at - issuer.length, nameEnd });
    else if (boundaryBefore.test(before)) starts.push({ from: at, nameEnd });
    at = text.indexOf('《', Math.max(nameEnd, quoteEnd, at + 1));
  }
  return starts;
}

/** Behind the 》 that closes the name; an unclosed name ends with its line or at the next law. */
function nameEndOf(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\n') break;
    if (text[i] === '《') depth++;
    if (text[i] === '》') depth--;
    if (depth === 0) return i + 1;
  }
  const close = text.indexOf('》', at);
  const limits = [text.indexOf('\n', at), text.indexOf('《', at + 1), text.indexOf('；', at)].filter(
    (i) => i > 0,
  );
  const end = Math.min(text.length, ...limits);
  return close !== -1 && close < end ? close + 1 : end;
}

/** End of a text quoted behind the articles that begin at `from`; `from` where none is quoted. */
function quotedUntil(text: string, from: number): number {
  const open = text.indexOf(openQuote, from);
  const next = text.indexOf('《', from);
  if (open === -1 || (next !== -1 && next < open)) return from;
  const closed = /” *(?:\n|$)/.exec(text.slice(open));
  return closed === null ? from : open + closed.index + 1;
}

/** A name loses its signs; one behind its issuer keeps them. */
function lawName(name: string): string {
  const trimmed = oneLine(name);
  return trimmed.startsWith('《') ? trimmed.slice(1).replace(/》$/, '').trim() : trimmed;
}

/** A law and what stands behind its name: articles, then quoted text or further laws without name signs. */
function withTail(law: string, tail: string): LegalBasis[] {
  const quoted = tail.indexOf(openQuote);
  const end = tail.trimEnd();
  if (quoted !== -1 && end.endsWith(closeQuote)) {
    const words = end.slice(quoted + openQuote.length, -closeQuote.length);
    return [basisOf(law, tail.slice(0, quoted), words)];
  }
  const lines = tail.split(/\n|[；;](?=[^；;\n]{1,40}(?:法|条例|规定|办法)第)/);
  const at = lines.findIndex((line, index) => index > 0 && isBare(line.replace(listNumber, '')));
  const own = at === -1 ? tail : lines.slice(0, at).join('\n');
  const rest = at === -1 ? [] : bareBases(lines.slice(at).join('\n'));
  return [...ownTail(law, own), ...rest];
}

function ownTail(law: string, tail: string): LegalBasis[] {
  const colon = /^([^：:]{0,200}?[条款项章号）)])\s*[：:]\s*(\S[\s\S]*)$/.exec(tail);
  if (colon !== null) return [basisOf(law, colon[1] ?? '', colon[2] ?? '')];
  const clean = tail.replace(nextNumberAtEnd, '').replace(linksAtStart, '').replace(linksAtEnd, '');
  const run = articleRun.exec(clean)?.[0] ?? '';
  const behind = clean.slice(run.length).trim();
  const isText = behind.length > shortTail && !articleStart.test(behind);
  const [articles, bare] = isText ? [run, ''] : splitBare(clean);
  return [basisOf(law, articles, isText ? behind : ''), ...(bare === '' ? [] : bareBases(bare))];
}

/** 第26条、劳动法第3条: a law without signs may follow an article on the same line. */
function splitBare(articles: string): readonly [string, string] {
  const parts = articles.split(/(?<=[条款项])[、，,；;]\s*/);
  const at = parts.findIndex((part, index) => index > 0 && bareLaw.test(part));
  return at === -1 ? [articles, ''] : [parts.slice(0, at).join('、'), parts.slice(at).join('、')];
}

function isBare(line: string): boolean {
  return bareLaw.test(line.trim()) || bareDocument.test(line.trim());
}

/** Laws without name signs: each line, and each law behind the articles of the one before. */
function bareBases(text: string): LegalBasis[] {
  return text.split(/[\n；;]/).flatMap((line) => {
    const clean = line.replace(listNumber, '').replace(linksAtStart, '').replace(linksAtEnd, '');
    if (clean === '' || basisHeading.test(clean)) return [];
    const law = bareLaw.exec(clean)?.[1];
    if (law !== undefined) {
      const [articles, more] = splitBare(clean.slice(law.length));
      return [basisOf(law, articles, ''), ...(more === '' ? [] : bareBases(more))];
    }
    return clean.length <= longestLaw
      ? [basisOf(clean, '', '')]
      : [basisOf(`${clean.slice(0, longestLaw - 1)}…`, '', clean)];
  });
}

function basisOf(law: string, articles: string, text: string): LegalBasis {
  const clean = unmatchedClosing(oneLine(articles).replace(linksAtStart, '').replace(linksAtEnd, ''));
  const tooLong = clean.length > longestArticle;
  return {
    law: oneLine(law).slice(0, longestLaw),
    article: tooLong ? '' : clean,
    text: tooLong ? `${clean}\n${text}`.trim() : text.trim(),
    statuteId: null,
    articleId: null,
  };
}

/** 第6、23条） → 第6、23条: the bracket was opened before the law. */
function unmatchedClosing(text: string): string {
  const opened = text.match(/[（(]/g)?.length ?? 0;
  const closed = text.match(/[）)]/g)?.length ?? 0;
  return closed > opened ? text.replace(/[）)]\s*$/, '').replace(linksAtEnd, '') : text;
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutRepeats(bases: readonly LegalBasis[]): LegalBasis[] {
  const seen = new Set<string>();
  return bases.filter((basis) => {
    const key = `${basis.law}|${basis.article}|${basis.text}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
