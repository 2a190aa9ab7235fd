/**
 * The rule book as a paper in the customary order: purpose, procedure, rates, caps, people, standards, deadlines, results,
 * handling, publication. Made of the same clauses that the screens show; nothing is worded a second time.
 */

import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import {
  type ClauseWords,
  classInWords,
  isRest,
  type RuleClause,
  type RuleSection,
  ruleClauses,
  takeInWords,
} from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePaperText } from '@mingcha/core/registers/rules/rule-paper-text.ts';
import { ruleWordText } from '@mingcha/core/registers/rules/rule-word-text.ts';

export interface PrintedRules {
  readonly rules: RuleBook;
  readonly agencyName: string;
  readonly bookVersion: number;
  readonly state: DocumentState;
  readonly publishedOn: string | null;
  readonly sections: ClauseWords['sections'];
}

type Key = keyof typeof rulePaperText.zh;

interface Printing {
  readonly book: PrintedRules;
  readonly words: ClauseWords;
  readonly clauses: readonly RuleClause[];
  readonly say: (key: Key, data?: Readonly<Record<string, string | number>>) => string;
}

export function rulePaper(book: PrintedRules, locale: Locale): Paper {
  const words: ClauseWords = { locale, sections: book.sections };
  const printing: Printing = {
    book,
    words,
    clauses: ruleClauses(book.rules, words),
    say: (key, data) => format(rulePaperText[locale][key], data),
  };
  const { say } = printing;
  const { name } = book.rules;
  return {
    language: locale === 'zh' ? 'zh-CN' : 'en',
    authority: book.agencyName,
    title: say('title', { name }),
    number:
      book.publishedOn === null
        ? say('numberDraft', {
            version: book.bookVersion,
            state: documentFlowText[locale][`state.${book.state}`],
          })
        : say('number', { version: book.bookVersion, day: dayInWords(book.publishedOn, locale) }),
    foot: say('foot', { name, page: '{page}', pages: '{pages}' }),
    blocks: numbered(printing, chaptersOf(printing)),
  };
}

function dayInWords(day: string, locale: Locale): string {
  const clock = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
  });
  return clock.format(Date.parse(`${day}T00:00:00Z`));
}

interface Chapter {
  readonly title: string;
  readonly blocks: readonly Block[];
}

function numbered({ say }: Printing, chapters: readonly Chapter[]): Block[] {
  const numerals = say('numerals').split(',');
  const shown = chapters.filter((chapter) => chapter.blocks.length > 0);
  return [
    ...shown.flatMap((chapter, index): Block[] => [
      {
        kind: 'heading',
        text: say('chapter', { numeral: numerals[index] ?? String(index + 1), title: chapter.title }),
      },
      ...chapter.blocks,
    ]),
    { kind: 'text', text: say('until') },
  ];
}

function chaptersOf(printing: Printing): Chapter[] {
  const { say } = printing;
  const chapter = (key: Key, blocks: readonly Block[]): Chapter => ({ title: say(key), blocks });
  return [
    worded(printing, 'purpose'),
    worded(printing, 'procedure'),
    chapter('chapter.sampling', [
      classTable(printing),
      { kind: 'text', text: say('order') },
      clauseTable(printing, ['sampling'], (one) => !one.key.startsWith('class ')),
    ]),
    chapter('chapter.caps', [clauseTable(printing, ['caps'])]),
    chapter('chapter.matching', [clauseTable(printing, ['matching'])]),
    worded(printing, 'standards'),
    chapter('chapter.deadlines', [
      clauseTable(printing, ['deadlines']),
      { kind: 'text', text: say('workingDays') },
    ]),
    chapter('chapter.results', [clauseTable(printing, ['results'])]),
    worded(printing, 'handling'),
    chapter('chapter.leniency', [clauseTable(printing, ['leniency'])]),
    worded(printing, 'disclosure'),
    chapter('chapter.publication', [clauseTable(printing, ['publication', 'reveal'])]),
    chapter('chapter.training', [clauseTable(printing, ['training'])]),
    chapter('chapter.formats', [clauseTable(printing, ['formats'])]),
  ];
}

function worded({ book, words }: Printing, key: keyof RuleBook['wording']): Chapter {
  const text = book.rules.wording[key];
  return {
    title: ruleWordText[words.locale][`label.${key}`],
    blocks: text === '' ? [] : text.split('\n').map((line): Block => ({ kind: 'text', text: line })),
  };
}

function classTable({ book, words, say }: Printing): Block {
  return {
    kind: 'table',
    heads: [say('head.code'), say('head.class'), say('head.where'), say('head.take')],
    widths: [1, 4, 6, 3],
    rows: book.rules.sampling.classes.map((one, index) => [
      one.code,
      one.name,
      isRest(one, index) ? ruleWordText[words.locale]['where.rest'] : classInWords(one, words),
      takeInWords(one, words),
    ]),
  };
}

function clauseTable(
  { clauses, say }: Printing,
  sections: readonly RuleSection[],
  keep: (one: RuleClause) => boolean = () => true,
): Block {
  return {
    kind: 'table',
    heads: [say('head.clause'), say('head.text')],
    widths: [3, 9],
    rows: clauses
      .filter((one) => sections.includes(one.section) && keep(one))
      .map((one) => [one.label, one.text]),
  };
}
