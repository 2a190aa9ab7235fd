/** The first page of somebody not signed in. */
import './sign-in.css';
import type { Person } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSite } from '../../shared/site.tsx';
import { Brand, DemoMark } from '../../shared/ui/brand.tsx';
import { LanguageSwitch } from '../../shared/ui/small.tsx';
import { ErrorNotice, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { isProviderReturn, ProviderButton, ProviderReturn } from './provider-sign-in.tsx';
import { SignInForm } from './sign-in-form.tsx';

const SetUpPage = lazy(async () => ({ default: (await import('../setup/set-up-page.tsx')).SetUpPage }));

export function SignInPage(props: { readonly left: boolean; readonly onPerson: (person: Person) => void }) {
  const say = useText(shellText);
  const site = useSite();
  const [returning, setReturning] = useState(isProviderReturn);
  const [refused, setRefused] = useState<ApiError | null>(null);
  if (site?.needsSetUp === true)
    return (
      <Suspense fallback={<Skeleton lines={8} />}>
        <SetUpPage />
      </Suspense>
    );
  if (returning)
    return (
      <Entrance title={say('signInTitle')}>
        <ProviderReturn
          onPerson={props.onPerson}
          onRefused={(error) => {
            setReturning(false);
            setRefused(error);
          }}
        />
      </Entrance>
    );
  return (
    <Entrance title={say('signInTitle')}>
      <ErrorNotice error={refused} />
      {props.left ? <Notice>{say('signedOut')}</Notice> : null}
      <SignInForm onPerson={props.onPerson} />
      <ProviderButton />
      <p className="secondary entrance-help">{say('signInHelp')}</p>
    </Entrance>
  );
}

/** The frame of pages before the office: brand, one sheet of paper, whose installation it is. */
export function Entrance(props: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const say = useText(shellText);
  const site = useSite();
  return (
    <div className="entrance">
      <DemoMark />
      <header className="entrance-head">
        <Brand line />
        <LanguageSwitch />
      </header>
      <main className="entrance-sheet">
        <h1>{props.title}</h1>
        {props.lead === undefined ? null : <p className="secondary">{props.lead}</p>}
        {props.children}
      </main>
      <footer className="entrance-foot">
        {site?.host === null || site === undefined ? null : (
          <span>{say('hostedBy', { name: site.host })}</span>
        )}
        <a href="/p/">{say('portalTitle')}</a>
      </footer>
    </div>
  );
}
