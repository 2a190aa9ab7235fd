/**
 * The schema of each kind's data, and its digest. What is issued is the parsed output: phone and server parse first, so
 * that both hash the same bytes.
 */
import { hex, type Json, jcs, plainSha256Provider } from '@mingcha/draw';
import type { z } from 'zod';
import {
  archiveTransferData,
  boxLabelData,
  dossierCoverData,
  dossierIndexData,
  dossierNotesData,
} from './archive-data.ts';
import { approvalFormData, dispatchFormData, noticeData, tripSheetData } from './dispatch-data.ts';
import {
  caseTransferData,
  clueTransferData,
  commitmentData,
  deliveryReceiptData,
  educationRecordData,
  handoverData,
  noPenaltyDecisionData,
} from './handling-data.ts';
import type { PaperKind } from './paper-kinds.ts';
import {
  checkSheetData,
  rectificationOrderData,
  reinspectionOpinionData,
  resultNoticeData,
  siteRecordData,
} from './visit-data.ts';

export const paperData = {
  dispatchForm: dispatchFormData,
  approvalForm: approvalFormData,
  notice: noticeData,
  siteRecord: siteRecordData,
  checkSheet: checkSheetData,
  resultNotice: resultNoticeData,
  rectificationOrder: rectificationOrderData,
  reinspectionOpinion: reinspectionOpinionData,
  caseTransfer: caseTransferData,
  clueTransfer: clueTransferData,
  handover: handoverData,
  deliveryReceipt: deliveryReceiptData,
  noPenaltyDecision: noPenaltyDecisionData,
  educationRecord: educationRecordData,
  commitment: commitmentData,
  tripSheet: tripSheetData,
  dossierCover: dossierCoverData,
  dossierIndex: dossierIndexData,
  dossierNotes: dossierNotesData,
  boxLabel: boxLabelData,
  archiveTransfer: archiveTransferData,
} as const satisfies Record<PaperKind, z.ZodType>;

/** Data of a kind as it is frozen, and as it may be written. */
export type PaperData<K extends PaperKind = PaperKind> = z.output<(typeof paperData)[K]>;
export type PaperInput<K extends PaperKind = PaperKind> = z.input<(typeof paperData)[K]>;

/** SHA-256 of the parsed data in canonical JSON, lower-case hex: what a signature is given under. */
export function paperDigest(data: PaperData): string {
  return hex(plainSha256Provider.hash(jcs(data as unknown as Json)));
}
