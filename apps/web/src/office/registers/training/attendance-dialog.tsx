/** Attendance of a session, person by person; what was not touched stays as it is. */
import { type Attendance, attendances } from '@mingcha/core/registers/training/course.ts';
import {
  type CalledPerson,
  type CourseView,
  recordAttendance,
  type SessionView,
} from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { Form } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';

const words = { present: 'came', excused: 'excused', absent: 'absent' } as const;

interface Props {
  readonly course: CourseView;
  readonly session: SessionView;
  readonly onClose: () => void;
}

function useAttendance({ course, session, onClose }: Props) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const save = useApiAction(recordAttendance);
  const [marked, setMarked] = useState<Readonly<Record<string, Attendance>>>({});
  const before = (inspectorId: string): Attendance | undefined =>
    course.people
      .find((person) => person.inspectorId === inspectorId)
      ?.attendance.find((one) => one.sessionId === session.id)?.attendance;
  const submit = async () => {
    const entries = Object.entries(marked)
      .filter(([inspectorId, attendance]) => before(inspectorId) !== attendance)
      .map(([inspectorId, attendance]) => ({ inspectorId, attendance }));
    if (entries.length === 0) {
      toast(say('attendanceChange'));
      return onClose();
    }
    const params = { id: course.id, sessionId: session.id };
    const result = await save.run({ params, body: { entries } });
    if (!result.ok) return;
    toast(say('attendanceSaved', { n: result.value.recorded }));
    onClose();
  };
  return { save, marked, setMarked, before, submit };
}

export function AttendanceDialog(props: Props) {
  const { course, session } = props;
  const say = useText(trainingPageText);
  const ui = useUi();
  const { save, marked, setMarked, before, submit } = useAttendance(props);
  const fillRest = () => {
    const open = course.people.filter((person) => before(person.inspectorId) === undefined);
    setMarked((old) => ({
      ...Object.fromEntries(open.map((person) => [person.inspectorId, 'present' as const])),
      ...old,
    }));
  };
  return (
    <Dialog open wide title={say('attendanceFor', { day: session.day })} onClose={props.onClose}>
      <ButtonRow>
        <Button size="small" onClick={fillRest}>
          {say('attendanceAll')}
        </Button>
      </ButtonRow>
      <Form
        onSubmit={submit}
        problems={[]}
        actions={<DialogButtons verb={ui('save')} busy={save.busy} onClose={props.onClose} />}
      >
        <ul className="training-attend">
          {course.people.map((person) => (
            <OnePerson
              key={person.inspectorId}
              person={person}
              value={marked[person.inspectorId] ?? before(person.inspectorId) ?? ''}
              onChange={(attendance) => setMarked((old) => ({ ...old, [person.inspectorId]: attendance }))}
            />
          ))}
        </ul>
        <ErrorNotice error={save.error} />
      </Form>
    </Dialog>
  );
}

function OnePerson(props: {
  readonly person: CalledPerson;
  readonly value: Attendance | '';
  readonly onChange: (attendance: Attendance) => void;
}) {
  const { person } = props;
  const say = useText(trainingPageText);
  return (
    <li>
      <SelectField
        name={person.inspectorId}
        label={person.sectionName === null ? person.name : `${person.name} · ${person.sectionName}`}
        empty={say('notRecorded')}
        choices={attendances.map((value) => ({ value, label: say(words[value]) }))}
        value={props.value}
        onChange={(value) => {
          const chosen = attendances.find((each) => each === value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      />
    </li>
  );
}
