/** Sessions of a course: when and where, the code in the room, attendance, the sheet to sign. */
import {
  type CourseView,
  importAttendance,
  openSignIn,
  removeSession,
  type SessionView,
  signInSheet,
} from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { AttendanceDialog } from './attendance-dialog.tsx';
import { FileImport } from './file-import.tsx';
import { hoursText } from './hours-tab.tsx';
import { SessionDialog } from './session-dialog.tsx';

export function SessionsPart({ course }: { readonly course: CourseView }) {
  const say = useText(trainingPageText);
  const [isNew, setIsNew] = useState(false);
  const changes = course.mayEdit && (course.state === 'draft' || course.state === 'open');
  return (
    <Section
      title={say('sessions')}
      {...(changes
        ? {
            actions: (
              <Button size="small" onClick={() => setIsNew(true)}>
                {say('sessionNew')}
              </Button>
            ),
          }
        : {})}
    >
      {course.sessions.length === 0 ? <EmptyState title={say('sessionsEmpty')} /> : null}
      <div className="training-sessions">
        {course.sessions.map((session) => (
          <OneSession key={session.id} course={course} session={session} changes={changes} />
        ))}
      </div>
      {isNew ? <SessionDialog courseId={course.id} onClose={() => setIsNew(false)} /> : null}
    </Section>
  );
}

type Open = 'edit' | 'remove' | 'attendance' | 'import' | null;

interface OneProps {
  readonly course: CourseView;
  readonly session: SessionView;
  readonly changes: boolean;
}

function OneSession(props: OneProps) {
  const { course, session } = props;
  const say = useText(trainingPageText);
  const [open, setOpen] = useState<Open>(null);
  const recorded = session.present + session.excused + session.absent;
  return (
    <article className="training-session">
      <div className="training-session-head">
        <strong>
          <DateText value={session.day} /> {`${session.startsAt}–${session.endsAt}`}
        </strong>
        <span>{session.place}</span>
        {session.trainer === '' ? null : (
          <span>{say('labelled', { label: say('trainer'), value: session.trainer })}</span>
        )}
        <span>{say('hoursOf', { n: hoursText(session.hoursTenths) })}</span>
        <span className="secondary">
          {recorded === 0
            ? say('attendanceNone')
            : say('cameOf', { present: session.present, excused: session.excused, absent: session.absent })}
        </span>
      </div>
      {session.code === null ? null : (
        <Notice title={say('signInCode')}>
          <p className="training-code">{session.code}</p>
          <p>{say('signInCodeText')}</p>
        </Notice>
      )}
      <SessionActions {...props} recorded={recorded} onOpen={setOpen} />
      {open === 'edit' ? (
        <SessionDialog courseId={course.id} session={session} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'attendance' ? (
        <AttendanceDialog course={course} session={session} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'import' ? (
        <ImportDialog course={course} session={session} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'remove' ? (
        <RemoveDialog course={course} session={session} onClose={() => setOpen(null)} />
      ) : null}
    </article>
  );
}

function SessionActions(
  props: OneProps & { readonly recorded: number; readonly onOpen: (open: Open) => void },
) {
  const { course, session, onOpen } = props;
  const say = useText(trainingPageText);
  const signIn = useApiAction(openSignIn);
  const params = { id: course.id, sessionId: session.id };
  const sheet = (format: 'pdf' | 'docx') => (
    <a
      className={buttonClass({ size: 'small' })}
      href={addressOf(signInSheet, { params, query: { format } })}
      download
    >
      {say(format === 'pdf' ? 'sheetPdf' : 'sheetDocx')}
    </a>
  );
  const button = (open: Exclude<Open, null>, title: string) => (
    <Button size="small" onClick={() => onOpen(open)}>
      {title}
    </Button>
  );
  const isOut = course.state === 'open';
  return (
    <>
      <ErrorNotice error={signIn.error} />
      <ButtonRow>
        {props.changes && isOut && session.when !== 'ahead' ? (
          <>
            {button('attendance', say('attendance'))}
            {button('import', say('importAttendance'))}
          </>
        ) : null}
        {props.changes && isOut && (session.when === 'today' || session.code !== null) ? (
          <Button
            size="small"
            busy={signIn.busy}
            onClick={() => void signIn.run({ params, body: { open: session.code === null } })}
          >
            {say(session.code === null ? 'signInOpen' : 'signInEnd')}
          </Button>
        ) : null}
        {sheet('pdf')}
        {sheet('docx')}
        {props.changes && props.recorded === 0 ? (
          <>
            {button('edit', say('sessionEdit'))}
            {button('remove', say('remove'))}
          </>
        ) : null}
      </ButtonRow>
    </>
  );
}

interface DialogProps {
  readonly course: CourseView;
  readonly session: SessionView;
  readonly onClose: () => void;
}

function ImportDialog({ course, session, onClose }: DialogProps) {
  const say = useText(trainingPageText);
  const send = async (file: File) => {
    const params = { id: course.id, sessionId: session.id };
    const result = await callApi(importAttendance, { params, query: { actionId: newActionId() }, file });
    if (!result.ok) return result;
    const { recorded, refused } = result.value;
    return {
      ok: true as const,
      value: {
        summary: say('imported', { n: recorded, refused: refused.length }),
        refused: refused.map((row) => ({ row: row.row, what: row.name, problem: row.problem })),
      },
    };
  };
  return (
    <FileImport
      title={say('importAttendance')}
      label={say('attendanceFile')}
      hint={say('attendanceFileHint')}
      send={send}
      onClose={onClose}
    />
  );
}

function RemoveDialog({ course, session, onClose }: DialogProps) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const remove = useApiAction(removeSession);
  const confirm = async () => {
    const result = await remove.run({ params: { id: course.id, sessionId: session.id }, body: {} });
    if (!result.ok) return;
    toast(say('removed'));
    onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      question={say('removeSessionAsk')}
      action={say('remove')}
      busy={remove.busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{say('removeSessionText', { day: session.day })}</p>
      <ErrorNotice error={remove.error} />
    </ConfirmDialog>
  );
}
