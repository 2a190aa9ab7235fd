/**
 * Who is signed in. Nobody: the sign-in page. A one-time password: its change first. When the session ends
 * under an open page, a dialog asks to sign in again over it; the page keeps what was typed and its call is repeated.
 */
import { accessRoutes, type Person } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type ApiError, callApi, setSessionGate } from '../../shared/api/call-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { FirstPassword } from './password-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInPage } from './sign-in-page.tsx';

interface Session {
  readonly person: Person;
  readonly setPerson: (person: Person) => void;
  readonly signOut: () => Promise<ApiError | null>;
}

const SessionContext = createContext<Session | null>(null);

/** The signed-in person; only below `SessionProvider`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside SessionProvider');
  return session;
}

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | { readonly kind: 'nobody'; readonly left: boolean }
  | { readonly kind: 'person'; readonly person: Person };

export function SessionProvider(props: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const queries = useQueryClient();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    void callApi(accessRoutes.whoAmI).then((result) => {
      if (!result.ok) setState({ kind: 'failed', error: result.error });
      else if (result.value.person === null) setState({ kind: 'nobody', left: false });
      else setState({ kind: 'person', person: result.value.person });
    });
  }, [tries]);
  const setPerson = (person: Person) => {
    queries.clear();
    setState({ kind: 'person', person });
  };
  const signOut = async () => {
    const result = await callApi(accessRoutes.signOut, { body: { actionId: newActionId() } });
    if (!result.ok && result.error.status === 0) return result.error;
    queries.clear();
    setState({ kind: 'nobody', left: true });
    return null;
  };
  if (state.kind === 'loading') return <Skeleton lines={6} />;
  if (state.kind === 'failed') return <ErrorState error={state.error} onRetry={() => setTries(tries + 1)} />;
  if (state.kind === 'nobody') return <SignInPage left={state.left} onPerson={setPerson} />;
  if (state.person.mustChangePassword) return <FirstPassword person={state.person} onChanged={setPerson} />;
  return (
    <SignedIn person={state.person} setPerson={setPerson} signOut={signOut}>
      {props.children}
    </SignedIn>
  );
}

function SignedIn(props: Session & { readonly children: ReactNode }) {
  const { person, setPerson, signOut } = props;
  const session = useMemo(() => ({ person, setPerson, signOut }), [person, setPerson, signOut]);
  return (
    <SessionContext.Provider value={session}>
      {props.children}
      <SignInAgain person={person} />
    </SessionContext.Provider>
  );
}

/** Several calls may find the session ended at once; they wait for the same dialog. */
function SignInAgain(props: { readonly person: Person }) {
  const say = useText(shellText);
  const [open, setOpen] = useState(false);
  const waiting = useRef<((again: boolean) => void)[]>([]);
  useEffect(() => {
    setSessionGate(
      () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setOpen(true);
        }),
    );
    return () => setSessionGate(null);
  }, []);
  const settle = (again: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(again);
  };
  return (
    <Dialog
      open={open}
      title={say('sessionEnded')}
      onClose={() => settle(false)}
      actions={
        <Button kind="quiet" onClick={() => window.location.reload()}>
          {say('otherPerson')}
        </Button>
      }
    >
      <p>{say('sessionEndedText')}</p>
      <SignInForm
        onPerson={(person) => {
          if (person.accountId === props.person.accountId) settle(true);
          else window.location.reload();
        }}
      />
    </Dialog>
  );
}
