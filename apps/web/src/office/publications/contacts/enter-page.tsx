/** 来电登记: one screen for calls, visits, letters, e-mails and work orders, and the receipt. */
import {
  type ContactKind,
  contactChannels,
  contactKinds,
} from '@mingcha/core/publications/contacts/contact.ts';
import { enterContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useFoundObjects } from '../../registers/use-found.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { EnterPage, type IntakeReceipt, today } from '../objections/intake-frame.tsx';

const channels = contactChannels.filter((each) => each !== 'portal');
const empty = {
  channel: 'phone',
  kind: 'complaint',
  outsideNumber: '',
  subject: '',
  content: '',
  objectName: '',
  objectId: [] as readonly string[],
  name: '',
  phone: '',
  address: '',
  receivedOn: '',
  dueOn: '',
};
type Values = typeof empty;
export function EnterContactPage() {
  const say = useText(contactPageText);
  return (
    <EnterPage
      title={say('enterTitle')}
      lead={say('enterLead')}
      list="/contacts"
      say={say}
      form={(onDone) => <EnterForm onDone={onDone} />}
    />
  );
}

function EnterForm({ onDone }: { readonly onDone: (receipt: IntakeReceipt) => void }) {
  const say = useText(contactPageText);
  const enter = useApiAction(enterContact);
  const form = useForm<Values>({ ...empty, receivedOn: today() });
  const submit = async () => {
    const { channel, kind, objectId, dueOn, ...values } = form.values;
    const body = {
      ...values,
      channel: channels.find((each) => each === channel) ?? 'phone',
      kind: kind as ContactKind,
      objectId: objectId[0] ?? null,
      dueOn: dueOn === '' ? null : dueOn,
    };
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
            <GoTo to="/contacts" className={buttonClass({ size: 'large' })}>
              {say('cancel')}
            </GoTo>
          </>
        }
      >
        <WhereFrom form={form} />
        <WhatWasSaid form={form} />
        <WhoSpoke form={form} />
      </Form>
    </div>
  );
}

interface Part {
  readonly form: FormState<Values>;
}

const fieldOf = (form: FormState<Values>, name: Exclude<keyof Values, 'objectId'>) => ({
  name,
  error: form.error(name),
  value: form.values[name],
  onChange: form.set(name),
});

function WhereFrom({ form }: Part) {
  const say = useText(contactPageText);
  return (
    <>
      <RadioGroup
        name="channel"
        label={say('channel')}
        inline
        choices={channels.map((value) => ({ value, label: say(`channel.${value}`) }))}
        value={form.values.channel}
        onChange={form.set('channel')}
      />
      <RadioGroup
        name="kind"
        label={say('kind')}
        inline
        choices={contactKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={form.values.kind}
        onChange={form.set('kind')}
      />
      <DayField {...fieldOf(form, 'receivedOn')} label={say('receivedOn')} />
      {form.values.channel === 'hotline' || form.values.channel === 'letter' ? (
        <TextField {...fieldOf(form, 'outsideNumber')} label={say('outsideNumber')} maxLength={100} />
      ) : null}
      {form.values.channel === 'hotline' ? (
        <DayField {...fieldOf(form, 'dueOn')} label={say('namedDue')} optional />
      ) : null}
    </>
  );
}

function WhatWasSaid({ form }: Part) {
  const say = useText(contactPageText);
  const objects = useFoundObjects();
  return (
    <>
      <TextField
        {...fieldOf(form, 'subject')}
        label={say('subject')}
        hint={say('subjectHint')}
        wide
        maxLength={100}
      />
      <TextArea {...fieldOf(form, 'content')} label={say('content')} wide rows={6} maxLength={4000} />
      <ChooseField
        name="objectId"
        label={say('object')}
        hint={say('objectHint')}
        optional
        wide
        choices={objects.choices}
        loading={objects.loading}
        onSearch={objects.onSearch}
        error={form.error('objectId')}
        value={form.values.objectId}
        onChange={form.set('objectId')}
      />
      {form.values.objectId.length > 0 ? null : (
        <TextField {...fieldOf(form, 'objectName')} label={say('objectName')} optional wide maxLength={200} />
      )}
    </>
  );
}

function WhoSpoke({ form }: Part) {
  const say = useText(contactPageText);
  return (
    <>
      <TextField
        {...fieldOf(form, 'name')}
        label={`${say('person')} ${say('name')}`}
        hint={say('personHint')}
        optional
        maxLength={100}
      />
      <TextField {...fieldOf(form, 'phone')} label={say('phone')} type="tel" optional maxLength={40} />
      <TextField {...fieldOf(form, 'address')} label={say('address')} optional wide maxLength={300} />
    </>
  );
}
