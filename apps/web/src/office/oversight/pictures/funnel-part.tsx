/** How far the visits of a period have come, stage by stage, with the records behind each. */

import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { pictureFunnel } from '@mingcha/core/oversight/pictures/pictures-api.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Chart } from '../../parts/chart.tsx';
import { PartState } from './part-state.tsx';
import { stagesOption } from './picture-options.ts';
import { valueText } from './picture-words.ts';
import type { PartProps } from './trend-part.tsx';

export function FunnelPart({ span, onOpen, wall = false }: PartProps) {
  const say = useText(pictureText);
  const list = useApiQuery(pictureFunnel, { query: span });
  const { data } = list;
  const option = useMemo(
    () =>
      stagesOption(
        (data?.stages ?? []).map(({ stage, count }) => ({ name: say(`stage.${stage}`), value: count })),
        wall ? 20 : undefined,
      ),
    [data, say, wall],
  );
  if (data === undefined) return <PartState list={list} />;
  const countOf = (stage: string): number => data.stages.find((each) => each.stage === stage)?.count ?? 0;
  const first = countOf('dispatched');
  type Line = {
    readonly stage: (typeof data.stages)[number]['stage'] | 'exempt' | 'void';
    readonly count: number;
  };
  const open = (line: Line) =>
    data.hasRows ? () => onOpen({ title: say(`stage.${line.stage}`), of: line.stage, span }) : undefined;
  const lines: readonly Line[] = [
    ...data.stages,
    { stage: 'exempt', count: data.exempt },
    { stage: 'void', count: data.void },
  ];
  return (
    <Chart
      title={say('funnel')}
      asOf={data.asOf}
      says={say('funnelSays', {
        dispatched: first,
        visited: countOf('visited'),
        published: countOf('published'),
        exempt: data.exempt,
        void: data.void,
      })}
      option={option}
      bare={wall}
      height={wall ? 300 : 260}
      onMark={({ dataIndex }) => {
        const line = lines[dataIndex];
        if (line !== undefined) open(line)?.();
      }}
      head={[say('stage'), say('count'), say('share')]}
      rows={lines.map((line) => ({
        key: line.stage,
        cells: [
          { text: say(`stage.${line.stage}`) },
          {
            text: formatNumber(line.count),
            onOpen: open(line),
            label: `${say(`stage.${line.stage}`)} ${line.count}`,
          },
          { text: line.stage === 'void' || first === 0 ? '–' : valueText('rate', line.count / first) },
        ],
      }))}
    />
  );
}
