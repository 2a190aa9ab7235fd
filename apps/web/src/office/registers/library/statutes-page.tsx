/** 法规库: the list of statutes with search in names, numbers and articles. */
import {
  addStarterStatutes,
  listStatutes,
  type StatuteFilter,
} from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import { type StatuteRow, statuteLevels, statuteStates } from '@mingcha/core/registers/library/statute.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { setMembers } from '../list-parts.tsx';
import { useHasRole } from '../may-edit.ts';
import { CheckedChip, StatuteChip } from './state-chips.tsx';

const keyOf = (row: StatuteRow) => row.id;
const nameOf = (row: StatuteRow) => row.title;

export function StatutesPage() {
  const say = useText(libraryPageText);
  const go = useGo();
  const canEdit = useHasRole('legalOfficer');
  const [filter, setFilter] = useState<StatuteFilter>({});
  const paging = usePaging('statutes');
  const list = useApiQuery(listStatutes, { query: { ...filter, ...paging.query } });
  const columns = useColumns();
  return (
    <Page>
      <PageHeader
        title={say('statutes')}
        lead={say('statutesLead')}
        actions={
          canEdit ? (
            <GoTo to="/statutes/new" className={buttonClass({ kind: 'primary' })}>
              {say('statuteNew')}
            </GoTo>
          ) : undefined
        }
      />
      <Filters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="statutes"
        label={say('statutes')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/statutes/${row.id}`)}
        filtered={Object.keys(filter).length > 0}
        empty={<Nothing canEdit={canEdit} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<StatuteRow>[] {
  const say = useText(libraryPageText);
  const word = useText(libraryText);
  return useMemo(
    () => [
      { key: 'title', title: say('title'), width: 240, render: (row) => row.title },
      { key: 'edition', title: say('edition'), nowrap: true, render: (row) => row.edition || '–' },
      { key: 'level', title: say('level'), nowrap: true, render: (row) => word(`level.${row.level}`) },
      {
        key: 'number',
        title: say('documentNumber'),
        width: 160,
        extra: true,
        render: (row) => row.documentNumber || '–',
      },
      { key: 'issuer', title: say('issuer'), extra: true, render: (row) => row.issuer || '–' },
      {
        key: 'effectiveOn',
        title: say('effectiveOn'),
        nowrap: true,
        render: (row) => <DateText value={row.effectiveOn} form="short" />,
      },
      { key: 'articles', title: say('articleCount'), align: 'end', render: (row) => row.articleCount },
      {
        key: 'checked',
        title: say('checkedOn'),
        nowrap: true,
        render: (row) => <CheckedChip checkedOn={row.checkedOn} />,
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <StatuteChip state={row.state} /> },
    ],
    [say, word],
  );
}

function Nothing(props: { readonly canEdit: boolean }) {
  const say = useText(libraryPageText);
  const toast = useToast();
  const add = useApiAction(addStarterStatutes);
  const run = async () => {
    const result = await add.run({ body: {} });
    if (!result.ok) return;
    const { added } = result.value;
    toast(added === 0 ? say('starterPresent') : say('starterAdded', { added }));
  };
  const action = (
    <>
      <ErrorNotice error={add.error} />
      <Button busy={add.busy} onClick={() => void run()}>
        {say('addStarter')}
      </Button>
    </>
  );
  return (
    <EmptyState
      title={say('emptyStatutes')}
      text={say('emptyStatutesText')}
      {...(props.canEdit ? { action } : {})}
    />
  );
}

const noFilter = { text: '', level: '', state: '' };

function Filters(props: { readonly onSearch: (filter: StatuteFilter) => void }) {
  const say = useText(libraryPageText);
  const word = useText(libraryText);
  const ui = useUi();
  const [typed, setTyped] = useState(noFilter);
  const set = (name: keyof typeof noFilter) => (value: string) =>
    setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(setMembers(typed) as StatuteFilter)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch({});
      }}
    >
      <TextField
        name="filter.text"
        label={say('searchStatutes')}
        type="search"
        wide
        maxLength={100}
        placeholder={say('searchHint')}
        value={typed.text}
        onChange={set('text')}
      />
      <SelectField
        name="filter.level"
        label={say('level')}
        empty={ui('all')}
        choices={statuteLevels.map((value) => ({ value, label: word(`level.${value}`) }))}
        value={typed.level}
        onChange={set('level')}
      />
      <SelectField
        name="filter.state"
        label={say('state')}
        empty={ui('all')}
        choices={statuteStates.map((value) => ({ value, label: word(`state.${value}`) }))}
        value={typed.state}
        onChange={set('state')}
      />
    </FilterBar>
  );
}
