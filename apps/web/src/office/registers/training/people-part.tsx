/** Who is called to a course, with attendance and test of each. */
import {
  type CalledPerson,
  type CourseView,
  callPeople,
} from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import type { Choice } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useFoundInspectors, withChosen } from '../use-found.ts';

const words = { present: 'came', excused: 'excused', absent: 'absent' } as const;

export function PeoplePart({ course }: { readonly course: CourseView }) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const call = useApiAction(callPeople);
  const [isChoosing, setIsChoosing] = useState(false);
  const changes = course.mayEdit && (course.state === 'draft' || course.state === 'open');
  const everybody = async () => {
    const body = { add: [], remove: [], everybody: true };
    const result = await call.run({ params: { id: course.id }, body });
    if (result.ok) toast(say('called', { n: result.value.added }));
  };
  return (
    <Section
      title={say('peopleCount', { n: course.people.length })}
      flush
      {...(changes
        ? {
            actions: (
              <ButtonRow>
                <Button size="small" busy={call.busy} onClick={() => void everybody()}>
                  {say('callEverybody')}
                </Button>
                <Button size="small" onClick={() => setIsChoosing(true)}>
                  {say('call')}
                </Button>
              </ButtonRow>
            ),
          }
        : {})}
    >
      <DataTable
        id="course-people"
        label={say('people')}
        columns={usePeopleColumns(course, changes)}
        rows={course.people}
        rowKey={(row) => row.inspectorId}
        rowName={(row) => row.name}
        status="ready"
        empty={<EmptyState title={say('peopleEmpty')} />}
      />
      {isChoosing ? <CallDialog courseId={course.id} onClose={() => setIsChoosing(false)} /> : null}
    </Section>
  );
}

function usePeopleColumns(course: CourseView, changes: boolean): readonly Column<CalledPerson>[] {
  const say = useText(trainingPageText);
  const { sessions } = course;
  const hasTest = course.fields.test !== null;
  return useMemo(() => {
    const columns: Column<CalledPerson>[] = [
      { key: 'name', title: say('name'), nowrap: true, render: (row) => row.name },
      { key: 'section', title: say('section'), render: (row) => row.sectionName ?? '–' },
      {
        key: 'certificate',
        title: say('certificate'),
        extra: true,
        render: (row) => row.certificateNumber,
      },
      ...sessions.map(
        (session): Column<CalledPerson> => ({
          key: session.id,
          title: session.day.slice(5),
          nowrap: true,
          render: (row) => {
            const found = row.attendance.find((one) => one.sessionId === session.id);
            if (found === undefined) return '–';
            return found.way === 'code'
              ? say('inBrackets', { text: say(words[found.attendance]), note: say('way_code') })
              : say(words[found.attendance]);
          },
        }),
      ),
    ];
    if (hasTest)
      columns.push({
        key: 'test',
        title: say('test'),
        nowrap: true,
        render: ({ best }) =>
          best === null
            ? say('notTaken')
            : say('bestOf', { percent: best.percent, result: say(best.passed ? 'passed' : 'notPassed') }),
      });
    if (changes)
      columns.push({
        key: 'off',
        title: say('takeOff'),
        render: (row) =>
          row.attendance.length > 0 || row.tries > 0 ? '–' : <TakeOff id={course.id} person={row} />,
      });
    return columns;
  }, [say, sessions, hasTest, changes, course.id]);
}

function TakeOff({ id, person }: { readonly id: string; readonly person: CalledPerson }) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const call = useApiAction(callPeople);
  const run = async () => {
    const body = { add: [], remove: [person.inspectorId], everybody: false };
    const result = await call.run({ params: { id }, body });
    if (result.ok) toast(say(result.value.removed > 0 ? 'takenOff' : 'takeOffKept'));
  };
  return (
    <Button size="small" busy={call.busy} onClick={() => void run()}>
      {say('takeOff')}
    </Button>
  );
}

function CallDialog(props: { readonly courseId: string; readonly onClose: () => void }) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const call = useApiAction(callPeople);
  const found = useFoundInspectors(true);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const form = useForm({ add: [] as readonly string[] });
  const choices = withChosen(found.choices, chosen);
  const submit = async () => {
    const body = { add: [...form.values.add], remove: [], everybody: false };
    const result = await call.run({ params: { id: props.courseId }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('called', { n: result.value.added }));
    props.onClose();
  };
  return (
    <Dialog open title={say('call')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('call')} busy={call.busy} onClose={props.onClose} />}
      >
        <ChooseField
          name="add"
          label={say('callPeopleField')}
          many
          error={form.error('add')}
          choices={choices}
          value={form.values.add}
          onChange={(ids) => {
            setChosen(choices.filter((choice) => ids.includes(choice.value)));
            form.set('add')(ids);
          }}
          onSearch={found.onSearch}
          loading={found.loading}
        />
      </Form>
    </Dialog>
  );
}
