/**
 * What the pages of a visit read and write: the packed visit with all writes merged, and the few ways to add to it.
 * Where it is kept is not this file's concern.
 */
import type { AppError, Result } from '@mingcha/core/common/result.ts';
import type { VisitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { FieldState, PictureMark } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit, VisitTerms } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type {
  Evidence,
  fieldPaper,
  KeptState,
  Signature,
} from '@mingcha/core/inspections/visits/visit-record.ts';
import type { PaperSetting } from '@mingcha/core/tasks/papers/paper-wording.ts';
import type { z } from 'zod';
import type { RecordBody } from '../store/journal.ts';

export type FieldPaper = z.output<typeof fieldPaper>;
/** A file of the visit with where it stands on its way. */
export type KeptEvidence = Evidence & { readonly state: KeptState };
/** What the camera knows of a file; id, digest, size and chain are added where it is kept. */
export type EvidenceMeta = Pick<
  Evidence,
  'kind' | 'findingId' | 'line' | 'capturedAt' | 'position' | 'note' | 'watermark'
>;

export interface VisitActions {
  /** Keeps the value of a field; its base is what this phone shows. */
  readonly write: (path: string, value: unknown) => void;
  /** Keeps a file as it left the shutter; resolves once it is safe on this phone. */
  readonly addEvidence: (blob: Blob, meta: EvidenceMeta) => Promise<Result<Evidence, AppError>>;
  /** Of a file: its record is final, so these are writes beside it. */
  readonly mark: (id: string, marks: readonly PictureMark[]) => void;
  readonly note: (id: string, note: string) => void;
  readonly takeBack: (id: string) => void;
  readonly addRecord: (body: RecordBody) => Promise<string>;
  /** The file itself, while this phone has it. */
  readonly fileOf: (id: string) => Promise<Blob | null>;
}

export interface VisitBook {
  readonly visit: PackedVisit;
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly content: VisitContent;
  /** Without those taken back; notes and marks as they were said last. */
  readonly evidence: readonly KeptEvidence[];
  readonly signatures: readonly Signature[];
  /** Issued on the spot by this phone, the latest of a kind last. */
  readonly papers: readonly FieldPaper[];
  /** This team has entered, and has ended its visit. */
  readonly entered: boolean;
  readonly finished: boolean;
  /** Who is signed in. */
  readonly person: string;
  readonly phrases: readonly string[];
  readonly screenSigned: readonly string[];
  readonly papersOf: PaperSetting | null;
  readonly addable: readonly { readonly itemKey: string; readonly code: string; readonly name: string }[];
  readonly terms: VisitTerms | null;
  readonly offline: boolean;
}
