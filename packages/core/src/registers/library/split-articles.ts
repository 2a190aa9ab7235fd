/**
 * Divides the pasted text of a statute into its articles (第×条), with the chapter each stands in, and says what looks
 * wrong: a number missing, twice or out of order. It changes no word of the text and saves nothing.
 */
import {
  articleStart,
  chapterGap,
  chapterStart,
  chineseNumber,
  clauseStart,
  quoteAfterNumber,
} from './article-words.ts';
import type { ArticleFields } from './statute.ts';

export interface SplitProblem {
  /** Key of `library-page-text`. */
  readonly code: 'split.gap' | 'split.twice' | 'split.order' | 'split.empty';
  readonly number: string;
}

export interface SplitText {
  readonly articles: readonly ArticleFields[];
  /** Lines before the first article: title, adoption note, table of contents. */
  readonly before: readonly string[];
  readonly problems: readonly SplitProblem[];
}

interface Start {
  readonly number: string;
  readonly ordinal: number | null;
  readonly text: string;
}

interface Draft {
  readonly number: string;
  readonly ordinal: number | null;
  readonly chapter: string;
  readonly lines: string[];
}

/** The articles of a text in its order. Chapters heard of in a table of contents are not articles' chapters. */
export function splitArticles(text: string): SplitText {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((one) => one.replaceAll(/^[\s\u3000]+|[\s\u3000]+$/g, ''))
    .filter((one) => one !== '');
  const start = lines.some((one) => articleAt(one, null) !== null) ? articleAt : clauseAt;
  const before: string[] = [];
  const drafts: Draft[] = [];
  let chapter = '';
  for (const one of lines) {
    if (chapterStart.test(one)) {
      chapter = one.replaceAll(/[\s\u3000]+/g, chapterGap);
      continue;
    }
    const found = start(one, drafts.at(-1)?.ordinal ?? null);
    if (found !== null) drafts.push({ ...found, chapter, lines: found.text === '' ? [] : [found.text] });
    else if (drafts.length === 0) before.push(one);
    else drafts.at(-1)?.lines.push(one);
  }
  return { articles: drafts.map(articleOf), before, problems: problemsOf(drafts) };
}

/** The text from which `splitArticles` makes the same articles again. */
export function joinArticles(articles: readonly ArticleFields[]): string {
  let chapter = '';
  const lines: string[] = [];
  for (const one of articles) {
    if (one.chapter !== chapter && one.chapter !== '') lines.push(one.chapter);
    chapter = one.chapter;
    lines.push(`${one.number}${chapterGap}${one.text}`);
  }
  return lines.join('\n');
}

function articleAt(one: string, last: number | null): Start | null {
  const match = articleStart.exec(one);
  if (match === null) return null;
  const [, number = '', numeral = '', text = ''] = match;
  const ordinal = chineseNumber(numeral);
  const spaced = one.length === number.length || /^[\s\u3000:\uff1a]/.test(one.slice(number.length));
  // Without a space the number must be the next one, and must not be a quotation.
  if (!spaced && (quoteAfterNumber.test(text) || ordinal !== (last ?? 0) + 1)) return null;
  return { number, ordinal, text };
}

function clauseAt(one: string): Start | null {
  const match = clauseStart.exec(one);
  return match === null ? null : { number: match[1] ?? '', ordinal: null, text: match[2] ?? '' };
}

function articleOf(draft: Draft): ArticleFields {
  return { number: draft.number, chapter: draft.chapter, text: draft.lines.join('\n') };
}

function problemsOf(drafts: readonly Draft[]): SplitProblem[] {
  const problems: SplitProblem[] = [];
  const seen = new Set<string>();
  let last: number | null = null;
  for (const { number, ordinal, lines } of drafts) {
    if (seen.has(number)) problems.push({ code: 'split.twice', number });
    seen.add(number);
    if (lines.length === 0) problems.push({ code: 'split.empty', number });
    if (ordinal === null) continue;
    if (last !== null && ordinal < last) problems.push({ code: 'split.order', number });
    else if (last !== null && ordinal > last + 1) problems.push({ code: 'split.gap', number });
    last = ordinal;
  }
  return problems;
}
