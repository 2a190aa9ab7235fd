/** What the chart library is told for each kind of picture: trend, funnel, heat of areas, calendar, map. No words of their own. */

import type { ChartColours, ChartOption } from '../../parts/chart.tsx';
import { tooltipFace } from './picture-words.ts';

const axis = (colours: ChartColours, size?: number) => ({
  axisLabel: { color: colours.soft, ...(size === undefined ? {} : { fontSize: size }) },
  axisLine: { lineStyle: { color: colours.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colours.line } },
});

/** A number of a picture; null where there is nothing to divide by. */
export interface Point {
  readonly name: string;
  readonly value: number | null;
}
export type ValueText = (value: number | null) => string;

/** Months in a line; a month without figures is a gap. `size`: of the letters, for walls. */
export function trendOption(
  points: readonly Point[],
  text: ValueText,
  of: { readonly isShare: boolean; readonly size?: number },
): ChartOption {
  return (colours) => ({
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      ...tooltipFace(colours),
      trigger: 'axis',
      valueFormatter: (value: unknown) => text(asNumber(value)),
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.name),
      ...axis(colours, of.size),
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      ...(of.isShare ? { min: 0, max: 1 } : { minInterval: 1 }),
      ...axis(colours, of.size),
      axisLabel: {
        color: colours.soft,
        ...(of.size === undefined ? {} : { fontSize: of.size }),
        formatter: (value: number) => (of.isShare ? `${Math.round(value * 100)}%` : String(value)),
      },
    },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 8,
        showAllSymbol: true,
        lineStyle: { color: colours.main, width: 2 },
        itemStyle: { color: colours.main },
        data: points.map((point) => point.value),
      },
    ],
  });
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** Stages as bars of falling length, in the order of the work. */
export function stagesOption(points: readonly Point[], size?: number): ChartOption {
  return (colours) => ({
    grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...tooltipFace(colours), trigger: 'item' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: points.map((point) => point.name),
      ...axis(colours, size),
      axisLabel: { color: colours.ink, ...(size === undefined ? {} : { fontSize: size }) },
      splitLine: { show: false },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: size === undefined ? 22 : 30,
        itemStyle: { color: colours.main },
        label: {
          show: true,
          position: 'right',
          color: colours.ink,
          ...(size === undefined ? {} : { fontSize: size }),
        },
        data: points.map((point) => point.value),
      },
    ],
  });
}

export interface HeatCell {
  readonly column: number;
  readonly row: number;
  readonly value: number | null;
}

const scale = (colours: ChartColours, most: number, text: ValueText) => ({
  min: 0,
  max: most > 0 ? most : 1,
  calculable: false,
  orient: 'horizontal',
  left: 0,
  top: 0,
  itemWidth: 12,
  itemHeight: 90,
  text: [text(most), text(0)],
  textStyle: { color: colours.soft },
  inRange: { color: [colours.faint, colours.pale, colours.main] },
});

/** Areas down, months across. Cells without figures stay empty. */
export function heatOption(
  of: {
    readonly columns: readonly string[];
    readonly rows: readonly string[];
    readonly cells: readonly HeatCell[];
  },
  text: ValueText,
  most: number,
): ChartOption {
  return (colours) => ({
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    tooltip: {
      ...tooltipFace(colours),
      formatter: (mark: { readonly value: readonly [number, number, number] }) => {
        const [column, row, value] = mark.value;
        return `${of.rows[row] ?? ''} ${of.columns[column] ?? ''} ${text(value)}`;
      },
    },
    visualMap: scale(colours, most, text),
    xAxis: { type: 'category', data: of.columns, ...axis(colours), splitArea: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: of.rows,
      ...axis(colours),
      axisLabel: { color: colours.ink, width: 160, overflow: 'truncate' },
    },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: colours.paper, borderWidth: 1 },
        data: of.cells
          .filter((cell) => cell.value !== null)
          .map((cell) => [cell.column, cell.row, cell.value]),
      },
    ],
  });
}

export function calendarOption(
  of: { readonly year: number; readonly days: readonly { readonly day: string; readonly count: number }[] },
  words: { readonly days: readonly string[]; readonly months: readonly string[] },
): ChartOption {
  const most = Math.max(1, ...of.days.map((day) => day.count));
  return (colours) => ({
    tooltip: {
      ...tooltipFace(colours),
      formatter: (mark: { readonly value: readonly [string, number] }) =>
        `${mark.value[0]}  ${mark.value[1]}`,
    },
    visualMap: scale(colours, most, (value) => String(value ?? 0)),
    calendar: {
      top: 64,
      left: 40,
      right: 8,
      bottom: 8,
      cellSize: ['auto', 'auto'],
      range: String(of.year),
      splitLine: { lineStyle: { color: colours.line } },
      itemStyle: { color: colours.paper, borderColor: colours.line, borderWidth: 0.5 },
      dayLabel: { firstDay: 1, nameMap: [...words.days], color: colours.soft },
      monthLabel: { color: colours.soft },
      yearLabel: { show: false },
    },
    series: [
      { type: 'heatmap', coordinateSystem: 'calendar', data: of.days.map(({ day, count }) => [day, count]) },
    ],
    // On a phone a month is as wide as a number, not as its name.
    media: [
      { query: { maxWidth: 520 }, option: months(words.months.map((_, i) => String(i + 1))) },
      { option: months(words.months) },
    ],
  });
}

const months = (names: readonly string[]) => ({ calendar: { monthLabel: { nameMap: [...names] } } });

/** Areas on the uploaded boundaries; `name` of each feature is its division code. */
export function mapOption(
  of: {
    readonly map: string;
    readonly areas: readonly {
      readonly key: string;
      readonly label: string;
      readonly value: number | null;
    }[];
  },
  text: ValueText,
  most: number,
): ChartOption {
  const labels = new Map(of.areas.map((area) => [area.key, area.label]));
  return (colours) => ({
    tooltip: {
      ...tooltipFace(colours),
      formatter: (mark: { readonly name: string; readonly value: number }) =>
        `${labels.get(mark.name) ?? mark.name} ${Number.isNaN(mark.value) ? '' : text(mark.value)}`,
    },
    visualMap: scale(colours, most, text),
    series: [
      {
        type: 'map',
        map: of.map,
        top: 40,
        bottom: 8,
        roam: false,
        selectedMode: false,
        label: {
          show: true,
          color: colours.ink,
          textBorderColor: colours.paper,
          textBorderWidth: 3,
          formatter: ({ name }: { readonly name: string }) => labels.get(name) ?? '',
        },
        itemStyle: { areaColor: colours.paper, borderColor: colours.soft },
        emphasis: { itemStyle: { areaColor: colours.pale }, label: { color: colours.ink } },
        data: of.areas.filter((area) => area.value !== null).map(({ key, value }) => ({ name: key, value })),
      },
    ],
  });
}
