/**
 * Standard wordings that a published result carries beside its codes: kinds of inspection and how problems were handled,
 * as the publicity systems write them (domain e.4). Chinese content of the record, whatever the reader's language.
 */
import type { FollowupEnd, FollowupKind, FollowupState } from '../followups/followup.ts';
import type { InspectionOrigin } from '../tasks/inspection.ts';

export const originWordings: Readonly<Record<InspectionOrigin, string>> = {
  draw: '双随机抽查',
  complaint: '举报投诉核查',
  special: '专项检查',
  superiorOrder: '上级交办检查',
  referral: '转办移送检查',
  media: '媒体反映问题核查',
  offSiteClue: '非现场线索核查',
  recheck: '整改复查',
  ownRequest: '依申请检查',
  oversight: '监督回访',
};

export const followupWordings: Readonly<Record<FollowupKind, string>> = {
  correctedOnSite: '当场改正',
  rectify: '责令限期改正',
  case: '立案查处',
  leniency: '依法不予处罚',
  transferAgency: '移送有权机关处理',
  transferPolice: '移送司法机关处理',
  handover: '移交执法机构处理',
  daily: '纳入日常监管',
};

const endWordings: Readonly<Record<FollowupEnd, string>> = {
  correctedOnSite: '已当场改正',
  rectified: '已整改，复查合格',
  penalised: '已作出处罚并公示',
  dropped: '不予立案或者已撤销案件',
  notPunished: '不予处罚，已教育',
  transferred: '移送事项已有结果',
  handedOver: '移交事项已有结果',
  daily: '已纳入日常监管',
};

/** Where a follow-up stands as the public reads it: no step of the procedure, only open or how it ended. */
export function followupStateWording(state: FollowupState, ended: FollowupEnd | null): string {
  return state === 'closed' && ended !== null ? endWordings[ended] : '后续处置中';
}
