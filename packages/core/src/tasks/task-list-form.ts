/** Wording of the list of a task as a file (检查名单): columns, watermark, foot. Chinese, as the papers of an office are. */

export const taskListForm = {
  sheet: '检查名单',
  title: '随机抽查检查名单',
  columns: {
    serial: '序号',
    object: '检查对象',
    code: '统一社会信用代码',
    address: '地址',
    agencies: '检查单位',
    items: '检查事项',
    people: '检查人员（执法证号）',
    window: '检查期限',
    watermark: '水印',
  },
  task: '任务名称',
  issued: '派发时间',
  instructions: '工作要求',
  /** Who took the list out, on each line or page. */
  watermark: '{name}（{agency}）{at} 导出，编号 {number}，仅供执行检查使用',
  foot: '{watermark}　第 {page} 页，共 {pages} 页',
  lead: '主检',
  /** A stratum that is taken whole. */
  all: '全部',
  tripFile: '{title} {name}',
  separator: '、',
  teamSeparator: '；',
} as const;
