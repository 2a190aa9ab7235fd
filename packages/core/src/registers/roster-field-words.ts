/**
 * The fields that rosters can feed, with the titles under which people write them. Plain data: a new synonym
 * is one word here and one line in the test. Fields are those of `object.ts` and `inspector.ts`.
 */
import type { CellKind } from '../common/cells.ts';
import { inspectorRosterFields } from './inspectors/inspector-field-words.ts';
import { kindRosterFields } from './objects/kind-field-columns.ts';
import { objectRosterFields } from './objects/object-field-words.ts';
import { creditWords, kindWords, objectStatusWords, personStatusWords, riskWords } from './roster-words.ts';

export type RosterKind = 'objects' | 'inspectors' | 'experts';
export const rosterKinds = ['objects', 'inspectors', 'experts'] as const satisfies readonly RosterKind[];

export interface RosterField {
  readonly field: string;
  readonly cell: CellKind;
  readonly required: boolean;
  /** Longer values are reported. */
  readonly maxChars: number;
  /** Known titles, the usual one first; compared without spaces, capitals, signs and remarks in brackets. */
  readonly titles: readonly string[];
  /** Closed sets of values: pattern on the cleaned text, in this order, and the value it means. */
  readonly words?: readonly (readonly [pattern: string, value: string])[];
  /** Its values go into one cell of JSON of this name, each under the part of `field` after the point. */
  readonly into?: string;
}

/** Words divided by white space. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

const objects: readonly RosterField[] = [
  {
    field: 'name',
    cell: 'name',
    required: true,
    maxChars: 200,
    titles: list(`
      企业名称 单位名称 名称 检查对象名称 检查对象 被检查对象 被检查单位 被检查单位名称 抽查对象
      抽查对象名称 监管对象 监管对象名称 市场主体名称 主体名称 经营主体名称 对象名称 公司名称 机构名称
      工程名称 项目名称 人防工程名称 矿山名称 场所名称 商户名称 店铺名称 字号名称 个体工商户名称
      生产经营单位 生产经营单位名称 企业全称 单位全称 企业 单位 entname qymc dwmc
      name companyname`),
  },
  {
    field: 'uscc',
    cell: 'uscc',
    required: false,
    maxChars: 18,
    titles: list(`
      统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 信用代码证号 统一社会信用码
      统一社会信用代码证号 统一社会信用代码/注册号 统一社会信用代码或注册号 统一代码/注册号 机构信用代码
      tyxydm tyshxydm shxydm uscc uniscid creditcode code`),
  },
  {
    field: 'registrationNumber',
    cell: 'regNo',
    required: false,
    maxChars: 50,
    titles: list('注册号 工商注册号 营业执照注册号 营业执照号 营业执照编号 执照号 登记证号 zch gszch regno'),
  },
  {
    field: 'localCode',
    cell: 'code',
    required: false,
    maxChars: 60,
    titles: list(`
      本地编号 对象编号 检查对象编号 内部编号 单位编号 企业编号 工程编号 项目编号 设施编号 档案号
      档案编号 许可证号 许可证编号 编码 编号 对象编码 localcode localno`),
  },
  {
    field: 'address',
    cell: 'text',
    required: false,
    maxChars: 300,
    titles: list(`
      经营地址 地址 生产经营地址 经营场所 实际经营地址 住所 住所地 注册地址 单位地址 企业地址
      详细地址 生产经营场所 生产地址 通讯地址 工程地址 项目地址 所在地 所在地址 坐落 坐落位置 位置
      工程位置 场所地址 办公地址 dz zs address dom`),
  },
  {
    field: 'area',
    cell: 'text',
    required: false,
    maxChars: 100,
    titles: list(`
      区域 行政区划 所属区域 所在区域 区县 县区 县市区 所属区县 所在区县 所属县区 地区 所在地区
      所属地区 辖区 所属辖区 管辖区域 乡镇 镇街 街道 乡镇街道 所属乡镇 所在乡镇 所属街道
      所属乡镇街道 镇办 片区 网格 所属网格 属地 行政区划代码 xzqh xzqhdm area
      region`),
  },
  {
    field: 'industry',
    cell: 'text',
    required: false,
    maxChars: 100,
    titles: list(`
      行业 所属行业 行业类别 行业门类 行业分类 行业领域 行业代码 行业名称 国民经济行业
      国民经济行业分类 监管行业 hy hydm hymc industry`),
  },
  {
    field: 'riskLevel',
    cell: 'text',
    required: false,
    maxChars: 40,
    words: riskWords,
    titles: list(`
      风险等级 风险级别 安全风险等级 风险分级 风险类别 安全风险级别 风险程度 风险等级评定 分级结果
      风险 fxdj risk risklevel`),
  },
  {
    field: 'creditClass',
    cell: 'text',
    required: false,
    maxChars: 40,
    words: creditWords,
    titles: list(`
      信用等级 信用风险等级 信用风险分类 信用级别 信用类别 信用分类 信用评级 信用风险分类等级
      企业信用等级 信用风险类别 信用 xydj credit creditclass`),
  },
  {
    field: 'creditClassOn',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('信用评定日期 信用等级日期 信用等级评定时间 信用分类日期 评级日期'),
  },
  {
    field: 'status',
    cell: 'text',
    required: false,
    maxChars: 40,
    words: objectStatusWords,
    titles: list(`
      状态 经营状态 登记状态 企业状态 主体状态 存续状态 生产经营状态 生产状态 运营状态 营业状态
      开业状态 zt jyzt status`),
  },
  {
    field: 'kind',
    cell: 'text',
    required: false,
    maxChars: 60,
    words: kindWords,
    titles: list(`
      对象类型 对象类别 检查对象类型 检查对象类别 主体类型 市场主体类型 企业类型 单位类型 单位类别
      企业类别 单位性质 企业性质 类型 类别 qylx kind type`),
  },
  {
    field: 'section',
    cell: 'name',
    required: false,
    maxChars: 60,
    titles: list(`
      责任科室 监管科室 业务科室 主管科室 所属科室 监管部门 责任部门 主管部门 科室 监管股室 股室
      负责科室 section`),
  },
  {
    field: 'responsiblePerson',
    cell: 'name',
    required: false,
    maxChars: 60,
    titles: list(`
      法定代表人 法人代表 法人 负责人 主要负责人 法定代表人/负责人 企业负责人 单位负责人 经营者
      经营者姓名 法定代表人姓名 法人姓名 fddbr frdb legalperson`),
  },
  {
    field: 'registeredOn',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('成立日期 注册日期 设立日期 登记日期 成立时间 注册时间 核准日期 开业日期 clrq zcrq estdate'),
  },
  {
    field: 'formerNames',
    cell: 'list',
    required: false,
    maxChars: 600,
    titles: list('曾用名 原名称 曾用名称 历史名称 原企业名称'),
  },
  {
    field: 'tags',
    cell: 'list',
    required: false,
    maxChars: 600,
    titles: list('标签 标识 特征标签 监管标签 重点标签 专项 tags'),
  },
  {
    field: 'remark',
    cell: 'text',
    required: false,
    maxChars: 1000,
    titles: list('备注 说明 附注 其他说明 bz remark'),
  },
];

const experts: readonly RosterField[] = [
  {
    field: 'name',
    cell: 'name',
    required: true,
    maxChars: 60,
    titles: list('专家姓名 姓名 专家 xm name'),
  },
  {
    field: 'organisation',
    cell: 'name',
    required: false,
    maxChars: 200,
    titles: list('工作单位 单位 所在单位 所属单位 单位名称 任职单位 推荐单位 organisation'),
  },
  {
    field: 'specialities',
    cell: 'list',
    required: false,
    maxChars: 300,
    titles: list(`
      专业 专业领域 从事专业 专业特长 研究方向 专长 擅长领域 专家类别 专业类别 行业领域 专家领域
      specialities`),
  },
  {
    field: 'qualification',
    cell: 'text',
    required: false,
    maxChars: 200,
    titles: list(`
      职称 技术职称 专业技术职务 职称/职务 职称职务 资质 资格证书 执业资格 专家证号 专家编号
      聘书编号 qualification`),
  },
  {
    field: 'status',
    cell: 'text',
    required: false,
    maxChars: 40,
    words: personStatusWords,
    titles: list('状态 聘任状态 在聘状态 status'),
  },
  { field: 'remark', cell: 'text', required: false, maxChars: 1000, titles: list('备注 说明 remark') },
];

export const rosterFields: Readonly<Record<RosterKind, readonly RosterField[]>> = {
  objects: [...objects, ...objectRosterFields, ...kindRosterFields],
  inspectors: inspectorRosterFields,
  experts,
};

/** Titles that never feed a field, whatever their content: personal numbers and contacts are not needed for a draw. */
export const personalTitles: readonly string[] = [
  '身份证',
  '身份证号',
  '身份证号码',
  '公民身份号码',
  '身份证件号码',
  '居民身份证号',
  '法人身份证号',
  '法定代表人身份证号',
  'sfzh',
  'idcard',
];

/** All titles of all rosters: help for finding the header of a file. */
export function knownTitles(): readonly string[] {
  const others = [
    '序号',
    '联系电话',
    '联系人',
    '手机号码',
    '性别',
    '注册资金',
    '注册资本',
    '经营范围',
    '所在省份',
    ...personalTitles,
  ];
  return [
    ...new Set([
      ...rosterKinds.flatMap((kind) => rosterFields[kind].flatMap((field) => field.titles)),
      ...others,
    ]),
  ];
}
