/** A report as an official document: six sections, the tables as an annex. The same report gives the same bytes. */
import type { ReportFigures, ReportPeriod, ReportTexts } from '@mingcha/core/oversight/reports/report.ts';
import {
  definitionNotes,
  indicatorRows,
  reportSections,
  reportWords as words,
} from '@mingcha/core/oversight/reports/report-form.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import type { OfficialLine, OfficialPaper } from '../../platform/documents/official-paper.ts';

/** Names of the seven links, as the responsibility list has them. */
export const linkWords: Readonly<Record<string, string>> = Object.fromEntries(
  responsibilityLinks.map((link) => [link, organisationPageText.zh[`link.${link}`]]),
);

export interface ReportForPaper {
  readonly agencyName: string;
  readonly period: ReportPeriod;
  readonly edition: number;
  readonly texts: ReportTexts;
  readonly figures: ReportFigures;
  /** Day and instant of the issue; null for a draft. */
  readonly issued: { readonly day: string; readonly at: string } | null;
}

export function reportPaper(report: ReportForPaper): OfficialPaper {
  const { agencyName, period, figures, issued } = report;
  const sections = reportSections(figures, report.texts, linkWords);
  return {
    head: words.head(agencyName),
    issuer: agencyName,
    number: words.numberPending,
    mark: issued === null ? words.draft : '',
    ...(issued === null ? {} : { madeAt: issued.at }),
    parts: [
      {
        title: `${words.title(period, figures.from)}${words.edition(report.edition)}`,
        addressees: '',
        lines: sections.flatMap(({ head, paragraphs }): OfficialLine[] => [
          { kind: 'heading', text: head },
          ...paragraphs.map((text): OfficialLine => ({ kind: 'text', text })),
        ]),
        signature: { name: agencyName, day: issued === null ? words.dayPending : words.day(issued.day) },
      },
      { title: words.annexTitle, addressees: '', lines: annex(figures), signature: null },
    ],
  };
}

function annex(figures: ReportFigures): OfficialLine[] {
  const { by, rows } = figures.byUnit;
  return [
    {
      kind: 'table',
      title: words.tableTitle,
      heads: words.tableHeads,
      widths: [5, 2, 2, 2, 2, 2],
      rows: indicatorRows(figures),
      notes: [],
    },
    {
      kind: 'table',
      title: words.unitTitle[by],
      heads: [words.unitHeads[by], ...words.unitColumns],
      widths: [5, 2.5, 2.5, 2.5, 2.5],
      rows: rows.map((row) => [
        row.label,
        String(row.toPublish),
        String(row.published),
        String(row.found),
        String(row.closed),
      ]),
      notes: definitionNotes(figures),
    },
  ];
}
