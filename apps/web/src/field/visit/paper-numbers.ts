/** Numbers reserved for the team: which is next, and how an issued one reads. Pure. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { PaperKind } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { FieldPaper } from './visit-book.ts';

type Reserved = PackedVisit['numbers'][number];

/** The first reserved number of a kind that no paper bears yet; null when none is left or the kind has none. */
export function numberFor(
  kind: PaperKind,
  known: { readonly visit: Pick<PackedVisit, 'numbers'>; readonly papers: readonly FieldPaper[] },
): Reserved | null {
  const used = new Set(
    known.papers.map(({ kind: of, number }) => (number === null ? '' : `${of}/${number.year}/${number.no}`)),
  );
  return (
    known.visit.numbers.find((each) => each.kind === kind && !used.has(`${kind}/${each.year}/${each.no}`)) ??
    null
  );
}

/** The number of an issued paper as it is written; empty for none. */
export function numberText(visit: Pick<PackedVisit, 'numbers'>, paper: FieldPaper): string {
  const { number, kind } = paper;
  if (number === null) return '';
  const found = visit.numbers.find(
    (each) => each.kind === kind && each.year === number.year && each.no === number.no,
  );
  return found?.text ?? `${number.year}-${number.no}`;
}
