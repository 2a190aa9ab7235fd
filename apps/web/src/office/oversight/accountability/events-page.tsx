/** 履职核查: matters that the records show or somebody reported, as far as this person may see them. */
import '../oversight.css';
import {
  accountabilityKinds,
  accountabilityReaders,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import {
  type AccountabilityRow,
  accountabilityLists,
  listEvents,
} from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { factSentence } from '@mingcha/core/oversight/accountability/fact-sentence.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';

export const eventTones: Readonly<Record<AccountabilityRow['state'], Tone>> = {
  opened: 'warning',
  asked: 'accent',
  stated: 'accent',
  silent: 'warning',
  handled: 'verified',
  closed: 'neutral',
};

type Typed = Readonly<Record<'of' | 'kind' | 'text', string>>;
const first: Typed = { of: 'open', kind: '', text: '' };
const rowKey = (row: AccountabilityRow) => row.id;
const rowName = (row: AccountabilityRow) => row.number;

export function EventsPage() {
  const say = useText(accountabilityPageText);
  const go = useGo();
  const { person } = useSession();
  const [filter, setFilter] = useState<Typed>(first);
  const paging = usePaging('accountability');
  const query = {
    of: accountabilityLists.find((each) => each === filter.of) ?? 'all',
    text: filter.text,
    ...(filter.kind === '' ? {} : { kind: filter.kind as AccountabilityRow['kind'] }),
    ...paging.query,
  };
  const list = useApiQuery(listEvents, { query });
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  const reads = person.roles.some((role) => (accountabilityReaders as readonly string[]).includes(role));
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say(reads ? 'lead' : 'ownLead')}
        actions={
          <GoTo to="/accountability/new" className={buttonClass({ kind: 'primary' })}>
            {say('raise')}
          </GoTo>
        }
      />
      <Filters onSearch={search} />
      <DataTable
        id="accountability"
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
        onOpen={(row) => go(`/accountability/${row.id}`)}
        filtered={filter !== first}
        empty={
          filter === first ? (
            <EmptyState title={say('empty')} text={say('emptyText')} />
          ) : (
            <EmptyState title={say('emptyFiltered')} text={say('emptyFilteredText')} />
          )
        }
      />
    </Page>
  );
}

function Filters({ onSearch }: { readonly onSearch: (typed: Typed) => void }) {
  const say = useText(accountabilityPageText);
  const [typed, setTyped] = useState(first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const reset = () => {
    setTyped(first);
    onSearch(first);
  };
  return (
    <FilterBar onSearch={() => onSearch(typed)} onReset={reset}>
      <SelectField
        name="of"
        label={say('show')}
        choices={accountabilityLists.map((value) => ({ value, label: say(`of.${value}`) }))}
        value={typed.of}
        onChange={set('of')}
      />
      <SelectField
        name="kind"
        label={say('kind')}
        empty={say('allKinds')}
        choices={accountabilityKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={typed.kind}
        onChange={set('kind')}
      />
      <TextField name="text" label={say('text')} maxLength={60} value={typed.text} onChange={set('text')} />
    </FilterBar>
  );
}

function useColumns(): readonly Column<AccountabilityRow>[] {
  const say = useText(accountabilityPageText);
  const { locale } = useLocale();
  return useMemo(
    () => [
      {
        key: 'matter',
        opens: true,
        title: say('matter'),
        width: 360,
        render: (row) => (
          <span className="oversight-cell">
            <GoTo to={`/accountability/${row.id}`}>
              {row.isFact ? factSentence(row, locale) : row.facts.subject}
            </GoTo>
            <span className="secondary">{[row.number, row.agencyName].join(' · ')}</span>
          </span>
        ),
      },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'person',
        title: say('person'),
        nowrap: true,
        render: (row) =>
          row.personName === '' ? <span className="secondary">{say('nobody')}</span> : row.personName,
      },
      {
        key: 'happened',
        title: say('happenedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.happenedOn} form="short" />,
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <span className="oversight-cell">
            <StateChip tone={eventTones[row.state]}>{say(`state.${row.state}`)}</StateChip>
            {row.outcome === null ? null : <span className="secondary">{say(`outcome.${row.outcome}`)}</span>}
            {row.state === 'asked' ? <DateText value={row.statementDue} form="short" /> : null}
          </span>
        ),
      },
    ],
    [say, locale],
  );
}
