/** Every kind of paper: the schema of its data and the builder of its form. The phone and the server use the same. */
import type { z } from 'zod';
import type { Paper } from '../../common/paper.ts';
import { archiveTransfer, boxLabel, dossierCover, dossierIndex, dossierNotes } from './archive-form.ts';
import { approvalForm, dispatchForm, tripSheet } from './dispatch-form.ts';
import { commitment, educationRecord, noPenaltyDecision } from './leniency-form.ts';
import { notice } from './notice-form.ts';
import { type PaperData, paperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import type { PaperKind } from './paper-kinds.ts';
import { rectificationOrder, reinspectionOpinion, resultNotice } from './result-form.ts';
import { checkSheet, siteRecord } from './site-record-form.ts';
import { caseTransfer, clueTransfer, deliveryReceipt, handover } from './transfer-form.ts';

type Builders = { readonly [K in PaperKind]: (data: PaperData<K>, head: PaperHead) => Paper };

const builders: Builders = {
  dispatchForm,
  approvalForm,
  notice,
  siteRecord,
  checkSheet,
  resultNotice,
  rectificationOrder,
  reinspectionOpinion,
  caseTransfer,
  clueTransfer,
  handover,
  deliveryReceipt,
  noPenaltyDecision,
  educationRecord,
  commitment,
  tripSheet,
  dossierCover,
  dossierIndex,
  dossierNotes,
  boxLabel,
  archiveTransfer,
};

interface PaperForm<K extends PaperKind> {
  readonly schema: (typeof paperData)[K];
  /** The paper of checked data. Pure; the same data and head give the same paper. */
  readonly build: (data: PaperData<K>, head: PaperHead) => Paper;
}

export const paperForms = Object.fromEntries(
  Object.entries(builders).map(([kind, build]) => [kind, { schema: paperData[kind as PaperKind], build }]),
) as unknown as { readonly [K in PaperKind]: PaperForm<K> };

/** The paper of parsed data of any kind. */
export function buildPaper(
  kind: PaperKind,
  data: z.output<(typeof paperData)[PaperKind]>,
  head: PaperHead,
): Paper {
  return (builders[kind] as (data: PaperData, head: PaperHead) => Paper)(data, head);
}
