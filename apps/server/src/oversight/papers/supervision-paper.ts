/** A paper of supervision as an official document, made of the stored content; the words come from the form. */
import { supervisionPaperWords as words } from '@mingcha/core/oversight/papers/supervision-form.ts';
import {
  type SupervisionKind,
  supervisionContent,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import type { OfficialLine, OfficialPaper } from '../../platform/documents/official-paper.ts';
import type { StoredSupervision } from './supervision.queries.ts';

export function supervisionPaper(row: StoredSupervision): OfficialPaper {
  const kind = row.kind as SupervisionKind;
  const content = supervisionContent.parse(row.content);
  return {
    head: words.head(row.agency_name, kind),
    issuer: row.agency_name,
    number: row.number ?? words.numberPending,
    mark: row.state === 'discarded' ? words.discarded : row.number === null ? words.draft : '',
    parts: [
      {
        title: content.title,
        addressees: kind === 'talk' ? '' : `${content.addressee}：`,
        lines: linesOf(kind, content),
        signature: {
          name: row.agency_name,
          day: row.approved_on === null ? words.dayPending : words.day(row.approved_on),
        },
      },
    ],
  };
}

const heading = (text: string): OfficialLine => ({ kind: 'heading', text });
const texts = (text: string): OfficialLine[] =>
  text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => ({ kind: 'text', text: one }));

function linesOf(
  kind: SupervisionKind,
  content: ReturnType<typeof supervisionContent.parse>,
): OfficialLine[] {
  const { facts, basis, demands, copies, talk } = content;
  const isTalk = kind === 'talk' && talk !== null;
  return [
    ...(isTalk ? words.talkLines(talk).flatMap(texts) : []),
    heading(isTalk ? words.talkFactsHead : words.factsHead),
    ...texts(facts),
    heading(words.basisHead),
    ...texts(basis),
    ...(isTalk ? [heading(words.talkRecordHead), ...texts(talk.record)] : []),
    heading(isTalk ? words.talkDemandsHead : words.demandsHead),
    ...texts(demands),
    ...(copies === '' ? [] : texts(words.copies(copies))),
    ...(isTalk ? words.talkSignatures.flatMap(texts) : []),
  ];
}

export function supervisionFileName(row: StoredSupervision): string {
  return words.fileName(row.kind as SupervisionKind, row.number ?? '');
}
