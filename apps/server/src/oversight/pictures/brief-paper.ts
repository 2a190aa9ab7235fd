/** The brief as a paper: one page of A4, the same figures and sentences as on screen. */
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import {
  briefFigures,
  briefSentences,
  changeText,
  shareText,
} from '@mingcha/core/oversight/pictures/brief.ts';
import type { LeaderBrief } from '@mingcha/core/oversight/pictures/brief-api.ts';
import { briefText } from '@mingcha/core/oversight/pictures/brief-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';

/** More would not fit on one page of A4. */
const paperRows = 5;

export function briefPaper(brief: LeaderBrief, locale: Locale): Paper {
  const words = briefText[locale];
  const month = { year: brief.now.from.slice(0, 4), month: Number(brief.now.from.slice(5, 7)) };
  return {
    language: locale === 'zh' ? 'zh-CN' : 'en',
    authority: brief.name,
    title: words.paperTitle,
    number: `${format(words.month, month)}  ${format(words.asOf, { day: brief.asOf })}`,
    blocks: [
      { kind: 'heading', text: words.summary },
      { kind: 'text', text: briefSentences(briefFigures(brief), locale).join(locale === 'zh' ? '' : ' ') },
      { kind: 'heading', text: words.compare },
      compared(brief, locale),
      { kind: 'heading', text: words.late },
      ...late(brief, locale),
      { kind: 'note', text: `${more(brief, locale)}${words.note}` },
    ],
    foot: words.foot,
  };
}

function compared(brief: LeaderBrief, locale: Locale): Block {
  const words = briefText[locale];
  return {
    kind: 'table',
    heads: [words.indicator, words.thisMonth, words.lastMonth, words.change],
    widths: [4, 3, 3, 3],
    rows: brief.indicators.map(({ indicator, now, before }) => [
      indicatorText[locale][`${indicator}.name`],
      shareText(now),
      shareText(before),
      changeText(now, before, locale),
    ]),
  };
}

/** Longer words would push the page onto a second one; the list has them in full. */
function short(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

function late({ late: { rows } }: LeaderBrief, locale: Locale): readonly Block[] {
  const words = briefText[locale];
  if (rows.length === 0) return [{ kind: 'text', text: words.lateNone }];
  return [
    {
      kind: 'table',
      heads: [words.matter, words.link, words.dueOn, words.who],
      widths: [6, 2, 2, 3],
      rows: rows
        .slice(0, paperRows)
        .map((row) => [
          short(row.subject, 18),
          organisationPageText[locale][`link.${row.link}`],
          row.dueOn,
          short(row.people.length === 0 ? words.nobody : row.people.join(words.comma), 12),
        ]),
    },
  ];
}

/** How many the page has no room for. */
function more({ late: { rows, total } }: LeaderBrief, locale: Locale): string {
  const rest = total - Math.min(rows.length, paperRows);
  return rest <= 0 ? '' : `${format(briefText[locale].lateMore, { n: rest })}${locale === 'zh' ? '' : ' '}`;
}
