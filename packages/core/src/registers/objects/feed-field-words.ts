/**
 * What the files of each feed say, as data: fields, and the titles under which the 双公示 layouts (XK_…, of 2016 and
 * 2018), "互联网+监管" exports and plain lists write them. A new layout is some words here.
 */
import type { CellKind } from '../../common/cells.ts';
import { creditWords, objectStatusWords } from '../roster-words.ts';
import type { FeedKind } from './feed-api.ts';

export interface FeedField {
  /** Column of the staging table. */
  readonly field: string;
  readonly cell: CellKind;
  readonly required: boolean;
  readonly maxChars: number;
  readonly titles: readonly string[];
  readonly words?: readonly (readonly [pattern: string, value: string])[];
}

/** Titles divided by white space. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

const holderName: FeedField = {
  field: 'holder_name',
  cell: 'name',
  required: true,
  maxChars: 200,
  titles:
    list(`XK_XDR XK_XDR_MC 行政相对人名称 行政相对人 被许可人 被许可人名称 企业名称 单位名称 主体名称 市场主体名称
    名称 检查对象名称 ENTNAME QYMC 监管对象名称`),
};
const holderCode: FeedField = {
  field: 'holder_code',
  cell: 'uscc',
  required: false,
  maxChars: 18,
  titles:
    list(`XK_XDR_SHXYM XK_XDR_TYSHXYDM 行政相对人代码_1 统一社会信用代码 信用代码 社会信用代码 UNISCID TYSHXYDM
    监管对象统一社会信用代码`),
};
const registrationNumber: FeedField = {
  field: 'registration_number',
  cell: 'regNo',
  required: false,
  maxChars: 50,
  titles: list('XK_XDR_GSDJ XK_XDR_GSZC 行政相对人代码_2 工商注册号 工商登记码 注册号 REGNO'),
};
const responsiblePerson: FeedField = {
  field: 'responsible_person',
  cell: 'name',
  required: false,
  maxChars: 60,
  titles: list('XK_FR XK_FRDB 法定代表人 法定代表人姓名 负责人 FDDBR LEREP'),
};
const holder = [holderName, holderCode, registrationNumber] as const;

const licences: readonly FeedField[] = [
  ...holder,
  responsiblePerson,
  {
    field: 'licence_number',
    cell: 'text',
    required: true,
    maxChars: 100,
    titles: list(
      `XK_WSH XK_XKBH 行政许可决定书文号 行政许可决定文书号 许可文书号 许可编号 许可证编号 许可证号 证书编号`,
    ),
  },
  {
    field: 'licence_name',
    cell: 'text',
    required: false,
    maxChars: 200,
    titles: list('XK_XMMC XK_XKZS 项目名称 许可证书名称 许可事项 许可事项名称 许可证名称'),
  },
  {
    field: 'issuer',
    cell: 'name',
    required: false,
    maxChars: 200,
    titles: list('XK_XZJG XK_XKJG 许可机关 许可机关名称 发证机关'),
  },
  {
    field: 'approved_on',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('XK_JDRQ XK_YXQZ 许可决定日期 决定日期 发证日期'),
  },
  {
    field: 'valid_to',
    cell: 'dateEnd',
    required: false,
    maxChars: 10,
    titles: list('XK_JZQ XK_YXQZI 许可截止期 截止期 有效期至 有效期'),
  },
  {
    field: 'status',
    cell: 'text',
    required: false,
    maxChars: 32,
    titles: list('XK_ZT 当前状态 状态'),
    words: [
      ['^0$|正常|有效', 'valid'],
      ['^1$|撤销|撤回|注销|吊销', 'withdrawn'],
      ['暂扣|暂停|中止', 'suspended'],
      ['.', 'other'],
    ],
  },
];

const registry: readonly FeedField[] = [
  ...holder,
  responsiblePerson,
  {
    field: 'address',
    cell: 'text',
    required: false,
    maxChars: 300,
    titles: list('住所 地址 注册地址 经营场所 登记地址 DOM 住所或经营场所 生产经营地址'),
  },
  {
    field: 'registered_on',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('成立日期 注册日期 登记日期 ESTDATE'),
  },
  {
    field: 'status',
    cell: 'text',
    required: false,
    maxChars: 40,
    titles: list('登记状态 经营状态 状态 存续状态 REGSTATE'),
    words: objectStatusWords,
  },
];

const credit: readonly FeedField[] = [
  ...holder,
  {
    field: 'credit_class',
    cell: 'text',
    required: true,
    maxChars: 40,
    titles: list('信用等级 信用风险等级 信用风险分类 信用分类 信用风险分类等级 信用风险类别 分类结果'),
    words: creditWords,
  },
  {
    field: 'on_day',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('评定日期 分类日期 信用评定日期 更新日期 分类时间'),
  },
  {
    field: 'source',
    cell: 'text',
    required: false,
    maxChars: 200,
    titles: list('来源 数据来源 评定单位'),
  },
];

const incidents: readonly FeedField[] = [
  ...holder,
  {
    field: 'incident_kind',
    cell: 'text',
    required: true,
    maxChars: 40,
    titles: list('类型 种类 记录类型 事项类型'),
    words: [
      ['严重|重大', 'seriousViolation'],
      ['违法|违规|处罚|案件', 'violation'],
      ['投诉|举报|信访|12345', 'complaint'],
    ],
  },
  {
    field: 'on_day',
    cell: 'date',
    required: true,
    maxChars: 10,
    titles: list('日期 发生日期 受理日期 决定日期'),
  },
  {
    field: 'verified',
    cell: 'text',
    required: false,
    maxChars: 20,
    titles: list('是否查实 是否属实 查实 核查结果'),
    words: [
      ['不属实|未查实|^否|^无', 'no'],
      ['属实|查实|^是', 'yes'],
    ],
  },
  {
    field: 'source',
    cell: 'text',
    required: true,
    maxChars: 200,
    titles: list('来源 渠道 文号 案号 工单编号'),
  },
  {
    field: 'note',
    cell: 'text',
    required: false,
    maxChars: 1000,
    titles: list('说明 内容 事由 违法事实 备注'),
  },
];

export const feedFields: Readonly<Record<FeedKind, readonly FeedField[]>> = {
  licences,
  registry,
  credit,
  incidents,
};
