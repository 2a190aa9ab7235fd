/** 账号管理: who may sign in, where they work, what they may do; a drawer for one account. */
import './system.css';
import { type AccountRow, accessRoutes } from '@mingcha/core/common/access-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useSearch } from '../registers/use-search.ts';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { AccountDrawer } from './account-drawer.tsx';
import { AccountState } from './account-state.tsx';
import { RoleChips } from './roles.tsx';

export function AccountsPage() {
  const say = useText(systemPageText);
  const { person } = useSession();
  const canEdit = person.roles.includes('administrator');
  const asked = stateOf(useSearch('state'));
  const [filter, setFilter] = useState<Filter>({ name: '', state: asked });
  const [openId, setOpenId] = useState<string | null>(null);
  const paging = usePaging('accounts');
  const query = {
    ...paging.query,
    ...(filter.name === '' ? {} : { name: filter.name }),
    ...(filter.state === '' ? {} : { state: filter.state }),
  };
  const list = useApiQuery(accessRoutes.listAccounts, { query });
  const columns = useColumns();
  const create = canEdit ? <CreateLink /> : null;
  return (
    <Page>
      <PageHeader title={say('accounts')} lead={say('accountsLead')} />
      <AccountFilter
        first={filter}
        onSearch={(wanted) => {
          setFilter(wanted);
          paging.reset();
        }}
      />
      <DataTable
        id="accounts"
        label={say('accounts')}
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
        filtered={filter.name !== '' || filter.state !== ''}
        toolbar={create}
        empty={<EmptyState title={say('emptyAccounts')} text={say('emptyAccountsText')} action={create} />}
      />
      <AccountDrawer
        account={list.data?.rows.find((row) => row.id === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </Page>
  );
}

const states = ['waiting', 'active', 'disabled', 'unused'] as const;
interface Filter {
  readonly name: string;
  readonly state: '' | (typeof states)[number];
}

function stateOf(text: string): Filter['state'] {
  return states.find((state) => state === text) ?? '';
}

const keyOf = (row: AccountRow) => row.id;
const nameOf = (row: AccountRow) => row.personName;

function CreateLink() {
  const say = useText(systemPageText);
  return (
    <GoTo to="/accounts/new" className={buttonClass({ size: 'small' })}>
      {say('accountNew')}
    </GoTo>
  );
}

function AccountFilter(props: { readonly first: Filter; readonly onSearch: (filter: Filter) => void }) {
  const say = useText(systemPageText);
  const sayState = useText(grantPageText);
  const [typed, setTyped] = useState<Filter>(props.first);
  return (
    <FilterBar
      onSearch={() => props.onSearch({ ...typed, name: typed.name.trim() })}
      onReset={() => {
        setTyped({ name: '', state: '' });
        props.onSearch({ name: '', state: '' });
      }}
    >
      <TextField
        name="name"
        label={say('accountSearch')}
        type="search"
        maxLength={40}
        placeholder={say('accountSearchHint')}
        value={typed.name}
        onChange={(name) => setTyped({ ...typed, name })}
      />
      <SelectField
        name="state"
        label={sayState('state')}
        empty={sayState('filter.all')}
        choices={states.map((state) => ({ value: state, label: sayState(`filter.${state}`) }))}
        value={typed.state}
        onChange={(state) => setTyped({ ...typed, state: stateOf(state) })}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<AccountRow>[] {
  const say = useText(systemPageText);
  return useMemo(
    () => [
      { key: 'personName', title: say('personName'), nowrap: true, render: (row) => row.personName },
      {
        key: 'signInName',
        title: say('signInName'),
        nowrap: true,
        render: (row) => <span className="mono">{row.signInName}</span>,
      },
      { key: 'agency', title: say('agency'), width: 180, render: (row) => row.agencyName },
      { key: 'section', title: say('section'), width: 120, render: (row) => row.sectionName ?? '–' },
      { key: 'roles', title: say('roles'), width: 160, render: (row) => <RoleChips roles={row.roles} /> },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <AccountState account={row} /> },
      {
        key: 'lastSignIn',
        title: say('lastSignIn'),
        nowrap: true,
        render: (row) =>
          row.lastSignInAt === null ? (
            <span className="secondary">{say('neverSignedIn')}</span>
          ) : (
            <DateText value={row.lastSignInAt} />
          ),
      },
      {
        key: 'created',
        title: say('created'),
        nowrap: true,
        extra: true,
        render: (row) => <DateText value={row.createdAt} />,
      },
    ],
    [say],
  );
}
