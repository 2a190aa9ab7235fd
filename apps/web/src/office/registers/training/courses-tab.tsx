/** Courses of the agency, newest first. */
import { type CourseState, courseStates } from '@mingcha/core/registers/training/course.ts';
import { type CourseRow, listCourses } from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { setMembers } from '../list-parts.tsx';

const noFilter = { text: '', state: '' };
export const stateTones = {
  draft: 'neutral',
  open: 'accent',
  closed: 'verified',
  cancelled: 'void',
} as const;

export function CoursesTab() {
  const say = useText(trainingPageText);
  const go = useGo();
  const [filter, setFilter] = useState(noFilter);
  const paging = usePaging('courses');
  const asked = setMembers(filter) as { text?: string; state?: CourseState };
  const list = useApiQuery(listCourses, { query: { ...asked, ...paging.query } });
  return (
    <>
      <CourseFilters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="courses"
        label={say('tab.courses')}
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
        filtered={Object.keys(asked).length > 0}
        onOpen={(row) => go(`/training/courses/${row.id}`)}
        empty={<EmptyState title={say('coursesEmpty')} text={say('coursesEmptyText')} />}
      />
    </>
  );
}

const keyOf = (row: CourseRow) => row.id;
const nameOf = (row: CourseRow) => row.title;

function useColumns(): readonly Column<CourseRow>[] {
  const say = useText(trainingPageText);
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('title'),
        width: 220,
        opens: true,
        render: (row) => <GoTo to={`/training/courses/${row.id}`}>{row.title}</GoTo>,
      },
      {
        key: 'days',
        title: say('days'),
        nowrap: true,
        render: (row) => (row.fromDay === null ? '–' : <DateText value={row.fromDay} form="short" />),
      },
      { key: 'sessions', title: say('sessions'), align: 'end', render: (row) => String(row.sessions) },
      { key: 'people', title: say('people'), align: 'end', render: (row) => String(row.people) },
      { key: 'test', title: say('test'), render: (row) => (row.hasTest ? say('yes') : '–') },
      {
        key: 'sheet',
        title: say('sheet'),
        width: 160,
        render: (row) =>
          row.sheetName === null
            ? '–'
            : say('sheetOf', { name: row.sheetName, version: row.sheetVersion ?? 0 }),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <StateChip tone={stateTones[row.state]}>{say(`state_${row.state}`)}</StateChip>,
      },
    ],
    [say],
  );
}

function CourseFilters(props: { readonly onSearch: (filter: typeof noFilter) => void }) {
  const say = useText(trainingPageText);
  const ui = useUi();
  const [typed, setTyped] = useState(noFilter);
  return (
    <FilterBar
      onSearch={() => props.onSearch({ ...typed, text: typed.text.trim() })}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch(noFilter);
      }}
    >
      <TextField
        name="filter.text"
        label={say('search')}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={(text) => setTyped((old) => ({ ...old, text }))}
      />
      <SelectField
        name="filter.state"
        label={say('state')}
        empty={ui('all')}
        choices={courseStates.map((value) => ({ value, label: say(`state_${value}`) }))}
        value={typed.state}
        onChange={(state) => setTyped((old) => ({ ...old, state }))}
      />
    </FilterBar>
  );
}
