/** A paper objection entered by staff, and its receipt. */
import { type ApplicantKind, applicantKinds } from '@mingcha/core/publications/objections/objection.ts';
import { enterableResults, enterObjection } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { EnterPage, type IntakeReceipt, today } from './intake-frame.tsx';

interface Values {
  readonly publicationId: readonly string[];
  readonly applicantKind: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly grounds: string;
  readonly receivedOn: string;
  readonly isIdentitySeen: boolean;
}
const empty: Values = {
  publicationId: [],
  applicantKind: 'enterprise',
  name: '',
  phone: '',
  address: '',
  grounds: '',
  receivedOn: '',
  isIdentitySeen: false,
};

export function EnterObjectionPage() {
  const say = useText(objectionPageText);
  return (
    <EnterPage
      title={say('enterTitle')}
      lead={say('enterLead')}
      list="/objections"
      say={say}
      form={(onDone) => <EnterForm onDone={onDone} />}
    />
  );
}

function EnterForm({ onDone }: { readonly onDone: (receipt: IntakeReceipt) => void }) {
  const say = useText(objectionPageText);
  const enter = useApiAction(enterObjection);
  const form = useForm<Values>({ ...empty, receivedOn: today() });
  const submit = async () => {
    const { publicationId, applicantKind, ...values } = form.values;
    const [target] = publicationId;
    if (target === undefined)
      return form.setProblems([{ field: 'publicationId', message: say('chooseTarget') }]);
    const body = { ...values, applicantKind: applicantKind as ApplicantKind, publicationId: target };
    const result = await enter.run({ body });
    if (!result.ok) return form.refuse(result.error);
    onDone(result.value);
  };
  return (
    <div className="intake-wide">
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button kind="primary" size="large" type="submit" busy={enter.busy}>
              {say('save')}
            </Button>
            <GoTo to="/objections" className={buttonClass({ size: 'large' })}>
              {say('cancel')}
            </GoTo>
          </>
        }
      >
        <TargetField form={form} />
        <Applicant form={form} />
        <TextArea
          name="grounds"
          label={say('grounds')}
          hint={say('groundsHint')}
          wide
          rows={6}
          maxLength={4000}
          error={form.error('grounds')}
          value={form.values.grounds}
          onChange={form.set('grounds')}
        />
        <DayField
          name="receivedOn"
          label={say('receivedOn')}
          error={form.error('receivedOn')}
          value={form.values.receivedOn}
          onChange={form.set('receivedOn')}
        />
        <Checkbox
          name="isIdentitySeen"
          label={say('identitySeen')}
          checked={form.values.isIdentitySeen}
          onChange={form.set('isIdentitySeen')}
        />
      </Form>
    </div>
  );
}

function TargetField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectionPageText);
  const [text, setText] = useState('');
  const found = useApiQuery(enterableResults, { query: { text } });
  const choices = useMemo(
    () =>
      (found.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: [
          row.objectName,
          row.taskNumber,
          row.resultOn ?? '',
          row.isPartner ? say('partnerTarget', { agency: row.agencyName }) : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
      })),
    [found.data, say],
  );
  return (
    <ChooseField
      name="publicationId"
      label={say('target')}
      hint={say('targetHint')}
      wide
      choices={choices}
      loading={found.refreshing}
      onSearch={setText}
      error={form.error('publicationId')}
      value={form.values.publicationId}
      onChange={form.set('publicationId')}
    />
  );
}

function Applicant({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectionPageText);
  const field = (name: 'name' | 'phone' | 'address') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <RadioGroup
        name="applicantKind"
        label={say('applicantKind')}
        inline
        choices={applicantKinds.map((value) => ({ value, label: say(`applicant.${value}`) }))}
        value={form.values.applicantKind}
        onChange={form.set('applicantKind')}
      />
      <TextField {...field('name')} hint={say('nameHint')} wide maxLength={100} />
      <TextField {...field('phone')} type="tel" optional maxLength={40} />
      <TextField {...field('address')} optional wide maxLength={300} />
    </>
  );
}
