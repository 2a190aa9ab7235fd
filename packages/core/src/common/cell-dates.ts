/**
 * Reads days as people write them in spreadsheets: 2026年3月1日, 2026/3/1, 2026.03.01, 20260301, serials of
 * Excel, ranges and "long term". Pure calendar arithmetic. Forms that mean two different days (3/1/2026,
 * 26.3.1) are not guessed.
 */
import type { NormalCell } from './cells.ts';

const chineseDigits = '〇一二三四五六七八九';
const noEnd = /^(长期|永久|永久有效|长期有效|无固定期限|无期限|长期至今|9999.*)$/;
// A day may not run into a following digit, else 2021.03-2026.03 would be read as the 20th of March.
const dayPattern =
  /(?<!\d)(\d{4})(?:[年./-](\d{1,2})(?!\d)(?:[月./-](\d{1,2})(?!\d)日?号?)?月?|(\d{2})(\d{2})(?!\d)|年)/g;

/** Days of a month, 1 … 12, in the Gregorian calendar. */
function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function plainDay(year: number, month: number, day: number): string | null {
  const possible =
    year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  if (!possible) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The day of an Excel serial number. Serial 60 (29 February 1900, which never was) and less are refused.
 * @param serial days; the fraction is the time of day and is dropped
 */
export function serialDay(serial: number, date1904: boolean): string | null {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (days <= 60 || days > 109_574) return null;
  return civilDay(days - 25_569);
}

/** Day of the proleptic Gregorian calendar for days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). */
function civilDay(sinceEpoch: number): string | null {
  const shifted = sinceEpoch + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return plainDay(year, month, day);
}

/** 二〇二六年三月十二日 → 2026年3月12日; other text unchanged. */
function arabicDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十]/.test(text)) return text;
  return text.replace(/[〇零一二三四五六七八九十]+/g, (run) => {
    const plain = run.replaceAll('零', '〇');
    const ten = plain.indexOf('十');
    if (ten < 0) return Array.from(plain, (digit) => chineseDigits.indexOf(digit)).join('');
    const tens = ten === 0 ? 1 : chineseDigits.indexOf(plain[0] ?? '');
    const ones = ten === plain.length - 1 ? 0 : chineseDigits.indexOf(plain[ten + 1] ?? '');
    return String(tens * 10 + ones);
  });
}

/**
 * Reads a cleaned text as a day.
 * @param end take the last day of a month or year and the later end of a range
 * @returns the day, '' for an unlimited term, or the text with `cell.not_a_date`
 */
export function readDate(text: string, end: boolean, date1904: boolean): NormalCell {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const day = plainDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
    return { value: text, problem: day === null ? 'cell.not_a_date' : null };
  }
  if (text === '' || noEnd.test(text)) return { value: '', problem: null };
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const day = serialDay(Number(text), date1904);
    if (day !== null) return { value: day, problem: null };
  }
  const compact = arabicDigits(text).replace(/(?<=[年月日./-]) | (?=[年月日./-])/g, '');
  const found = [...compact.matchAll(dayPattern)];
  const rest = compact
    .replace(dayPattern, '')
    .replace(/\d{1,2}:\d{2}(:\d{2})?(\.\d+)?|T|Z|至|到|起|止|自|~|～|-|—|–|长期|\s/g, '');
  const match = end ? found.at(-1) : found[0];
  if (match === undefined || rest !== '' || (!end && found.length > 1))
    return { value: text, problem: 'cell.not_a_date' };
  if (end && compact.endsWith('长期')) return { value: '', problem: null };
  const day = dayOf(match, end);
  return day === null ? { value: text, problem: 'cell.not_a_date' } : { value: day, problem: null };
}

function dayOf(match: RegExpMatchArray, end: boolean): string | null {
  const year = Number(match[1]);
  const month = Number(match[2] ?? match[4] ?? (end ? 12 : 1));
  if (month < 1 || month > 12) return null;
  const day = Number(match[3] ?? match[5] ?? (end ? daysOfMonth(year, month) : 1));
  return plainDay(year, month, day);
}
