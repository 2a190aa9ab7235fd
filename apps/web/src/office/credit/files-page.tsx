/** 信用档案: the objects of the directory with what their files hold; no score, no ranking. */
import './credit.css';
import { type CreditFileRow, listCreditFiles } from '@mingcha/core/credit/credit-api.ts';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useGo } from '../shell/navigation.tsx';

const ranges = ['all', 'withEntries', 'listed'] as const;
type Typed = { readonly of: (typeof ranges)[number]; readonly text: string };
const first: Typed = { of: 'withEntries', text: '' };
const rowKey = (row: CreditFileRow) => row.objectId;
const rowName = (row: CreditFileRow) => row.name;

export function CreditFilesPage() {
  const say = useText(creditPageText);
  const go = useGo();
  const [filter, setFilter] = useState<Typed>(first);
  const [typed, setTyped] = useState<Typed>(first);
  const paging = usePaging('credit-files');
  const { of, text } = filter;
  const list = useApiQuery(listCreditFiles, {
    query: { of, ...(text === '' ? {} : { text }), ...paging.query },
  });
  const search = (next: Typed) => {
    setTyped(next);
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('filesTitle')} lead={say('filesLead')} />
      <FilterBar onSearch={() => search(typed)} onReset={() => search(first)}>
        <TextField
          name="text"
          label={say('search')}
          value={typed.text}
          onChange={(value) => setTyped({ ...typed, text: value })}
        />
        <SelectField
          name="of"
          label={say('show')}
          empty={null}
          choices={ranges.map((value) => ({ value, label: say(`of.${value}`) }))}
          value={typed.of}
          onChange={(value) => setTyped({ ...typed, of: ranges.find((each) => each === value) ?? 'all' })}
        />
      </FilterBar>
      <DataTable
        id="credit-files"
        label={say('filesTitle')}
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
        onOpen={(row) => go(`/credit-files/${row.objectId}`)}
        filtered={of !== 'all' || text !== ''}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

function useColumns() {
  const say = useText(creditPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('name'), render: (row: CreditFileRow) => row.name },
      {
        key: 'code',
        title: say('code'),
        nowrap: true,
        render: (row: CreditFileRow) => <span className="mono">{row.code}</span>,
      },
      {
        key: 'class',
        title: say('creditClass'),
        nowrap: true,
        render: (row: CreditFileRow) =>
          row.creditClass === '' ? (
            say('unclassed')
          ) : (
            <>
              {row.creditClass}
              {row.asOf === null ? null : (
                <span className="secondary">
                  {'　'}
                  {say('asOf')} <DateText value={row.asOf} form="short" />
                </span>
              )}
            </>
          ),
      },
      { key: 'entries', title: say('entries'), render: (row: CreditFileRow) => row.entries },
      { key: 'problems', title: say('problems'), render: (row: CreditFileRow) => row.problems },
      {
        key: 'listed',
        title: say('listed'),
        render: (row: CreditFileRow) =>
          row.isListed ? <StateChip tone="void">{say('listed')}</StateChip> : say('notListed'),
      },
    ],
    [say],
  );
}
