/** 待公示: what is owed to the public with its due days, what was published, exempted or taken back; batch release. */
import './publications.css';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import { publicationKinds } from '@mingcha/core/publications/publication.ts';
import {
  listPublications,
  type PublicationFilter,
  type PublicationList,
  type PublicationRow,
  publicationFigures,
  publicationLists,
} from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { setMembers } from '../registers/list-parts.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { useSearch } from '../registers/use-search.ts';
import { useGo } from '../shell/navigation.tsx';
import { BatchRelease } from './batch-release.tsx';
import { nameOfPublication, usePublicationColumns } from './publication-columns.tsx';

type Typed = Readonly<Record<'of' | 'kind' | 'text', string>>;
const rowKey = (row: PublicationRow) => row.id;

export function PublicationsPage() {
  const say = useText(publicationPageText);
  const go = useGo();
  const asked = useSearch('of');
  const first: Typed = { of: listNamed(asked), kind: '', text: '' };
  const [filter, setFilter] = useState<Typed>(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const paging = usePaging('publications');
  const mayRelease = useHasRole('legalOfficer');
  const query = setMembers(filter) as Partial<PublicationFilter>;
  const list = useApiQuery(listPublications, { query: { ...query, ...paging.query } });
  const columns = usePublicationColumns();
  const rows = list.data?.rows;
  const search = (next: Typed) => {
    setFilter(next);
    setChosen(new Set());
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('listTitle')} lead={say('listLead')} />
      <Counts now={filter.of} onChoose={(of) => search({ of, kind: '', text: '' })} />
      <Filters key={filter.of} first={filter} onSearch={search} />
      <DataTable
        id="publications"
        label={say('listTitle')}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowName={nameOfPublication}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/publications/${row.id}`)}
        {...(mayRelease ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        batch={
          <BatchRelease
            rows={(rows ?? []).filter((row) => chosen.has(row.id))}
            onDone={() => setChosen(new Set())}
          />
        }
        filtered={filter.of !== 'due' || filter.kind !== '' || filter.text !== ''}
        empty={<EmptyState title={say(filter.of === 'due' ? 'emptyDue' : 'empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

function listNamed(asked: string): PublicationList {
  return publicationLists.find((each) => each === asked) ?? 'due';
}

const counted = ['due', 'soon', 'late', 'published', 'exempt', 'suspended'] as const;

/** The figures are the ways into their lists. */
function Counts(props: { readonly now: string; readonly onChoose: (of: PublicationList) => void }) {
  const say = useText(publicationPageText);
  const { data } = useApiQuery(publicationFigures);
  if (data === undefined) return null;
  return (
    <ul className="publication-counts">
      {counted.map((key) => (
        <li key={key} data-late={key === 'late' && data.late > 0}>
          <button type="button" aria-pressed={props.now === key} onClick={() => props.onChoose(key)}>
            <span>{say(`figure.${key}`)}</span>
            <strong>{data[key] + (key === 'exempt' ? data.excluded : 0)}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Filters(props: { readonly first: Typed; readonly onSearch: (typed: Typed) => void }) {
  const say = useText(publicationPageText);
  const words = useText(publicLineText);
  const ui = useUi();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => props.onSearch({ of: 'due', kind: '', text: '' })}
    >
      <SelectField
        name="of"
        label={say('filterList')}
        empty={null}
        choices={publicationLists.map((value) => ({ value, label: say(`of.${value}`) }))}
        value={typed.of}
        onChange={set('of')}
      />
      <SelectField
        name="kind"
        label={say('filterKind')}
        empty={ui('all')}
        choices={publicationKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        value={typed.kind}
        onChange={set('kind')}
      />
      <TextField
        name="text"
        label={say('filterText')}
        placeholder={say('filterTextHint')}
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
    </FilterBar>
  );
}
