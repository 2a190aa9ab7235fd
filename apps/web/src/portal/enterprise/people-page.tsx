/** The people of the enterprise: who has an account, codes for colleagues, one's own password. */
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { lettersShown } from '@mingcha/core/common/typed-letters.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Addresses } from './addresses.tsx';
import { Centre } from './centre-frame.tsx';
import { PasswordForm } from './password-form.tsx';
import { useWrite } from './use-write.ts';

export function EnterprisePeoplePage() {
  return (
    <Centre at="/enterprise/people">
      {() => (
        <>
          <People />
          <Addresses />
          <OwnPassword />
        </>
      )}
    </Centre>
  );
}

interface Row {
  readonly id: string;
  readonly personName: string;
  readonly phoneTail: string;
  readonly state: 'active' | 'locked' | 'withdrawn';
  readonly lastSignInAt: string | null;
  readonly isOwn: boolean;
}

function People() {
  const say = useText(centrePageText);
  const read = useRead(enterpriseRoutes.people);
  const invite = useWrite(enterpriseRoutes.invite);
  const remove = useWrite(enterpriseRoutes.removePerson);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [leaving, setLeaving] = useState<Row | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const ask = async () => {
    const result = await invite.run((actionId) => ({ body: { actionId } }));
    setError(result.ok ? null : result.error);
    if (result.ok) setIssued(result.value);
  };
  const confirm = async () => {
    if (leaving === null) return;
    const result = await remove.run((actionId) => ({
      params: { id: leaving.id },
      body: { actionId, reason: '' },
    }));
    setLeaving(null);
    setError(result.ok ? null : result.error);
    if (result.ok) read.reload();
  };
  return (
    <section className="centre-part">
      <div className="centre-part-head">
        <h1>{say('peopleTitle')}</h1>
        <Button kind="primary" onClick={() => void ask()} busy={invite.busy}>
          {say('invite')}
        </Button>
      </div>
      <ErrorNotice error={error} />
      {issued === null ? null : <IssuedCode issued={issued} />}
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={3} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : (
        <ul className="centre-list">
          {read.data.rows.map((row) => (
            <PersonLine key={row.id} row={row} onRemove={() => setLeaving(row)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={leaving !== null}
        question={say('removeQuestion', { name: leaving?.personName ?? '' })}
        action={say('remove')}
        danger
        busy={remove.busy}
        onConfirm={() => void confirm()}
        onClose={() => setLeaving(null)}
      >
        <p>{say('removeText')}</p>
      </ConfirmDialog>
    </section>
  );
}

interface Issued {
  readonly code: string;
  readonly expiresAt: string;
}

function IssuedCode({ issued }: { readonly issued: Issued }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  return (
    <Notice tone="info" title={say('code')}>
      <p>
        <span className="centre-code">{lettersShown(issued.code)}</span>{' '}
        <CopyButton text={lettersShown(issued.code)} />
      </p>
      <p>{say('inviteLead', { day: formatDay(issued.expiresAt.slice(0, 10), locale) })}</p>
    </Notice>
  );
}

function PersonLine({ row, onRemove }: { readonly row: Row; readonly onRemove: () => void }) {
  const say = useText(centrePageText);
  return (
    <li>
      <div>
        <span className="centre-line-title">
          {row.personName}
          {row.isOwn ? <StateChip tone="accent">{say('you')}</StateChip> : null}
          {row.state === 'active' ? null : <StateChip tone="void">{say(`state.${row.state}`)}</StateChip>}
        </span>
        <p className="centre-line-text">
          {say('phoneEnds', { tail: row.phoneTail })} {say('lastSignIn')}{' '}
          {row.lastSignInAt === null ? say('never') : <DateText value={row.lastSignInAt} />}
        </p>
      </div>
      {row.isOwn || row.state !== 'active' ? null : (
        <Button size="small" onClick={onRemove}>
          {say('remove')}
        </Button>
      )}
    </li>
  );
}

function OwnPassword() {
  const say = useText(centrePageText);
  const [isDone, setDone] = useState(false);
  return (
    <section className="centre-part centre-narrow">
      <h2>{say('changePassword')}</h2>
      {isDone ? <Notice tone="verified">{say('passwordChanged')}</Notice> : null}
      <PasswordForm onDone={() => setDone(true)} />
    </section>
  );
}
