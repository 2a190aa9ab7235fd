/** Recognises the columns of a roster by their titles and contents and proposes a mapping. Pure. */
import type { CellKind } from '../common/cells.ts';

export type RosterKind = 'objects' | 'inspectors' | 'experts';

export interface RosterField {
  readonly field: string;
  readonly cell: CellKind;
  readonly required: boolean;
  /** Known titles, best first. */
  readonly titles: readonly string[];
}

export interface ColumnSample {
  /** From 0. */
  readonly column: number;
  readonly title: string;
  readonly values: readonly string[];
}

export interface ColumnProposal {
  readonly column: number;
  readonly title: string;
  /** null: not imported. */
  readonly field: string | null;
  /** 0 … 1 */
  readonly confidence: number;
  readonly why: 'remembered' | 'title' | 'content' | 'titleAndContent' | 'personalId' | 'unknown';
}

export interface MappingProposal {
  readonly kind: RosterKind;
  readonly columns: readonly ColumnProposal[];
  /** Required fields without a column. */
  readonly missing: readonly string[];
  /** Same titles in the same order give the same fingerprint. */
  readonly fingerprint: string;
  /** The roster that the file rather seems to be, or null when it fits `kind` (or nothing is sure). */
  readonly looksLike: RosterKind | null;
}
