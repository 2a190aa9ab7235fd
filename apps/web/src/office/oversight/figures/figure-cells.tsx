/** Cells of tables of figures: a value with its interval, a number that opens its rows. */
import { figureValueText, percentText, unitLabel } from '@mingcha/core/oversight/figures/figure-words.ts';
import type { FigureRow } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import {
  type Dimension,
  type FigureColumn,
  type IndicatorKey,
  indicatorOf,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import type { AskedRows } from './rows-drawer.tsx';

export function Value(props: {
  readonly indicator: IndicatorKey;
  readonly row: Pick<FigureRow, 'value' | 'interval'>;
}) {
  const say = useText(figuresText);
  const { locale } = useLocale();
  const { value, interval } = props.row;
  return (
    <>
      {figureValueText(indicatorOf(props.indicator), value, locale)}
      {interval === null ? null : (
        <span className="figures-interval">
          {say('interval', { low: percentText(interval[0]), high: percentText(interval[1]) })}
        </span>
      )}
    </>
  );
}

export function CountButton(props: {
  readonly indicator: IndicatorKey;
  readonly by: Dimension;
  readonly row: FigureRow;
  readonly column: FigureColumn;
  readonly onOpen: (asked: AskedRows) => void;
}) {
  const say = useText(figuresText);
  const { locale } = useLocale();
  const { indicator, by, row, column } = props;
  const count = row[column];
  if (count === 0 || !row.hasRows) return formatNumber(count);
  const unit = unitLabel(by, row, locale);
  return (
    <button
      type="button"
      aria-label={`${formatNumber(count)} ${say('open', { unit, column: say(column) })}`}
      onClick={() => props.onOpen({ indicator, by, unit: row.key, name: unit, column, count })}
    >
      {formatNumber(count)}
    </button>
  );
}
