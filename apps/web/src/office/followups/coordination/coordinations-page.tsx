/** 矛盾要求协调: tickets that are open or closed, and for the coordination office what may contradict. */
import {
  type CoordinationRow,
  coordinationLists,
  listCoordinations,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { dayAt } from '../../system/business-day.ts';
import { Candidates } from './candidates.tsx';
import { TicketState } from './coordination-parts.tsx';

type Shown = (typeof coordinationLists)[number] | 'candidates';
const rowKey = (row: CoordinationRow) => row.id;
const rowName = (row: CoordinationRow) => row.number;

export function CoordinationsPage() {
  const say = useText(coordinationPageText);
  const isOffice = useHasRole('coordinator');
  const [of, setOf] = useState<Shown>('open');
  const tabs: readonly Shown[] = [...coordinationLists, ...(isOffice ? (['candidates'] as const) : [])];
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      <Tabs
        label={say('of')}
        now={of}
        onChange={(key) => setOf(tabs.find((each) => each === key) ?? 'open')}
        tabs={tabs.map((key) => ({ key, title: say(`of.${key}`) }))}
      >
        {of === 'candidates' ? <Candidates /> : <Tickets key={of} of={of} />}
      </Tabs>
    </Page>
  );
}

function Tickets({ of }: { readonly of: 'open' | 'closed' }) {
  const say = useText(coordinationPageText);
  const go = useGo();
  const paging = usePaging('coordinations');
  const list = useApiQuery(listCoordinations, { query: { ...paging.query, of } });
  return (
    <DataTable
      id="coordinations"
      label={say('title')}
      columns={useColumns(of)}
      rows={list.data?.rows}
      rowKey={rowKey}
      rowName={rowName}
      status={list.status}
      refreshing={list.refreshing}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      onOpen={(row) => go(`/coordinations/${row.id}`)}
      empty={
        of === 'open' ? (
          <EmptyState title={say('empty')} text={say('emptyText')} />
        ) : (
          <EmptyState title={say('emptyClosed')} />
        )
      }
    />
  );
}

function useColumns(of: 'open' | 'closed'): readonly Column<CoordinationRow>[] {
  const say = useText(coordinationPageText);
  return useMemo(() => {
    const today = dayAt(nowInstant(), 0);
    const last: Column<CoordinationRow> =
      of === 'closed'
        ? {
            key: 'closedOn',
            title: say('closedOn'),
            nowrap: true,
            render: (row) => <DateText value={row.closedOn} form="short" />,
          }
        : {
            key: 'opinionsBy',
            title: say('opinionsBy'),
            nowrap: true,
            render: (row) =>
              row.opinionsBy === null ? (
                '–'
              ) : (
                <>
                  <DateText value={row.opinionsBy} form="short" />{' '}
                  {row.opinionsBy < today && row.silent.length > 0 ? (
                    <StateChip tone="void">{say('late')}</StateChip>
                  ) : null}
                </>
              ),
          };
    return [
      {
        key: 'number',
        opens: true,
        title: say('number'),
        nowrap: true,
        render: (row) => <GoTo to={`/coordinations/${row.id}`}>{row.number}</GoTo>,
      },
      { key: 'object', title: say('object'), width: 200, render: (row) => row.objectName },
      {
        key: 'agencies',
        title: say('agencies'),
        width: 240,
        render: (row) => row.agencies.join(say('comma')),
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <TicketState state={row.state} /> },
      {
        key: 'raisedOn',
        title: say('raisedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.raisedOn} form="short" />,
      },
      {
        key: 'raisedBy',
        title: say('raisedBy'),
        extra: true,
        render: (row) => say(`raisedAs.${row.raisedAs}`, { name: row.raisedBy }),
      },
      last,
    ];
  }, [say, of]);
}
