/** The list that objections and contacts share: a search, lists by what they wait for, pages. */
import { type ReactNode, useState } from 'react';
import type { Loaded } from '../../../shared/api/loaded.ts';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { type Paging, usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { TextFilter } from './intake-parts.tsx';

interface IntakeAsked<L extends string> {
  readonly of: L;
  readonly text: string;
  readonly paging: Paging;
  readonly show: (of: L) => void;
  readonly search: (text: string) => void;
}

/** What the reader asks of the list; each change begins at the first page. */
export function useIntakeAsked<L extends string>(name: string, first: L): IntakeAsked<L> {
  const [of, setOf] = useState<L>(first);
  const [text, setText] = useState('');
  const paging = usePaging(name);
  const show = (next: L) => {
    setOf(next);
    paging.reset();
  };
  const search = (next: string) => {
    setText(next);
    paging.reset();
  };
  return { of, text, paging, show, search };
}

interface IntakeRow {
  readonly id: string;
  readonly number: string;
}

interface IntakeListProps<L extends string, R extends IntakeRow> {
  /** Its address too: rows open below it. */
  readonly name: 'objections' | 'contacts';
  readonly say: (key: 'listTitle' | 'listLead' | 'search' | 'list' | 'empty' | 'filteredEmpty') => string;
  readonly lists: readonly { readonly key: L; readonly title: string }[];
  readonly asked: IntakeAsked<L>;
  readonly found: Loaded<{ readonly rows: readonly R[]; readonly next: string | null }>;
  readonly columns: readonly Column<R>[];
  readonly actions: ReactNode;
}

export function IntakeListPage<L extends string, R extends IntakeRow>(props: IntakeListProps<L, R>) {
  const { name, say, asked, found, lists } = props;
  const go = useGo();
  return (
    <Page>
      <PageHeader title={say('listTitle')} lead={say('listLead')} actions={props.actions} />
      <TextFilter label={say('search')} onSearch={asked.search} />
      <Tabs
        label={say('list')}
        now={asked.of}
        onChange={(key) => asked.show(lists.find((each) => each.key === key)?.key ?? asked.of)}
        tabs={lists}
      >
        <DataTable
          id={name}
          label={say('listTitle')}
          columns={props.columns}
          rows={found.data?.rows}
          rowKey={(row) => row.id}
          rowName={(row) => row.number}
          status={found.status}
          refreshing={found.refreshing}
          error={found.error}
          onRetry={found.reload}
          paging={asked.paging}
          next={found.data?.next ?? null}
          onOpen={(row) => go(`/${name}/${row.id}`)}
          empty={<EmptyState title={say(asked.text === '' ? 'empty' : 'filteredEmpty')} />}
        />
      </Tabs>
    </Page>
  );
}
