/** How figures are said in pictures: values of an indicator, days and months, the face of the tooltip. */
import type { IndicatorValue } from '@mingcha/core/oversight/figures/indicators.ts';
import { dayOfInstant, formatNumber } from '../../../shared/format.ts';
import { nowInstant } from '../../../shared/platform/clock.ts';
import type { ChartColours } from '../../parts/chart.tsx';

/** A share in per cent, a change with its sign, a number; a dash where there is none. */
export function valueText(kind: IndicatorValue, value: number | null): string {
  if (value === null) return '–';
  if (kind === 'count') return formatNumber(value);
  const percent = `${(value * 100).toFixed(1)}%`;
  return kind === 'change' && value > 0 ? `+${percent}` : percent;
}

/** Short names in the language of the page, Sunday and January first. */
export function calendarWords(locale: 'zh' | 'en') {
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const day = new Intl.DateTimeFormat(tag, {
    weekday: locale === 'zh' ? 'narrow' : 'short',
    timeZone: 'UTC',
  });
  const month = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' });
  return {
    // 4 January 2026 is a Sunday.
    days: Array.from({ length: 7 }, (_, i) => day.format(Date.UTC(2026, 0, 4 + i))),
    // On narrow screens a month has room for its number only.
    months: Array.from({ length: 12 }, (_, i) =>
      window.innerWidth < 700 ? String(i + 1) : month.format(Date.UTC(2026, i, 1)),
    ),
  };
}

/** The policy forbids styles in the page, so tooltips are drawn on the canvas too. */
export function tooltipFace(colours: ChartColours) {
  return {
    renderMode: 'richText',
    backgroundColor: colours.paper,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontSize: 13 },
  };
}

/** First day of the month so many months ago, last day of this month. */
export function lastMonths(count: number): { readonly from: string; readonly to: string } {
  const today = dayOfInstant(nowInstant());
  const [year = 0, month = 1] = today.split('-').map(Number);
  const day = (of: number) => new Date(of).toISOString().slice(0, 10);
  return { from: day(Date.UTC(year, month - count, 1)), to: day(Date.UTC(year, month, 0)) };
}
