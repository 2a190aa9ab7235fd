/** Further fields of the object directory and the titles under which files write them. */

/** Titles divided by white space. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

export const objectRosterFields = [
  {
    field: 'industryCode',
    cell: 'code',
    required: false,
    maxChars: 6,
    titles: list('国民经济行业代码 GB/T4754代码 行业代码(国标) 国标行业代码'),
  },
  {
    field: 'riskOn',
    cell: 'date',
    required: false,
    maxChars: 10,
    titles: list('风险评定日期 风险定级日期 风险评估日期'),
  },
  {
    field: 'riskSource',
    cell: 'text',
    required: false,
    maxChars: 200,
    titles: list('风险评定来源 风险评定单位 风险评估单位'),
  },
  {
    field: 'creditSource',
    cell: 'text',
    required: false,
    maxChars: 200,
    titles: list('信用评定来源 信用评定单位 信用评价单位'),
  },
  { field: 'grid', cell: 'text', required: false, maxChars: 60, titles: list('网格编号 网格名称 所在网格') },
  { field: 'latitude', cell: 'decimal', required: false, maxChars: 12, titles: list('纬度 latitude lat') },
  {
    field: 'longitude',
    cell: 'decimal',
    required: false,
    maxChars: 12,
    titles: list('经度 longitude lon lng'),
  },
  {
    field: 'coordinateSystem',
    cell: 'text',
    required: false,
    maxChars: 20,
    titles: list('坐标系 坐标系统'),
    words: [
      ['GCJ|火星|高德|腾讯', 'GCJ-02'],
      ['WGS|GPS', 'WGS-84'],
      ['CGCS|2000', 'CGCS2000'],
    ],
  },
  {
    field: 'formerCodes',
    cell: 'list',
    required: false,
    maxChars: 600,
    titles: list('原注册号 原注册号或原代码 曾用注册号 原统一社会信用代码'),
  },
  {
    field: 'operator',
    cell: 'name',
    required: false,
    maxChars: 200,
    titles: list('运营单位 管理单位 运营或管理单位 使用单位 产权单位'),
  },
] as const;
