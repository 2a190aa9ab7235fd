/** The rows that a number of the workbench counts: everything of one kind that waits for this person. */
import { type TodoKind, todoKindNames } from '@mingcha/core/oversight/board/workbench.ts';
import { listTodo, type TodoRow } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useSearch } from '../registers/use-search.ts';
import { GoTo } from '../shell/navigation.tsx';

type Listed = TodoKind | 'started';
const isListed = (text: string): text is Listed =>
  text === 'started' || todoKindNames.some((kind) => kind === text);
const keyOf = (row: TodoRow) => row.id;
const nameOf = (row: TodoRow) => row.title;

export function TodoPage() {
  const say = useText(workbenchText);
  const asked = useSearch('kind');
  const kind: Listed = isListed(asked) ? asked : 'started';
  const paging = usePaging('todo');
  const list = useApiQuery(listTodo, { query: { kind, ...paging.query } });
  return (
    <Page>
      <PageHeader
        title={say(`kind.${kind}`)}
        lead={say(kind === 'started' ? 'startedLead' : 'listLead')}
        actions={<GoTo to="/">{say('back')}</GoTo>}
      />
      <DataTable
        id="todo"
        label={say(`kind.${kind}`)}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('listEmpty')} text={say('listEmptyText')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<TodoRow>[] {
  const say = useText(workbenchText);
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('subject'),
        render: (row) => <GoTo to={row.path}>{row.title}</GoTo>,
      },
      { key: 'note', title: say('note'), render: (row) => row.note },
      {
        key: 'since',
        title: say('since'),
        nowrap: true,
        render: (row) => (row.since === null ? '' : <DateText value={row.since} />),
      },
      {
        key: 'due',
        title: say('dueOn'),
        nowrap: true,
        render: (row) => (row.dueOn === null ? say('noDue') : <DateText value={row.dueOn} />),
      },
    ],
    [say],
  );
}
