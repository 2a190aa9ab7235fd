/** Words by which columns and values of published item lists are recognised. Patterns only; the logic is item-table.ts. */
import type { InspectionMethod, ItemTier } from './item.ts';

/** What a column of a list may feed. `number` orders the list and becomes the code where no column is one. */
export const itemColumns = [
  'number',
  'code',
  'unit',
  'category',
  'name',
  'subItems',
  'tier',
  'bases',
  'subject',
  'coAgencies',
  'objects',
  'content',
  'methods',
  'ratio',
  'frequency',
  'ratioAndFrequency',
  'qualifications',
  'announced',
  'guidance',
  'remark',
] as const;
export type ItemColumn = (typeof itemColumns)[number];

/** Folded titles, most certain first: the earlier a pattern stands, the better a column fits. */
export const columnTitles: Readonly<Record<ItemColumn, readonly RegExp[]>> = {
  number: [/^序号?$/, /^no\.?$/, /^#$/],
  code: [/^(?:事项|抽查事项)?(?:编号|编码|代码)$/],
  unit: [/^编制(?:单位|部门)(?:名称)?$/, /^(?:单位|部门)名称$/, /^(?:抽查|监管)(?:单位|部门)$/],
  category: [
    /^(?:抽查|检查)?类别(?:名称)?$/,
    /^(?:抽查|检查)?领域$/,
    /^(?:抽查|检查)项目$/,
    /^(?:事项)?大类$/,
  ],
  name: [/^(?:抽查|检查|监管)?事项(?:名称)?$/, /^随机抽查事项(?:名称)?$/, /^项目名称$/],
  subItems: [/^(?:检查|抽查)?子项(?:名称)?$/, /^(?:事项)?小类$/],
  tier: [/^事项(?:类别|类型|分类|性质)$/, /^(?:一般|重点).*(?:一般|重点)/, /^(?:检查|抽查)类型$/],
  bases: [/^(?:检查|抽查|执法|法律|法定|实施|设定)依据$/, /^依据$/, /^法律法规(?:规章)?依据$/],
  subject: [/^(?:检查|抽查|实施|执法|监管)?主体$/, /^(?:发起|牵头|责任|实施|检查)(?:部门|单位|机关)$/],
  coAgencies: [/^(?:配合|参与|联合|协同)(?:部门|单位)$/],
  objects: [/^(?:检查|抽查|监管)?对象$/],
  content: [/^(?:检查|抽查|监管)?内容(?:及要求|和要求|与要求)?$/],
  methods: [/^(?:检查|抽查|核查|监管)?(?:方式|方法)$/],
  ratio: [/^(?:抽查|检查)?比例$/],
  frequency: [/^(?:抽查|检查)?频次(?:要求)?$/],
  ratioAndFrequency: [/^(?:抽查|检查)?比例[和及与、/]?频次$/, /^频次[和及与、/]?比例$/],
  qualifications: [/^(?:检查|执法)?人员(?:要求|资格)$/],
  announced: [/^(?:是否)?(?:事[前先])?(?:告知|通知)(?:方式)?$/],
  guidance: [/^(?:检查|工作)?(?:指引|要点|标准)$/],
  remark: [/^备注$/, /^说明$/],
};

export const tierWords: readonly (readonly [RegExp, ItemTier])[] = [
  [/重点/, 'key'],
  [/一般/, 'general'],
];

/** A word of a method cell that ours means. */
export const methodWords: readonly (readonly [RegExp, InspectionMethod])[] = [
  [/^(?:现场|实地)(?:实地)?(?:检查|抽查|核查|查看|稽查|踏勘|勘验|核实)?$/, 'onSite'],
  [/^(?:书面|资料|材料)(?:检查|核查|审查|审核|查阅)?$|^查阅(?:资料|材料|台账|档案)$/, 'documents'],
  [/^(?:网络|网上|线上|互联网)(?:检查|监测|巡查|核查|稽查|监管)?$/, 'network'],
  [/^(?:检验检测|抽样(?:检测|检验)|检验|检测|监督抽样|技术监测)$/, 'testing'],
  [/^(?:委托)?(?:第三方)?专业机构(?:核查|检查|检验检测)?$|^第三方(?:核查|检查|评估)$/, 'entrusted'],
  [/^(?:行政)?部门(?:检查结果|专业意见|检查结果或专业意见)$|^行政部门专业意见$/, 'departmentOpinion'],
];
/** Marks between the words of a cell with several values. */
export const listMarks = /[、，,；;\n／/]+/;
export const listMark = '、';
/** Between ratio and frequency in one cell. */
export const partMark = '；';
/** （一） or 一、 before a heading across the table. */
export const headingNumber = /^[（(]?[一二三四五六七八九十]{1,3}(?:[）)][、.．]?|[、.．])\s*/;
/** 现场检查等 */
export const andSoOn = /等$/;

export const percentage = /(\d{1,3}(?:\.\d{1,2})?)\s*[%％]/g;
/** 全覆盖 means all. */
export const everyOne = /全覆盖|100\s*[%％]|全部/;
export const frequencyWord = /次|每年|每季|每月|年度|一年|按需|适时/;
export const perYear =
  /(?:每年|一年|年度?)[^0-9一二两三四五六七八九十次]{0,8}([0-9]{1,3}|[一二两三四五六七八九十])\s*次/;
export const numerals: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
export const saysUnannounced = /不|无|否|突击|四不两直/;

/** All titles that we know, to find the header among the first rows. */
export const expectedTitles: readonly string[] = [
  '序号',
  '编制单位名称',
  '抽查类别',
  '类别名称',
  '抽查领域',
  '抽查项目',
  '抽查事项',
  '检查事项',
  '事项名称',
  '事项类别',
  '检查对象',
  '抽查对象',
  '检查内容',
  '抽查内容',
  '检查方式',
  '抽查方式',
  '检查依据',
  '抽查依据',
  '检查主体',
  '抽查主体',
  '比例和频次',
  '抽查比例',
  '抽查频次',
  '发起部门',
  '配合部门',
  '备注',
];
