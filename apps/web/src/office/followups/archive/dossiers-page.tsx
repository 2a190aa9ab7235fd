/** 案卷档案: all dossiers of the agency; chosen ones go to the archive room by a list. */
import './archive.css';
import {
  type DossierView,
  downloadDossier,
  listDossiers,
  transferDossiers,
} from '@mingcha/core/followups/archive/archive-api.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { FondsLine } from './fonds-line.tsx';
import { StateOf } from './inspection-dossier.tsx';
import { TransferList } from './transfer-list.tsx';

interface Filter {
  readonly where: 'all' | 'here' | 'transferred';
  readonly text: string;
}
const first: Filter = { where: 'all', text: '' };
const keyOf = (row: DossierView): string => row.id;
const nameOf = (row: DossierView): string => row.archiveNumber;

export function DossiersPage() {
  const say = useText(archivePageText);
  const [filter, setFilter] = useState<Filter>(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const paging = usePaging('dossiers');
  const list = useApiQuery(listDossiers, { query: { ...filter, ...paging.query } });
  const columns = useDossierColumns();
  const search = (next: Filter) => {
    setFilter(next);
    setChosen(new Set());
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      <FondsLine />
      <Choice onSearch={search} />
      <DataTable
        id="dossiers"
        label={say('title')}
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
        selection={{ keys: chosen, onChange: setChosen }}
        batch={<Transfer ids={[...chosen]} onDone={() => setChosen(new Set())} />}
        filtered={filter.text !== '' || filter.where !== 'all'}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
      <TransferList />
    </Page>
  );
}

function Choice({ onSearch }: { readonly onSearch: (filter: Filter) => void }) {
  const say = useText(archivePageText);
  const [typed, setTyped] = useState<Filter>(first);
  return (
    <FilterBar
      onSearch={() => onSearch(typed)}
      onReset={() => {
        setTyped(first);
        onSearch(first);
      }}
    >
      <SelectField
        name="where"
        label={say('show')}
        empty={null}
        choices={(['all', 'here', 'transferred'] as const).map((value) => ({ value, label: say(value) }))}
        value={typed.where}
        onChange={(where) => setTyped((old) => ({ ...old, where: where as Filter['where'] }))}
      />
      <TextField
        name="text"
        label={say('text')}
        maxLength={100}
        value={typed.text}
        onChange={(text) => setTyped((old) => ({ ...old, text }))}
      />
    </FilterBar>
  );
}

function Transfer(props: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const say = useText(archivePageText);
  const toast = useToast();
  const send = useApiAction(transferDossiers);
  const [open, setOpen] = useState(false);
  const [box, setBox] = useState('');
  const [to, setTo] = useState(() => say('toDefault'));
  const save = async () => {
    const result = await send.run({ body: { dossierIds: [...props.ids], boxNumber: box, to } });
    if (!result.ok) return;
    toast(say('transferDone'));
    setOpen(false);
    props.onDone();
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('transfer')}
      </Button>
      <ConfirmDialog
        open={open}
        question={say('transferTitle')}
        action={say('transfer')}
        busy={send.busy}
        onConfirm={() => void save()}
        onClose={() => setOpen(false)}
      >
        <div className="archive-form">
          <p>{say('transferText')}</p>
          {send.error === null ? null : <ErrorNotice error={send.error} />}
          <TextField name="boxNumber" label={say('box')} maxLength={60} value={box} onChange={setBox} />
          <TextField name="to" label={say('to')} maxLength={200} value={to} onChange={setTo} />
        </div>
      </ConfirmDialog>
    </>
  );
}

function useDossierColumns(): readonly Column<DossierView>[] {
  const say = useText(archivePageText);
  return useMemo(
    () => [
      { key: 'number', title: say('number'), nowrap: true, render: (row) => row.archiveNumber },
      { key: 'object', title: say('object'), render: (row) => row.objectName },
      { key: 'retention', title: say('retention'), render: (row) => say(`retention.${row.retention}`) },
      { key: 'pages', title: say('pages'), align: 'end', render: (row) => row.pages ?? '' },
      { key: 'filed', title: say('filed'), render: (row) => <DateText value={row.filedOn} form="short" /> },
      { key: 'state', title: say('state'), render: (row) => <StateOf dossier={row} /> },
      {
        key: 'place',
        title: say('place'),
        render: (row) => say(row.transferId === null ? 'here' : 'transferred'),
      },
      { key: 'actions', title: say('actions'), render: (row) => <Files row={row} /> },
    ],
    [say],
  );
}

function Files({ row }: { readonly row: DossierView }) {
  const say = useText(archivePageText);
  if (row.state !== 'built') return null;
  return (
    <div className="archive-cell">
      {(['pdf', 'package'] as const).map((form) => (
        <a
          key={form}
          className={buttonClass({ kind: 'quiet', size: 'small' })}
          href={addressOf(downloadDossier, { params: { id: row.id }, query: { form } })}
        >
          {say(form)}
        </a>
      ))}
    </div>
  );
}
