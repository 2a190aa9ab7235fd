/** 下级督查: the jurisdictions that opened their view to this level, with their clocks in figures. */

import { deadlineStates } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { type BelowRow, listBelow } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';

const rowKey = (row: BelowRow) => row.id;
const rowName = (row: BelowRow) => row.name;

export function BelowPage() {
  const say = useText(superiorText);
  const list = useApiQuery(listBelow, {});
  const go = useGo();
  return (
    <Page>
      <PageHeader title={say('belowTitle')} lead={say('belowLead')} />
      <DataTable
        id="below"
        label={say('belowTitle')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/below/${row.id}`)}
        empty={<EmptyState title={say('belowEmpty')} text={say('belowEmptyText')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<BelowRow>[] {
  const say = useText(superiorText);
  const states = useText(deadlineText);
  return useMemo(
    () => [
      {
        key: 'name',
        opens: true,
        title: say('place'),
        render: (row) => <GoTo to={`/below/${row.id}`}>{row.name}</GoTo>,
      },
      ...deadlineStates.map(
        (state): Column<BelowRow> => ({
          key: state,
          title: states(`state.${state}`),
          align: 'end',
          render: (row) => formatNumber(row[state]),
        }),
      ),
    ],
    [say, states],
  );
}
