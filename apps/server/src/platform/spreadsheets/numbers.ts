/** Numbers, dates and number formats of spreadsheet cells as exact texts. Used by the xlsx and the xls reader. */
import { serialDay } from '@mingcha/core/common/cell-dates.ts';

/** What a number format makes of a number. `zeros`: pads with leading zeros to that many digits. */
export type NumberStyle = 'plain' | 'date' | 'time' | { readonly zeros: number };

export interface NumberText {
  readonly text: string;
  readonly kind: 'number' | 'date';
  readonly precisionLost: boolean;
}

/** Numbers of built-in formats (ECMA-376 18.8.30) that are dates; 27–36 and 50–58 are those of Chinese versions. */
export function builtinStyle(id: number): NumberStyle {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return 'date';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : 'plain';
}

/** Style of a custom format code: dates have y, m or d outside quotes and brackets; `00000` keeps leading zeros. */
export function customStyle(code: string): NumberStyle {
  const first = code.split(';')[0] ?? '';
  const zeros = /^(\[[^\]]*\])?(0{2,30})(_ |@)?$/.exec(first)?.[2];
  if (zeros !== undefined) return { zeros: zeros.length };
  const bare = first
    .replace(/"[^"]*"/g, (quoted) => (/[年月日]/.test(quoted) ? '日' : ''))
    .replace(/\\./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/[eE][+-]/g, '')
    .replace(/_.|\*./g, '');
  if (/[yd年日]/i.test(bare)) return 'date';
  if (/[hs时]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : 'plain';
}

/**
 * The text of a stored number. Codes typed as numbers keep all their digits where the file still has them;
 * where it has not (15 digits are kept by spreadsheet programs), the text is marked.
 */
export function numberText(raw: string, style: NumberStyle, date1904: boolean): NumberText {
  if (style === 'date' || style === 'time') {
    const text = dateText(Number(raw), style, date1904);
    if (text !== null) return { text, kind: 'date', precisionLost: false };
  }
  const plain = plainNumber(raw);
  if (typeof style === 'object' && /^\d+$/.test(plain.text))
    return { ...plain, kind: 'number', text: plain.text.padStart(style.zeros, '0') };
  return { ...plain, kind: 'number' };
}

function plainNumber(raw: string): { readonly text: string; readonly precisionLost: boolean } {
  if (/^-?\d{1,15}$/.test(raw)) return { text: raw, precisionLost: false };
  if (/^-?\d{16,}$/.test(raw)) return { text: raw, precisionLost: /^-?\d{15}0+$/.test(raw) };
  const value = Number(raw);
  if (!Number.isFinite(value)) return { text: raw, precisionLost: false };
  if (Number.isInteger(value) && Math.abs(value) < 1e21) {
    const text = BigInt(value).toString();
    return { text, precisionLost: text.replace('-', '').length > 15 };
  }
  return { text: String(Number(value.toPrecision(15))), precisionLost: false };
}

/** `YYYY-MM-DD`, with the time where there is one; a time alone is `HH:MM:SS`. Null when the number is no date. */
function dateText(serial: number, style: 'date' | 'time', date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null;
  const seconds = Math.round((serial % 1) * 86_400);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  if (style === 'time' && serial < 1) return time;
  const day = serialDay(serial, date1904);
  if (day === null) return null;
  return seconds === 0 || seconds === 86_400 ? day : `${day} ${time}`;
}

/** `A` → 0, `AA` → 26; -1 when the text has no column letters. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32;
    if (letter < 65 || letter > 90) break;
    index = index * 26 + letter - 64;
    if (index > 100_000) break;
  }
  return index - 1;
}

/** 0 → `A`, 26 → `AA`. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
