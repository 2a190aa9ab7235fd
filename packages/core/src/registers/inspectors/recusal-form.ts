/** Legal wording of the decision on a recusal request (回避决定书); only in Chinese, as the paper is. */

export const recusalForm = {
  title: '回避决定书',
  number: '回避{number}号',
  requester: '申请人',
  kindObject: '检查对象',
  kindRepresentative: '检查对象的代理人',
  object: '检查对象名称',
  person: '被申请回避人员',
  certificate: '执法证号',
  visit: '涉及检查',
  receivedOn: '申请日期',
  groundsTitle: '一、申请回避的理由',
  decisionTitle: '二、审查决定',
  upheld:
    '经审查，申请理由成立。依照《中华人民共和国行政处罚法》第四十三条的规定，决定：{person}回避对{object}的检查。',
  rejected:
    '经审查，申请理由不成立。依照《中华人民共和国行政处罚法》第四十三条的规定，决定：驳回对{person}的回避申请。',
  reason: '决定理由：{reason}',
  meeting: '被申请回避人员为本机关负责人，本决定由机关负责人集体讨论作出，会议纪要：{minutes}。',
  meanwhileTitle: '三、其他事项',
  meanwhile:
    '决定作出之前，不停止检查。自本决定作出之日起，被决定回避的人员不再参加对该检查对象的检查，另行按原抽取记录确定替补人员。',
  meanwhileRejected: '决定作出之前，检查没有停止；申请被驳回后，检查继续进行。',
  deliver: '本决定书一式两份，一份送达申请人，一份存档。',
  sign: '机关负责人（签字）',
  signMeeting: '会议主持人（签字）',
  receipt: '申请人签收',
  date: '日期：{day}',
  day: '{year}年{month}月{date}日',
  foot: '{number}  第 {page} 页 共 {pages} 页',
} as const;
