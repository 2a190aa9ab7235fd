/** Fields of the inspectors' directory and the titles under which files write them. */
import { establishmentWords, personStatusWords, yesNoWords } from '../roster-words.ts';

/** Titles divided by white space. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

export const inspectorRosterFields = [
  {
    field: 'name',
    cell: 'name',
    required: true,
    maxChars: 60,
    titles: list(
      '姓名 执法人员姓名 检查人员姓名 执法人员 检查人员 执法检查人员 执法检查人员姓名 人员姓名 名字 xm name',
    ),
  },
  {
    field: 'certificateNumber',
    cell: 'code',
    required: true,
    maxChars: 40,
    titles: list(`
      执法证号 执法编号 证件编号 执法证编号 执法证件号 执法证件编号 执法证件号码 执法证号码
      行政执法证号 行政执法证编号 行政执法证件编号 行政执法证件号 证件号 证号 证书编号 执法证
      行政执法证 执法资格证号 执法证件 证件号码 zfzh zfbh certno id`),
  },
  {
    field: 'agency',
    cell: 'name',
    required: false,
    maxChars: 200,
    titles: list(`
      单位 所属单位 工作单位 执法单位 所在单位 单位名称 执法主体 执法机关 所属机关 执法部门 部门
      所属部门 所在部门 执法机构 dw dept agency`),
  },
  {
    field: 'section',
    cell: 'name',
    required: false,
    maxChars: 60,
    titles: list('科室 所属科室 所在科室 处室 内设机构 股室 业务科室 所在股室 中队 大队 所属中队 section'),
  },
  {
    field: 'specialities',
    cell: 'list',
    required: false,
    maxChars: 300,
    titles: list(`
      专业 专业特长 特长 专长 专业领域 执法领域 业务专长 执法类别 检查专业 擅长领域 业务领域
      执法专业 专业类别 zy skills speciality`),
  },
  {
    field: 'areas',
    cell: 'list',
    required: false,
    maxChars: 600,
    titles: list(
      '区域 负责区域 执法区域 辖区 管辖区域 所属区域 片区 检查区域 执法地域 责任区域 执法辖区 areas area',
    ),
  },
  {
    field: 'post',
    cell: 'text',
    required: false,
    maxChars: 60,
    titles: list('职务 职务职级 岗位 职位 职务/职级 zw post'),
  },
  {
    field: 'establishment',
    cell: 'text',
    required: false,
    maxChars: 20,
    words: establishmentWords,
    titles: list('人员编制 编制类别 编制性质 编制 人员性质 用工性质 身份类别 establishment'),
  },
  {
    field: 'level',
    cell: 'text',
    required: false,
    maxChars: 40,
    titles: list('职级 执法级别 执法层级 人员级别 层级 jb level'),
  },
  {
    field: 'qualifications',
    cell: 'list',
    required: false,
    maxChars: 300,
    titles: list('岗位资格 专业资格 资格 资格证书 职业资格 执业资格 专门资格 qualifications'),
  },
  {
    field: 'canLead',
    cell: 'text',
    required: false,
    maxChars: 20,
    words: yesNoWords,
    titles: list('可任主检 主检 主检人员 是否主检 能否主检 可任组长 组长 是否组长 canlead'),
  },
  {
    field: 'yearlyCap',
    cell: 'integer',
    required: false,
    maxChars: 9,
    titles: list('上限 任务上限 检查上限 年度上限 年检查上限 最大任务数 年度任务上限 cap'),
  },
  {
    field: 'priorLoad',
    cell: 'integer',
    required: false,
    maxChars: 9,
    titles: list(
      '已查 已检查 已检查次数 已查次数 已查户数 已承担任务 已承担 本年已查 今年已查 已抽中次数 已分配 load',
    ),
  },
  {
    field: 'certificateValidTo',
    cell: 'dateEnd',
    required: false,
    maxChars: 10,
    titles: list(`
      有效期 有效期至 证件有效期 证件有效期至 有效期限 有效日期 有效截止日期 有效期止 到期日期 到期日
      截止日期 失效日期 执法证有效期 执法证有效期至 yxq validto`),
  },
  {
    field: 'status',
    cell: 'text',
    required: false,
    maxChars: 40,
    words: personStatusWords,
    titles: list('状态 人员状态 在岗状态 在岗情况 在职状态 是否在岗 在职情况 zt status'),
  },
  {
    field: 'remark',
    cell: 'text',
    required: false,
    maxChars: 1000,
    titles: list('备注 说明 bz remark'),
  },
] as const;
