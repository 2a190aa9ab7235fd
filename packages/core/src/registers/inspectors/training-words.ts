/** Words by which the columns of a file of courses are recognised, and values of the result as people write them. */

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Titles by field, compared as `foldTitle` gives them. */
export const trainingTitles = {
  name: list('姓名 执法人员 检查人员 参训人员 人员姓名 学员 name'),
  certificateNumber: list(
    '执法证号 证号 证件号 证件编号 执法证件号 执法证件编号 执法证编号 行政执法证号 certno',
  ),
  course: list('课程 课程名称 培训名称 培训内容 培训课程 培训班 培训班名称 培训主题 course'),
  organiser: list('举办单位 主办单位 组织单位 培训机构 培训单位 organiser'),
  fromDay: list('日期 培训日期 开始日期 起始日期 培训时间 开始时间 时间 from date'),
  toDay: list('结束日期 截止日期 结束时间 to'),
  hours: list('学时 课时 学时数 课时数 小时 hours'),
  result: list('结果 考核结果 考试结果 成绩 考核 result'),
  note: list('备注 说明 note'),
} as const;
export type TrainingColumn = keyof typeof trainingTitles;

export const trainingResultWords = [
  ['不合格|未通过|不及格|fail', 'failed'],
  ['合格|通过|及格|优秀|良好|pass', 'passed'],
  ['参加|完成|结业|attend', 'attended'],
] as const;
