/** Wording of the drafts of typical cases. */
export const articleForm = {
  someUnit: '某单位',
  caseTitle: '典型案例：{wording}',
  background: '案例概况',
  inspected: '{agency}在{origin}中检查了某单位。',
  items: '抽查事项和结果',
  findings: '发现的问题',
  followups: '处理情况',
  lesson: '提示',
  lessonHint: '请写明同类单位应当注意什么、怎样自查。',
} as const;
