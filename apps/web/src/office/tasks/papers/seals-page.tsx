/** 用印: papers of the own agency that wait for its seal, and those that have it with day and register number. */
import './papers.css';
import { listSeals } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { keyOfPaper, nameOfPaper, usePaperColumns } from './paper-columns.tsx';
import { usePaperDialogs } from './paper-dialogs.tsx';

interface Filter {
  readonly state: 'waiting' | 'sealed';
  readonly text: string;
}
const first: Filter = { state: 'waiting', text: '' };

export function SealsPage() {
  const say = useText(paperPageText);
  const [typed, setTyped] = useState<Filter>(first);
  const [filter, setFilter] = useState<Filter>(first);
  const paging = usePaging('seals');
  const list = useApiQuery(listSeals, { query: { ...filter, ...paging.query } });
  const { actions, dialogs } = usePaperDialogs();
  const columns = usePaperColumns(actions);
  const search = (next: Filter) => {
    setTyped(next);
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('sealsTitle')} lead={say('sealsLead')} />
      <FilterBar onSearch={() => search(typed)} onReset={() => search(first)}>
        <SelectField
          name="state"
          label={say('show')}
          empty={null}
          choices={[
            { value: 'waiting', label: say('waiting') },
            { value: 'sealed', label: say('sealed') },
          ]}
          value={typed.state}
          onChange={(state) =>
            setTyped((old) => ({ ...old, state: state === 'sealed' ? 'sealed' : 'waiting' }))
          }
        />
        <TextField
          name="text"
          label={say('text')}
          placeholder={say('textHint')}
          maxLength={100}
          value={typed.text}
          onChange={(text) => setTyped((old) => ({ ...old, text }))}
        />
      </FilterBar>
      <DataTable
        id="seals"
        label={say('sealsTitle')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOfPaper}
        rowName={nameOfPaper}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={filter.text !== '' || filter.state !== 'waiting'}
        empty={<EmptyState title={say('sealsEmpty')} text={say('sealsEmptyText')} />}
      />
      {dialogs}
    </Page>
  );
}
