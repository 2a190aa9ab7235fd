/** The picture of groups: a bar for the range of chance, a line for the expectation, a dot for what was drawn. */
import type { FairnessGroup } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import type { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import type { Say } from '../../../shared/i18n/locale.tsx';
import type { ChartColours, ChartOption } from '../../parts/chart.tsx';
import { bandText, decimal } from './fairness-parts.tsx';

interface Picture {
  readonly rows: readonly FairnessGroup[];
  readonly nameOf: (row: FairnessGroup) => string;
  readonly say: Say<keyof typeof fairnessText.zh>;
}

export function groupsOption(of: Picture): ChartOption {
  return (colours) => ({
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    tooltip: { renderMode: 'richText', trigger: 'axis', axisPointer: { type: 'none' } },
    legend: {
      type: 'scroll',
      top: 0,
      left: 0,
      textStyle: { color: colours.soft },
      data: [of.say('band'), of.say('expected'), of.say('seen')],
    },
    xAxis: {
      type: 'value',
      axisLabel: { color: colours.soft },
      splitLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: of.rows.map(of.nameOf),
      axisLabel: { color: colours.ink, width: 150, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    series: [...bandSeries(of, colours), ...markSeries(of, colours)],
  });
}

/** A stacked bar whose lower part is not seen. */
function bandSeries({ rows, say }: Picture, colours: ChartColours): readonly object[] {
  return [
    {
      type: 'bar',
      stack: 'band',
      silent: true,
      itemStyle: { color: 'transparent' },
      tooltip: { show: false },
      data: rows.map((row) => row.low),
    },
    {
      name: say('band'),
      type: 'bar',
      stack: 'band',
      barMaxWidth: 14,
      barMinHeight: 3,
      itemStyle: { color: colours.pale },
      tooltip: {
        valueFormatter: (_: unknown, i: number) => (rows[i] === undefined ? '' : bandText(rows[i])),
      },
      data: rows.map((row) => row.high - row.low),
    },
  ];
}

function markSeries({ rows, say }: Picture, colours: ChartColours): readonly object[] {
  const mark = (name: string, more: object) => ({ name, type: 'scatter', z: 3, ...more });
  const first = (value: unknown): string => decimal(Number(Array.isArray(value) ? value[0] : value));
  return [
    mark(say('expected'), {
      symbol: 'rect',
      symbolSize: [2, 20],
      itemStyle: { color: colours.soft },
      tooltip: { valueFormatter: first },
      data: rows.map((row, i) => [row.expected, i]),
    }),
    mark(say('seen'), {
      symbolSize: 11,
      itemStyle: { color: colours.main },
      data: rows.map((row, i) => ({
        value: [row.seen, i],
        ...(row.ask ? { symbol: 'diamond', itemStyle: { color: colours.ask } } : {}),
      })),
    }),
  ];
}
