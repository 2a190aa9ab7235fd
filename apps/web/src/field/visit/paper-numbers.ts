/** Numbers reserved for the team: which is next, and how an issued one reads. Pure. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { PaperKind } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { type PaperSetting, paperNumber } from '@mingcha/core/tasks/papers/paper-wording.ts';
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
  const isFree = (each: Reserved) => each.kind === kind && !used.has(`${kind}/${each.year}/${each.no}`);
  return known.visit.numbers.find(isFree) ?? null;
}

/** The number of an issued paper as it is written, also when the pack no longer lists it; empty for none. */
export function numberText(setting: PaperSetting | null, paper: FieldPaper): string {
  const { number, kind } = paper;
  if (number === null || setting === null) return '';
  const { shortName } = setting.agency;
  return paperNumber({ shortName, word: setting.wording.numberWords[kind] ?? '', ...number });
}
