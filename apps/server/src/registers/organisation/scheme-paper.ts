/** The scheme and its notice as an official paper: numbering and sentences are made here, words come from the data. */
import type { SchemeContent, SchemePoint } from '@mingcha/core/registers/organisation/scheme.ts';
import { noticeTitle, schemePaperWords as words } from '@mingcha/core/registers/organisation/scheme-form.ts';
import type { OfficialLine, OfficialPaper } from '../../platform/documents/official-paper.ts';

export interface SchemeForPaper {
  readonly title: string;
  readonly agencyName: string;
  readonly documentNumber: string;
  readonly signedOn: string | null;
  readonly isIssued: boolean;
  readonly content: SchemeContent;
}

export function schemePaper(scheme: SchemeForPaper): OfficialPaper {
  const { title, agencyName, content, signedOn } = scheme;
  const { notice } = content;
  return {
    head: words.head(agencyName),
    issuer: agencyName,
    number: scheme.documentNumber === '' ? words.numberPending : scheme.documentNumber,
    mark: scheme.isIssued ? '' : words.draft,
    parts: [
      {
        title: notice.title === '' ? noticeTitle(agencyName, title) : notice.title,
        addressees: notice.addressees === '' ? '' : `${notice.addressees}：`,
        lines: paragraphs(notice.body.replaceAll('{title}', title)),
        signature: { name: agencyName, day: signedOn === null ? words.dayPending : words.day(signedOn) },
      },
      {
        title,
        addressees: '',
        lines: [...paragraphs(openingOf(content)), ...content.chapters.flatMap(chapterLines(content))],
        signature: null,
      },
    ],
  };
}

function paragraphs(text: string): OfficialLine[] {
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => ({ kind: 'text', text: one }));
}

function openingOf(content: SchemeContent): string {
  const citations = content.bases.map((one) => one.citation);
  return words.opening(content.purpose, citations, content.closing);
}

function chapterLines(content: SchemeContent) {
  return (chapter: SchemeContent['chapters'][number], index: number): OfficialLine[] => [
    { kind: 'heading', text: `${words.chapterNumber(index)}${chapter.heading}` },
    ...paragraphs(chapter.text),
    ...(chapter.kind === 'text'
      ? []
      : chapter.points.flatMap((point, at) =>
          pointLines(point, { at, unitWord: content.unitWord, isTask: chapter.kind === 'tasks' }),
        )),
  ];
}

function pointLines(
  point: SchemePoint,
  place: { readonly at: number; readonly unitWord: string; readonly isTask: boolean },
): OfficialLine[] {
  const duties =
    place.isTask && point.lead !== null
      ? words.duties(
          place.unitWord,
          point.lead.name,
          point.sections.map((one) => one.name),
        )
      : '';
  const [first = '', ...rest] = `${point.text}${duties}`.split('\n').filter((one) => one !== '');
  const title = words.pointTitle(point.title);
  return [
    { kind: 'point', number: words.pointNumber(place.at), title, text: first },
    ...rest.map((text): OfficialLine => ({ kind: 'text', text })),
  ];
}
