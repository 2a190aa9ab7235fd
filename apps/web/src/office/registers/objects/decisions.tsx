/** What people decided about differences, the latest first. */
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { type decided, listDecisions } from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';

type Decided = z.output<typeof decided>;
const keyOf = (row: Decided) => row.id;
const nameOf = (row: Decided) => row.title;

export function Decisions() {
  const say = useText(objectsPageText);
  const paging = usePaging('reconciliation-decisions');
  const list = useApiQuery(listDecisions, { query: paging.query });
  const columns = useMemo(
    (): readonly Column<Decided>[] => [
      {
        key: 'name',
        title: say('name'),
        width: 200,
        render: (row) =>
          row.objectId === null ? row.title : <GoTo to={`/objects/${row.objectId}`}>{row.title}</GoTo>,
      },
      { key: 'kind', title: say('reconciliation'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'decision',
        title: say('decision'),
        nowrap: true,
        render: (row) => say(`decide.${row.decision}`),
      },
      { key: 'reason', title: say('why'), width: 200, render: (row) => row.reason || '–' },
      { key: 'by', title: say('decidedBy'), nowrap: true, render: (row) => row.personName },
      { key: 'at', title: say('decidedAt'), render: (row) => <DateText value={row.decidedAt} /> },
    ],
    [say],
  );
  return (
    <DataTable
      id="reconciliation-decisions"
      label={say('decisions')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={keyOf}
      rowName={nameOf}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('noDecisions')} />}
    />
  );
}
