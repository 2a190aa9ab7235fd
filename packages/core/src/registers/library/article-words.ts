/** How the divisions of a Chinese statute begin; words to recognise in a pasted text, nothing else. */

const numeral = '[〇零一二三四五六七八九十百千\\d]+';

/** 第三十六条, 第一百零一条之二; then a space, the end of the line, or the text. */
export const articleStart = new RegExp(`^(第(${numeral})条(?:之${numeral})?)(?:[\\s　:：]+|$)?(.*)$`, 's');
/** 第二章 总则, 第一节, 第一编. */
export const chapterStart = new RegExp(`^第${numeral}[编章节](?:[\\s　]|$)`);
/** Clauses of a standard: 5.1.2 and its text. */
export const clauseStart = /^(\d{1,3}(?:\.\d{1,3}){1,5})(?:[\s　]+)(.*)$/s;
/** A line that a law quotes about itself does not begin an article: 第三十六条规定的…, 第六条、第七条. */
export const quoteAfterNumber = /^(?:规定|所列|、|和|至|第|的|或者|中)/;
export const chapterGap = '　';

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 三十六 → 36, 一百零一 → 101, 36 → 36; null for anything else. */
export function chineseNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const unit = units[character];
    if (unit !== undefined) {
      total += (digit === 0 && unit === 10 ? 1 : digit) * unit;
      digit = 0;
      continue;
    }
    const value = digits[character];
    if (value === undefined) return null;
    digit = value;
  }
  return text === '' ? null : total + digit;
}
