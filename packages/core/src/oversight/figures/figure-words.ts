/** How figures are written, the same on screen and in files: shares, changes, numbers, and units without a name. Pure. */
import type { Locale } from '../../common/text.ts';
import { figuresText } from './figures-text.ts';
import type { Dimension, Indicator } from './indicators.ts';

/** A share as a percentage with one decimal: `0.1234` → `12.3%`. */
export function percentText(share: number): string {
  return `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
}

/** The value of an indicator in words; a dash where there is none. A change carries its sign. */
export function figureValueText(
  indicator: Pick<Indicator, 'value'>,
  value: number | null,
  locale: Locale,
): string {
  if (value === null) return figuresText[locale].none;
  if (indicator.value === 'count') return String(value);
  const text = percentText(value);
  return indicator.value === 'change' && value > 0 ? `+${text}` : text;
}

/** The name of a line: that of its unit, else what it is that has none. */
export function unitLabel(
  by: Dimension,
  row: { readonly key: string; readonly label: string },
  locale: Locale,
): string {
  const words = figuresText[locale];
  if (row.label !== '') return row.label;
  if (by === 'all') return words.total;
  if (row.key === '' && by === 'item') return words.noItem;
  if (row.key === '' && by === 'task') return words.noTask;
  return row.key === '' ? words.noUnit : row.key;
}
