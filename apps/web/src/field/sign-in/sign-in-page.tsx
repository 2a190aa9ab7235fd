/** The first page of an inspector's phone: opens with and without a network; says plainly where it cannot work. */
import './sign-in.css';
import type { AppError } from '@mingcha/core/common/result.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { installWorker, useWorker } from '../service-worker/install.ts';
import { isNewer } from '../store/database.ts';
import { canSeal } from '../store/sealing.ts';
import { FromFile } from './from-file.tsx';
import { forgetMarks, goneStores, type Mark } from './marks.ts';
import { type SignInEnd, signIn } from './sign-in.ts';

export function SignInPage() {
  const say = useText(phoneText);
  return (
    <>
      <h1>{say('title')}</h1>
      <Entry />
      <p className="secondary">{say('partyHint')}</p>
    </>
  );
}

function Entry() {
  const say = useText(phoneText);
  const { isTakingOver } = useWorker();
  useEffect(() => installWorker(), []);
  if (isTakingOver) return <output>{say('updating')}</output>;
  if (canSeal()) return <SignIn />;
  return (
    <Notice tone="warning" title={say('insecure')}>
      {say('insecureText')}
    </Notice>
  );
}

function SignIn() {
  const say = useText(phoneText);
  const [end, setEnd] = useState<SignInEnd | null>(null);
  const [fromFile, setFromFile] = useState(false);
  return (
    <>
      <Evicted />
      {end?.kind === 'mustChange' ? (
        <Notice tone="warning" title={say('mustChange')}>
          <p>{say('mustChangeText')}</p>
          <a className={buttonClass({ wide: true })} href="/">
            {say('toOffice')}
          </a>
        </Notice>
      ) : null}
      {end?.kind === 'refused' ? <Refusal error={end.error} /> : null}
      {fromFile ? <FromFile /> : <SignInForm onEnd={setEnd} />}
      <Button kind="quiet" onClick={() => setFromFile(!fromFile)}>
        {say(fromFile ? 'open' : 'packIn')}
      </Button>
    </>
  );
}

function Refusal(props: { readonly error: AppError }) {
  const sentence = useSentence();
  return <Notice tone="error">{sentence(props.error)}</Notice>;
}

function SignInForm(props: { readonly onEnd: (end: SignInEnd) => void }) {
  const say = useText(phoneText);
  const shell = useText(shellText);
  const form = useForm({ signInName: '', password: '' });
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const { signInName, password } = form.values;
    if (signInName.trim() === '' || password === '')
      return props.onEnd({ kind: 'refused', error: { code: 'field.name_and_password' } });
    setBusy(true);
    const end = await signIn(form.values).catch(
      (failure: unknown): SignInEnd => ({
        kind: 'refused',
        error: { code: isNewer(failure) ? 'field.store_newer' : 'field.no_store' },
      }),
    );
    setBusy(false);
    props.onEnd(end);
  };
  return (
    <Form
      label={say('open')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" size="large" wide busy={busy}>
          {say(busy ? 'opening' : 'open')}
        </Button>
      }
    >
      <p className="secondary">{say('signInLead')}</p>
      <TextField
        name="signInName"
        label={shell('signInName')}
        autoComplete="username"
        maxLength={64}
        value={form.values.signInName}
        onChange={form.set('signInName')}
      />
      <PasswordField
        name="password"
        label={shell('password')}
        maxLength={256}
        value={form.values.password}
        onChange={form.set('password')}
      />
    </Form>
  );
}

/** What the browser has cleared, and what the server has of it. */
function Evicted() {
  const say = useText(phoneText);
  const [gone, setGone] = useState<readonly Mark[]>([]);
  useEffect(() => {
    void goneStores().then(setGone, () => undefined);
  }, []);
  if (gone.length === 0) return null;
  const understood = () => {
    forgetMarks(gone);
    setGone([]);
  };
  return (
    <Notice tone="error" title={say('evicted')}>
      {gone.map((mark) => {
        const at = mark.syncedAt === 0 ? '–' : formatInstant(new Date(mark.syncedAt).toISOString());
        return (
          <p key={mark.deviceId}>
            {mark.unsent > 0 ? say('evictedText', { at, n: mark.unsent }) : say('evictedNone', { at })}
          </p>
        );
      })}
      <p>{say('evictedAdvice')}</p>
      <Button onClick={understood}>{say('understood')}</Button>
    </Notice>
  );
}
