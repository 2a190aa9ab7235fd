/** Words of column heads in spreadsheets of check sheets, as bureaus write them. */
export const sheetColumns = [
  'section',
  'requirement',
  'basis',
  'method',
  'criterion',
  'evidence',
  'finding',
  'handling',
  'notApplicable',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];

/** A head that contains one of these words is that column; the first fitting column of the list takes it. */
export const sheetHeadWords: Readonly<Record<SheetColumn, readonly string[]>> = {
  section: ['检查项目', '检查类别', '类别', '章节', '分类', '项目类别', '检查事项'],
  requirement: ['检查内容', '检查要求', '检查要点', '要求', '内容', '检查标准内容'],
  basis: ['检查依据', '依据', '法律法规', '条款', '法条'],
  method: ['检查方法', '方法', '检查方式', '方式'],
  criterion: ['判定标准', '合格标准', '评判标准', '符合标准', '标准'],
  evidence: ['取证', '证据', '佐证', '拍照'],
  finding: ['常见问题', '问题描述', '存在问题', '典型问题'],
  handling: ['处理', '处置', '整改'],
  notApplicable: ['不适用', '适用条件', '适用范围'],
};

/** 《安全生产法》第二十二条 in a cell of bases. */
export const basisPattern = /《([^《》]{2,100})》\s*(第[^；;。\n《]{1,60})?/gu;
