/** Around every page of the centre: who is signed in, the ways, signing out; the sign-in where nobody is. */
import './centre.css';
import { type EnterprisePerson, enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import type { ReactNode } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { PasswordForm } from './password-form.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useWrite } from './use-write.ts';

export const centreWays = [
  ['/enterprise', 'home'],
  ['/enterprise/visits', 'visits'],
  ['/enterprise/objections', 'objections'],
  ['/enterprise/coordinations', 'coordinations'],
  ['/enterprise/data', 'data'],
  ['/enterprise/lectures', 'lectures'],
  ['/enterprise/tickets', 'tickets'],
  ['/enterprise/credit', 'credit'],
  ['/enterprise/people', 'people'],
] as const;

export interface CentreProps {
  /** Path of the way that is open. */
  readonly at: (typeof centreWays)[number][0];
  readonly children: (person: EnterprisePerson) => ReactNode;
}

export function Centre({ at, children }: CentreProps) {
  const who = useRead(enterpriseRoutes.whoAmI);
  if (who.data === undefined)
    return who.error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState error={who.error} onRetry={who.reload} />
    );
  const { person } = who.data;
  if (person === null) return <SignInPage onDone={who.reload} />;
  return (
    <div className="centre">
      <CentreHead person={person} at={at} onOut={who.reload} />
      {person.mustChangePassword ? <MustChange onDone={who.reload} /> : children(person)}
    </div>
  );
}

function CentreHead(props: {
  readonly person: EnterprisePerson;
  readonly at: string;
  readonly onOut: () => void;
}) {
  const say = useText(centrePageText);
  const go = useGo();
  const out = useWrite(enterpriseRoutes.signOut);
  const { person } = props;
  const signOut = async () => {
    await out.run((actionId) => ({ body: { actionId } }));
    props.onOut();
    go('/enterprise');
  };
  return (
    <header>
      <div className="centre-head">
        <div>
          <div className="centre-name">{person.enterpriseName}</div>
          <div className="secondary">
            <span className="mono">{person.creditCode}</span> {person.personName}
          </div>
        </div>
        <Button onClick={() => void signOut()} busy={out.busy}>
          {say('signOut')}
        </Button>
      </div>
      {person.mustChangePassword ? null : (
        <nav className="centre-nav" aria-label={say('title')}>
          {centreWays.map(([to, key]) => (
            <Go key={to} to={to} current={to === props.at}>
              {say(key)}
            </Go>
          ))}
        </nav>
      )}
    </header>
  );
}

function MustChange({ onDone }: { readonly onDone: () => void }) {
  const say = useText(centrePageText);
  return (
    <section className="centre-part centre-narrow">
      <h1>{say('changePassword')}</h1>
      <Notice tone="warning">{say('mustChange')}</Notice>
      <PasswordForm onDone={onDone} />
    </section>
  );
}
