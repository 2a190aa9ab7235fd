/** Words that the coded values of a paper's data are printed in. */
import type { InspectionOrigin } from '../inspection.ts';
import type { RetentionClass } from './archive-data.ts';
import type { PaperData } from './paper-data.ts';

export const originWords: Readonly<Record<InspectionOrigin, string>> = {
  draw: '双随机抽查',
  complaint: '投诉举报核查',
  special: '专项检查',
  superiorOrder: '上级交办',
  referral: '转办移送',
  media: '媒体反映',
  offSiteClue: '非现场监管线索',
  recheck: '整改复查',
  ownRequest: '企业申请',
  oversight: '监督回访',
};

export const methodWords: Readonly<Record<PaperData<'notice'>['method'], string>> = {
  onSite: '现场检查',
  documents: '书面检查',
  network: '网络监测',
  testing: '抽样检验检测',
  entrusted: '委托专业机构检查',
  departmentOpinion: '征询部门意见',
};

export const answerWords: Readonly<
  Record<'conform' | 'nonConform' | 'notApplicable' | 'notChecked', string>
> = {
  conform: '符合',
  nonConform: '不符合',
  notApplicable: '不适用',
  notChecked: '未检查',
};

export const deliveryWords: Readonly<Record<PaperData<'deliveryReceipt'>['way'], string>> = {
  direct: '直接送达',
  left: '留置送达',
  entrusted: '委托送达',
  post: '邮寄送达',
  electronic: '电子送达',
  phone: '电话通知',
  announcement: '公告送达',
};

export const retentionWords: Readonly<Record<RetentionClass, string>> = {
  years10: '定期10年',
  years30: '定期30年',
  permanent: '永久',
};

export const checkStateWords = { done: '已整改', partly: '部分整改', notDone: '未整改' } as const;

/** To be ticked by hand on a blank sheet. */
export const blankAnswer = '□符合\n□不符合\n□不适用';
export const blankPackTitle = '空白文书包';
