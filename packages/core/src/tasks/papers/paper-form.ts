/** What a builder gets beside the data. */
import type { PaperWording } from './paper-wording.ts';

export interface PaperHead {
  /** Empty for kinds without a number and for drafts. */
  readonly number: string;
  readonly wording: PaperWording;
  /** For the QR code: id, digest of the data, and where to look it up; null on drafts and blanks. */
  readonly check: { readonly id: string; readonly sha256: string; readonly url: string } | null;
  /** A blank for a paper visit: empty values become lines to write on. */
  readonly isBlank?: boolean;
  /** Said on top of what no longer or not yet holds: 作废, 草稿. */
  readonly mark?: 'void' | 'draft';
}
