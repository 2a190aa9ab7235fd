/** Wording of the papers of an objection: 异议答复书 and 不予受理通知书, and the ground that stands beside a corrected record. */
export const objectionForm = {
  /** Beside the correction on the public record. */
  publicGround: '经异议核查（异议编号{number}），依决定更正',
  head: (agencyName: string) => `${agencyName}文件`,
  replyTitle: (objectName: string) => `关于${objectName}检查结果异议的答复`,
  rejectionTitle: (objectName: string) => `关于${objectName}检查结果异议不予受理的通知`,
  numberPending: '（文号待登记）',
  draft: '尚未答复，仅供内部审核',
  opening: (of: { day: string; task: string; number: string }) =>
    `你（单位）于${of.day}就“${of.task}”检查结果提出的异议（编号：${of.number}）收悉。经核查，现答复如下：`,
  rejectionOpening: (of: { day: string; task: string; number: string }) =>
    `你（单位）于${of.day}就“${of.task}”检查结果提出的异议（编号：${of.number}）收悉。经审查，不予受理，理由如下：`,
  factsHead: '一、异议事项',
  reasonsHead: '二、核查情况和理由',
  decisionHead: '三、处理决定',
  decision: {
    upheld: '异议成立，本机关将更正检查结果及其公示信息。',
    partly: '异议部分成立，本机关将对成立部分更正检查结果及其公示信息。',
    dismissed: '异议不成立，维持原检查结果。',
  },
  withdrawn: '原公示信息予以撤回。',
  remedy: '对行政处理决定不服的，可以依法申请行政复议或者提起行政诉讼。',
  addressee: '异议申请人：',
  addresseeOf: (name: string) => `${name}：`,
  day: (day: string) => {
    const [year = '', month = '', date = ''] = day.split('-');
    return `${year}年${Number(month)}月${Number(date)}日`;
  },
  fileName: (number: string) => `异议答复书${number}`,
} as const;
