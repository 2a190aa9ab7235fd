/** Trainings that the enterprise can sign up for, and its own sign-ups. */
import {
  listOwnLectures,
  type OwnLecture,
  signOffAsEnterprise,
  signUpAsEnterprise,
} from '@mingcha/core/publications/lectures/public-lecture-api.ts';
import { publicLectureText } from '@mingcha/core/publications/lectures/public-lecture-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';
import { useWrite } from './use-write.ts';

export function EnterpriseLecturesPage() {
  return <Centre at="/enterprise/lectures">{(person) => <Lectures personName={person.personName} />}</Centre>;
}

function Lectures({ personName }: { readonly personName: string }) {
  const say = useText(publicLectureText);
  const read = useRead(listOwnLectures);
  return (
    <section className="centre-part">
      <h1>{say('centreTitle')}</h1>
      <p className="secondary">{say('centreLead')}</p>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('centreNone')} />
      ) : (
        <ul className="centre-list">
          {read.data.rows.map((row) => (
            <LectureLine key={row.id} row={row} personName={personName} onDone={read.reload} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface LineProps {
  readonly row: OwnLecture;
  readonly personName: string;
  readonly onDone: () => void;
}

function LectureLine({ row, personName, onDone }: LineProps) {
  const say = useText(publicLectureText);
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <div>
        <span className="centre-line-title">
          <a href={`/p/training/${row.id}`}>{row.title}</a>
          {row.signup === null ? (
            <StateChip tone={row.standing === 'open' ? 'accent' : 'neutral'}>
              {say(`standing.${row.standing}`)}
            </StateChip>
          ) : (
            <StateChip tone="verified">{say('signedUp', { n: row.signup.people })}</StateChip>
          )}
          {row.signup?.attended == null ? null : (
            <StateChip>{say('came', { n: row.signup.attended })}</StateChip>
          )}
        </span>
        <p className="centre-line-text">
          <DateText value={row.startsAt} /> {say('until')} <DateText value={row.endsAt} />{' '}
          {row.place === '' ? say('online') : row.place}
        </p>
        <p className="centre-line-text">
          {row.agencyName} {row.topic}
        </p>
        {row.signup === null ? null : (
          <p className="centre-line-text">{say('contactShown', { name: row.signup.contactName })}</p>
        )}
        {row.link === '' ? null : (
          <p className="centre-line-text">
            {say('link')} <a href={row.link}>{row.link}</a>
          </p>
        )}
        {isOpen ? (
          <SignUpForm id={row.id} personName={personName} onDone={onDone} onClose={() => setOpen(false)} />
        ) : null}
      </div>
      {row.signup === null && row.standing === 'open' && !isOpen ? (
        <Button size="small" onClick={() => setOpen(true)}>
          {say('signUp')}
        </Button>
      ) : null}
      {row.signup?.mayWithdraw === true ? <SignOff id={row.id} onDone={onDone} /> : null}
    </li>
  );
}

function SignOff({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const say = useText(publicLectureText);
  const off = useWrite(signOffAsEnterprise);
  const [error, setError] = useState<ApiError | null>(null);
  const withdraw = async () => {
    const result = await off.run((actionId) => ({ params: { id }, body: { actionId } }));
    setError(result.ok ? null : result.error);
    if (result.ok) onDone();
  };
  return (
    <span>
      <ErrorNotice error={error} />
      <Button size="small" busy={off.busy} onClick={() => void withdraw()}>
        {say('withdraw')}
      </Button>
    </span>
  );
}

function SignUpForm(props: {
  readonly id: string;
  readonly personName: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const say = useText(publicLectureText);
  const form = useForm({ people: '1', name: props.personName, phone: '' });
  const join = useWrite(signUpAsEnterprise);
  const submit = async () => {
    const { people, name, phone } = form.values;
    const result = await join.run((actionId) => ({
      params: { id: props.id },
      body: { actionId, people: Number(people), name, phone },
    }));
    if (!result.ok) return form.refuse(result.error);
    props.onClose();
    props.onDone();
  };
  const field = (name: 'people' | 'name' | 'phone') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      label={say('formTitle')}
      actions={
        <>
          <Button kind="primary" type="submit" busy={join.busy}>
            {say('send')}
          </Button>
          <Button onClick={props.onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <TextField {...field('people')} inputMode="numeric" short maxLength={2} />
      <TextField {...field('name')} maxLength={60} />
      <TextField {...field('phone')} type="tel" maxLength={40} hint={say('privacy')} />
    </Form>
  );
}
