/** Words by which the columns and kinds of a file of questions are recognised. */

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Titles by field, compared as `foldTitle` gives them. */
export const questionTitles = {
  kind: list('题型 类型 题目类型 试题类型 kind'),
  stem: list('题干 题目 试题 问题 题目内容 试题内容 question'),
  a: list('选项a a 答案a a选项'),
  b: list('选项b b 答案b b选项'),
  c: list('选项c c 答案c c选项'),
  d: list('选项d d 答案d d选项'),
  e: list('选项e e 答案e e选项'),
  f: list('选项f f 答案f f选项'),
  answer: list('答案 正确答案 标准答案 参考答案 answer'),
  explanation: list('解析 答案解析 依据 说明 explanation'),
} as const;
export type QuestionColumn = keyof typeof questionTitles;

export const optionColumns = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

export const kindWords: Readonly<Record<string, 'single' | 'multiple' | 'trueFalse'>> = {
  单选: 'single',
  单选题: 'single',
  单项选择题: 'single',
  多选: 'multiple',
  多选题: 'multiple',
  多项选择题: 'multiple',
  判断: 'trueFalse',
  判断题: 'trueFalse',
  是非题: 'trueFalse',
  single: 'single',
  multiple: 'multiple',
  'true/false': 'trueFalse',
};

export const rightWords: readonly string[] = ['对', '正确', '是', '√', 'true', 't', 'y', 'yes'];
export const wrongWords: readonly string[] = [
  '错',
  '错误',
  '否',
  '不正确',
  '×',
  'x',
  'false',
  'f',
  'n',
  'no',
];
