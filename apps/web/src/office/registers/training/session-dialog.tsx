/** When and where a session is held, and how many hours it counts. */
import { type SessionView, saveSession } from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { hoursText } from './hours-tab.tsx';

interface Props {
  readonly courseId: string;
  readonly session?: SessionView;
  readonly onClose: () => void;
}

function useSessionForm({ courseId, session, onClose }: Props) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveSession);
  const form = useForm({
    day: session?.day ?? '',
    startsAt: session?.startsAt ?? '09:00',
    endsAt: session?.endsAt ?? '11:30',
    place: session?.place ?? '',
    trainer: session?.trainer ?? '',
    hours: session === undefined ? '3' : hoursText(session.hoursTenths),
  });
  const submit = async () => {
    const { hours, startsAt, endsAt, ...rest } = form.values;
    const body = {
      ...rest,
      startsAt: timeOf(startsAt),
      endsAt: timeOf(endsAt),
      hoursTenths: Math.round(Number(hours) * 10),
      ...(session === undefined ? {} : { sessionId: session.id, version: session.version }),
    };
    const shape = saveSession.body.omit({ actionId: true });
    const problems = check(shape, body, (name) => say(name as 'place')).map((problem) => {
      if (problem.field === 'hoursTenths') return { field: 'hours', message: say('hoursWrong') };
      const isTime = problem.field === 'startsAt' || problem.field === 'endsAt';
      return isTime ? { ...problem, message: say('timeWrong') } : problem;
    });
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ params: { id: courseId }, body: shape.parse(body) });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onClose();
  };
  return { form, submit, busy: save.busy };
}

/** `9：00` and `900` are `09:00`. */
function timeOf(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.normalize('NFKC').trim()) ?? [];
  return hour === undefined ? typed : `${hour.padStart(2, '0')}:${minute ?? ''}`;
}

export function SessionDialog(props: Props) {
  const say = useText(trainingPageText);
  const ui = useUi();
  const { form, submit, busy } = useSessionForm(props);
  const field = (name: keyof typeof form.values) => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog
      open
      title={say(props.session === undefined ? 'sessionNew' : 'sessionEdit')}
      onClose={props.onClose}
    >
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        <DayField {...field('day')} />
        <div className="training-numbers">
          <TextField {...field('startsAt')} hint={say('timeHint')} short maxLength={5} />
          <TextField {...field('endsAt')} hint={say('timeHint')} short maxLength={5} />
          <TextField {...field('hours')} inputMode="decimal" short maxLength={4} />
        </div>
        <TextField {...field('place')} maxLength={100} />
        <TextField {...field('trainer')} optional maxLength={60} />
      </Form>
    </Dialog>
  );
}
