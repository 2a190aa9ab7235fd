/** One paper of the visit: as it was issued, or as it would be issued now with a reserved number. */
import type { AppError } from '@mingcha/core/common/result.ts';
import { type VisitPaperKind, visitPaper } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { type PaperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { useMemo } from 'react';
import { dayOfInstant } from '../../shared/format.ts';
import { nowInstant } from '../../shared/platform/clock.ts';
import { newId } from '../store/ids.ts';
import { numberFor, numberText } from './paper-numbers.ts';
import type { FieldPaper, VisitBook } from './visit-book.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export interface VisitPaper {
  readonly kind: VisitPaperKind;
  /** What was issued last, or what would be; null when it cannot be made yet. */
  readonly data: PaperData | null;
  /** Digest of that data: what a signature is given under. */
  readonly digest: string;
  readonly number: string;
  readonly issued: FieldPaper | null;
  /** The visit has changed since the paper was issued. */
  readonly isStale: boolean;
  readonly error: AppError | null;
  /** Another one can be issued now: its content stands and, where it wants a number, one is left. */
  readonly canIssue: boolean;
  /** Keeps the paper with its number; gives the digest to sign under. Null without a number that it needs. */
  readonly issue: () => Promise<string | null>;
}

export function useVisitPaper(kind: VisitPaperKind): VisitPaper {
  const book = useBook();
  const { addRecord } = useVisitActions();
  const composed = useMemo(() => compose(kind, book), [kind, book]);
  const issued = book.papers.findLast((paper) => paper.kind === kind) ?? null;
  const canIssue = composed.data !== null && (!paperDuties[kind].numbered || numberFor(kind, book) !== null);
  const issue = async () => {
    if (composed.data === null) return null;
    const number = numberFor(kind, book);
    if (number === null && paperDuties[kind].numbered) return null;
    await addRecord({
      kind: 'paper',
      paper: {
        paperId: newId(),
        kind,
        number: number === null ? null : { year: number.year, no: number.no },
        data: composed.data as unknown as Record<string, unknown>,
      },
    });
    return composed.digest;
  };
  if (issued === null) {
    const number = numberFor(kind, book)?.text ?? '';
    return { kind, ...composed, number, issued, isStale: false, canIssue, issue };
  }
  const data = issued.data as unknown as PaperData;
  const digest = paperDigest(data);
  const isStale = composed.data !== null && composed.unchangedDigest(issued) !== digest;
  return {
    kind,
    data,
    digest,
    number: numberText(book.papersOf, issued),
    issued,
    isStale,
    error: null,
    canIssue,
    issue,
  };
}

function compose(kind: VisitPaperKind, book: VisitBook) {
  const { visit, content, evidence, papersOf } = book;
  const nothing = { data: null, digest: '', unchangedDigest: () => '' };
  if (papersOf === null) return { ...nothing, error: { code: 'visit.no_paper_setting' } };
  const record = book.papers.findLast((paper) => paper.kind === 'siteRecord');
  const facts = {
    visit,
    content,
    evidence,
    setting: papersOf,
    today: dayOfInstant(nowInstant()),
    siteRecordNumber: record === undefined ? '' : numberText(papersOf, record),
  };
  const made = visitPaper(kind, facts);
  if (!made.ok) return { ...nothing, error: made.error };
  const data: PaperData = made.value;
  return {
    data,
    digest: paperDigest(data),
    /** Digest as of the day on which the other was issued: a new day alone changes nothing. */
    unchangedDigest: (issued: FieldPaper) => {
      const { issuedOn } = issued.data as { readonly issuedOn?: string };
      const again = visitPaper(kind, { ...facts, today: issuedOn ?? facts.today });
      return again.ok ? paperDigest(again.value) : '';
    },
    error: null,
  };
}
