/** Complaints, tips, questions and suggestions from the public, with a ticket number and a look-up code. */
import { type ContactKind, contactKinds } from '@mingcha/core/publications/contacts/contact.ts';
import { sendContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSite } from '../../shared/site.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ReceiptPart, type SentReceipt } from '../objections/receipt.tsx';

const empty = {
  agencyId: '',
  kind: 'complaint',
  subject: '',
  content: '',
  objectName: '',
  name: '',
  phone: '',
  address: '',
};
type Values = typeof empty;

export function SendContactPage() {
  const say = useText(publicObjectionText);
  const [receipt, setReceipt] = useState<SentReceipt | null>(null);
  if (receipt !== null) return <ReceiptPart title={say('contactDone')} receipt={receipt} />;
  return (
    <section className="portal-part intake-page">
      <h1>{say('contactTitle')}</h1>
      <p>{say('contactLead')}</p>
      <SendForm onDone={setReceipt} />
    </section>
  );
}

function SendForm({ onDone }: { readonly onDone: (receipt: SentReceipt) => void }) {
  const say = useText(publicObjectionText);
  const form = useForm<Values>(empty);
  const [busy, setBusy] = useState(false);
  const [actionId, setActionId] = useState(newActionId);
  const submit = async () => {
    const missing = (['agencyId', 'subject', 'content'] as const).filter(
      (name) => form.values[name].trim() === '',
    );
    if (missing.length > 0)
      return form.setProblems(
        missing.map((field) => ({
          field,
          message: say('required', { name: say(field === 'agencyId' ? 'agencyChoice' : field) }),
        })),
      );
    setBusy(true);
    const { kind, ...values } = form.values;
    const result = await callApi(sendContact, { body: { ...values, actionId, kind: kind as ContactKind } });
    setBusy(false);
    if (result.ok) return onDone(result.value);
    if (result.error.status !== 0) setActionId(newActionId());
    form.refuse(result.error);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {say('contactSend')}
        </Button>
      }
    >
      <Matter form={form} />
      <p className="secondary">{say('anonymous')}</p>
      <TextField {...fieldOf(form, 'name')} label={say('name')} optional maxLength={100} />
      <TextField {...fieldOf(form, 'phone')} label={say('phone')} type="tel" optional maxLength={40} />
      <TextField {...fieldOf(form, 'address')} label={say('address')} optional wide maxLength={300} />
    </Form>
  );
}

const fieldOf = (form: FormState<Values>, name: keyof Values) => ({
  name,
  error: form.error(name),
  value: form.values[name],
  onChange: form.set(name),
});

function Matter({ form }: { readonly form: FormState<Values> }) {
  const say = useText(publicObjectionText);
  const site = useSite();
  return (
    <>
      <SelectField
        {...fieldOf(form, 'agencyId')}
        label={say('agencyChoice')}
        choices={(site?.agencies ?? []).map((each) => ({ value: each.id, label: each.name }))}
      />
      <RadioGroup
        name="kind"
        label={say('kind')}
        inline
        choices={contactKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={form.values.kind}
        onChange={form.set('kind')}
      />
      <TextField {...fieldOf(form, 'subject')} label={say('subject')} wide maxLength={100} />
      <TextArea
        {...fieldOf(form, 'content')}
        label={say('content')}
        hint={say('contentHint')}
        wide
        rows={6}
        maxLength={4000}
        warnSecrets
      />
      <TextField {...fieldOf(form, 'objectName')} label={say('objectName')} optional wide maxLength={200} />
    </>
  );
}
