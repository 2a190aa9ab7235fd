/** The rows behind one number, page after page, each with the way to its record. */
import '../oversight.css';
import { type FigureCase, figuresRows } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import type { Dimension, FigureColumn, IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import type { queryOf } from './period.ts';

export interface AskedRows {
  readonly indicator: IndicatorKey;
  readonly by: Dimension;
  readonly unit: string;
  readonly name: string;
  readonly column: FigureColumn;
  readonly count: number;
}

interface DrawerProps {
  readonly asked: AskedRows | null;
  readonly query: ReturnType<typeof queryOf>;
  readonly onClose: () => void;
}

export function RowsDrawer(props: DrawerProps) {
  const say = useText(figuresText);
  const { asked } = props;
  const title = asked === null ? '' : say('rows', { unit: asked.name, column: say(asked.column) });
  return (
    <Drawer open={asked !== null} title={title} onClose={props.onClose}>
      {asked === null ? null : (
        <>
          <p className="figures-rows-lead">{say('rowsLead', { count: asked.count })}</p>
          <Rows key={JSON.stringify(asked)} asked={asked} query={props.query} />
        </>
      )}
    </Drawer>
  );
}

const rowKey = (row: FigureCase) => row.key;

function Rows({ asked, query }: { readonly asked: AskedRows; readonly query: DrawerProps['query'] }) {
  const say = useText(figuresText);
  const paging = usePaging('figureRows');
  const { indicator, by, unit, column } = asked;
  const list = useApiQuery(figuresRows, {
    query: { ...query, indicator, by, unit, column, ...paging.query },
  });
  const columns = useMemo(
    (): readonly Column<FigureCase>[] => [
      { key: 'subject', title: say('rowSubject'), render: (row) => <Subject row={row} /> },
      { key: 'agency', title: say('rowAgency'), render: (row) => row.agencyName },
      {
        key: 'day',
        title: say('rowDay'),
        nowrap: true,
        render: (row) => <DateText value={row.day} form="short" />,
      },
    ],
    [say],
  );
  return (
    <DataTable
      id="figure-rows"
      label={say('rows', { unit: asked.name, column: say(column) })}
      columns={columns}
      rows={list.data?.rows}
      rowKey={rowKey}
      rowName={(row) => row.subject}
      status={list.status}
      refreshing={list.refreshing}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('rowsEmpty')} />}
    />
  );
}

function Subject({ row }: { readonly row: FigureCase }) {
  const say = useText(figuresText);
  return (
    <span className="oversight-cell">
      {row.subject === '' ? say('sealed') : <GoTo to={row.path}>{row.subject}</GoTo>}
      <span className="secondary">{row.mark}</span>
    </span>
  );
}
