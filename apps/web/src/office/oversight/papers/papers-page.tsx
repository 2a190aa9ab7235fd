/** 督办文书: what waits for this person, what is overdue, what was sent and received. */
import '../../publications/objections/objections.css';
import {
  listSupervision,
  type SupervisionList,
  type SupervisionRow,
  supervisionLists,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { supervisionKinds } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { setMembers } from '../../registers/list-parts.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { PaperState, ReplyDue } from './paper-values.tsx';

interface Typed {
  readonly kind: string;
  readonly text: string;
}
const none: Typed = { kind: '', text: '' };
const rowKey = (row: SupervisionRow) => row.id;
const rowName = (row: SupervisionRow) => row.title;

export function SupervisionPapersPage() {
  const say = useText(supervisionPageText);
  const asked = useSearch('of');
  const first = supervisionLists.find((each) => each === asked) ?? 'toDo';
  const [of, setOf] = useState<SupervisionList>(first);
  const [filter, setFilter] = useState(none);
  const paging = usePaging('supervision');
  const go = useGo();
  const members = setMembers({ ...filter }) as Partial<Pick<SupervisionRow, 'kind'>>;
  const list = useApiQuery(listSupervision, { query: { of, ...members, ...paging.query } });
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  const isFiltered = filter.kind !== '' || filter.text !== '';
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <GoTo to="/deadlines" className={buttonClass({})}>
            {say('openList')}
          </GoTo>
        }
      />
      <Filters onSearch={search} />
      <Tabs
        label={say('list')}
        now={of}
        onChange={(key) => {
          setOf(supervisionLists.find((each) => each === key) ?? of);
          paging.reset();
        }}
        tabs={supervisionLists.map((key) => ({ key, title: say(`list.${key}`) }))}
      >
        <DataTable
          id="supervision"
          label={say('title')}
          columns={useColumns()}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          filtered={isFiltered}
          onOpen={(row) => go(`/oversight/papers/${row.id}`)}
          empty={<EmptyState title={say(isFiltered ? 'filteredEmpty' : 'empty')} />}
        />
      </Tabs>
    </Page>
  );
}

function Filters(props: { readonly onSearch: (typed: Typed) => void }) {
  const say = useText(supervisionPageText);
  const [typed, setTyped] = useState(none);
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped(none);
        props.onSearch(none);
      }}
    >
      <SelectField
        name="kind"
        label={say('kind')}
        empty={say('allKinds')}
        choices={supervisionKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={typed.kind}
        onChange={(kind) => setTyped({ ...typed, kind })}
      />
      <TextField
        name="text"
        label={say('search')}
        maxLength={100}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<SupervisionRow>[] {
  const say = useText(supervisionPageText);
  return useMemo(
    () => [
      {
        key: 'title',
        opens: true,
        title: say('heading'),
        width: 320,
        render: (row) => (
          <span className="intake-cell">
            <GoTo to={`/oversight/papers/${row.id}`}>{row.title}</GoTo>
            <span className="secondary">
              {[say(`kind.${row.kind}`), row.number ?? say('noNumber')].join(' · ')}
            </span>
          </span>
        ),
      },
      { key: 'from', title: say('from'), render: (row) => row.agencyName },
      { key: 'to', title: say('to'), render: (row) => row.toName },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <PaperState state={row.state} /> },
      { key: 'due', title: say('replyDue'), nowrap: true, render: (row) => <ReplyDue row={row} /> },
    ],
    [say],
  );
}
