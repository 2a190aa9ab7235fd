/** Opening a yearly round, and answering it for oneself or from paper. */
import type { RoundPerson } from '@mingcha/core/registers/inspectors/recusal.ts';
import { answerRound, openRound } from '@mingcha/core/registers/inspectors/recusal-api.ts';
import { recusalPageText } from '@mingcha/core/registers/inspectors/recusal-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

export function OpenRoundDialog(props: { readonly onClose: () => void }) {
  const say = useText(recusalPageText);
  const toast = useToast();
  const check = useCheck();
  const open = useApiAction(openRound);
  const form = useForm({ year: '', dueOn: '' });
  const submit = async () => {
    const body = { year: Number(form.values.year), dueOn: form.values.dueOn };
    const problems = check(openRound.body.omit({ actionId: true }), body, (name) =>
      say(name === 'year' ? 'roundYear' : 'roundDue'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await open.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('roundOpened'));
    props.onClose();
  };
  return (
    <Dialog open title={say('roundOpen')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('roundOpen')} busy={open.busy} onClose={props.onClose} />}
      >
        <TextField
          name="year"
          label={say('roundYear')}
          inputMode="numeric"
          short
          maxLength={4}
          error={form.error('year')}
          value={form.values.year}
          onChange={form.set('year')}
        />
        <DayField
          name="dueOn"
          label={say('roundDue')}
          error={form.error('dueOn')}
          value={form.values.dueOn}
          onChange={form.set('dueOn')}
        />
      </Form>
    </Dialog>
  );
}

export function AnswerDialog(props: {
  readonly roundId: string;
  readonly person: RoundPerson;
  readonly onClose: () => void;
}) {
  const { person } = props;
  const say = useText(recusalPageText);
  const toast = useToast();
  const check = useCheck();
  const answer = useApiAction(answerRound);
  const form = useForm({ answer: (person.answer ?? '') as string });
  const submit = async () => {
    const problems = check(answerRound.body.pick({ answer: true }), form.values, () => say('answer'));
    if (problems.length > 0) return form.setProblems(problems);
    const given = form.values.answer === 'declared' ? ('declared' as const) : ('none' as const);
    const result = await answer.run({
      params: { id: props.roundId },
      body: { inspectorId: person.inspectorId, answer: given },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('answerSaved'));
    props.onClose();
  };
  return (
    <Dialog open title={say('answerTitle', { name: person.name })} onClose={props.onClose}>
      <p>{say('answerHint')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('answer')} busy={answer.busy} onClose={props.onClose} />}
      >
        <RadioGroup
          name="answer"
          label={say('answer')}
          error={form.error('answer')}
          choices={[
            { value: 'none', label: say('answer_none') },
            { value: 'declared', label: say('answer_declared') },
          ]}
          value={form.values.answer}
          onChange={form.set('answer')}
        />
      </Form>
    </Dialog>
  );
}
