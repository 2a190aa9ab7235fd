/** Complaints and violations of an object: the list, a small form, verifying and striking. */
import {
  addIncident,
  type Incident,
  incidentFields,
  incidentKinds,
  listIncidents,
  strikeIncident,
  verifyIncident,
} from '@mingcha/core/registers/objects/incident-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { objectsText } from '@mingcha/core/registers/objects/objects-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { ReasonDialog } from '../reason-dialog.tsx';

const keyOf = (row: Incident) => row.id;
const nameOf = (row: Incident) => row.onDay;

type Asking = { readonly row: Incident; readonly act: 'verify' | 'strike' };

export function Incidents(props: { readonly objectId: string; readonly canEdit: boolean }) {
  const say = useText(objectsPageText);
  const [isNew, setIsNew] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const list = useApiQuery(listIncidents, { params: { id: props.objectId } });
  const columns = useColumns(props.canEdit, setAsking);
  return (
    <Section
      title={say('incidents')}
      flush
      actions={
        props.canEdit ? (
          <Button size="small" onClick={() => setIsNew(true)}>
            {say('incidentNew')}
          </Button>
        ) : null
      }
    >
      {list.data?.rows.length === 0 ? (
        <EmptyState title={say('incidentsEmpty')} text={say('incidentsLead')} />
      ) : (
        <DataTable
          id="object-incidents"
          label={say('incidents')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={keyOf}
          rowName={nameOf}
          status={list.status}
          error={list.error}
          onRetry={list.reload}
        />
      )}
      {isNew ? <IncidentDialog objectId={props.objectId} onClose={() => setIsNew(false)} /> : null}
      {asking === null ? null : <Ask {...asking} onClose={() => setAsking(null)} />}
    </Section>
  );
}

function useColumns(canEdit: boolean, ask: (asking: Asking) => void): readonly Column<Incident>[] {
  const say = useText(objectsPageText);
  const word = useText(objectsText);
  const ui = useUi();
  return useMemo(() => {
    const columns: Column<Incident>[] = [
      { key: 'day', title: say('onDay'), nowrap: true, render: (row) => <DateText value={row.onDay} /> },
      {
        key: 'kind',
        title: say('incidentKind'),
        nowrap: true,
        render: (row) => word(`incident.${row.kind}`),
      },
      {
        key: 'verified',
        title: say('verified'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.verified ? 'warning' : 'neutral'}>
            {say(row.verified ? 'verified' : 'notVerified')}
          </StateChip>
        ),
      },
      { key: 'source', title: say('source'), width: 160, render: (row) => row.source },
      { key: 'note', title: say('note'), width: 180, render: (row) => row.note || '–' },
      { key: 'by', title: say('recordedBy'), extra: true, render: (row) => row.recordedBy || '–' },
    ];
    if (canEdit)
      columns.push({
        key: 'do',
        title: ui('columnDo'),
        nowrap: true,
        render: (row) => (
          <ButtonRow>
            <Button size="small" onClick={() => ask({ row, act: 'verify' })}>
              {say(row.verified ? 'markUnverified' : 'markVerified')}
            </Button>
            <Button size="small" kind="quiet" onClick={() => ask({ row, act: 'strike' })}>
              {say('strike')}
            </Button>
          </ButtonRow>
        ),
      });
    return columns;
  }, [say, ui, word, canEdit, ask]);
}

function Ask({ row, act, onClose }: Asking & { readonly onClose: () => void }) {
  const say = useText(objectsPageText);
  const verify = useApiAction(verifyIncident);
  const strike = useApiAction(strikeIncident);
  const verb = act === 'strike' ? say('strike') : say(row.verified ? 'markUnverified' : 'markVerified');
  return (
    <ReasonDialog
      title={act === 'strike' ? say('strikeQuestion') : verb}
      text={act === 'strike' ? say('strikeText') : `${row.source} ${row.note}`}
      verb={verb}
      danger={act === 'strike'}
      required
      onClose={onClose}
      onSubmit={(reason) =>
        act === 'strike'
          ? strike.run({ params: { id: row.id }, body: { reason } })
          : verify.run({ params: { id: row.id }, body: { verified: !row.verified, reason } })
      }
    />
  );
}

const emptyIncident = { kind: '', onDay: '', verified: false, source: '', note: '' };

interface DialogProps {
  readonly objectId: string;
  readonly onClose: () => void;
}

function useIncidentForm(props: DialogProps) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const check = useCheck();
  const add = useApiAction(addIncident);
  const form = useForm(emptyIncident);
  const labels: Readonly<Record<string, string>> = {
    kind: say('incidentKind'),
    onDay: say('onDay'),
    source: say('source'),
  };
  const submit = async () => {
    const body = { ...form.values, kind: form.values.kind as Incident['kind'] };
    const problems = check(incidentFields, body, (field) => labels[field] ?? field);
    if (problems.length > 0) return form.setProblems(problems);
    const result = await add.run({ params: { id: props.objectId }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedIncident'));
    props.onClose();
  };
  return { form, submit, busy: add.busy };
}

function IncidentDialog(props: DialogProps) {
  const say = useText(objectsPageText);
  const word = useText(objectsText);
  const { form, submit, busy } = useIncidentForm(props);
  return (
    <Dialog open title={say('incidentNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('incidentNew')} busy={busy} onClose={props.onClose} />}
      >
        <SelectField
          name="kind"
          label={say('incidentKind')}
          error={form.error('kind')}
          choices={incidentKinds.map((value) => ({ value, label: word(`incident.${value}`) }))}
          value={form.values.kind}
          onChange={form.set('kind')}
        />
        <DayField
          name="onDay"
          label={say('onDay')}
          error={form.error('onDay')}
          value={form.values.onDay}
          onChange={form.set('onDay')}
        />
        <TextField
          name="source"
          label={say('source')}
          hint={say('sourceHint')}
          error={form.error('source')}
          maxLength={200}
          value={form.values.source}
          onChange={form.set('source')}
        />
        <Checkbox
          name="verified"
          label={say('verified')}
          checked={form.values.verified}
          onChange={form.set('verified')}
        />
        <TextArea
          name="note"
          label={say('note')}
          optional
          rows={3}
          maxLength={1000}
          warnSecrets
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
