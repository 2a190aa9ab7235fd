/** One indicator by area on the uploaded boundaries; stands only where an administrator uploaded some. */
import { figuresTable } from '@mingcha/core/oversight/figures/figures-api.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { type IndicatorValue, indicatorOf } from '@mingcha/core/oversight/figures/indicators.ts';
import { readBoundarySource, readShapes } from '@mingcha/core/oversight/pictures/boundary-api.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Chart } from '../../parts/chart.tsx';
import { PartState } from './part-state.tsx';
import { mapOption } from './picture-options.ts';
import { valueText } from './picture-words.ts';
import type { PartProps } from './trend-part.tsx';

type Shapes = z.output<typeof readShapes.response>;

export function MapSection(props: PartProps) {
  const { data } = useApiQuery(readBoundarySource, {});
  if (data === undefined || data.boundaries === null || !indicatorOf(props.indicator).by.includes('area'))
    return null;
  return (
    <Section>
      <MapPart {...props} />
    </Section>
  );
}

function MapPart(props: PartProps) {
  const shapes = useApiQuery(readShapes, {});
  const { span, indicator } = props;
  const table = useApiQuery(figuresTable, { query: { ...span, indicator, by: 'area' } });
  if (shapes.data === undefined) return <PartState list={shapes} />;
  if (table.data === undefined) return <PartState list={table} />;
  return <MapPicture {...props} shapes={shapes.data} table={table.data} />;
}

type Table = z.output<typeof figuresTable.response>;

/** Areas with their figures, the boundaries under a name, and the picture. */
function useMap(shapes: Shapes, table: Table, kind: IndicatorValue) {
  return useMemo(() => {
    const rows = new Map(table.rows.map((row) => [row.key, row]));
    const areas = shapes.areas.map(({ code, name }) => {
      // Some directories hold names where others hold codes.
      const row = rows.get(code) ?? (name === '' ? undefined : rows.get(name));
      return { key: code, label: name === '' ? (row?.label ?? code) : name, value: row?.value ?? null, row };
    });
    const features = shapes.areas.map(({ code, geometry }) => ({
      type: 'Feature',
      properties: { name: code },
      geometry,
    }));
    const most = kind === 'rate' ? 1 : Math.max(1, ...areas.map((area) => area.value ?? 0));
    return {
      areas,
      map: { name: 'areas', geoJson: { type: 'FeatureCollection', features } },
      option: mapOption({ map: 'areas', areas }, (value) => valueText(kind, value), most),
    };
  }, [shapes, table, kind]);
}

function MapPicture(props: PartProps & { readonly shapes: Shapes; readonly table: Table }) {
  const { shapes, table, indicator, span, onOpen } = props;
  const say = useText(pictureText);
  const words = useText(indicatorText);
  const kind = indicatorOf(indicator).value;
  const name = words(`${indicator}.name`);
  const { areas, map, option } = useMap(shapes, table, kind);
  const open = (area: (typeof areas)[number] | undefined): (() => void) | undefined => {
    if (area?.row?.hasRows !== true) return undefined;
    const column = kind === 'count' ? 'numerator' : 'denominator';
    return () =>
      onOpen({
        title: `${name} ${area.label}`,
        of: 'indicator',
        indicator,
        by: 'area',
        unit: area.row?.key ?? area.key,
        column,
        span,
      });
  };
  return (
    <Chart
      title={say('map', { name })}
      asOf={table.asOf}
      says={`${say('mapSays', { areas: areas.length })} ${say('mapSource', { source: shapes.source })}`}
      option={option}
      map={map}
      height={460}
      onMark={(mark) => open(areas.find((area) => area.key === mark.name))?.()}
      head={[say('area'), words(`${indicator}.numerator`), words(`${indicator}.denominator`), say('value')]}
      rows={areas.map((area) => ({
        key: area.key,
        cells: [
          { text: area.label },
          { text: formatNumber(area.row?.numerator ?? 0) },
          {
            text: formatNumber(area.row?.denominator ?? 0),
            onOpen: open(area),
            label: `${area.label} ${area.row?.denominator ?? 0}`,
          },
          { text: valueText(kind, area.value) },
        ],
      }))}
    />
  );
}
