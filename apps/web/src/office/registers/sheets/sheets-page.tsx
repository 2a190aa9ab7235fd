/** 检查单模板: the agency's sheets with the version in force and the one being worked on; the way to new ones. */

import type { SheetRow, SheetVersionRow } from '@mingcha/core/registers/sheets/sheet.ts';
import { createSheet, listSheets } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import {
  type StarterCode,
  starterCodes,
  starterSheets,
} from '@mingcha/core/registers/sheets/starters/starters.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DocumentStateChip } from '../../parts/document-steps.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';

export function SheetsPage() {
  const say = useText(sheetText);
  const canEdit = useMayEdit();
  const go = useGo();
  const [adding, setAdding] = useState(false);
  const list = useApiQuery(listSheets);
  const columns = useColumns();
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      {say('sheetNew')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={say('sheets')}
        lead={say('sheetsLead')}
        actions={
          <ButtonRow>
            <GoTo to="/sheets/joint" className={buttonClass({})}>
              {say('jointSheet')}
            </GoTo>
            {canEdit ? add : null}
          </ButtonRow>
        }
      />
      <DataTable
        id="sheets"
        label={say('sheets')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/sheets/${row.latest.id}`)}
        empty={
          <EmptyState
            title={say('emptyTitle')}
            text={say('emptyText')}
            {...(canEdit ? { action: add } : {})}
          />
        }
      />
      {adding ? <NewSheet onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

const keyOf = (row: SheetRow) => row.id;
const nameOf = (row: SheetRow) => row.name;

function useColumns(): readonly Column<SheetRow>[] {
  const say = useText(sheetText);
  return useMemo(
    () => [
      { key: 'name', title: say('name'), width: 260, render: (row) => row.name },
      { key: 'industry', title: say('industry'), render: (row) => row.industry },
      {
        key: 'published',
        title: say('published'),
        nowrap: true,
        render: (row) => (row.published === null ? say('none') : say('version', { no: row.published.no })),
      },
      { key: 'latest', title: say('latest'), nowrap: true, render: (row) => <Version row={row.latest} /> },
      { key: 'lines', title: say('lines'), align: 'end', render: (row) => row.latest.lines },
      {
        key: 'updatedAt',
        title: say('updatedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.latest.updatedAt} />,
      },
    ],
    [say],
  );
}

function Version(props: { readonly row: SheetVersionRow }) {
  const say = useText(sheetText);
  return (
    <>
      {say('version', { no: props.row.no })} <DocumentStateChip state={props.row.state} />
    </>
  );
}

const blank: { name: string; industry: string; starter: StarterCode | '' } = {
  name: '',
  industry: '',
  starter: '',
};

function NewSheet(props: { readonly onClose: () => void }) {
  const say = useText(sheetText);
  const ui = useUi();
  const go = useGo();
  const form = useForm(blank);
  const create = useApiAction(createSheet, ['sheets.list']);
  const choose = (value: string) => {
    const starter = starterCodes.find((code) => code === value) ?? '';
    const content = starter === '' ? undefined : starterSheets[starter];
    form.set('starter')(starter);
    if (content === undefined) return;
    form.set('name')(content.name);
    form.set('industry')(content.industry);
  };
  const submit = async () => {
    const { name, industry, starter } = form.values;
    const result = await create.run({
      body: { name, industry, starter: starter === '' ? null : starter },
    });
    if (result.ok) go(`/sheets/${result.value.versionId}/edit`);
    else form.refuse(result.error);
  };
  return (
    <Dialog open title={say('sheetNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button kind="primary" type="submit" busy={create.busy}>
              {say('create')}
            </Button>
          </>
        }
      >
        <SelectField
          name="starter"
          label={say('start')}
          hint={say('starterHint')}
          value={form.values.starter}
          onChange={choose}
          empty={say('start.empty')}
          choices={starterCodes.map((code) => ({ value: code, label: starterSheets[code].name }))}
        />
        <NameFields form={form} />
      </Form>
    </Dialog>
  );
}

function NameFields({ form }: { readonly form: FormState<typeof blank> }) {
  const say = useText(sheetText);
  return (
    <>
      <TextField
        name="name"
        label={say('name')}
        hint={say('nameHint')}
        value={form.values.name}
        onChange={form.set('name')}
        error={form.error('name')}
        maxLength={100}
      />
      <TextField
        name="industry"
        label={say('industry')}
        hint={say('industryHint')}
        value={form.values.industry}
        onChange={form.set('industry')}
        error={form.error('industry')}
        maxLength={60}
      />
    </>
  );
}
