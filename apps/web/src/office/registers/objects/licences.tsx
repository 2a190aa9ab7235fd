/** The licences of an object: entered here or fed; a small form for one. */
import {
  addLicence,
  type Licence,
  licenceFields,
  licenceStatuses,
  updateLicence,
} from '@mingcha/core/registers/objects/file-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

interface LicencesProps {
  readonly objectId: string;
  readonly canEdit: boolean;
  readonly licences: readonly Licence[];
}

const keyOf = (row: Licence) => row.id;
const nameOf = (row: Licence) => row.number;

export function Licences(props: LicencesProps) {
  const say = useText(objectsPageText);
  const [open, setOpen] = useState<Licence | 'new' | null>(null);
  const columns = useColumns();
  const opening = props.canEdit ? { onOpen: (row: Licence) => setOpen(row) } : {};
  return (
    <Section
      title={say('licences')}
      flush
      actions={
        props.canEdit ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {say('licenceNew')}
          </Button>
        ) : null
      }
    >
      {props.licences.length === 0 ? (
        <EmptyState title={say('licencesEmpty')} />
      ) : (
        <DataTable
          id="object-licences"
          label={say('licences')}
          columns={columns}
          rows={props.licences}
          rowKey={keyOf}
          rowName={nameOf}
          status="ready"
          {...opening}
        />
      )}
      {open === null ? null : (
        <LicenceDialog
          objectId={props.objectId}
          licence={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

function useColumns(): readonly Column<Licence>[] {
  const say = useText(objectsPageText);
  return useMemo(
    () => [
      { key: 'number', title: say('licenceNumber'), width: 180, render: (row) => row.number },
      { key: 'name', title: say('licenceName'), width: 180, render: (row) => row.name || '–' },
      { key: 'issuer', title: say('issuer'), render: (row) => row.issuer || '–' },
      { key: 'approved', title: say('approvedOn'), render: (row) => <DateText value={row.approvedOn} /> },
      {
        key: 'to',
        title: say('validTo'),
        render: (row) => (row.longTerm ? say('longTerm') : <DateText value={row.validTo} />),
      },
      {
        key: 'status',
        title: say('licenceStatus'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.live ? 'verified' : 'warning'}>
            {say(!row.live && row.status === 'valid' ? 'licence.expired' : `licence.${row.status}`)}
          </StateChip>
        ),
      },
      { key: 'fed', title: say('source'), extra: true, render: (row) => (row.fed ? say('fed') : '–') },
    ],
    [say],
  );
}

const emptyLicence = {
  name: '',
  number: '',
  issuer: '',
  approvedOn: '',
  validTo: '',
  longTerm: false,
  status: 'valid' as string,
};

function useLicenceForm(props: {
  readonly objectId: string;
  readonly licence: Licence | null;
  readonly onClose: () => void;
}) {
  const { licence } = props;
  const say = useText(objectsPageText);
  const toast = useToast();
  const check = useCheck();
  const add = useApiAction(addLicence);
  const update = useApiAction(updateLicence);
  const form = useForm(
    licence === null
      ? emptyLicence
      : { ...licence, approvedOn: licence.approvedOn ?? '', validTo: licence.validTo ?? '' },
  );
  const submit = async () => {
    const { approvedOn, validTo, status, name, number, issuer, longTerm } = form.values;
    const fields = {
      name,
      number,
      issuer,
      longTerm,
      status: status as Licence['status'],
      approvedOn: approvedOn === '' ? null : approvedOn,
      validTo: validTo === '' || longTerm ? null : validTo,
    };
    const labels: Readonly<Record<string, string>> = {
      name: say('licenceName'),
      number: say('licenceNumber'),
      validTo: say('validTo'),
    };
    const problems = check(licenceFields, fields, (field) => labels[field] ?? field);
    if (problems.length > 0) return form.setProblems(problems);
    const result =
      licence === null
        ? await add.run({ params: { id: props.objectId }, body: fields })
        : await update.run({ params: { id: licence.id }, body: { ...fields, version: licence.version } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedLicence', { number }));
    props.onClose();
  };
  return { form, submit, busy: add.busy || update.busy };
}

function LicenceDialog(props: {
  readonly objectId: string;
  readonly licence: Licence | null;
  readonly onClose: () => void;
}) {
  const say = useText(objectsPageText);
  const { form, submit, busy } = useLicenceForm(props);
  const title = say(props.licence === null ? 'licenceNew' : 'licenceEdit');
  const text = (name: 'name' | 'number' | 'issuer') => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={title} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={title} busy={busy} onClose={props.onClose} />}
      >
        <TextField {...text('number')} label={say('licenceNumber')} maxLength={100} />
        <TextField {...text('name')} label={say('licenceName')} maxLength={200} />
        <TextField {...text('issuer')} label={say('issuer')} optional maxLength={200} />
        <DayField
          name="approvedOn"
          label={say('approvedOn')}
          optional
          value={form.values.approvedOn}
          onChange={form.set('approvedOn')}
        />
        <Checkbox
          name="longTerm"
          label={say('longTerm')}
          checked={form.values.longTerm}
          onChange={form.set('longTerm')}
        />
        {form.values.longTerm ? null : (
          <DayField
            name="validTo"
            label={say('validTo')}
            optional
            error={form.error('validTo')}
            value={form.values.validTo}
            onChange={form.set('validTo')}
          />
        )}
        <SelectField
          name="status"
          label={say('licenceStatus')}
          empty={null}
          choices={licenceStatuses.map((value) => ({ value, label: say(`licence.${value}`) }))}
          value={form.values.status}
          onChange={form.set('status')}
        />
      </Form>
    </Dialog>
  );
}
