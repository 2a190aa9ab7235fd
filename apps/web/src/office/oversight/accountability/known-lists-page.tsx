/** 知悉范围: lists that somebody read before their release, and the person behind the number of a copy. */
import '../oversight.css';
import './accountability.css';
import {
  type KnownList,
  knownListKinds,
  listKnownLists,
  traceMark,
} from '@mingcha/core/oversight/accountability/known-list-api.ts';
import { knownListText } from '@mingcha/core/oversight/accountability/known-list-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';

type Typed = Readonly<Record<'kind' | 'text', string>>;
const first: Typed = { kind: '', text: '' };
const rowKey = (row: KnownList) => `${row.kind} ${row.id}`;
const rowName = (row: KnownList) => row.title;
const pathOf = (row: KnownList) => `/known-lists/${row.kind}/${row.id}`;

export function KnownListsPage() {
  const say = useText(knownListText);
  const go = useGo();
  const [filter, setFilter] = useState<Typed>(first);
  const paging = usePaging('knownLists');
  const kind = knownListKinds.find((each) => each === filter.kind);
  const query = { text: filter.text, ...(kind === undefined ? {} : { kind }), ...paging.query };
  const list = useApiQuery(listKnownLists, { query });
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      <Trace />
      <Filters onSearch={search} />
      <DataTable
        id="knownLists"
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
        onOpen={(row) => go(pathOf(row))}
        filtered={filter !== first}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

function Filters({ onSearch }: { readonly onSearch: (typed: Typed) => void }) {
  const say = useText(knownListText);
  const [typed, setTyped] = useState(first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const reset = () => {
    setTyped(first);
    onSearch(first);
  };
  return (
    <FilterBar onSearch={() => onSearch(typed)} onReset={reset}>
      <SelectField
        name="kind"
        label={say('kind')}
        empty={say('allKinds')}
        choices={knownListKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={typed.kind}
        onChange={set('kind')}
      />
      <TextField name="text" label={say('text')} maxLength={100} value={typed.text} onChange={set('text')} />
    </FilterBar>
  );
}

/** The number of a copy leads to who took it out. */
function Trace() {
  const say = useText(knownListText);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  return (
    <Section title={say('trace')}>
      <form
        className="accountability-trace"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.trim());
        }}
      >
        <TextField
          name="mark"
          label={say('mark')}
          hint={say('traceHint')}
          maxLength={20}
          mono
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit">{say('traceNow')}</Button>
      </form>
      {asked === '' ? null : <Traced mark={asked} />}
    </Section>
  );
}

function Traced({ mark }: { readonly mark: string }) {
  const say = useText(knownListText);
  const read = useApiQuery(traceMark, { params: { mark } });
  if (read.error !== null) return <ErrorNotice error={read.error} />;
  if (read.data === undefined) return null;
  const { found } = read.data;
  if (found === null) return <Notice tone="warning">{say('traceNone')}</Notice>;
  const report = new URLSearchParams({ kind: 'leak', subject: found.list.title, path: pathOf(found.list) });
  return (
    <Notice title={found.list.title}>
      {found.personName} {found.agencyName} {say(`way.${found.way}`)} {found.mark}{' '}
      <DateText value={found.at} form="seconds" /> <GoTo to={pathOf(found.list)}>{say('openList')}</GoTo>{' '}
      <GoTo to={`/accountability/new?${report.toString()}`}>{say('report')}</GoTo>
    </Notice>
  );
}

function useColumns(): readonly Column<KnownList>[] {
  const say = useText(knownListText);
  return useMemo(
    () => [
      {
        key: 'list',
        opens: true,
        title: say('list'),
        width: 320,
        render: (row) => (
          <span className="oversight-cell">
            <GoTo to={pathOf(row)}>{row.title}</GoTo>
            <span className="secondary">
              {[row.number, row.agencyName].filter((one) => one !== '').join(' · ')}
            </span>
          </span>
        ),
      },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'released',
        title: say('releasedAt'),
        nowrap: true,
        render: (row) =>
          row.releasedAt === null ? say('closed') : <DateText value={row.releasedAt} form="long" />,
      },
      { key: 'people', title: say('people'), align: 'end', render: (row) => row.people },
      { key: 'taken', title: say('taken'), align: 'end', render: (row) => row.taken },
      {
        key: 'last',
        title: say('lastAt'),
        nowrap: true,
        render: (row) => <DateText value={row.lastAt} form="long" />,
      },
    ],
    [say],
  );
}
