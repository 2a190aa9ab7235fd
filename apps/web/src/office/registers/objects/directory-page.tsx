/** One sub-directory: its rows, filling from licences, adding and removing objects. */
import '../registers.css';
import './objects.css';
import {
  addDirectoryEntries,
  type Directory,
  type DirectoryEntry,
  fillDirectory,
  listDirectories,
  listDirectoryEntries,
  removeDirectoryEntry,
} from '@mingcha/core/registers/objects/directory-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import type { Choice } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useMayEdit } from '../may-edit.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useFoundObjects, withChosen } from '../use-found.ts';
import { DirectoryDialog } from './directories-page.tsx';

export function DirectoryPage() {
  const id = useParam('id');
  const list = useApiQuery(listDirectories);
  const directory = list.data?.rows.find((one) => one.id === id);
  if (directory === undefined)
    return (
      <Page>
        {list.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={list.error} onRetry={list.reload} />
        )}
      </Page>
    );
  return <One directory={directory} />;
}

function One({ directory }: { readonly directory: Directory }) {
  const say = useText(objectsPageText);
  const ui = useUi();
  const toast = useToast();
  const canEdit = useMayEdit();
  const fill = useApiAction(fillDirectory);
  const [open, setOpen] = useState<'edit' | 'add' | null>(null);
  const run = async () => {
    const result = await fill.run({ params: { id: directory.id }, body: {} });
    if (result.ok) toast(say('filled', { n: result.value.added }));
  };
  const close = () => setOpen(null);
  return (
    <Page>
      <PageHeader
        title={directory.name}
        mark={directory.status === 'active' ? null : <StateChip>{say('inactive')}</StateChip>}
        lead={directory.note || say('themedLead')}
        actions={
          canEdit ? (
            <>
              <Button onClick={() => setOpen('edit')}>{ui('edit')}</Button>
              <Button busy={fill.busy} onClick={() => void run()}>
                {say('fill')}
              </Button>
              <Button kind="primary" onClick={() => setOpen('add')}>
                {say('addEntry')}
              </Button>
            </>
          ) : null
        }
      />
      <ErrorNotice error={fill.error} />
      <Entries directory={directory} canEdit={canEdit} />
      {open === 'edit' ? <DirectoryDialog directory={directory} onClose={close} /> : null}
      {open === 'add' ? <AddDialog directory={directory} onClose={close} /> : null}
    </Page>
  );
}

const keyOf = (row: DirectoryEntry) => row.id;
const nameOf = (row: DirectoryEntry) => row.objectName;

function useColumns(
  canEdit: boolean,
  onLeave: (row: DirectoryEntry) => void,
): readonly Column<DirectoryEntry>[] {
  const say = useText(objectsPageText);
  const ui = useUi();
  return useMemo((): readonly Column<DirectoryEntry>[] => {
    const all: Column<DirectoryEntry>[] = [
      {
        key: 'name',
        title: say('name'),
        width: 220,
        render: (row) => <GoTo to={`/objects/${row.objectId}`}>{row.objectName}</GoTo>,
      },
      { key: 'code', title: say('code'), render: (row) => <span className="mono">{row.code || '–'}</span> },
      { key: 'licence', title: say('licenceNumber'), width: 160, render: (row) => row.licenceNumber ?? '–' },
      { key: 'to', title: say('validTo'), render: (row) => <DateText value={row.validTo} /> },
      {
        key: 'live',
        title: say('licenceStatus'),
        nowrap: true,
        render: (row) =>
          row.live === null ? (
            '–'
          ) : (
            <StateChip tone={row.live ? 'verified' : 'warning'}>
              {say(row.live ? 'live' : 'notLive')}
            </StateChip>
          ),
      },
    ];
    if (canEdit)
      all.push({
        key: 'do',
        title: ui('columnDo'),
        nowrap: true,
        render: (row) => (
          <Button size="small" kind="quiet" onClick={() => onLeave(row)}>
            {say('removeEntry')}
          </Button>
        ),
      });
    return all;
  }, [say, ui, canEdit, onLeave]);
}

function Entries(props: { readonly directory: Directory; readonly canEdit: boolean }) {
  const { id } = props.directory;
  const say = useText(objectsPageText);
  const paging = usePaging('themed-entries');
  const list = useApiQuery(listDirectoryEntries, { params: { id }, query: paging.query });
  const remove = useApiAction(removeDirectoryEntry);
  const [leaving, setLeaving] = useState<DirectoryEntry | null>(null);
  const columns = useColumns(props.canEdit, setLeaving);
  return (
    <>
      <DataTable
        id="themed-entries"
        label={props.directory.name}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('entriesEmpty')} text={say('entriesEmptyText')} />}
      />
      {leaving === null ? null : (
        <ReasonDialog
          title={say('removeQuestion', { name: leaving.objectName })}
          text={say('removeText')}
          verb={say('removeEntry')}
          required
          onClose={() => setLeaving(null)}
          onSubmit={(reason) => remove.run({ params: { id: leaving.id }, body: { reason } })}
        />
      )}
    </>
  );
}

function AddDialog(props: { readonly directory: Directory; readonly onClose: () => void }) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const found = useFoundObjects();
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const add = useApiAction(addDirectoryEntries);
  const form = useForm({ objects: '' });
  const choices = withChosen(found.choices, chosen);
  const submit = async () => {
    const objectIds = chosen.map((one) => one.value);
    const result = await add.run({
      params: { id: props.directory.id },
      body: { objectIds, licenceId: null },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('addedEntry'));
    props.onClose();
  };
  return (
    <Dialog open title={say('addEntry')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('addEntry')} busy={add.busy} onClose={props.onClose} />}
      >
        <ChooseField
          name="objects"
          label={say('chosenObjects')}
          many
          value={chosen.map((one) => one.value)}
          onChange={(ids) => setChosen(choices.filter((choice) => ids.includes(choice.value)))}
          choices={choices}
          onSearch={found.onSearch}
          loading={found.loading}
        />
      </Form>
    </Dialog>
  );
}
