/** 我的培训: sign-in, hours against the requirement, courses called to with their tests, records of the year. Made for a phone too. */
import '../registers.css';
import './training.css';
import {
  myTraining,
  type OwnCourse,
  signInByCode,
} from '@mingcha/core/registers/training/my-training-api.ts';
import { ownTrainingText } from '@mingcha/core/registers/training/own-training-text.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, ForbiddenState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { hoursText } from './hours-tab.tsx';

const words = { present: 'came', excused: 'excused', absent: 'absent' } as const;
const tones = { present: 'verified', excused: 'neutral', absent: 'warning' } as const;

export function MyTrainingPage() {
  const say = useText(ownTrainingText);
  const read = useApiQuery(myTraining);
  if (read.status === 'forbidden') return <ForbiddenState />;
  const mine = read.data;
  return (
    <Page>
      <PageHeader title={say('myTraining')} lead={say('myTrainingLead')} />
      {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {read.status === 'loading' ? <Skeleton lines={8} /> : null}
      {mine?.known === false ? <EmptyState title={say('unknown')} text={say('unknownText')} /> : null}
      {mine?.known === true ? (
        <div className="training-mine">
          {mine.courses.some((one) =>
            one.sessions.some((each) => each.signInOpen && each.attendance !== 'present'),
          ) ? (
            <SignIn />
          ) : null}
          <Hours {...mine} />
          <Section title={say('myCourses')}>
            {mine.courses.length === 0 ? (
              <EmptyState title={say('myCoursesEmpty')} />
            ) : (
              <div className="training-sessions">
                {mine.courses.map((course) => (
                  <Course key={course.id} course={course} />
                ))}
              </div>
            )}
          </Section>
          <Records records={mine.records} />
        </div>
      ) : null}
    </Page>
  );
}

function SignIn() {
  const say = useText(ownTrainingText);
  const toast = useToast();
  const signIn = useApiAction(signInByCode);
  const form = useForm({ code: '' });
  const submit = async () => {
    const result = await signIn.run({ body: { code: form.values.code } });
    if (!result.ok) return form.refuse(result.error);
    form.replace({ code: '' });
    toast(say('signedIn', { course: result.value.course }));
  };
  return (
    <Section title={say('signIn')}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={signIn.busy} disabled={form.values.code.trim() === ''}>
            {say('signIn')}
          </Button>
        }
      >
        <TextField
          name="code"
          label={say('signInCode')}
          hint={say('signInHint')}
          mono
          short
          maxLength={12}
          error={form.error('code')}
          value={form.values.code}
          onChange={form.set('code')}
        />
      </Form>
    </Section>
  );
}

function Hours(props: {
  readonly year: number;
  readonly hoursTenths: number;
  readonly requiredTenths: number | null;
  readonly missingTenths: number;
  readonly basis: string;
}) {
  const say = useText(ownTrainingText);
  const { requiredTenths: required, missingTenths: missing } = props;
  const done = hoursText(props.hoursTenths);
  const text =
    required === null
      ? say('myHoursFree', { done })
      : missing === 0
        ? say('myHoursDone', { done, required: hoursText(required) })
        : say('myHoursOf', { done, required: hoursText(required), missing: hoursText(missing) });
  return (
    <Section title={say('myHours', { year: props.year })}>
      <p>
        <strong>{text}</strong>
      </p>
      {required === null ? null : (
        <progress
          className="training-bar"
          aria-label={text}
          max={required}
          value={Math.min(required, props.hoursTenths)}
        />
      )}
      {props.basis === '' ? null : <p className="secondary">{say('basis', { basis: props.basis })}</p>}
    </Section>
  );
}

function Course({ course }: { readonly course: OwnCourse }) {
  const say = useText(ownTrainingText);
  return (
    <article className="training-course">
      <h3>
        {course.title}{' '}
        {course.state === 'closed' ? <StateChip tone="verified">{say('state_closed')}</StateChip> : null}
      </h3>
      {course.sheetName === null ? null : (
        <p className="secondary">
          {say('labelled', {
            label: say('sheet'),
            value: say('sheetOf', { name: course.sheetName, version: course.sheetVersion ?? 0 }),
          })}
        </p>
      )}
      {course.content === '' ? null : <p>{course.content}</p>}
      <ul className="training-lines">
        {course.sessions.map((session) => (
          <li key={session.id}>
            <span>
              <DateText value={session.day} /> {`${session.startsAt}–${session.endsAt}`}
            </span>
            <span>{session.place}</span>
            <span>{say('hoursOf', { n: hoursText(session.hoursTenths) })}</span>
            {session.attendance === null ? null : (
              <StateChip tone={tones[session.attendance]}>{say(words[session.attendance])}</StateChip>
            )}
          </li>
        ))}
      </ul>
      <OwnTest course={course} />
    </article>
  );
}

function OwnTest({ course }: { readonly course: OwnCourse }) {
  const say = useText(ownTrainingText);
  const { test } = course;
  if (test === null) return null;
  if (test.passed)
    return (
      <p>
        <StateChip tone="verified">{say('testPassed', { percent: test.bestPercent ?? 0 })}</StateChip>
      </p>
    );
  if (!test.mayStart)
    return (
      <p className="secondary">{say(course.state === 'open' && test.left > 0 ? 'testAfter' : 'testOver')}</p>
    );
  return (
    <div className="training-lines">
      {test.bestPercent === null ? null : <span>{say('testFailed', { percent: test.bestPercent })}</span>}
      <span className="secondary">{say('testLeft', { n: test.left })}</span>
      <div>
        <GoTo to={`/my-training/courses/${course.id}/test`} className={buttonClass({ kind: 'primary' })}>
          {say(test.isRunning ? 'goOnTest' : 'startTest')}
        </GoTo>
      </div>
    </div>
  );
}

function Records(props: {
  readonly records: readonly {
    readonly id: string;
    readonly course: string;
    readonly fromDay: string;
    readonly hoursTenths: number;
    readonly result: 'attended' | 'passed' | 'failed';
  }[];
}) {
  const say = useText(ownTrainingText);
  return (
    <Section title={say('myRecords')}>
      {props.records.length === 0 ? (
        <EmptyState title={say('myRecordsEmpty')} />
      ) : (
        <ul className="training-lines">
          {props.records.map((row) => (
            <li key={row.id}>
              <strong>{row.course}</strong>
              <DateText value={row.fromDay} form="short" />
              <span>{say('hoursOf', { n: hoursText(row.hoursTenths) })}</span>
              <span className="secondary">{say(`result_${row.result}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
