/** Wording of the paper 名单知悉范围登记表. */
export const knownListForm = {
  title: '名单知悉范围登记表',
  list: '名单',
  kind: '类别',
  released: '公开时间',
  closed: '尚未公开',
  heads: ['序号', '知悉人', '机关', '内容', '方式', '水印编号', '时间', '时点'],
  foot: '由查看和导出记录自动形成。　第 {page} 页 共 {pages} 页',
} as const;
