/** One indicator by month: the line, the table, and the records behind each month. */
import { type FigureRow, figuresTable } from '@mingcha/core/oversight/figures/figures-api.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import {
  type IndicatorKey,
  type IndicatorValue,
  indicatorOf,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { Chart } from '../../parts/chart.tsx';
import { PartState } from './part-state.tsx';
import { trendOption } from './picture-options.ts';
import { valueText } from './picture-words.ts';
import type { OpenedRows } from './rows-drawer.tsx';

export interface PartProps {
  readonly span: { readonly from: string; readonly to: string; readonly agencyId?: string };
  readonly indicator: IndicatorKey;
  readonly onOpen: (rows: OpenedRows) => void;
  /** Only the picture, in letters for a wall. */
  readonly wall?: boolean;
}

export function TrendPart({ span, indicator, onOpen, wall = false }: PartProps) {
  const say = useText(pictureText);
  const words = useText(indicatorText);
  const kind = indicatorOf(indicator).value;
  const list = useApiQuery(figuresTable, { query: { ...span, indicator, by: 'month' } });
  const rows = list.data?.rows;
  const option = useMemo(
    () =>
      trendOption(
        (rows ?? []).map((row) => ({ name: row.key, value: row.value })),
        (value) => valueText(kind, value),
        { isShare: kind === 'rate', ...(wall ? { size: 18 } : {}) },
      ),
    [rows, kind, wall],
  );
  if (list.data === undefined || rows === undefined) return <PartState list={list} />;
  const title = say('trend', { name: words(`${indicator}.name`) });
  const open = opener({ name: words(`${indicator}.name`), indicator, span, onOpen });
  return (
    <Chart
      title={title}
      asOf={list.data.asOf}
      says={saysOf(rows, kind, say)}
      option={option}
      bare={wall}
      height={wall ? 300 : 260}
      onMark={({ dataIndex }) => {
        const row = rows[dataIndex];
        if (row !== undefined) open(row, kind === 'count' ? 'numerator' : 'denominator')?.();
      }}
      head={[say('month'), words(`${indicator}.numerator`), words(`${indicator}.denominator`), say('value')]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [
          { text: row.key },
          { text: formatNumber(row.numerator), onOpen: open(row, 'numerator') },
          { text: formatNumber(row.denominator), onOpen: open(row, 'denominator') },
          { text: valueText(kind, row.value) },
        ],
      }))}
    />
  );
}

/** Opens the records of a month, where the reader may. */
function opener(of: Pick<PartProps, 'indicator' | 'span' | 'onOpen'> & { readonly name: string }) {
  return (row: FigureRow, column: 'numerator' | 'denominator'): (() => void) | undefined => {
    if (!row.hasRows) return undefined;
    const { name, indicator, span, onOpen } = of;
    return () =>
      onOpen({
        title: `${name} ${row.key}`,
        of: 'indicator',
        indicator,
        by: 'month',
        unit: row.key,
        column,
        span,
      });
  };
}

function saysOf(
  rows: readonly FigureRow[],
  kind: IndicatorValue,
  say: Say<keyof typeof pictureText.zh>,
): string {
  const values = rows.flatMap((row) => row.value ?? []);
  const last = rows.findLast((row) => row.value !== null);
  if (last === undefined) return say('trendNone');
  return say('trendSays', {
    month: last.key,
    value: valueText(kind, last.value),
    high: valueText(kind, Math.max(...values)),
    low: valueText(kind, Math.min(...values)),
  });
}
