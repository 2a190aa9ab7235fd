/** 入企登记 in another way than by the phone at the door: before leaving in an emergency, or after the network had failed. */

import { entryText } from '@mingcha/core/tasks/preparation/entry-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import {
  entryKindsLate,
  type LateEntryKind,
  registerEntry,
  type ScheduleView,
} from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { instantOf } from '../../draws/form/draft.ts';

export function EntryPart(props: { readonly inspectionId: string; readonly view: ScheduleView }) {
  const { view } = props;
  const late = useText(entryText);
  const say = useText(preparationPageText);
  const [open, setOpen] = useState(false);
  if (!view.mayRegister && view.registrations.length === 0) return null;
  return (
    <Section
      title={say('entry')}
      actions={
        view.mayRegister ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {say('registerEntry')}
          </Button>
        ) : undefined
      }
    >
      <p className="secondary">
        {view.lateDays === '' ? say('entryLeadNoClock') : say('entryLead', { days: view.lateDays })}
      </p>
      <ul className="prep-lines">
        {view.registrations.map((one) => (
          <li key={one.id} className="prep-line">
            <StateChip tone="warning">{say(`entryKind.${one.kind}`)}</StateChip>
            {one.isLate ? (
              <StateChip tone={one.allowedByName === null ? 'void' : 'warning'}>
                {late(one.allowedByName === null ? 'lateOpen' : 'late')}
              </StateChip>
            ) : null}
            <span className="prep-grow">
              {say('entryLine', {
                agency: one.agencyName,
                at: formatInstant(one.enteredAt),
                reason: one.reason === '' ? late('noReason') : one.reason,
              })}{' '}
              {one.allowedByName === null
                ? null
                : say('entryAllowed', { name: one.allowedByName, note: one.allowedNote })}
            </span>
            <span className="secondary">
              {one.registeredByName} {formatInstant(one.registeredAt)}
            </span>
          </li>
        ))}
      </ul>
      {open ? (
        <EntryDialog
          inspectionId={props.inspectionId}
          mayAllow={view.mayAllow}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Section>
  );
}

interface Typed {
  readonly kind: LateEntryKind;
  readonly enteredAt: string;
  readonly reason: string;
  readonly allowNote: string;
}

function EntryDialog(props: {
  readonly inspectionId: string;
  readonly mayAllow: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const form = useForm<Typed>({ kind: 'emergency', enteredAt: '', reason: '', allowNote: '' });
  const register = useApiAction(registerEntry);
  const { values } = form;
  const submit = async () => {
    const enteredAt = instantOf(values.enteredAt);
    if (enteredAt === null || enteredAt === '') return;
    const result = await register.run({ params: { id: props.inspectionId }, body: { ...values, enteredAt } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('entryDone'));
    props.onClose();
  };
  return (
    <Dialog open title={say('registerEntry')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button
              type="submit"
              kind="primary"
              busy={register.busy}
              disabled={values.enteredAt === '' || values.reason.trim() === ''}
            >
              {say('registerEntry')}
            </Button>
          </>
        }
      >
        <EntryFields form={form} mayAllow={props.mayAllow} />
      </Form>
    </Dialog>
  );
}

function EntryFields(props: {
  readonly form: ReturnType<typeof useForm<Typed>>;
  readonly mayAllow: boolean;
}) {
  const { form } = props;
  const { values, set } = form;
  const say = useText(preparationPageText);
  return (
    <>
      <RadioGroup
        name="kind"
        label={say('entryKind')}
        choices={entryKindsLate.map((value) => ({ value, label: say(`entryKind.${value}`) }))}
        value={values.kind}
        onChange={(value) => set('kind')(value as LateEntryKind)}
      />
      <TextField
        name="enteredAt"
        label={say('enteredAt')}
        type="datetime-local"
        error={form.error('enteredAt')}
        value={values.enteredAt}
        onChange={set('enteredAt')}
      />
      <TextArea
        name="reason"
        label={say('entryReason')}
        maxLength={300}
        error={form.error('reason')}
        value={values.reason}
        onChange={set('reason')}
      />
      {props.mayAllow && values.kind === 'networkFailure' ? (
        <TextField
          name="allowNote"
          label={say('allowNote')}
          hint={say('allowNoteHint')}
          optional
          maxLength={300}
          error={form.error('allowNote')}
          value={values.allowNote}
          onChange={set('allowNote')}
        />
      ) : null}
    </>
  );
}
