/** How days, instants, numbers and sizes are written. Pure; the business zone is fixed, whatever the computer says. */
import type { Locale } from '@mingcha/core/common/text.ts';

/** Zone in which instants are shown; days are strings and know no zone. */
export const businessZone = 'Asia/Shanghai';

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: businessZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `2026-11-22` as `2026年11月22日` or `22 Nov 2026`; what is no day comes back unchanged. */
export function formatDay(day: string, locale: Locale): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return day;
  const [, year = '', month = '', date = ''] = found;
  if (locale === 'zh') return `${year}年${Number(month)}月${Number(date)}日`;
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(date)} ${names[Number(month) - 1] ?? month} ${year}`;
}

/** The business day of an instant, `YYYY-MM-DD`. */
export function dayOfInstant(instant: string): string {
  return partsOf(instant).day;
}

/** An ISO instant as `2026-11-22 14:40` in the business zone, with seconds on request. */
export function formatInstant(instant: string, withSeconds = false): string {
  const parts = partsOf(instant);
  if (parts.day === '') return instant;
  return `${parts.day} ${withSeconds ? parts.time : parts.time.slice(0, 5)}`;
}

function partsOf(instant: string): { readonly day: string; readonly time: string } {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return { day: '', time: '' };
  const parts = new Map(clock.formatToParts(at).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    day: `${get('year')}-${get('month')}-${get('day')}`,
    time: `${get('hour')}:${get('minute')}:${get('second')}`,
  };
}

/** A whole number with thousands set apart: `1,000,000`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 }).format(value);
}

/** A ratio `numerator / denominator` as a percentage with at most two decimals: `15%`, `2.5%`. */
export function formatRatio(numerator: number, denominator: number): string {
  if (denominator === 0) return '–';
  return `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format((numerator / denominator) * 100)}%`;
}

/** Bytes as people say them: `640 KB`, `12.5 MB`. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit] ?? ''}`;
}
