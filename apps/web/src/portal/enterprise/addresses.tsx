/** 通知方式: e-mail address and mobile number of the enterprise, used once a code that was sent there was typed back. */
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import type { Preferences } from '@mingcha/core/common/notice-channel-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import type { z } from 'zod';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { useWrite } from './use-write.ts';

type View = z.output<typeof enterpriseRoutes.preferences.response>;
type Way = 'email' | 'sms';

export function Addresses() {
  const say = useText(centrePageText);
  const read = useRead(enterpriseRoutes.preferences);
  return (
    <section className="centre-part centre-narrow">
      <h2>{say('addresses')}</h2>
      <p className="secondary">{say('addressesLead')}</p>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={4} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : (
        <AddressForm key={read.data.version} view={read.data} onSaved={read.reload} />
      )}
    </section>
  );
}

function AddressForm({ view, onSaved }: { readonly view: View; readonly onSaved: () => void }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const { email, phone, emailMode, smsMode } = view;
  const form = useForm<Preferences>({ email, phone, emailMode, smsMode, locale });
  const save = useWrite(enterpriseRoutes.setPreferences);
  const { values } = form;
  const submit = async () => {
    const given = { ...values, locale, email: values.email.trim(), phone: values.phone.trim() };
    const result = await save.run((actionId) => ({ body: { ...given, actionId, version: view.version } }));
    if (!result.ok) return form.refuse(result.error);
    onSaved();
  };
  return (
    <Form
      label={say('addresses')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={save.busy}>
          {say('addressSave')}
        </Button>
      }
    >
      {view.version === 0 ? null : <p className="secondary">{say('addressSaved')}</p>}
      <EmailFields form={form} view={view} onSaved={onSaved} />
      <SmsFields form={form} view={view} onSaved={onSaved} />
    </Form>
  );
}

interface FieldsProps {
  readonly form: FormState<Preferences>;
  readonly view: View;
  readonly onSaved: () => void;
}

function EmailFields({ form, view, onSaved }: FieldsProps) {
  const say = useText(centrePageText);
  return (
    <>
      <TextField
        name="email"
        label={say('addressEmail')}
        optional
        inputMode="email"
        autoComplete="email"
        maxLength={254}
        value={form.values.email}
        onChange={form.set('email')}
        error={form.error('email')}
      />
      {view.email !== '' && form.values.email.trim() === view.email ? (
        <Confirming
          way="email"
          isConfirmed={view.emailConfirmed}
          isOffered={view.offered.email}
          onDone={onSaved}
        />
      ) : null}
      <RadioGroup
        name="emailMode"
        label={say('addressMode')}
        choices={(['prompt', 'digest', 'off'] as const).map((value) => ({
          value,
          label: say(`addressMode.${value}`),
        }))}
        value={form.values.emailMode}
        onChange={(value) => form.set('emailMode')(value as Preferences['emailMode'])}
      />
    </>
  );
}

function SmsFields({ form, view, onSaved }: FieldsProps) {
  const say = useText(centrePageText);
  return (
    <>
      <TextField
        name="phone"
        label={say('addressPhone')}
        optional
        inputMode="tel"
        maxLength={11}
        value={form.values.phone}
        onChange={form.set('phone')}
        error={form.error('phone')}
      />
      {view.phone !== '' && form.values.phone.trim() === view.phone ? (
        <Confirming
          way="sms"
          isConfirmed={view.phoneConfirmed}
          isOffered={view.offered.sms}
          onDone={onSaved}
        />
      ) : null}
      <RadioGroup
        name="smsMode"
        label={say('smsMode')}
        choices={(['prompt', 'urgent', 'off'] as const).map((value) => ({
          value,
          label: say(`smsMode.${value}`),
        }))}
        value={form.values.smsMode}
        onChange={(value) => form.set('smsMode')(value as Preferences['smsMode'])}
      />
    </>
  );
}

/** Below a saved address: whether it is confirmed, and the code that confirms it. */
function Confirming(props: {
  readonly way: Way;
  readonly isConfirmed: boolean;
  readonly isOffered: boolean;
  readonly onDone: () => void;
}) {
  const { way } = props;
  const say = useText(centrePageText);
  const [sentTo, setSentTo] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const send = useWrite(enterpriseRoutes.sendAddressCode);
  if (props.isConfirmed)
    return (
      <p>
        <StateChip tone="verified">{say('addressConfirmed')}</StateChip>
      </p>
    );
  if (!props.isOffered) return <Notice>{say('addressOff')}</Notice>;
  const press = async () => {
    const result = await send.run((actionId) => ({ body: { actionId, way } }));
    setError(result.ok ? null : result.error);
    if (result.ok) setSentTo(result.value.sentTo);
  };
  return (
    <div className="centre-address">
      <StateChip tone="warning">{say('addressOpen')}</StateChip>
      <ErrorNotice error={error} />
      <Button busy={send.busy} onClick={() => void press()}>
        {say('addressSendCode')}
      </Button>
      {sentTo === '' ? null : <CodeField way={way} sentTo={sentTo} onDone={props.onDone} />}
    </div>
  );
}

function CodeField(props: { readonly way: Way; readonly sentTo: string; readonly onDone: () => void }) {
  const { way } = props;
  const say = useText(centrePageText);
  const [code, setCode] = useState('');
  const [triesLeft, setTriesLeft] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const confirm = useWrite(enterpriseRoutes.confirmAddress);
  const press = async () => {
    const result = await confirm.run((actionId) => ({ body: { actionId, way, code: code.trim() } }));
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    if (result.value.isConfirmed) props.onDone();
    else setTriesLeft(result.value.triesLeft);
  };
  return (
    <>
      <output>{say('addressCodeSent', { to: props.sentTo })}</output>
      <ErrorNotice error={error} />
      <TextField
        name={`code-${way}`}
        label={say('addressCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={setCode}
        {...(triesLeft === null ? {} : { error: say('addressCodeWrong', { n: triesLeft }) })}
      />
      <Button busy={confirm.busy} onClick={() => void press()}>
        {say('addressConfirm')}
      </Button>
    </>
  );
}
