/** 政策文件: the list, one document beside it, and its form in a dialog. */
import { listPolicyDocuments, type PolicyFilter } from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import { type PolicyRow, policyStates } from '@mingcha/core/registers/library/policy-document.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { setMembers } from '../list-parts.tsx';
import { useHasRole } from '../may-edit.ts';
import { PolicyDialog } from './policy-dialog.tsx';
import { PolicyDrawer } from './policy-drawer.tsx';
import { PolicyChip } from './state-chips.tsx';

const keyOf = (row: PolicyRow) => row.id;
const nameOf = (row: PolicyRow) => row.title;

export function PoliciesPage() {
  const say = useText(libraryPageText);
  const canEdit = useHasRole('legalOfficer');
  const [filter, setFilter] = useState<PolicyFilter>({});
  const [openId, setOpenId] = useState<string | null>(null);
  const [editing, setEditing] = useState<PolicyRow | 'new' | null>(null);
  const paging = usePaging('policy-documents');
  const list = useApiQuery(listPolicyDocuments, { query: { ...filter, ...paging.query } });
  const columns = useColumns();
  const shown = list.data?.rows.find((row) => row.id === openId) ?? null;
  const add = canEdit ? (
    <Button kind="primary" onClick={() => setEditing('new')}>
      {say('policyNew')}
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('policies')} lead={say('policiesLead')} actions={add} />
      <Filters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="policy-documents"
        label={say('policies')}
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
        onOpen={(row) => setOpenId(row.id)}
        filtered={Object.keys(filter).length > 0}
        empty={
          <EmptyState
            title={say('emptyPolicies')}
            text={say('emptyPoliciesText')}
            {...(add === undefined ? {} : { action: add })}
          />
        }
      />
      <Opened shown={shown} canEdit={canEdit} editing={editing} onEdit={setEditing} onOpen={setOpenId} />
    </Page>
  );
}

/** The document beside the list, and its form. */
function Opened(props: {
  readonly shown: PolicyRow | null;
  readonly canEdit: boolean;
  readonly editing: PolicyRow | 'new' | null;
  readonly onEdit: (document: PolicyRow | null) => void;
  readonly onOpen: (id: string | null) => void;
}) {
  const { shown, editing, onEdit, onOpen } = props;
  return (
    <>
      {shown === null ? null : (
        <PolicyDrawer
          document={shown}
          canEdit={props.canEdit}
          onEdit={() => onEdit(shown)}
          onClose={() => onOpen(null)}
        />
      )}
      {editing === null ? null : (
        <PolicyDialog
          stored={editing === 'new' ? null : editing}
          onDone={(id) => {
            onEdit(null);
            onOpen(id);
          }}
          onClose={() => onEdit(null)}
        />
      )}
    </>
  );
}

function useColumns(): readonly Column<PolicyRow>[] {
  const say = useText(libraryPageText);
  return useMemo(
    () => [
      { key: 'title', title: say('policyTitle'), width: 320, render: (row) => row.title },
      { key: 'number', title: say('policyNumber'), nowrap: true, render: (row) => row.number || '–' },
      { key: 'issuer', title: say('policyIssuer'), width: 140, render: (row) => row.issuer || '–' },
      {
        key: 'issuedOn',
        title: say('issuedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.issuedOn} form="short" />,
      },
      {
        key: 'validUntil',
        title: say('validUntil'),
        nowrap: true,
        render: (row) => <DateText value={row.endedOn ?? row.validUntil} form="short" />,
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <PolicyChip state={row.state} /> },
    ],
    [say],
  );
}

const noFilter = { text: '', state: '' };

function Filters(props: { readonly onSearch: (filter: PolicyFilter) => void }) {
  const say = useText(libraryPageText);
  const word = useText(libraryText);
  const ui = useUi();
  const [typed, setTyped] = useState(noFilter);
  const set = (name: keyof typeof noFilter) => (value: string) =>
    setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(setMembers(typed) as PolicyFilter)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch({});
      }}
    >
      <TextField
        name="filter.text"
        label={say('searchPolicies')}
        type="search"
        wide
        maxLength={100}
        placeholder={say('searchHint')}
        value={typed.text}
        onChange={set('text')}
      />
      <SelectField
        name="filter.state"
        label={say('state')}
        empty={ui('all')}
        choices={policyStates.map((value) => ({ value, label: word(`policy.${value}`) }))}
        value={typed.state}
        onChange={set('state')}
      />
    </FilterBar>
  );
}
