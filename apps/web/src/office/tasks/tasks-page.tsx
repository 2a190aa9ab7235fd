/** 检查任务: what waits for dispatch, and all tasks of the agency and those it takes part in. */
import './tasks.css';
import { taskStates } from '@mingcha/core/tasks/inspection.ts';
import type { TaskRow } from '@mingcha/core/tasks/task.ts';
import { listTasks, type TaskFilter } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { setMembers } from '../registers/list-parts.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { useSearch } from '../registers/use-search.ts';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { PendingList } from './pending-list.tsx';
import { stateTones, taskRail } from './words.ts';

const noFilter = { text: '', state: '', overdue: '', year: '' };
type Typed = typeof noFilter;

export function TasksPage() {
  const say = useText(taskPageText);
  const mayOpen = useHasRole('legalOfficer', 'sectionOfficer');
  const plans = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead');
  const open = (
    <GoTo to="/tasks/new" className={buttonClass({ kind: 'primary' })}>
      {say('newCase')}
    </GoTo>
  );
  return (
    <Page>
      <PageHeader title={say('tasks')} lead={say('tasksLead')} {...(mayOpen ? { actions: open } : {})} />
      {plans ? <PendingList /> : null}
      <TaskTable />
    </Page>
  );
}

const rowKey = (row: TaskRow) => row.id;

function TaskTable() {
  const say = useText(taskPageText);
  const { locale } = useLocale();
  const go = useGo();
  const overdue = useSearch('overdue');
  const state = useSearch('state');
  const [start] = useState<Typed>({ ...noFilter, overdue, state });
  const [filter, setFilter] = useState<Typed>(start);
  const paging = usePaging('tasks');
  const asked = setMembers(filter) as unknown as TaskFilter;
  const list = useApiQuery(listTasks, { query: { ...asked, ...paging.query } });
  const columns = useColumns();
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <>
      <Filters start={start} onSearch={search} />
      <DataTable
        id="tasks"
        label={say('tasks')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={(row) => (locale === 'zh' ? row.title : row.titleEn)}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/tasks/${row.id}`)}
        filtered={Object.keys(asked).length > 0}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </>
  );
}

function Filters(props: { readonly start: Typed; readonly onSearch: (filter: Typed) => void }) {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const ui = useUi();
  const [typed, setTyped] = useState<Typed>(props.start);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch(noFilter);
      }}
    >
      <TextField
        name="text"
        label={say('text')}
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
      <SelectField
        name="state"
        label={say('state')}
        empty={ui('all')}
        choices={taskStates.map((value) => ({ value, label: word(`state.${value}`) }))}
        value={typed.state}
        onChange={set('state')}
      />
      <SelectField
        name="overdue"
        label={say('overdue')}
        empty={ui('all')}
        choices={(['late', 'silent', 'vacant'] as const).map((value) => ({
          value,
          label: say(`overdue.${value}`),
        }))}
        value={typed.overdue}
        onChange={set('overdue')}
      />
      <TextField
        name="year"
        label={say('year')}
        short
        inputMode="numeric"
        maxLength={4}
        value={typed.year}
        onChange={set('year')}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<TaskRow>[] {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  return useMemo(
    () => [
      { key: 'title', title: say('title'), width: 260, render: (row) => <Title row={row} /> },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <State row={row} /> },
      {
        key: 'stages',
        title: say('stages'),
        nowrap: true,
        render: (row) => <StageRail size="compact" stages={taskRail(row, say)} />,
      },
      {
        key: 'inspections',
        title: say('inspections'),
        align: 'end',
        nowrap: true,
        render: (row) => row.inspections,
      },
      {
        key: 'origin',
        title: say('origin'),
        nowrap: true,
        render: (row) => word(`origin.${row.origin}`),
      },
      { key: 'agency', title: say('agency'), width: 150, render: (row) => <Agency row={row} /> },
      { key: 'window', title: say('to'), nowrap: true, render: (row) => <DateText value={row.windowTo} /> },
      {
        key: 'dispatchedAt',
        title: say('dispatchedAt'),
        nowrap: true,
        extra: true,
        render: (row) => <DateText value={row.dispatchedAt} />,
      },
    ],
    [say, word],
  );
}

interface Cell {
  readonly row: TaskRow;
}

function Title({ row }: Cell) {
  const { locale } = useLocale();
  return (
    <span className="task-pending-words">
      <span>{locale === 'zh' ? row.title : row.titleEn}</span>
      <span className="secondary">{row.number}</span>
    </span>
  );
}

function State({ row }: Cell) {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  return (
    <span className="task-team">
      <StateChip tone={stateTones[row.state]}>{word(`state.${row.state}`)}</StateChip>
      {row.isOverdue ? (
        <StateChip tone="void">{say(row.dispatchedAt === null ? 'late' : 'sentLate')}</StateChip>
      ) : null}
    </span>
  );
}

function Agency({ row }: Cell) {
  const say = useText(taskPageText);
  return (
    <span className="task-team-head">
      {row.agencyName}
      {row.isOwn ? null : <StateChip>{say('partner')}</StateChip>}
    </span>
  );
}
