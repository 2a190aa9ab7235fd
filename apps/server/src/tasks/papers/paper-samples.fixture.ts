/** Data of every kind of paper in four sizes, for the tests that print them: short, typical, forty problems, very long names. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import {
  type PaperData,
  type PaperInput,
  paperData,
  paperDigest,
} from '@mingcha/core/tasks/papers/paper-data.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { defaultWording } from '@mingcha/core/tasks/papers/paper-wording-form.ts';
import { archiveSamples } from './archive-samples.fixture.ts';

export const sampleSizes = ['short', 'typical', 'forty', 'longNames'] as const;
export type SampleSize = (typeof sampleSizes)[number];

/** `count` characters of text, for values as long as registers have them. */
const ofLength = (count: number, text: string): string =>
  text.repeat(Math.ceil(count / text.length)).slice(0, count);
const long =
  '晋州市鑫源盛达石油化工仓储物流及危险化学品（剧毒、易制爆）综合经营服务有限责任公司总十庄镇第二分公司储运部（普通合伙）';
const longAddress = `河北省石家庄市晋州市总十庄镇${ofLength(94, '石家庄循环化工园区（东区）工业路与纬八路交叉口东南角第二期标准厂房')}12号楼B座—301室`;
const longItem = ofLength(
  200,
  '危险化学品生产、储存、使用、经营、运输单位安全生产条件和安全管理制度落实情况的监督检查，',
);
const longContent =
  '安全生产责任制、规章制度和操作规程、设备设施、应急管理、教育培训、“三同时”落实情况；'.repeat(14);
/** Of 60, 120 and 200 characters. */
export const longTexts = { name: long, address: longAddress, item: longItem };
const rare = '㛃䶮槑堃';
const law = { law: '中华人民共和国安全生产法', article: '第三十五条' };
const rule = { law: '危险化学品安全管理条例', article: '第二十条第一款' };

interface Size {
  readonly name: string;
  readonly person: string;
  readonly findings: number;
  readonly lines: number;
  readonly text: string;
}

const sizes: Readonly<Record<SampleSize, Size>> = {
  short: { name: '诚信加油站', person: '王芳', findings: 1, lines: 3, text: '现场正常经营。' },
  typical: {
    name: '晋州市诚信化工有限公司',
    person: rare,
    findings: 4,
    lines: 24,
    text: '检查人员在现场负责人陪同下，查看了生产车间、罐区、配电室和安全管理台账，询问了岗位人员。',
  },
  forty: {
    name: '晋州市诚信化工有限公司',
    person: '王芳',
    findings: 40,
    lines: 120,
    text: '检查人员逐项检查了全部岗位。'.repeat(20),
  },
  longNames: {
    name: long,
    person: '阿卜杜拉·买买提·吐尔逊江·艾则孜',
    findings: 6,
    lines: 12,
    text: '检查情况如下。'.repeat(6),
  },
};

const agencyName = (size: SampleSize): string =>
  size === 'longNames'
    ? '石家庄循环化工园区管理委员会应急管理和生态环境局综合行政执法大队'
    : '晋州市应急管理局';

function parts(size: SampleSize) {
  const of = sizes[size];
  const agency = { name: agencyName(size), phone: '0311-84300000', address: '晋州市中兴路1号' };
  const object = {
    name: of.name,
    uscc: '91130183MA0A1B2C3D',
    address: size === 'longNames' ? longAddress : '晋州市总十庄镇工业路8号',
    legalRep: of.person,
    post: size === 'longNames' ? '党委副书记、总经理兼安全总监（主持日常工作）' : '总经理',
    phone: size === 'longNames' ? '0311-84300000转8001、13800000000' : '13800000000',
  };
  const people = [
    { name: of.person, certificateNumber: 'ZF13018300012', agencyName: agency.name, role: 'lead' as const },
    {
      name: size === 'longNames' ? '古丽尼格尔·阿不都热合曼·伊力哈木' : '李建国',
      certificateNumber: 'ZF13018300034',
      agencyName: agency.name,
      role: 'member' as const,
    },
  ];
  const clauses = size === 'short' ? [law] : [law, rule];
  const findings = Array.from({ length: of.findings }, (_, index) => ({
    text: `第${index + 1}处：储罐区可燃气体报警器未定期检定，现场不能提供有效的检定证书${size === 'longNames' && index === 2 ? `。经核对台账，${'该装置的上一次检定已经超过规定的周期，'.repeat(60)}已当场指出` : ''}`,
    clauses,
    dueOn: `2026-02-${String((index % 3) * 7 + 5).padStart(2, '0')}`,
    measures: index % 5 === 0 ? '停用该报警器并安排专人值守' : '',
    photos: [`照片${index + 1}`],
  }));
  const lines = Array.from({ length: of.lines }, (_, index) => ({
    section: index % 2 === 0 ? '基础管理' : '现场管理',
    requirement: `第${index + 1}项要求：生产经营单位应当在有较大危险因素的设备设施上设置明显的安全警示标志`,
    clauses: [law],
    method: '现场查看',
    answer: index % 7 === 3 ? ('nonConform' as const) : ('conform' as const),
    note: index % 7 === 3 ? '未设置警示标志' : '',
    photos: index % 7 === 3 ? [`照片${index}`] : [],
  }));
  const items = [
    {
      code: 'X1',
      name: size === 'longNames' ? longItem : '危险化学品经营安全检查',
      content: size === 'longNames' ? longContent : '安全生产责任制、设备设施、应急管理',
      bases: clauses,
    },
  ];
  const files = Array.from({ length: Math.min(of.findings, 12) }, (_, index) => ({
    name: `现场照片${index + 1}`,
    copies: 1,
    pages: 1,
  }));
  const common = { agency, issuedOn: '2026-01-06' };
  return { of, common, agency, object, people, clauses, findings, lines, items, files };
}

const remedies = { reviewBody: '晋州市人民政府', court: '晋州市人民法院' };
const at = '2026-01-06T01:30:00.000Z';

/** The paper of one kind in one size, as it is issued. */
export function sampledPaper(kind: PaperKind, size: SampleSize, changed: object = {}): Paper {
  const data = paperData[kind].parse({ ...paperSample(kind, size), ...changed }) as PaperData;
  const id = '019a0000-0000-7000-8000-00000000beef';
  const sha256 = paperDigest(data);
  const url = `https://mingcha.jinzhou.gov.cn/papers/${id}?h=${sha256.slice(0, 16)}`;
  const number = paperDuties[kind].numbered ? '晋应急〔2026〕3号' : '';
  return buildPaper(kind, data, { number, wording: defaultWording, check: { id, sha256, url } });
}

/** The data of one kind in one size. */
export function paperSample<K extends PaperKind>(kind: K, size: SampleSize): PaperInput<K> {
  const all: { readonly [Each in PaperKind]: () => PaperInput<Each> } = {
    ...dispatchSamples(size),
    ...visitSamples(size),
    ...handlingSamples(size),
    ...archiveSamples(size, parts(size)),
  };
  return all[kind]();
}

function dispatchSamples(size: SampleSize) {
  const { of, common, object, people, items } = parts(size);
  const window = { from: '2026-01-05', to: '2026-03-31' };
  return {
    dispatchForm: (): PaperInput<'dispatchForm'> => ({
      ...common,
      taskNumber: '晋应急抽查〔2026〕3号',
      taskTitle: '2026年危险化学品经营单位双随机抽查',
      jointAgencies: size === 'short' ? [] : ['晋州市消防救援大队', '晋州市市场监督管理局'],
      section: '危险化学品安全监督管理科',
      contact: { name: '赵敏', phone: '0311-84300001' },
      basis: '2026年度抽查计划',
      poolSize: 246,
      rate: '15%',
      drawNumber: 'C-2026-0003',
      window,
      items,
      requirements: of.text,
      objects: Array.from({ length: of.findings }, (_, index) => ({
        name: `${of.name}${index + 1}`,
        uscc: object.uscc,
        address: object.address,
        people,
      })),
    }),
    approvalForm: (): PaperInput<'approvalForm'> => ({
      ...common,
      object,
      items,
      origin: 'draw',
      source: '晋应急抽查〔2026〕3号 2026年危险化学品经营单位双随机抽查',
      method: 'onSite',
      announced: true,
      planned: { from: '2026-01-06', to: '2026-01-09' },
      people,
      assistants: [{ name: '周专家', organisation: '河北省安全生产协会' }],
      jointAgencies: [],
      frequency: { done: 1, cap: 2, counts: '本机关日常检查和专项检查' },
      handler: { text: '拟按计划检查，请审批。', by: '李建国', on: '2026-01-05' },
      legal: size === 'short' ? null : { text: '事项在清单内，频次未超上限。', by: '赵敏', on: '2026-01-05' },
      decision: { text: '同意。', by: '王局长', on: '2026-01-05', delegation: '' },
      emergency: size === 'longNames' ? { reason: '接群众紧急举报储罐泄漏', enteredAt: at } : null,
    }),
    notice: (): PaperInput<'notice'> => ({
      ...common,
      object,
      items,
      method: 'onSite',
      announced: size !== 'short',
      visitAt: at,
      people,
      assistants: [{ name: '周专家' }],
      materials:
        size === 'short'
          ? []
          : Array.from(
              { length: Math.min(of.findings, 20) },
              (_, i) => `材料${i + 1}：安全生产责任制和操作规程`,
            ),
      visitNo: { no: 2, counts: '计入本机关日常检查和专项检查' },
      contact: { name: '李建国', phone: '0311-84300002' },
      supervisionPhone: '0311-84300012',
      codeUrl: 'https://example.org/p/visits/6KQX2M',
    }),
    tripSheet: (): PaperInput<'tripSheet'> => ({
      ...common,
      object,
      contact: { name: '张厂长', phone: '13900000000' },
      taskTitle: '2026年危险化学品经营单位双随机抽查',
      taskNumber: '晋应急抽查〔2026〕3号',
      visitAt: at,
      announced: size !== 'short',
      people,
      safetyRules: ['进入罐区交出手机和火种', '穿防静电服'],
      vehicle: '冀A·12345',
      driver: '刘师傅',
      meetingPoint: '局机关南门',
      meetingAt: '8:20',
      brings: [{ who: '李建国', what: '执法记录仪、测爆仪' }],
      note: of.text,
    }),
  };
}

function visitSamples(size: SampleSize) {
  const { of, common, object, people, items, lines, findings, files, clauses } = parts(size);
  const representative = { name: of.person, post: '安全总监', phone: '13700000000' };
  return {
    siteRecord: (): PaperInput<'siteRecord'> => ({
      ...common,
      object,
      place: '生产车间和罐区',
      startedAt: at,
      endedAt: '2026-01-06T03:45:00.000Z',
      representative,
      people,
      certificatesShown: true,
      noticeNumber: '晋应急检通〔2026〕12号',
      rights: { told: true, recusal: 'notAsked', answer: '' },
      items,
      lines,
      situation: of.text,
      findings: size === 'short' ? [] : findings,
      guidance: ['建议将报警器检定日期列入台账。'],
      opinions: size === 'typical' ? [{ name: '周专家', text: '罐区防雷接地宜每半年检测一次。' }] : [],
      partyOpinion: size === 'longNames' ? 'objects' : 'agrees',
      partyStatement: size === 'longNames' ? '第三项问题已经整改。' : '',
      refusal:
        size === 'forty'
          ? { reason: '称须总部同意', witness: '村委会主任孙明', witnessContact: '13600000000' }
          : null,
      annexes: files,
    }),
    checkSheet: (): PaperInput<'checkSheet'> => ({
      ...common,
      object,
      sheetName: '危险化学品经营单位检查单',
      sheetVersion: '2026年第1版',
      checkedOn: '2026-01-06',
      people,
      representative,
      lines,
    }),
    resultNotice: (): PaperInput<'resultNotice'> => ({
      ...common,
      object,
      checkedOn: '2026-01-06',
      people,
      results: [
        {
          item: '危险化学品经营安全检查',
          wording: size === 'short' ? '未发现问题' : '发现问题已责令改正',
          note: '',
        },
      ],
      overall: size === 'short' ? '未发现问题' : '发现问题已责令改正',
      findings: size === 'short' ? [] : findings,
      intention: size === 'short' ? '' : '责令限期整改。',
      publication: { channels: ['国家企业信用信息公示系统', '市政府网站'], by: '2026-02-03' },
      objection: { to: '本机关法规科', days: '收到本告知书之日起二十个工作日' },
      contact: { name: '赵敏', phone: '0311-84300001' },
    }),
    rectificationOrder: (): PaperInput<'rectificationOrder'> => ({
      ...common,
      object,
      checkedOn: '2026-01-06',
      findings,
      power: [{ law: '中华人民共和国安全生产法', article: '第六十五条第一款' }],
      measures: size === 'short' ? '' : '整改期间停止罐区动火作业，专人值守。',
      people,
      remedies,
      siteRecordNumber: '晋应急检记〔2026〕8号',
    }),
    reinspectionOpinion: (): PaperInput<'reinspectionOpinion'> => ({
      ...common,
      object,
      orderNumber: '晋应急责改〔2026〕3号',
      orderedOn: '2026-01-06',
      checkedOn: '2026-02-25',
      checks: findings.map((finding, index) => ({
        finding: { ...finding, clauses },
        state: index % 9 === 8 ? ('partly' as const) : ('done' as const),
        facts: '现场复核，已出示有效检定证书。',
        photos: [`复查照片${index + 1}`],
      })),
      decision: size === 'forty' ? 'extended' : 'agreed',
      extendedTo: size === 'forty' ? '2026-03-20' : null,
      people,
    }),
  };
}

function handlingSamples(size: SampleSize) {
  const { of, common, object, people, findings, files, clauses } = parts(size);
  const representative = { name: of.person, post: '安全总监', phone: '13700000000' };
  const transfer = {
    ...common,
    to: '晋州市公安局',
    cause: '未经许可经营危险化学品',
    object,
    summary: of.text,
    findings,
    bases: clauses,
    files: files.length === 0 ? [{ name: '现场检查记录' }] : files,
    handler: { name: '李建国', phone: '0311-84300002' },
  };
  return {
    caseTransfer: (): PaperInput<'caseTransfer'> => ({
      ...transfer,
      crime: size !== 'short',
      copyTo: size === 'short' ? '' : '晋州市人民检察院',
      replyBy: '2026-01-20',
    }),
    clueTransfer: (): PaperInput<'clueTransfer'> => ({ ...transfer, replyBy: '2026-01-20' }),
    handover: (): PaperInput<'handover'> => ({
      ...transfer,
      from: '危险化学品安全监督管理科',
      to: '综合行政执法大队',
      dueOn: '2026-01-20',
    }),
    deliveryReceipt: (): PaperInput<'deliveryReceipt'> => ({
      ...common,
      receiver: object,
      cause: '危险化学品经营安全检查',
      documents: [
        { name: '行政检查通知书', number: '晋应急检通〔2026〕12号', copies: 1 },
        { name: '责令限期整改指令书', number: '晋应急责改〔2026〕3号', copies: 1 },
      ],
      way: size === 'forty' ? 'left' : 'direct',
      deliveredAt: at,
      taker: { name: of.person, relation: '安全总监' },
      people,
      refusal:
        size === 'forty' ? { reason: '拒不开门', witness: '孙明', witnessContact: '13600000000' } : null,
    }),
    noPenaltyDecision: (): PaperInput<'noPenaltyDecision'> => ({
      ...common,
      object,
      facts: of.text,
      evidence: files,
      violated: clauses,
      ground: size === 'short' ? 'minorCorrected' : size === 'forty' ? 'noFault' : 'firstSlight',
      listEntry: '轻微违法行为不予处罚清单第3项',
      reasons: '当事人在检查当日改正，未造成危害后果。',
      statement: '无异议。',
      remedies,
    }),
    educationRecord: (): PaperInput<'educationRecord'> => ({
      ...common,
      object,
      at,
      place: '当事人会议室',
      people,
      representative,
      findings,
      content: '应当按期检定报警器。',
      clauses,
      statement: '接受教育，今后按期检定。',
    }),
    commitment: (): PaperInput<'commitment'> => ({
      ...common,
      object,
      representative,
      findings,
      promises: size === 'short' ? [] : ['立即整改', '今后按期检定'],
      dueOn: '2026-02-05',
    }),
  };
}
