/**
 * The wording that is shipped, after 司法部《行政检查文书基本格式文本（试行）》 and customary papers of emergency management. Legal names
 * and articles: 行政处罚法 (2021), 行政复议法 (2023), 行政诉讼法, 国办发〔2024〕54号. A jurisdiction may replace each sentence by its file.
 */
import type { PaperKind } from './paper-kinds.ts';
import type { PaperWording } from './paper-wording.ts';

const titles: Readonly<Record<PaperKind, string>> = {
  dispatchForm: '抽查任务派发单',
  approvalForm: '行政检查审批表',
  notice: '行政检查通知书',
  siteRecord: '现场检查记录',
  checkSheet: '检查单',
  resultNotice: '检查结果告知书',
  rectificationOrder: '责令限期整改指令书',
  reinspectionOpinion: '整改复查意见书',
  caseTransfer: '案件移送书',
  clueTransfer: '线索移送函',
  handover: '内部移交单',
  deliveryReceipt: '送达回证',
  noPenaltyDecision: '不予行政处罚决定书',
  educationRecord: '教育记录',
  commitment: '承诺书',
  tripSheet: '出行单',
  dossierCover: '行政检查卷宗',
  dossierIndex: '卷内目录',
  dossierNotes: '备考表',
  boxLabel: '档案盒标签',
  archiveTransfer: '归档文件移交清册',
};

const objectAndFile = '本文书一式两份：一份由检查机关存档，一份交被检查单位。';

const texts = {
  // Rights and duties, told before the inspection.
  rightsIntro: '你单位享有以下权利：',
  rightCertificate:
    '检查人员应当主动出示执法证件；不出示执法证件的，有权拒绝接受检查（《中华人民共和国行政处罚法》第五十五条）。',
  rightNotice:
    '检查应当经审批并出示行政检查通知书；无通知书，或者检查事项未经公布的，有权拒绝接受检查并投诉举报（国办发〔2024〕54号）。',
  rightRecusal:
    '认为检查人员与本次检查有直接利害关系或者有其他关系可能影响公正的，有权申请其回避（《中华人民共和国行政处罚法》第四十三条）。',
  rightDefence: '对检查情况和认定的问题有权陈述、申辩（《中华人民共和国行政处罚法》第七条）。',
  rightComplaint: '对检查人员的违法违纪行为有权投诉、举报。监督电话：{phone}。',
  duty: '请依法予以配合，如实提供有关情况和材料，不得拒绝、阻挠检查。',
  // 通知书
  noticeLead: '根据{basis}，本机关依法对你单位实施行政检查。现将有关事项通知如下：',
  noticeVisits: '本次检查为本机关本年度对你单位的第 {no} 次检查（按本平台记录；{counts}）。',
  noticeUnannounced: '本次检查不提前告知，通知书于检查时当场出示、送达。',
  noticeAssistants: '协助人员 {count} 名，只提供协助，不行使执法权。',
  noticeCode: '扫码核验本次检查的机关、人员、事项，并可在检查后评价。',
  cardTitle: '行政检查“五个严禁”告知卡',
  cardLead: '检查人员有下列情形的，请拨打监督电话 {phone} 反映：',
  // 现场检查记录
  identification:
    '我们是{agencies}的行政执法人员{people}，现依法向你出示执法证件，并就有关事项进行现场检查，请予以配合。{notice}',
  identificationAsk: '请问你是否看清执法证件？',
  identificationSeen: '已看清，无异议。',
  identificationNot: '检查人员未出示执法证件，被检查单位当场提出。',
  rightsTold:
    '现告知你单位：你单位享有陈述、申辩的权利；认为检查人员与本次检查有直接利害关系的，有权申请回避；并有如实提供情况、配合检查的义务。是否申请检查人员回避？',
  rightsNotTold: '未告知权利义务。',
  recusalNo: '听清楚了，不申请回避。',
  recusalYes: '申请回避。',
  partySeal: '被检查单位盖章情况：□已盖章　□现场无印章　□拒绝盖章，理由：　　　　　　　　　　',
  corrections: '记录有更正的，由被检查单位在更正处捺指印或者签名确认。',
  confirmation: '以上记录已交被检查单位现场负责人核对（或者已向其宣读），现场负责人意见：',
  agrees: '记录属实，无异议。',
  objects: '有异议：',
  noOpinion: '未作表示。',
  refusal:
    '被检查单位现场负责人拒绝签字，理由：{reason}。见证人：{witness}，联系方式：{contact}。检查人员已将拒签情况记录在案，并报告本机关。',
  noProblem: '本次检查未发现问题。',
  expertOnly: '专家意见供检查人员参考，不作为检查结论。',
  guidanceOnly: '现场指导不作为问题认定，不影响检查结果。',
  addedItem: '现场增加的事项均在已公布的抽查事项清单之内，理由如下：',
  // 检查结果告知书
  resultLead: '本机关于{day}对你单位进行了检查。现将检查结果告知如下：',
  resultOpen: '检查结果以审核公布的为准。',
  publication: '检查结果将于{by}前通过{channels}向社会公示。',
  publicationNoDay: '检查结果将通过{channels}向社会公示。',
  objection: '对检查结果有异议的，可以在{days}内向{to}书面提出，并附有关证据材料。',
  // 责令限期整改指令书
  orderLead: '经查，你单位存在下列问题：',
  orderPower: '依据{power}，现责令你单位对上述问题按照下列期限整改完毕：',
  orderItem: '第 {no} 项问题于{day}前整改完毕。',
  orderMeasures: '整改期间应当采取以下安全防范措施：',
  orderMeasuresNone: '整改期间应当采取必要的安全防范措施，防止发生事故；不能保证安全的，应当停止相关作业。',
  orderReport: '整改完毕后，请在期限届满前将整改情况书面报告本机关，本机关将依法复查。',
  orderConsequence:
    '逾期未整改或者整改后仍不符合要求的，本机关将依法处理；依法应当给予行政处罚的，依法予以处罚。',
  remedies:
    '如不服本{title}，可以自收到之日起六十日内依法向{reviewBody}申请行政复议，或者自收到之日起六个月内依法向{court}提起行政诉讼。复议、诉讼期间，除法律另有规定外，不停止执行。',
  // 整改复查意见书
  reinspectionLead:
    '本机关于{ordered}作出《{order}》（{number}），责令你单位限期整改。经{day}复查，提出意见如下：',
  decisionAgreed: '同意通过复查，上述问题予以销号。',
  decisionExtended: '尚未全部整改完毕，同意延期至{day}前整改完毕，延期期间应当落实安全防范措施。',
  decisionCase: '逾期未整改或者整改不合格，本机关将依法立案查处。',
  // 移送
  transferLead:
    '本机关在行政检查中发现{object}{cause}一案，不属于本机关管辖，现将有关材料移送你单位，请依法处理。',
  crimeLead:
    '本机关在行政检查中发现{object}涉嫌{cause}一案，涉嫌构成犯罪，现将有关材料移送你单位，请依法审查处理。',
  clueLead: '本机关在行政检查中发现涉及{object}的下列线索，现移送你单位，请核查处理。',
  handoverLead: '{from}在行政检查中发现{object}{cause}，现移交{to}依法办理。',
  transferReply: '请于{day}前将处理结果书面告知本机关。',
  transferReplyNoDay: '请将处理结果书面告知本机关。',
  // 送达回证
  deliveryRefused:
    '受送达人拒绝签收，理由：{reason}。见证人：{witness}，联系方式：{contact}。送达人已将文书依法留置。',
  // 不予处罚
  groundMinor:
    '该行为轻微并及时改正，没有造成危害后果，依据《中华人民共和国行政处罚法》第三十三条第一款，不予行政处罚。',
  groundFirst:
    '该行为系初次违法且危害后果轻微并及时改正，依据《中华人民共和国行政处罚法》第三十三条第一款，可以不予行政处罚，本机关决定不予行政处罚。',
  groundNoFault:
    '当事人有证据足以证明没有主观过错，依据《中华人民共和国行政处罚法》第三十三条第二款，不予行政处罚。',
  noPenaltyEducation:
    '本机关已依据《中华人民共和国行政处罚法》第三十三条第三款对当事人进行教育。请引以为戒，自觉守法。',
  // 教育记录, 承诺书
  educationLead: '检查人员依据《中华人民共和国行政处罚法》第三十三条第三款，对当事人进行批评教育，内容如下：',
  commitmentLead: '本单位在{agency}的检查中存在下列问题，现郑重承诺：',
  commitmentDefault: '立即纠正上述问题，举一反三，今后自觉遵守法律法规；如违反承诺，自愿承担法律责任。',
  commitmentDue: '于{day}前整改完毕，并将整改情况书面报告。',
  // 派发单, 出行单
  dispatchSealed: '名单按抽取结果派发，不得更换检查对象和检查人员；需要回避或者无法到场的，按规则补抽。',
  tripUnannounced: '本次检查不提前告知，不得与被检查单位联系。',
  tripDiscipline: '携带执法证件和执法记录设备；遵守被检查单位的安全规定，进入危险区域听从引导。',
  // 档案
  archiveLead: '下列归档文件已整理完毕，纸质档案与电子档案使用同一档号，现移交{to}，请核对签收。',
  notesLead: '本卷情况说明：',
  notesComplete: '本卷文件材料齐全，无缺损。',
} as const;
export type WordingKey = keyof typeof texts;

export const defaultWording: PaperWording & { readonly texts: Readonly<Record<WordingKey, string>> } = {
  version: '2026-1',
  titles,
  numberWords: {
    approvalForm: '检审',
    notice: '检通',
    siteRecord: '检记',
    resultNotice: '检告',
    rectificationOrder: '责改',
    reinspectionOpinion: '复查',
    caseTransfer: '移送',
    clueTransfer: '线移',
    handover: '内移',
    noPenaltyDecision: '不罚',
  },
  copies: {
    notice: objectAndFile,
    siteRecord: objectAndFile,
    checkSheet: objectAndFile,
    resultNotice: objectAndFile,
    rectificationOrder: objectAndFile,
    reinspectionOpinion: objectAndFile,
    noPenaltyDecision: '本文书一式两份：一份由本机关存档，一份交当事人。',
    caseTransfer: '本文书一式两份：一份由移送机关存档，一份交受移送机关；回执退回移送机关。',
    clueTransfer: '本文书一式两份：一份由移送机关存档，一份交受移送机关；回执退回移送机关。',
    handover: '本单一式两份：移交、接收双方各执一份。',
    deliveryReceipt: '本回证由送达机关存卷。',
    educationRecord: '本记录由检查机关存档。',
    commitment: '本承诺书一式两份：一份交检查机关，一份由承诺单位留存。',
    archiveTransfer: '本清册一式两份：移交、接收双方各执一份。',
  },
  texts,
  prohibitions: [
    '严禁逐利检查：不得接受馈赠、报酬、宴请、旅游等，不得由企业支付费用，不得强制企业接受指定的中介服务。',
    '严禁干扰企业正常生产经营：不得刻意要求法定代表人到场。',
    '严禁任性处罚企业：不得乱查封、乱扣押、乱冻结，动辄责令停产停业。',
    '严禁下达检查指标：不得将考核考评、预算项目绩效与检查频次、罚没数额挂钩。',
    '严禁变相检查：不得以观摩、督导、考察等名义行检查之实。',
  ],
};

/** Where no file names them: the people's government and court of the place (行政复议法第二十四条, 行政诉讼法第十四条、第十八条). */
export function defaultBodies(jurisdictionName: string): {
  readonly reviewBody: string;
  readonly court: string;
} {
  return { reviewBody: `${jurisdictionName}人民政府`, court: `${jurisdictionName}人民法院` };
}
