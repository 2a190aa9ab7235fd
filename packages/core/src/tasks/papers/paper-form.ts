/** What a builder gets beside the data, and small helpers that all builders share. Pure; Chinese wording stands in `*-form.ts`. */
import type { z } from 'zod';
import type { Block, Paper } from '../../common/paper.ts';
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

export interface PaperForm<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  /** The paper of checked data. Pure; the same data and head give the same paper. */
  readonly build: (data: z.output<S>, head: PaperHead) => Paper;
}

/** The blocks between head and foot, ready made. */
export type Blocks = readonly Block[];
