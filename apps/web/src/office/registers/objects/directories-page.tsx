/** 专项名录: the sub-directories with their counts, and a form for one. */
import '../registers.css';
import './objects.css';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import {
  type Directory,
  directoryFields,
  listDirectories,
  saveDirectory,
} from '@mingcha/core/registers/objects/directory-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { useMayEdit } from '../may-edit.ts';

const keyOf = (row: Directory) => row.id;
const nameOf = (row: Directory) => row.name;

function useColumns(): readonly Column<Directory>[] {
  const say = useText(objectsPageText);
  return useMemo(
    (): readonly Column<Directory>[] => [
      { key: 'name', title: say('themed'), width: 220, render: (row) => row.name },
      {
        key: 'entries',
        title: say('entries'),
        align: 'end',
        render: (row) => formatNumber(row.entries),
      },
      { key: 'needs', title: say('needsLicence'), render: (row) => say(row.needsLicence ? 'yes' : 'no') },
      {
        key: 'without',
        title: say('withoutLicence'),
        align: 'end',
        render: (row) => (row.needsLicence ? formatNumber(row.withoutLicence) : '–'),
      },
      {
        key: 'status',
        title: say('licenceStatus'),
        nowrap: true,
        render: (row) => <StateChip>{say(row.status)}</StateChip>,
      },
    ],
    [say],
  );
}

export function DirectoriesPage() {
  const say = useText(objectsPageText);
  const go = useGo();
  const canEdit = useMayEdit();
  const list = useApiQuery(listDirectories);
  const [isNew, setIsNew] = useState(false);
  const columns = useColumns();
  const add = canEdit ? (
    <Button kind="primary" onClick={() => setIsNew(true)}>
      {say('themedNew')}
    </Button>
  ) : null;
  const rows = list.data?.rows;
  return (
    <Page>
      <PageHeader title={say('themed')} lead={say('themedLead')} actions={rows?.length === 0 ? null : add} />
      <DataTable
        id="themed-directories"
        label={say('themed')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/themed-directories/${row.id}`)}
        empty={
          <EmptyState
            title={say('themedEmpty')}
            text={say('themedEmptyText')}
            {...(add === null ? {} : { action: add })}
          />
        }
      />
      {isNew ? <DirectoryDialog directory={null} onClose={() => setIsNew(false)} /> : null}
    </Page>
  );
}

const emptyDirectory = {
  name: '',
  itemKey: '',
  needsLicence: false,
  licenceName: '',
  note: '',
  status: 'active' as string,
};

type Values = typeof emptyDirectory;
function valuesOf({ name, itemKey, needsLicence, licenceName, note, status }: Directory): Values {
  return { name, itemKey: itemKey ?? '', needsLicence, licenceName, note, status };
}

function useDirectoryForm(directory: Directory | null, onClose: () => void) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveDirectory);
  const form = useForm<Values>(directory === null ? emptyDirectory : valuesOf(directory));
  const submit = async () => {
    const { name, itemKey, needsLicence, licenceName, note, status } = form.values;
    const fields = { name, needsLicence, licenceName, note, itemKey: itemKey === '' ? null : itemKey };
    const problems = check(directoryFields, fields, () => say('themed'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({
      body: {
        ...fields,
        id: directory?.id ?? null,
        version: directory?.version ?? 0,
        status: status === 'inactive' ? 'inactive' : 'active',
      },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(name);
    onClose();
  };
  return { form, submit, busy: save.busy };
}

export function DirectoryDialog(props: {
  readonly directory: Directory | null;
  readonly onClose: () => void;
}) {
  const say = useText(objectsPageText);
  const { form, submit, busy } = useDirectoryForm(props.directory, props.onClose);
  const title = say(props.directory === null ? 'themedNew' : 'themedEdit');
  return (
    <Dialog open title={title} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={title} busy={busy} onClose={props.onClose} />}
      >
        <DirectoryInputs form={form} isNew={props.directory === null} />
      </Form>
    </Dialog>
  );
}

function DirectoryInputs(props: { readonly form: FormState<Values>; readonly isNew: boolean }) {
  const { form } = props;
  const say = useText(objectsPageText);
  return (
    <>
      <TextField
        name="name"
        label={say('themed')}
        error={form.error('name')}
        maxLength={100}
        value={form.values.name}
        onChange={form.set('name')}
      />
      <ItemField form={form} />
      <Checkbox
        name="needsLicence"
        label={say('needsLicence')}
        checked={form.values.needsLicence}
        onChange={form.set('needsLicence')}
      />
      <TextField
        name="licenceName"
        label={say('licenceWord')}
        hint={say('licenceWordHint')}
        optional
        maxLength={100}
        value={form.values.licenceName}
        onChange={form.set('licenceName')}
      />
      <TextArea
        name="note"
        label={say('note')}
        optional
        rows={2}
        maxLength={300}
        value={form.values.note}
        onChange={form.set('note')}
      />
      {props.isNew ? null : (
        <SelectField
          name="status"
          label={say('licenceStatus')}
          empty={null}
          choices={[
            { value: 'active', label: say('active') },
            { value: 'inactive', label: say('inactive') },
          ]}
          value={form.values.status}
          onChange={form.set('status')}
        />
      )}
    </>
  );
}

function ItemField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectsPageText);
  const items = useApiQuery(listPublishedItems).data?.rows ?? [];
  return (
    <SelectField
      name="itemKey"
      label={say('item')}
      empty={say('itemNone')}
      optional
      choices={items.map((item) => ({ value: item.itemKey, label: `${item.code} ${item.name}` }))}
      value={form.values.itemKey}
      onChange={form.set('itemKey')}
    />
  );
}
