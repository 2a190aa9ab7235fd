/** The records behind a number of a picture, in a drawer: of an indicator, of a stage, or of a day. */
import { type FigureCase, figuresRows } from '@mingcha/core/oversight/figures/figures-api.ts';
import type { Dimension, FigureColumn, IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import type { FunnelStage } from '@mingcha/core/oversight/pictures/funnel.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { type PictureRow, pictureRows } from '@mingcha/core/oversight/pictures/pictures-api.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';

interface Span {
  readonly from: string;
  readonly to: string;
  readonly agencyId?: string;
}
export type OpenedRows = { readonly title: string; readonly span: Span } & (
  | {
      readonly of: 'indicator';
      readonly indicator: IndicatorKey;
      readonly by: Dimension;
      readonly unit: string;
      readonly column: FigureColumn;
    }
  | { readonly of: FunnelStage | 'exempt' | 'void' | 'day' }
);

export function RowsDrawer(props: { readonly opened: OpenedRows | null; readonly onClose: () => void }) {
  const say = useText(pictureText);
  const { opened } = props;
  return (
    <Drawer
      open={opened !== null}
      title={opened === null ? '' : say('rowsOf', { name: opened.title })}
      onClose={props.onClose}
    >
      {opened === null ? null : opened.of === 'indicator' ? (
        <IndicatorRows of={opened} />
      ) : (
        <CaseRows of={opened.of} span={opened.span} />
      )}
    </Drawer>
  );
}

type Row = FigureCase | PictureRow;

function Subject({ row }: { readonly row: Row }) {
  const say = useText(pictureText);
  return (
    <GoTo to={row.path}>
      {row.subject === '' ? (row.mark === '' ? say('sealed') : row.mark) : row.subject}
    </GoTo>
  );
}

function useColumns(day: 'rowDay' | 'visitedOn'): readonly Column<Row>[] {
  const say = useText(pictureText);
  return useMemo(
    () => [
      { key: 'subject', title: say('object'), width: 200, render: (row) => <Subject row={row} /> },
      { key: 'mark', title: say('task'), nowrap: true, render: (row) => row.mark },
      { key: 'agency', title: say('agencyName'), render: (row) => row.agencyName },
      {
        key: 'day',
        title: say(day),
        nowrap: true,
        render: (row) => <DateText value={row.day} form="short" />,
      },
    ],
    [say, day],
  );
}

const rowKey = (row: Row) => row.key;
const rowName = (row: Row) => row.subject;

function IndicatorRows({ of }: { readonly of: Extract<OpenedRows, { of: 'indicator' }> }) {
  const say = useText(pictureText);
  const paging = usePaging('pictures.rows');
  const { indicator, by, unit, column, span } = of;
  const list = useApiQuery(figuresRows, { query: { ...span, indicator, by, unit, column, ...paging.query } });
  return (
    <DataTable
      id="pictures.rows"
      label={of.title}
      columns={useColumns('rowDay')}
      rows={list.data?.rows}
      rowKey={rowKey}
      rowName={rowName}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('rowsNone')} />}
    />
  );
}

function CaseRows(props: { readonly of: FunnelStage | 'exempt' | 'void' | 'day'; readonly span: Span }) {
  const say = useText(pictureText);
  const paging = usePaging('pictures.rows');
  const list = useApiQuery(pictureRows, { query: { ...props.span, of: props.of, ...paging.query } });
  return (
    <DataTable
      id="pictures.rows"
      label={say('object')}
      columns={useColumns('visitedOn')}
      rows={list.data?.rows}
      rowKey={rowKey}
      rowName={rowName}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('rowsNone')} />}
    />
  );
}
