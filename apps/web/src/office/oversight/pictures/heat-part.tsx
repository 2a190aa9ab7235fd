/** One indicator by area and month; each cell opens its records. */
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { type IndicatorValue, indicatorOf } from '@mingcha/core/oversight/figures/indicators.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { pictureHeat } from '@mingcha/core/oversight/pictures/pictures-api.ts';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { Chart, type ChartCell } from '../../parts/chart.tsx';
import { PartState } from './part-state.tsx';
import { heatOption } from './picture-options.ts';
import { valueText } from './picture-words.ts';
import type { PartProps } from './trend-part.tsx';

type Heat = z.output<typeof pictureHeat.response>;

export function HeatPart(props: PartProps) {
  const { span, indicator } = props;
  const say = useText(pictureText);
  const words = useText(indicatorText);
  const name = words(`${indicator}.name`);
  const list = useApiQuery(pictureHeat, { query: { ...span, indicator } });
  if (!indicatorOf(indicator).by.includes('area')) return <EmptyState title={say('heatNone')} />;
  if (list.data === undefined) return <PartState list={list} />;
  if (list.data.areas.length === 0)
    return <EmptyState title={say('heat', { name })} text={say('heatNone')} />;
  return <HeatPicture {...props} data={list.data} name={name} />;
}

/** Names of the rows, the top of the scale, and the picture. */
function useHeat(data: Heat, kind: IndicatorValue) {
  const say = useText(pictureText);
  return useMemo(() => {
    const cells = data.areas.flatMap((area, row) =>
      area.cells.map((cell, column) => ({ row, column, value: cell.value })),
    );
    const nameOf = ({ key, label }: Heat['areas'][number]): string =>
      label === '' ? (key === '' ? say('unnamedArea') : key) : label;
    const rows = data.areas.map(nameOf);
    const most = kind === 'rate' ? 1 : Math.max(1, ...cells.map((cell) => cell.value ?? 0));
    const columns = data.months.map(({ month }) => month);
    const option = heatOption({ columns, rows, cells }, (value) => valueText(kind, value), most);
    return { rows, option };
  }, [data, kind, say]);
}

function HeatPicture(props: PartProps & { readonly data: Heat; readonly name: string }) {
  const { data, name, indicator, span, onOpen } = props;
  const say = useText(pictureText);
  const kind = indicatorOf(indicator).value;
  const { rows, option } = useHeat(data, kind);
  const open = (area: number, month: number): (() => void) | undefined => {
    const at = data.areas[area];
    const part = data.months[month];
    if (at === undefined || part === undefined || !data.hasRows) return undefined;
    return () =>
      onOpen({
        title: `${name} ${rows[area] ?? ''} ${part.month}`,
        of: 'indicator',
        indicator,
        by: 'area',
        unit: at.key,
        column: kind === 'count' ? 'numerator' : 'denominator',
        span: { ...span, from: part.from, to: part.to },
      });
  };
  const cellOf = (area: number, month: number): ChartCell => {
    const cell = data.areas[area]?.cells[month];
    if (cell === undefined || cell.value === null) return { text: '–' };
    const text =
      kind === 'count'
        ? valueText(kind, cell.value)
        : `${valueText(kind, cell.value)} (${cell.numerator}/${cell.denominator})`;
    return {
      text,
      onOpen: open(area, month),
      label: `${rows[area] ?? ''} ${data.months[month]?.month ?? ''} ${text}`,
    };
  };
  return (
    <Chart
      title={say('heat', { name })}
      asOf={data.asOf}
      says={say('heatSays', { areas: data.areas.length })}
      option={option}
      height={Math.min(900, 110 + rows.length * 30)}
      onMark={({ value }) => {
        const [month, area] = Array.isArray(value) ? (value as readonly unknown[]) : [];
        if (typeof month === 'number' && typeof area === 'number') open(area, month)?.();
      }}
      head={[say('area'), ...data.months.map(({ month }) => month)]}
      rows={data.areas.map((area, i) => ({
        key: area.key,
        cells: [{ text: rows[i] ?? '' }, ...data.months.map((_, month) => cellOf(i, month))],
      }))}
    />
  );
}
