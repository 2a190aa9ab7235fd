/** Recording a recusal request, and deciding one. */
import {
  type RecusalRow,
  recusalDecision,
  recusalFields,
  requesterKinds,
} from '@mingcha/core/registers/inspectors/recusal.ts';
import { decideRecusalRequest, receiveRecusal } from '@mingcha/core/registers/inspectors/recusal-api.ts';
import { recusalPageText } from '@mingcha/core/registers/inspectors/recusal-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { type Choice, DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { type Found, useFoundInspectors, useFoundObjects, withChosen } from '../use-found.ts';

const empty = {
  inspectorId: '',
  objectId: '',
  requester: '',
  requesterKind: 'object',
  grounds: '',
  visit: '',
  receivedOn: '',
  concernsHead: false,
};
type Values = typeof empty;

function useRecusalForm(onDone: () => void) {
  const say = useText(recusalPageText);
  const toast = useToast();
  const check = useCheck();
  const receive = useApiAction(receiveRecusal);
  const form = useForm<Values>(empty);
  const submit = async () => {
    const problems = check(recusalFields, form.values, (name) =>
      say(`recusal_${name}` as 'recusal_requester'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await receive.run({ body: recusalFields.parse(form.values) });
    if (!result.ok) return form.refuse(result.error);
    toast(say('recusalSaved'));
    onDone();
  };
  return { form, submit, busy: receive.busy };
}

export function RecusalDialog(props: { readonly onClose: () => void }) {
  const say = useText(recusalPageText);
  const ui = useUi();
  const { form, submit, busy } = useRecusalForm(props.onClose);
  const people = useFoundInspectors(true);
  const objects = useFoundObjects();
  const field = (name: 'requester' | 'requesterKind' | 'grounds' | 'visit' | 'receivedOn') => ({
    name,
    label: say(`recusal_${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say('recusalNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        <FoundField form={form} name="objectId" found={objects} />
        <FoundField form={form} name="inspectorId" found={people} />
        <TextField {...field('requester')} maxLength={100} />
        <SelectField
          {...field('requesterKind')}
          empty={null}
          choices={requesterKinds.map((value) => ({ value, label: say(`requester_${value}`) }))}
        />
        <TextArea {...field('grounds')} rows={3} maxLength={1000} warnSecrets />
        <TextField {...field('visit')} hint={say('recusal_visitHint')} optional maxLength={200} />
        <DayField {...field('receivedOn')} />
        <Checkbox
          name="concernsHead"
          label={say('recusal_concernsHead')}
          hint={say('recusal_concernsHeadHint')}
          checked={form.values.concernsHead}
          onChange={form.set('concernsHead')}
        />
      </Form>
    </Dialog>
  );
}

function FoundField(props: {
  readonly form: FormState<Values>;
  readonly name: 'inspectorId' | 'objectId';
  readonly found: Found;
}) {
  const { form, name, found } = props;
  const say = useText(recusalPageText);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const choices = withChosen(found.choices, chosen);
  return (
    <ChooseField
      name={name}
      label={say(`recusal_${name}`)}
      error={form.error(name)}
      choices={choices}
      value={form.values[name] === '' ? [] : [form.values[name]]}
      onChange={(ids) => {
        setChosen(choices.filter((choice) => ids.includes(choice.value)));
        form.set(name)(ids[0] ?? '');
      }}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}

function useDecideForm(row: RecusalRow, onDone: () => void) {
  const say = useText(recusalPageText);
  const toast = useToast();
  const check = useCheck();
  const decide = useApiAction(decideRecusalRequest);
  const form = useForm({ upheld: '', reason: '', minutes: '' });
  const submit = async () => {
    const body = { ...form.values, upheld: form.values.upheld === '' ? '' : form.values.upheld === 'yes' };
    const labels: Readonly<Record<string, string>> = {
      upheld: say('decision'),
      reason: say('recusal_reason'),
      minutes: say('recusal_minutes'),
    };
    const problems = check(recusalDecision, body, (name) => labels[name] ?? name);
    if (problems.length > 0) return form.setProblems(problems);
    const result = await decide.run({ params: { id: row.id }, body: recusalDecision.parse(body) });
    if (!result.ok) return form.refuse(result.error);
    toast(say('decided'));
    onDone();
  };
  return { form, submit, busy: decide.busy };
}

export function DecideDialog(props: { readonly row: RecusalRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const say = useText(recusalPageText);
  const { form, submit, busy } = useDecideForm(row, onClose);
  return (
    <Dialog open title={say('decideTitle')} onClose={onClose}>
      <p>{say('decideText', { person: row.inspectorName, object: row.objectName })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('decide')} busy={busy} onClose={onClose} />}
      >
        <RadioGroup
          name="upheld"
          label={say('decision')}
          error={form.error('upheld')}
          inline
          choices={[
            { value: 'yes', label: say('decideUphold') },
            { value: 'no', label: say('decideReject') },
          ]}
          value={form.values.upheld}
          onChange={form.set('upheld')}
        />
        <TextArea
          name="reason"
          label={say('recusal_reason')}
          error={form.error('reason')}
          rows={3}
          maxLength={500}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
        {row.concernsHead ? (
          <TextField
            name="minutes"
            label={say('recusal_minutes')}
            error={form.error('minutes')}
            maxLength={100}
            value={form.values.minutes}
            onChange={form.set('minutes')}
          />
        ) : null}
      </Form>
    </Dialog>
  );
}
