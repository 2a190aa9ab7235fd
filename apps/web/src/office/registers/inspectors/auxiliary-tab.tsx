/** 辅助人员: staff without a certificate, listed beside the inspectors and never among them. */
import { type AuxiliaryRow, listAuxiliary } from '@mingcha/core/registers/inspectors/auxiliary.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import type { TabProps } from '../inspectors-tab.tsx';
import { AuxiliaryDialog, CertifyDialog } from './auxiliary-dialogs.tsx';

export function AuxiliaryTab({ canEdit }: TabProps) {
  const say = useText(careerPageText);
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<AuxiliaryRow | 'new' | null>(null);
  const [certified, setCertified] = useState<AuxiliaryRow | null>(null);
  const paging = usePaging('auxiliary');
  const list = useApiQuery(listAuxiliary, { query: { ...(text === '' ? {} : { text }), ...paging.query } });
  const columns = useColumns(canEdit ? setCertified : null);
  const search = (next: string) => {
    setText(next.trim());
    paging.reset();
  };
  const add = (
    <Button size="small" onClick={() => setEdited('new')}>
      {say('auxiliaryNew')}
    </Button>
  );
  return (
    <>
      <p className="secondary">{say('auxiliaryLead')}</p>
      <NameFilter onSearch={search} />
      <DataTable
        id="auxiliary"
        label={say('auxiliary')}
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
        filtered={text !== ''}
        {...(canEdit ? { onOpen: setEdited, toolbar: add } : {})}
        empty={
          <EmptyState
            title={say('auxiliaryEmpty')}
            text={say('auxiliaryEmptyText')}
            {...(canEdit ? { action: add } : {})}
          />
        }
      />
      {edited === null ? null : (
        <AuxiliaryDialog
          key={edited === 'new' ? 'new' : edited.id}
          row={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {certified === null ? null : <CertifyDialog row={certified} onClose={() => setCertified(null)} />}
    </>
  );
}

function NameFilter(props: { readonly onSearch: (text: string) => void }) {
  const say = useText(careerPageText);
  const [typed, setTyped] = useState('');
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped('');
        props.onSearch('');
      }}
    >
      <TextField
        name="filter.aux"
        label={say('auxiliarySearch')}
        type="search"
        maxLength={100}
        value={typed}
        onChange={setTyped}
      />
    </FilterBar>
  );
}

const keyOf = (row: AuxiliaryRow) => row.id;
const nameOf = (row: AuxiliaryRow) => row.name;

function useColumns(certify: ((row: AuxiliaryRow) => void) | null): readonly Column<AuxiliaryRow>[] {
  const say = useText(careerPageText);
  return useMemo(() => {
    const shown: readonly Column<AuxiliaryRow>[] = [
      { key: 'name', title: say('aux_name'), nowrap: true, render: (row) => row.name },
      {
        key: 'establishment',
        title: say('establishment'),
        nowrap: true,
        render: (row) => say(`est_${row.establishment}`),
      },
      { key: 'section', title: say('aux_section'), render: (row) => row.sectionName ?? '–' },
      { key: 'post', title: say('aux_post'), render: (row) => row.post || '–' },
      { key: 'duties', title: say('aux_duties'), width: 220, render: (row) => row.duties || '–' },
      {
        key: 'status',
        title: say('aux_status'),
        render: (row) => (
          <StateChip tone={row.status === 'active' ? 'accent' : 'neutral'}>
            {say(`auxStatus_${row.status}`)}
          </StateChip>
        ),
      },
    ];
    if (certify === null) return shown;
    return [
      ...shown,
      {
        key: 'certify',
        title: say('certify'),
        render: (row) =>
          row.status === 'active' ? (
            <Button size="small" onClick={() => certify(row)}>
              {say('certify')}
            </Button>
          ) : null,
      },
    ];
  }, [say, certify]);
}
