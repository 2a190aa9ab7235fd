/** Wording of papers: whose visits "本年度第 n 次" counts. Chinese, as it is printed. */

export const countsForm = {
  agency: '按本平台记录，计入本机关的入企检查',
  level: '按本平台记录，计入本级各行政机关的入企检查',
  all: '按本平台记录，计入本平台各级行政机关的入企检查',
  exempt: '；本次依规定不计入频次上限',
} as const;
