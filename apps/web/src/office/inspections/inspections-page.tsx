/** 检查事务: the inspections that the person may see, with stage and the clock that ends first. */
import './inspections.css';
import {
  type InspectionFilter,
  type InspectionRow,
  listInspections,
} from '@mingcha/core/inspections/results/inspection-api.ts';
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { teamStages } from '@mingcha/core/tasks/inspection.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useSearch } from '../registers/use-search.ts';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { DueChip } from './due-chip.tsx';
import { stageTones } from './inspection-rail.ts';

const noFilter = { of: 'all', text: '', stage: '', due: '', agencyId: '' };
type Typed = typeof noFilter;

const rowKey = (row: InspectionRow) => row.id;
const rowName = (row: InspectionRow) => row.objectName;

export function InspectionsPage() {
  const say = useText(inspectionPageText);
  const go = useGo();
  const startDue = useSearch('due');
  const startStage = useSearch('stage');
  const [start] = useState<Typed>({ ...noFilter, due: startDue, stage: startStage });
  const [filter, setFilter] = useState<Typed>(start);
  const paging = usePaging('inspections');
  const asked = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== ''),
  ) as unknown as InspectionFilter;
  const list = useApiQuery(listInspections, { query: { ...asked, ...paging.query } });
  const columns = useColumns();
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  const agencies = useAgencies(list.data?.rows ?? []);
  return (
    <Page>
      <PageHeader title={say('listTitle')} lead={say('listLead')} />
      <Filters start={start} agencies={agencies} onSearch={search} />
      <DataTable
        id="inspections"
        label={say('listTitle')}
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
        onOpen={(row) => go(`/inspections/${row.id}`)}
        filtered={Object.keys(asked).length > 1 || filter.of !== 'all'}
        empty={<EmptyState title={say('listEmpty')} text={say('listEmptyText')} />}
      />
    </Page>
  );
}

/** Agencies that occurred so far; a filter that hides the others does not take them from the choice. */
function useAgencies(rows: readonly InspectionRow[]) {
  const [known] = useState(() => new Map<string, string>());
  for (const team of rows.flatMap((row) => row.teams)) known.set(team.agencyId, team.agencyName);
  return [...known].map(([value, label]) => ({ value, label }));
}

interface FilterProps {
  readonly start: Typed;
  readonly agencies: readonly { readonly value: string; readonly label: string }[];
  readonly onSearch: (filter: Typed) => void;
}

function Filters(props: FilterProps) {
  const say = useText(inspectionPageText);
  const ui = useUi();
  const [typed, setTyped] = useState<Typed>(props.start);
  const common = (name: keyof Typed) => ({
    name,
    value: typed[name],
    onChange: (value: string) => setTyped((old) => ({ ...old, [name]: value })),
  });
  const reset = () => {
    setTyped(noFilter);
    props.onSearch(noFilter);
  };
  const agency = (
    <SelectField
      label={say('filterAgency')}
      empty={ui('all')}
      choices={props.agencies}
      {...common('agencyId')}
    />
  );
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={reset}
      {...(props.agencies.length > 1 ? { more: agency } : {})}
    >
      <TextField label={say('filterText')} wide maxLength={100} {...common('text')} />
      <SelectField
        label={say('filterMine')}
        empty={null}
        choices={(['all', 'section', 'own'] as const).map((value) => ({
          value,
          label: say(`mine.${value}`),
        }))}
        {...common('of')}
      />
      <SelectField
        label={say('filterStage')}
        empty={ui('all')}
        choices={teamStages.map((value) => ({ value, label: say(`stage.${value}`) }))}
        {...common('stage')}
      />
      <SelectField
        label={say('filterDue')}
        empty={ui('all')}
        choices={(['soon', 'overdue'] as const).map((value) => ({ value, label: say(`due.${value}`) }))}
        {...common('due')}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<InspectionRow>[] {
  const say = useText(inspectionPageText);
  return useMemo(
    () => [
      {
        key: 'object',
        opens: true,
        title: say('object'),
        width: 240,
        render: (row) => (
          <span className="inspection-cell">
            <GoTo to={`/inspections/${row.id}`}>{row.objectName}</GoTo>
            <span className="secondary mono">{row.objectCode}</span>
          </span>
        ),
      },
      { key: 'stage', title: say('stage'), width: 200, render: (row) => <Stages row={row} /> },
      {
        key: 'task',
        title: say('task'),
        width: 260,
        render: (row) => (
          <span className="inspection-cell">
            <span>{row.taskTitle}</span>
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      {
        key: 'window',
        title: say('window'),
        nowrap: true,
        render: (row) => <DateText value={row.windowTo} form="short" />,
      },
      // The last column stays in sight.
      { key: 'due', title: say('due'), nowrap: true, render: (row) => <DueChip due={row.due} /> },
    ],
    [say],
  );
}

function Stages({ row }: { readonly row: InspectionRow }) {
  const say = useText(inspectionPageText);
  return (
    <span className="inspection-cell">
      {row.teams.map((team) => (
        <span key={team.agencyId} className="inspection-stage">
          <StateChip tone={stageTones[team.stage]}>{say(`stage.${team.stage}`)}</StateChip>
          {row.teams.length > 1 ? <span className="secondary">{team.agencyName}</span> : null}
        </span>
      ))}
      {row.outcome === null || row.outcome === 'normal' ? null : (
        <StateChip tone="warning">{say(`outcome.${row.outcome}`)}</StateChip>
      )}
    </span>
  );
}
