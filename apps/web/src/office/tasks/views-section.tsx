/** 谁看过名单: for auditors and the legal section of the initiator. */
import type { TaskSeen } from '@mingcha/core/tasks/task.ts';
import { listTaskViews } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';

const rowKey = (row: TaskSeen) => `${row.at} ${row.personName} ${row.kind}`;
const rowName = (row: TaskSeen) => row.personName;

export function ViewsSection(props: { readonly taskId: string }) {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const paging = usePaging('task-views');
  const list = useApiQuery(listTaskViews, { params: { id: props.taskId }, query: paging.query });
  const columns = useMemo(
    (): readonly Column<TaskSeen>[] => [
      { key: 'at', title: say('viewAt'), nowrap: true, render: (row) => <DateText value={row.at} /> },
      { key: 'person', title: say('viewPerson'), nowrap: true, render: (row) => row.personName },
      { key: 'agency', title: say('viewAgency'), render: (row) => row.agencyName },
      { key: 'kind', title: say('viewKind'), nowrap: true, render: (row) => word(`view.${row.kind}`) },
    ],
    [say, word],
  );
  return (
    <Section title={say('views')} flush>
      <DataTable
        id="task-views"
        label={say('views')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('viewsEmpty')} />}
      />
    </Section>
  );
}
