/** Columns and words of the batch file of credit files. */
export const shareFileName = '信用档案查询结果';

export const shareColumns = [
  { key: 'code', title: '统一社会信用代码' },
  { key: 'name', title: '主体名称' },
  { key: 'isListed', title: '是否列入严重失信主体名单' },
  { key: 'kind', title: '信息类别' },
  { key: 'onDay', title: '日期' },
  { key: 'agencyName', title: '机关' },
  { key: 'title', title: '事项' },
  { key: 'wording', title: '内容' },
  { key: 'isObjected', title: '异议处理中' },
  { key: 'publicationId', title: '公示记录编号' },
] as const;

export const shareWords = {
  yes: '是',
  no: '否',
  kind: { result: '检查结果', penalty: '行政处罚', listing: '严重失信主体名单' },
  none: '无公示信息',
} as const;
