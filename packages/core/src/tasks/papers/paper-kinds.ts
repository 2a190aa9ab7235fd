/**
 * The papers of an inspection (执法文书) from dispatch to archive: which are numbered, sealed, signed and delivered. What stands
 * on each is its data schema and builder in `<kind>-form.ts`; how it looks is `core/common/paper.ts`. A jurisdiction may
 * replace the wording by a data file; kinds and their duties stay.
 */

export const paperKinds = [
  'dispatchForm', // 抽查任务派发单
  'approvalForm', // 行政检查审批表
  'notice', // 行政检查通知书
  'siteRecord', // 现场检查记录（笔录）
  'checkSheet', // 检查单
  'resultNotice', // 检查结果告知书
  'rectificationOrder', // 责令限期整改指令书
  'reinspectionOpinion', // 整改复查意见书
  'caseTransfer', // 案件移送书
  'clueTransfer', // 线索移送函
  'handover', // 内部移交单
  'deliveryReceipt', // 送达回证
  'noPenaltyDecision', // 不予处罚决定书
  'educationRecord', // 教育记录
  'commitment', // 承诺书
  'tripSheet', // 出行单
  'dossierCover', // 卷宗封面
  'dossierIndex', // 卷内目录
  'dossierNotes', // 备考表
  'boxLabel', // 档案盒标签
  'archiveTransfer', // 移交清册
] as const;
export type PaperKind = (typeof paperKinds)[number];

/** On the screen of a phone, printed and signed by hand and photographed, or both. */
export const signatureModes = ['screen', 'paper', 'both'] as const;
export type SignatureMode = (typeof signatureModes)[number];

export interface PaperDuties {
  /** Numbered 〔year〕n号, gapless per agency and kind. */
  readonly numbered: boolean;
  /** Not deliverable before the agency's seal stands on it. */
  readonly sealed: boolean;
  /** Handed to the object; its delivery is recorded. */
  readonly delivered: boolean;
  /** Who signs: the team (at least two inspectors), the object's representative. */
  readonly signedBy: readonly ('inspectors' | 'representative')[];
}

const inner: PaperDuties = { numbered: false, sealed: false, delivered: false, signedBy: [] };
const order: PaperDuties = {
  numbered: true,
  sealed: true,
  delivered: true,
  signedBy: ['inspectors', 'representative'],
};

export const paperDuties: Readonly<Record<PaperKind, PaperDuties>> = {
  dispatchForm: { ...inner, sealed: true },
  approvalForm: { ...inner, numbered: true },
  notice: { numbered: true, sealed: true, delivered: true, signedBy: ['representative'] },
  siteRecord: { ...inner, numbered: true, signedBy: ['inspectors', 'representative'] },
  checkSheet: { ...inner, signedBy: ['inspectors', 'representative'] },
  resultNotice: { ...order, signedBy: ['representative'] },
  rectificationOrder: order,
  reinspectionOpinion: order,
  caseTransfer: { ...order, delivered: false, signedBy: [] },
  clueTransfer: { ...order, delivered: false, signedBy: [] },
  handover: { ...inner, numbered: true },
  deliveryReceipt: { ...inner, signedBy: ['representative'] },
  noPenaltyDecision: { ...order, signedBy: ['representative'] },
  educationRecord: { ...inner, signedBy: ['inspectors', 'representative'] },
  commitment: { ...inner, signedBy: ['representative'] },
  tripSheet: inner,
  dossierCover: inner,
  dossierIndex: inner,
  dossierNotes: inner,
  boxLabel: inner,
  archiveTransfer: inner,
};

/** Kinds that a team may issue on the spot, so that numbers are reserved for it before it leaves. */
export const fieldPaperKinds = [
  'siteRecord',
  'resultNotice',
  'rectificationOrder',
  'notice',
] as const satisfies readonly PaperKind[];

/** Left with the object on the spot, so that they are in its hands once they are issued. */
const left: readonly PaperKind[] = [
  'siteRecord',
  'checkSheet',
  'educationRecord',
  'commitment',
  'deliveryReceipt',
];
/** Sent to another authority, which may check them. */
const sent: readonly PaperKind[] = ['caseTransfer', 'clueTransfer'];

/**
 * May whoever holds the paper check it in public? Papers of the house never; those that are handed over not before they
 * were, or when they are void; those that go to another authority once sealed.
 */
export function isCheckable(paper: {
  readonly kind: PaperKind;
  readonly state: string;
  readonly sealState: SealState;
  readonly isDelivered: boolean;
}): boolean {
  const { kind, state } = paper;
  if (!paperDuties[kind].delivered && !left.includes(kind) && !sent.includes(kind)) return false;
  if (state === 'void') return true;
  if (state !== 'issued') return false;
  if (left.includes(kind)) return true;
  return sent.includes(kind) ? paper.sealState !== 'waiting' : paper.isDelivered;
}

/** In the object's own hands: left at the visit or delivered to it; never a draft, a paper of the house or one for another authority. */
export function isWithObject(paper: {
  readonly kind: PaperKind;
  readonly state: string;
  readonly isDelivered: boolean;
}): boolean {
  if (paper.state === 'draft') return false;
  return left.includes(paper.kind) || (paperDuties[paper.kind].delivered && paper.isDelivered);
}

/** 待用印, 已用印, or no seal asked for. */
export const sealStates = ['notNeeded', 'waiting', 'sealed'] as const;
export type SealState = (typeof sealStates)[number];

/** The enterprise's seal on what it confirms: a field of its own. */
export const partySeals = ['stamped', 'noSealOnSite', 'refused'] as const;
