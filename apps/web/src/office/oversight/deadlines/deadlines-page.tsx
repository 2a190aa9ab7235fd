/** 期限: every open clock that is mine, my section's, my agency's or the jurisdiction's; figures first, rows below. */
import '../oversight.css';
import './deadlines.css';
import {
  countDeadlines,
  type DeadlineFilter,
  type DeadlineRow,
  type DeadlineScope,
  deadlineScopes,
  listDeadlines,
  readSettings,
} from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineClocks, deadlineStates } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { type ReactNode, useCallback, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { setMembers } from '../../registers/list-parts.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';
import { ClockFigures } from './clock-figures.tsx';
import { useDeadlineColumns } from './deadline-columns.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

type Typed = Readonly<Record<'state' | 'clock' | 'agencyId' | 'person', string>>;
const all: Typed = { state: '', clock: '', agencyId: '', person: '' };
const rowKey = (row: DeadlineRow) => row.key;
const rowName = (row: DeadlineRow) => row.subject;

function useDeadlines(scope: string, filter: Typed) {
  const paging = usePaging('deadlines');
  const of = deadlineScopes.find((each) => each === scope);
  const ofScope = of === undefined ? {} : { of };
  const { agencyId, person } = setMembers(filter);
  const within = {
    ...ofScope,
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(person === undefined ? {} : { person }),
  };
  const counts = useApiQuery(countDeadlines, { query: within });
  const query = { ...(setMembers(filter) as Partial<DeadlineFilter>), ...ofScope };
  const list = useApiQuery(listDeadlines, { query: { ...query, ...paging.query } });
  const { reload: reloadList } = list;
  const { reload: reloadCounts } = counts;
  const onChanged = useCallback(() => {
    reloadList();
    reloadCounts();
  }, [reloadList, reloadCounts]);
  return { counts, list, paging, onChanged };
}

export function DeadlinesPage() {
  const say = useText(deadlineText);
  const [scope, setScope] = useState(useSearch('of'));
  const [filter, setFilter] = useState<Typed>({
    ...all,
    state: useSearch('state'),
    clock: useSearch('clock'),
  });
  const read = useDeadlines(scope, filter);
  const { counts, paging } = read;
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  const now = counts.data?.of ?? 'mine';
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <SettingsButton />
            <PrintButton />
          </>
        }
      />
      <Scopes
        scopes={counts.data?.scopes ?? []}
        now={now}
        onChange={(next) => {
          setScope(next);
          search(all);
        }}
      >
        {counts.data === undefined ? null : (
          <ClockFigures data={counts.data} onChoose={(clock, state) => search({ ...filter, clock, state })} />
        )}
        <Filters
          key={`${now} ${filter.state} ${filter.clock}`}
          first={filter}
          agencies={counts.data?.agencies ?? []}
          onSearch={search}
        />
        <Rows read={read} now={now} isFiltered={Object.values(filter).some((value) => value !== '')} />
      </Scopes>
    </Page>
  );
}

function Rows(props: {
  readonly read: ReturnType<typeof useDeadlines>;
  readonly now: DeadlineScope;
  readonly isFiltered: boolean;
}) {
  const say = useText(deadlineText);
  const { list, paging, onChanged } = props.read;
  const session = useSession();
  const columns = useDeadlineColumns({
    ownAgencyId: session.person.agency.id,
    showAgency: props.now === 'jurisdiction',
    onChanged,
  });
  return (
    <DataTable
      id="deadlines"
      label={say('rows')}
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
      filtered={props.isFiltered}
      empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
    />
  );
}

/** Tabs where somebody may look at more than their own. */
function Scopes(props: {
  readonly scopes: readonly DeadlineScope[];
  readonly now: DeadlineScope;
  readonly onChange: (scope: string) => void;
  readonly children: ReactNode;
}) {
  const say = useText(deadlineText);
  if (props.scopes.length < 2) return <>{props.children}</>;
  return (
    <Tabs
      label={say('scope')}
      tabs={props.scopes.map((key) => ({ key, title: say(`of.${key}`) }))}
      now={props.now}
      onChange={props.onChange}
    >
      <div className="deadlines-parts">{props.children}</div>
    </Tabs>
  );
}

function SettingsButton() {
  const say = useText(deadlineText);
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  const isReader =
    readSettings.policy.kind === 'roles' && mayOpen({ roles: readSettings.policy.roles }, person.roles);
  if (!isReader) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('settings')}</Button>
      {open ? <SettingsDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Filters(props: {
  readonly first: Typed;
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly onSearch: (typed: Typed) => void;
}) {
  const say = useText(deadlineText);
  const words = useClockWords();
  const ui = useUi();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar onSearch={() => props.onSearch(typed)} onReset={() => props.onSearch(all)}>
      <SelectField
        name="state"
        label={say('state')}
        empty={ui('all')}
        choices={deadlineStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        value={typed.state}
        onChange={set('state')}
      />
      <SelectField
        name="clock"
        label={say('clock')}
        empty={say('allClocks')}
        choices={deadlineClocks.map((value) => ({ value, label: words('clock', value) }))}
        value={typed.clock}
        onChange={set('clock')}
      />
      {props.agencies.length === 0 ? null : (
        <SelectField
          name="agencyId"
          label={say('agency')}
          empty={say('allAgencies')}
          choices={props.agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.agencyId}
          onChange={set('agencyId')}
        />
      )}
      <TextField
        name="person"
        label={say('person')}
        maxLength={60}
        value={typed.person}
        onChange={set('person')}
      />
    </FilterBar>
  );
}
