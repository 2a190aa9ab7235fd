/** 后续处置: all problems with their days, the late ones first; several of one state are handled together. */
import './followups.css';
import { type FollowupKind, followupKinds } from '@mingcha/core/followups/followup.ts';
import {
  type FollowupFilter,
  type FollowupList,
  followupLists,
  listFollowups,
} from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
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
import { BatchMoves } from './batch-moves.tsx';
import { keyOfRow, nameOfRow, useFollowupColumns } from './followup-columns.tsx';
import { PenaltyExport } from './penalty-export.tsx';

type Typed = Readonly<Record<'of' | 'kind' | 'text', string>>;

export function FollowupsPage() {
  const say = useText(followupPageText);
  const go = useGo();
  const asked = useSearch('of');
  const first: Typed = { of: listNamed(asked), kind: '', text: '' };
  const [filter, setFilter] = useState<Typed>(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const paging = usePaging('followups');
  const mayMove = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
  const mayExport = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead');
  const query = setMembers(filter) as Partial<FollowupFilter>;
  const list = useApiQuery(listFollowups, { query: { ...query, ...paging.query } });
  const columns = useFollowupColumns();
  const rows = list.data?.rows;
  const search = (next: Typed) => {
    setFilter(next);
    setChosen(new Set());
    paging.reset();
  };
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        {...(mayExport ? { actions: <PenaltyExport /> } : {})}
      />
      <Filters first={first} onSearch={search} />
      <DataTable
        id="followups"
        label={say('title')}
        columns={columns}
        rows={rows}
        rowKey={keyOfRow}
        rowName={nameOfRow}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/followups/${row.findingId}`)}
        {...(mayMove && filter.of !== 'closed' ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        batch={
          <BatchMoves
            rows={(rows ?? []).filter((row) => chosen.has(row.findingId))}
            onDone={() => setChosen(new Set())}
          />
        }
        filtered={filter.of !== 'open' || filter.kind !== '' || filter.text !== ''}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

function listNamed(asked: string): FollowupList {
  return followupLists.find((each) => each === asked) ?? 'open';
}

function Filters(props: { readonly first: Typed; readonly onSearch: (typed: Typed) => void }) {
  const say = useText(followupPageText);
  const ui = useUi();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        const none = { of: 'open', kind: '', text: '' };
        setTyped(none);
        props.onSearch(none);
      }}
    >
      <SelectField
        name="of"
        label={say('show')}
        empty={null}
        choices={followupLists.map((value) => ({ value, label: say(`of.${value}`) }))}
        value={typed.of}
        onChange={set('of')}
      />
      <SelectField
        name="kind"
        label={say('kind')}
        empty={ui('all')}
        choices={followupKinds.map((value: FollowupKind) => ({ value, label: say(`kind.${value}`) }))}
        value={typed.kind}
        onChange={set('kind')}
      />
      <TextField
        name="text"
        label={say('text')}
        placeholder={say('textHint')}
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
    </FilterBar>
  );
}
