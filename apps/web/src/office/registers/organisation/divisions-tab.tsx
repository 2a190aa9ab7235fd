/** 行政区划: the chain from province to village as this place uses it. */
import { type DivisionRow, divisionFields } from '@mingcha/core/registers/organisation/division.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import {
  listDivisions,
  saveDivision,
} from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { dayOrNull, useSubmit } from './use-org-form.ts';

const keyOf = (row: DivisionRow) => row.id;
const nameOf = (row: DivisionRow) => row.name;

export function DivisionsTab(props: { readonly canEdit: boolean }) {
  const say = useText(organisationPageText);
  const list = useApiQuery(listDivisions);
  const [editing, setEditing] = useState<DivisionRow | 'new' | null>(null);
  const columns = useColumns();
  const add = props.canEdit ? (
    <Button size="small" onClick={() => setEditing('new')}>
      {say('divisionNew')}
    </Button>
  ) : undefined;
  return (
    <>
      <p className="secondary">{say('divisionsLead')}</p>
      <DataTable
        id="divisions"
        label={say('divisions')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        toolbar={add}
        {...(props.canEdit ? { onOpen: setEditing } : {})}
        empty={<EmptyState title={say('emptyDivisions')} text={say('emptyDivisionsText')} />}
      />
      {editing === null ? null : (
        <DivisionDialog stored={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function useColumns(): readonly Column<DivisionRow>[] {
  const say = useText(organisationPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('divisionName'), width: 160, render: (row) => row.name },
      {
        key: 'code',
        title: say('divisionCode'),
        nowrap: true,
        render: (row) => <span className="mono">{row.code}</span>,
      },
      {
        key: 'level',
        title: say('divisionLevel'),
        nowrap: true,
        render: (row) => say(`divisionLevel.${row.level}`),
      },
      {
        key: 'parent',
        title: say('divisionParent'),
        nowrap: true,
        render: (row) => <span className="mono">{row.parentCode ?? '–'}</span>,
      },
      {
        key: 'from',
        title: say('divisionFrom'),
        nowrap: true,
        render: (row) => <DateText value={row.validFrom} form="short" />,
      },
      {
        key: 'to',
        title: say('validTo'),
        nowrap: true,
        render: (row) => <DateText value={row.validTo} form="short" />,
      },
    ],
    [say],
  );
}

const labels = {
  code: 'divisionCode',
  name: 'divisionName',
  validFrom: 'divisionFrom',
  validTo: 'validTo',
} as const;
type Name = keyof typeof labels;

function DivisionDialog(props: { readonly stored: DivisionRow | null; readonly onClose: () => void }) {
  const { stored, onClose } = props;
  const say = useText(organisationPageText);
  const ui = useUi();
  const save = useApiAction(saveDivision);
  const submit = useSubmit();
  const form = useForm<Readonly<Record<Name, string>>>({
    code: stored?.code ?? '',
    name: stored?.name ?? '',
    validFrom: stored?.validFrom ?? '',
    validTo: stored?.validTo ?? '',
  });
  const field = (name: Name) => ({
    name,
    label: say(labels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  const send = () =>
    submit({
      form,
      schema: divisionFields,
      label: (name) => say(labels[name as Name]),
      body: () => ({
        ...form.values,
        validFrom: dayOrNull(form.values.validFrom),
        validTo: dayOrNull(form.values.validTo),
      }),
      send: (body) => save.run({ body: { ...body, id: stored?.id ?? null } }),
      said: (body) => say('savedDivision', { name: body.name }),
      onDone: onClose,
    });
  return (
    <Dialog open title={say(stored === null ? 'divisionNew' : 'divisionEdit')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={save.busy} onClose={onClose} />}
      >
        <TextField {...field('code')} mono inputMode="numeric" maxLength={12} />
        <TextField {...field('name')} maxLength={60} />
        <DayField {...field('validFrom')} optional />
        <DayField {...field('validTo')} hint={say('validToHint')} optional />
      </Form>
    </Dialog>
  );
}
