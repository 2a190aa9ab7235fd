/** The first page of somebody not signed in. */
import './sign-in.css';
import type { Person } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { ReactNode } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSite } from '../../shared/site.tsx';
import { Brand, DemoMark } from '../../shared/ui/brand.tsx';
import { LanguageSwitch } from '../../shared/ui/small.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage(props: { readonly left: boolean; readonly onPerson: (person: Person) => void }) {
  const say = useText(shellText);
  return (
    <Entrance title={say('signInTitle')}>
      {props.left ? <Notice>{say('signedOut')}</Notice> : null}
      <SignInForm onPerson={props.onPerson} />
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
