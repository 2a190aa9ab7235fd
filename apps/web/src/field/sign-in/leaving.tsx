/** Signing in again over the open page, locking, and signing out, which waits until everything has arrived. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { useSentence, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { Rescue } from '../rescue/rescue.tsx';
import { type FieldSession, setSession } from '../session.ts';
import { unsentCount } from '../store/kept-state.ts';
import { ask } from '../sync/transport.ts';
import { useEngine } from '../sync/use-session.ts';
import { signInAgain } from './sign-in.ts';

/** Longer than a disk takes. */
const patienceMs = 5000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Takes the secret out of memory; everything stays on the phone, sealed. */
export function lockPhone(session: FieldSession): void {
  session.engine.stop();
  session.kept.close();
  setSession(null);
}

/** Stands where the session has ended; everything goes on without it except sending. */
export function SignInAgain(props: { readonly session: FieldSession }) {
  const say = useText(phoneText);
  const engine = useEngine(props.session);
  const [open, setOpen] = useState(false);
  // Somebody who is typing goes on typing, though the network comes and goes meanwhile.
  if (engine.link !== 'signedOut' && !open) return null;
  return (
    <Notice tone="warning" title={say('link.signedOut')}>
      <p>{say('signInAgainText')}</p>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {say('signInAgain')}
      </Button>
      <SignInAgainDialog session={props.session} open={open} onClose={() => setOpen(false)} />
    </Notice>
  );
}

function SignInAgainDialog(props: {
  readonly session: FieldSession;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(phoneText);
  const shell = useText(shellText);
  const sentence = useSentence();
  const [signInName, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const refusal = await signInAgain({ signInName, password });
    setBusy(false);
    setError(refusal);
    if (refusal !== null) return;
    setPassword('');
    props.session.engine.signedIn();
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      title={say('signInAgain')}
      onClose={props.onClose}
      actions={
        <Button kind="primary" size="large" wide busy={busy} onClick={() => void go()}>
          {say('open')}
        </Button>
      }
    >
      <p>{say('signInAgainText')}</p>
      {error === null ? null : <Notice tone="error">{sentence(error)}</Notice>}
      <TextField
        name="againName"
        label={shell('signInName')}
        autoComplete="username"
        value={signInName}
        onChange={setName}
      />
      <PasswordField name="againPassword" label={shell('password')} value={password} onChange={setPassword} />
    </Dialog>
  );
}

/** Lock, which waits until everything is on the disk, and sign out, which waits until everything has arrived. */
export function LeaveButtons(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const ui = useUi();
  const [blocked, setBlocked] = useState(0);
  const [unkept, setUnkept] = useState(0);
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    const unsent = unsentCount({ ...session.kept.now(), sending: new Set() });
    if (unsent > 0) return setBlocked(unsent);
    setBusy(true);
    await ask(accessRoutes.signOut, { body: { actionId: newActionId() } });
    lockPhone(session);
  };
  const lock = async () => {
    // What was just written is on its way to the disk; the store must not close before it.
    await Promise.race([session.kept.inOrder(() => Promise.resolve()), pause(patienceMs)]);
    const lost = session.kept.now().unkept.length;
    if (lost === 0) lockPhone(session);
    else setUnkept(lost);
  };
  return (
    <>
      <Button icon="lock" onClick={() => void lock()}>
        {say('lock')}
      </Button>
      <Button busy={busy} onClick={() => void leave()}>
        {say('signOut')}
      </Button>
      <Dialog
        open={blocked > 0}
        title={say('signOutBlocked', { n: blocked })}
        onClose={() => setBlocked(0)}
        actions={<Button onClick={() => setBlocked(0)}>{ui('close')}</Button>}
      >
        <p>{say('signOutBlockedText')}</p>
        <Rescue session={session} />
      </Dialog>
      <Dialog
        open={unkept > 0}
        title={say('lockBlocked', { n: unkept })}
        onClose={() => setUnkept(0)}
        actions={<Button onClick={() => setUnkept(0)}>{ui('close')}</Button>}
      >
        <p>{say('lockBlockedText')}</p>
      </Dialog>
    </>
  );
}
