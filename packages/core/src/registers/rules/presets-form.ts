/**
 * Rule books to begin from, as data packages: plain, Hebei, Shanxi (R063). Wording, result codes, columns and channels as they
 * are customary there. The draw rates are examples and say so: no national or provincial text sets them.
 */
import type { CapExemption, RuleBook } from './rule-book.ts';

const exampleNote = '示例比例：A类0.5倍、B类1倍、C类2倍、D类4倍，非国家或省级规定，公布前请按本地规定修改。';

/** The ten cases that a prefecture's list keeps outside the caps. */
const tenGrounds: readonly CapExemption[] = [
  'complaint',
  'referral',
  'superiorOrder',
  'media',
  'offSiteClue',
  'correctionCheck',
  'ownRequest',
  'licenceCheck',
  'oversight',
  'otherLaw',
];

/** Result wording as used in the national publicity system. */
const results: RuleBook['results'] = [
  { code: 'noProblem', wording: '未发现问题', isProblem: false, isPublished: true },
  { code: 'notDisclosed', wording: '未按规定公示应当公示的信息', isProblem: true, isPublished: true },
  { code: 'falseDisclosure', wording: '公示信息隐瞒真实情况、弄虚作假', isProblem: true, isPublished: true },
  {
    code: 'unreachable',
    wording: '通过登记的住所（经营场所）无法联系',
    isProblem: true,
    isPublished: true,
  },
  { code: 'correctedOnOrder', wording: '发现问题已责令改正', isProblem: true, isPublished: true },
  { code: 'refusedSeriously', wording: '不配合检查情节严重', isProblem: true, isPublished: true },
  {
    code: 'activityNotFound',
    wording: '未发现开展本次抽查涉及的经营活动',
    isProblem: false,
    isPublished: true,
  },
  { code: 'problemPending', wording: '发现问题待后续处理', isProblem: true, isPublished: true },
];
const closedDown: RuleBook['results'] = [
  { code: 'closedDown', wording: '已关闭停业或正在组织清算', isProblem: false, isPublished: true },
  { code: 'deregistered', wording: '注销', isProblem: false, isPublished: false },
  { code: 'revoked', wording: '被吊销', isProblem: false, isPublished: false },
  { code: 'rescinded', wording: '被撤销', isProblem: false, isPublished: false },
  { code: 'moved', wording: '迁出', isProblem: false, isPublished: false },
];

const crimeRules = '《行政执法机关移送涉嫌犯罪案件的规定》';
const platformDefault = '本平台默认值，可按本地规定修改';

const deadlines: RuleBook['deadlines'] = [
  { clock: 'planFiled', length: 3, unit: 'months', basis: '一般于每年3月31日前制定并备案，按本地规定修改' },
  { clock: 'specialPlanPublished', length: 1, unit: 'months', basis: platformDefault },
  { clock: 'listDispatched', length: 3, unit: 'workingDays', basis: platformDefault },
  { clock: 'resultEntered', length: 10, unit: 'workingDays', basis: platformDefault },
  {
    clock: 'resultPublished',
    length: 20,
    unit: 'workingDays',
    basis: '《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》（国发〔2019〕5号）',
  },
  {
    clock: 'penaltyPublished',
    length: 7,
    unit: 'workingDays',
    basis:
      '《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）',
  },
  { clock: 'rectified', length: 15, unit: 'days', basis: '检查人员按问题情况确定，未确定时按本期限建议' },
  { clock: 'reinspected', length: 10, unit: 'days', basis: '《安全生产违法行为行政处罚办法》' },
  { clock: 'objectionAnswered', length: 20, unit: 'workingDays', basis: platformDefault },
  { clock: 'contactAnswered', length: 15, unit: 'workingDays', basis: platformDefault },
  { clock: 'enquiryAnswered', length: 5, unit: 'workingDays', basis: platformDefault },
  { clock: 'ratingAnswered', length: 15, unit: 'workingDays', basis: platformDefault },
  { clock: 'lateEntry', length: 10, unit: 'days', basis: platformDefault },
  { clock: 'penaltyDecided', length: 90, unit: 'days', basis: '《中华人民共和国行政处罚法》第六十条' },
  { clock: 'policeDecided', length: 3, unit: 'days', basis: `${crimeRules}第五条` },
  { clock: 'policeSent', length: 1, unit: 'days', basis: `${crimeRules}第五条` },
  { clock: 'policeReceived', length: 1, unit: 'days', basis: platformDefault },
  { clock: 'policeConcluded', length: 3, unit: 'days', basis: `${crimeRules}第八条` },
  { clock: 'agencyReceived', length: 5, unit: 'workingDays', basis: platformDefault },
  { clock: 'agencyConcluded', length: 60, unit: 'days', basis: platformDefault },
  { clock: 'handoverReceived', length: 2, unit: 'workingDays', basis: platformDefault },
  { clock: 'handoverConcluded', length: 30, unit: 'days', basis: platformDefault },
];

const wording: RuleBook['wording'] = {
  purpose:
    '为规范随机抽查工作，减少对检查对象正常经营的干扰，根据《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》（国发〔2019〕5号）、《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）等规定，结合本机关实际，制定本细则。',
  procedure:
    '抽查任务依据已公布的年度抽查计划和随机抽查事项清单发起。\n抽取前先封存检查对象名单、执法检查人员名单和抽取规则，再确定随机数，检查对象和执法检查人员一次性随机产生。\n抽取全过程留痕，形成书面记录，由现场参加人员签字后存档，并可由社会公众独立核验。',
  standards: '执法检查人员按照抽查事项对应的检查单逐项检查、如实记录，不得擅自增加或者减少检查事项。',
  handling:
    '检查中发现的问题，依法责令改正、立案查处或者移送有管辖权的机关；涉嫌犯罪的，及时移送司法机关。后续处置情况应当录入平台，做到后续处置无例外。',
  disclosure:
    '按照“谁检查、谁录入、谁公示”的原则公示检查结果。涉及国家秘密、商业秘密、个人隐私的，依照有关法律法规执行。检查对象对结果有异议的，可以在公示渠道提出，本机关在规定时限内核查并反馈。',
};

const formats: RuleBook['formats'] = {
  taskNumber: '{agency}抽查〔{year}〕{serial}号',
  itemColumns: ['序号', '抽查类别', '抽查事项', '事项类别', '检查对象', '检查方式', '检查主体', '检查依据'],
  planColumns: [
    '序号',
    '计划名称',
    '抽查事项',
    '对象范围',
    '抽查比例',
    '抽查频次',
    '检查时间',
    '责任科室',
    '备注',
  ],
  publicationColumns: [
    '序号',
    '任务名称',
    '检查对象',
    '统一社会信用代码',
    '抽查事项',
    '抽查机关',
    '检查日期',
    '检查结果',
    '公示日期',
  ],
};

const everybody = { code: 'U', name: '未分类', where: {}, history: null } as const;

const plain: RuleBook = {
  preset: 'plain',
  name: '随机抽查工作细则',
  sampling: {
    classes: [
      {
        code: 'A',
        name: 'A类（信用风险低）',
        where: { credit: ['A'] },
        history: null,
        take: { rule: 'draw', rate: [25, 1000] },
      },
      {
        code: 'B',
        name: 'B类（信用风险一般）',
        where: { credit: ['B'] },
        history: null,
        take: { rule: 'draw', rate: [5, 100] },
      },
      {
        code: 'C',
        name: 'C类（信用风险较高）',
        where: { credit: ['C'] },
        history: null,
        take: { rule: 'draw', rate: [10, 100] },
      },
      {
        code: 'D',
        name: 'D类（信用风险高）',
        where: { credit: ['D'] },
        history: null,
        take: { rule: 'draw', rate: [20, 100] },
      },
      { ...everybody, take: { rule: 'draw', rate: [5, 100] } },
    ],
    note: exampleNote,
    rounding: 'ceil',
    minimumOne: true,
    smallPool: { below: 10, advice: 'warn' },
    generalItemMost: null,
  },
  caps: {
    caps: [
      {
        name: '同一机关对同一对象',
        where: {},
        scope: 'agency',
        perYear: 2,
        planned: null,
        coverageYears: null,
      },
    ],
    countedKinds: ['routine', 'special', 'case'],
    jointCountsOnce: true,
    exemptions: tenGrounds.map((ground) => ({ ground, kinds: [] })),
    above: 'flag',
    warnings: [
      { per: 'day', times: 1 },
      { per: 'week', times: 2 },
      { per: 'month', times: 3 },
    ],
    sameInspector: 3,
  },
  matching: {
    teamSize: 2,
    leader: true,
    constraints: ['recusal', 'qualification', 'area', 'workload'],
    maxTasks: null,
    operatorInPool: false,
    fallback: ['neighbour', 'superior', 'assignment'],
    mostAgencies: 3,
    recheck: 'same',
  },
  mergeWindowDays: 30,
  deadlines,
  reveal: { mode: 'sealed', daysAfterStart: 0 },
  results,
  publication: {
    channels: [{ channel: 'portal', name: '“双随机、一公开”监管公开页' }],
    drawLists: true,
    termMonths: null,
  },
  leniency: { applies: true, firstTimeMonths: 24 },
  training: {
    yearlyHours: 60,
    basis:
      '国务院办公厅《提升行政执法质量三年行动计划（2023—2025年）》（国办发〔2023〕27号）；计划期满后按现行规定核对',
    sheetGate: 'off',
  },
  formats,
  wording,
};

/** Emergency management in Hebei: high-risk trades first, credit after; the county's own measures on visits. */
const hebei: RuleBook = {
  ...plain,
  preset: 'hebei',
  name: '“双随机、一公开”随机抽查工作细则',
  sampling: {
    ...plain.sampling,
    classes: [
      {
        code: 'H',
        name: '高危行业（危险化学品、非煤矿山、烟花爆竹）',
        where: { industry: ['危险化学品', '非煤矿山', '烟花爆竹'] },
        history: null,
        take: { rule: 'draw', rate: [20, 100] },
      },
      ...plain.sampling.classes,
    ],
    note: `${exampleNote}高危行业比例同为示例。`,
    smallPool: { below: 5, advice: 'all' },
  },
  caps: {
    ...plain.caps,
    caps: [
      {
        name: '信用好、风险低的企业',
        where: { credit: ['A'], risk: ['low', 'general'] },
        scope: 'agency',
        perYear: 1,
        planned: 1,
        coverageYears: null,
      },
      {
        name: '重大风险单位按需检查',
        where: { risk: ['major'] },
        scope: 'agency',
        perYear: null,
        planned: 2,
        coverageYears: null,
      },
      { name: '其他检查对象', where: {}, scope: 'agency', perYear: 2, planned: 1, coverageYears: null },
    ],
  },
  deadlines: deadlines.map((one) =>
    one.clock === 'resultEntered' ? { ...one, basis: '检查结束后及时录入，最迟期限为本平台默认值' } : one,
  ),
  results: [...results, ...closedDown.slice(0, 1)],
  publication: {
    channels: [
      { channel: 'governmentSite', name: '政府门户网站' },
      { channel: 'creditChina', name: '信用中国' },
      { channel: 'portal', name: '“双随机、一公开”监管公开页' },
    ],
    drawLists: true,
    termMonths: null,
  },
  formats: {
    ...formats,
    itemColumns: [
      '序号',
      '类别名称',
      '事项名称',
      '事项类别',
      '检查依据',
      '检查方式',
      '检查内容及要求',
      '备注',
    ],
    planColumns: [
      '序号',
      '事项',
      '检查依据',
      '检查对象（数量、比例）',
      '检查内容',
      '检查方式',
      '频次和上限',
      '检查时间',
      '责任股室',
      '是否联合',
      '备注',
    ],
  },
  wording: {
    ...wording,
    procedure: `${wording.procedure}\n组织实施随机抽查在“双随机、一公开”监管工作平台上进行，做到平台之外无抽查、清单之外无检查、后续处置无例外。`,
    handling: `${wording.handling}\n符合轻微免罚清单的，依照清单处理。`,
  },
};

/** Civil air defence in a city of Shanxi: the history of complaints and violations raises the rate. */
const shanxi: RuleBook = {
  ...plain,
  preset: 'shanxi',
  name: '随机抽查工作细则',
  sampling: {
    ...plain.sampling,
    classes: [
      {
        code: 'F',
        name: '投诉举报多或有严重违法违规记录',
        where: {},
        history: { complaints: 3, seriousViolation: true, months: 12 },
        take: { rule: 'draw', rate: [30, 100] },
      },
      ...plain.sampling.classes.slice(0, 4),
      { ...everybody, take: { rule: 'draw', rate: [15, 100] } },
    ],
    note: `${exampleNote}未分类对象15%取自2023年联合抽查方案。`,
    rounding: 'half',
  },
  caps: {
    ...plain.caps,
    caps: [
      { name: '各级各自', where: {}, scope: 'level', perYear: 2, planned: 1, coverageYears: null },
      { name: '各级合计', where: {}, scope: 'all', perYear: 4, planned: null, coverageYears: null },
    ],
  },
  deadlines: deadlines.map((one) =>
    one.clock === 'resultEntered'
      ? { ...one, length: 20, basis: '抽查任务完成后20个工作日内录入；结果公示期限更早届满的，以更早的为准' }
      : one,
  ),
  results: [...results, ...closedDown],
  publication: {
    channels: [
      { channel: 'enterpriseCredit', name: '国家企业信用信息公示系统' },
      { channel: 'localCredit', name: '市信用信息公共平台' },
      { channel: 'localColumn', name: '在线专栏' },
      { channel: 'portal', name: '“双随机、一公开”监管公开页' },
    ],
    drawLists: true,
    termMonths: 36,
  },
  formats: {
    ...formats,
    planColumns: [
      '任务名称',
      '抽查事项',
      '抽查对象范围',
      '抽查比例及频次',
      '信用风险分类要求',
      '起止时间',
      '发起部门',
      '配合部门',
      '检查模式',
    ],
  },
  wording: {
    ...wording,
    procedure: `${wording.procedure}\n检查对象名单和执法检查人员名单确定后，在规定时限内派发至检查单位；根据检查需要，可以告知检查对象检查时间安排、检查内容和应准备的材料，事项清单明确不预先告知的除外。`,
  },
};

/** The rule book that a data package gives; an unknown name gives the plain one. */
export function presetRules(name: string): RuleBook {
  return presets.find((one) => one.preset === name) ?? plain;
}

/** All data packages, the plain one first. */
export const presets: readonly RuleBook[] = [plain, hebei, shanxi];
