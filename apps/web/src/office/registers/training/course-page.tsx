/** One course: facts, sessions with attendance, people; publish, close or cancel. */
import '../registers.css';
import './training.css';
import type { CourseMove } from '@mingcha/core/registers/training/course.ts';
import { type CourseView, getCourse, moveCourse } from '@mingcha/core/registers/training/course-api.ts';
import { askedCount } from '@mingcha/core/registers/training/question.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, ForbiddenState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { stateTones } from './courses-tab.tsx';
import { PeoplePart } from './people-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

export function CoursePage() {
  const say = useText(trainingPageText);
  const read = useApiQuery(getCourse, { params: { id: useParam('id') } });
  if (read.status === 'forbidden') return <ForbiddenState />;
  const course = read.data;
  if (course === undefined)
    return (
      <Page>
        <PageHeader title={say('course')} />
        {read.error === null ? (
          <Skeleton lines={10} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Page>
    );
  return (
    <Page>
      <Head course={course} />
      {course.state === 'cancelled' ? (
        <Notice tone="warning">{say('cancelledBecause', { reason: course.cancelledReason })}</Notice>
      ) : null}
      <Facts course={course} />
      <SessionsPart course={course} />
      <PeoplePart course={course} />
    </Page>
  );
}

function Head({ course }: { readonly course: CourseView }) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const [asking, setAsking] = useState<CourseMove | null>(null);
  const move = useApiAction(moveCourse);
  const run = (name: CourseMove, reason: string) =>
    move.run({ params: { id: course.id }, body: { version: course.version, move: name, reason } });
  const confirm = async (name: 'publish' | 'close') => {
    const result = await run(name, '');
    setAsking(null);
    if (!result.ok) return;
    toast(name === 'publish' ? say('published') : say('closedWith', { n: result.value.recorded }));
  };
  const changes = course.mayEdit && (course.state === 'draft' || course.state === 'open');
  return (
    <>
      <PageHeader
        title={course.fields.title}
        mark={<StateChip tone={stateTones[course.state]}>{say(`state_${course.state}`)}</StateChip>}
        {...(changes ? { actions: <Steps course={course} onAsk={setAsking} /> } : {})}
      />
      <ErrorNotice error={asking === null ? move.error : null} />
      {asking === 'publish' || asking === 'close' ? (
        <ConfirmDialog
          open
          question={say(`${asking}Ask`)}
          action={say(asking)}
          busy={move.busy}
          onConfirm={() => void confirm(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{asking === 'publish' ? say('publishText', { n: course.people.length }) : say('closeText')}</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'cancel' ? (
        <ReasonDialog
          title={say('cancelAsk')}
          label={say('cancelReason')}
          verb={say('cancelCourse')}
          danger
          required
          maxLength={200}
          onClose={() => setAsking(null)}
          onSubmit={(reason) => run('cancel', reason)}
          onDone={() => toast(say('cancelled'))}
        />
      ) : null}
    </>
  );
}

function Steps(props: { readonly course: CourseView; readonly onAsk: (move: CourseMove) => void }) {
  const { course, onAsk } = props;
  const say = useText(trainingPageText);
  const main = course.state === 'draft' ? 'publish' : 'close';
  return (
    <>
      <Button onClick={() => onAsk('cancel')}>{say('cancelCourse')}</Button>
      {course.state === 'draft' ? (
        <GoTo to={`/training/courses/${course.id}/edit`} className={buttonClass()}>
          {say('courseEdit')}
        </GoTo>
      ) : null}
      <Button kind="primary" onClick={() => onAsk(main)}>
        {say(main)}
      </Button>
    </>
  );
}

function Facts({ course }: { readonly course: CourseView }) {
  const say = useText(trainingPageText);
  const { fields, bankName } = course;
  const rules = fields.test?.rules;
  const pairs = [
    { name: say('organiser'), value: fields.organiser === '' ? '–' : fields.organiser },
    {
      name: say('sheet'),
      value:
        course.sheetName === null
          ? say('sheetNone')
          : say('sheetOf', { name: course.sheetName, version: course.sheetVersion ?? 0 }),
    },
    {
      name: say('test'),
      value:
        rules === undefined
          ? say('noTest')
          : say('labelled', {
              label: bankName ?? '',
              value: say('testInWords', {
                questions: askedCount(rules),
                minutes: rules.minutes,
                passMark: rules.passMark,
                attempts: rules.attempts,
              }),
            }),
      wide: true,
    },
    ...(fields.content === '' ? [] : [{ name: say('content'), value: fields.content, wide: true }]),
  ];
  return (
    <Section title={say('facts')}>
      <PairList pairs={pairs} columns={2} />
    </Section>
  );
}
