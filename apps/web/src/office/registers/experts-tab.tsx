/** 专家和技术机构: who may assist inspections, from application to admission; they never count as inspectors. */
import {
  type ExpertDetail,
  type ExpertRow,
  expertKinds,
  expertStatuses,
} from '@mingcha/core/registers/expert.ts';
import { listExperts } from '@mingcha/core/registers/expert-api.ts';
import { expertText } from '@mingcha/core/registers/expert-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, NumberText } from '../../shared/ui/values.tsx';
import { ExpertDialog } from './inspectors/expert-dialogs.tsx';
import { ExpertChip, ExpertDrawer } from './inspectors/expert-drawer.tsx';
import type { TabProps } from './inspectors-tab.tsx';
import { setMembers } from './list-parts.tsx';

const noFilter = { text: '', status: '', kind: '' };
type Asked = { text?: string; status?: ExpertRow['status']; kind?: ExpertRow['kind'] };

export function ExpertsTab({ canEdit }: TabProps) {
  const say = useText(expertText);
  const [filter, setFilter] = useState(noFilter);
  const [openId, setOpenId] = useState<string | null>(null);
  const [edited, setEdited] = useState<ExpertDetail | 'new' | null>(null);
  const paging = usePaging('experts');
  const asked = setMembers(filter) as Asked;
  const list = useApiQuery(listExperts, { query: { ...asked, ...paging.query } });
  const columns = useColumns();
  const add = (
    <Button size="small" onClick={() => setEdited('new')}>
      {say('expertNew')}
    </Button>
  );
  return (
    <>
      <p className="secondary">{say('expertsLead')}</p>
      <ExpertFilters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="experts"
        label={say('experts')}
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
        filtered={Object.keys(asked).length > 0}
        onOpen={(row) => setOpenId(row.id)}
        {...(canEdit ? { toolbar: add } : {})}
        empty={
          <EmptyState
            title={say('expertsEmpty')}
            text={say('expertsEmptyText')}
            {...(canEdit ? { action: add } : {})}
          />
        }
      />
      {openId === null ? null : (
        <ExpertDrawer id={openId} canEdit={canEdit} onEdit={setEdited} onClose={() => setOpenId(null)} />
      )}
      {edited === null ? null : (
        <ExpertDialog
          key={edited === 'new' ? 'new' : edited.id}
          expert={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const keyOf = (row: ExpertRow) => row.id;
const nameOf = (row: ExpertRow) => row.name;

function useColumns(): readonly Column<ExpertRow>[] {
  const say = useText(expertText);
  return useMemo(
    () => [
      { key: 'name', title: say('expert_name'), nowrap: true, render: (row) => row.name },
      {
        key: 'kind',
        title: say('expert_kind'),
        nowrap: true,
        render: (row) => say(`expertKind_${row.kind}`),
      },
      { key: 'organisation', title: say('expert_organisation'), render: (row) => row.organisation || '–' },
      {
        key: 'specialities',
        title: say('expert_specialities'),
        render: (row) => row.specialities.join('、') || '–',
      },
      {
        key: 'qualification',
        title: say('expert_qualification'),
        extra: true,
        render: (row) => row.qualification || '–',
      },
      { key: 'status', title: say('expert_status'), render: (row) => <ExpertChip row={row} /> },
      {
        key: 'term',
        title: say('expert_term'),
        render: (row) => <DateText value={row.termTo} form="short" />,
      },
      {
        key: 'files',
        title: say('expert_files'),
        align: 'end',
        render: (row) => <NumberText value={row.files} />,
      },
    ],
    [say],
  );
}

function ExpertFilters(props: { readonly onSearch: (filter: typeof noFilter) => void }) {
  const say = useText(expertText);
  const ui = useUi();
  const [typed, setTyped] = useState(noFilter);
  return (
    <FilterBar
      onSearch={() => props.onSearch({ ...typed, text: typed.text.trim() })}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch(noFilter);
      }}
    >
      <TextField
        name="filter.text"
        label={`${say('expert_name')} / ${say('expert_organisation')}`}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
      />
      <SelectField
        name="filter.status"
        label={say('expert_status')}
        empty={ui('all')}
        choices={expertStatuses.map((value) => ({ value, label: say(`expertStatus_${value}`) }))}
        value={typed.status}
        onChange={(status) => setTyped({ ...typed, status })}
      />
      <SelectField
        name="filter.kind"
        label={say('expert_kind')}
        empty={ui('all')}
        choices={expertKinds.map((value) => ({ value, label: say(`expertKind_${value}`) }))}
        value={typed.kind}
        onChange={(kind) => setTyped({ ...typed, kind })}
      />
    </FilterBar>
  );
}
