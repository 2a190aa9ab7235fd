/** One question with its options and answer. */
import { type BankQuestion, saveQuestion } from '@mingcha/core/registers/training/bank-api.ts';
import {
  type Question,
  type QuestionKind,
  questionKinds,
  questionProblem,
  question as questionShape,
} from '@mingcha/core/registers/training/question.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { letterOf } from './options.ts';

interface Props {
  readonly bankId: string;
  readonly question?: BankQuestion;
  readonly onClose: () => void;
}
interface Values {
  readonly kind: QuestionKind;
  readonly stem: string;
  readonly options: readonly string[];
  readonly answer: readonly string[];
  readonly explanation: string;
}
const places = [0, 1, 2, 3, 4, 5] as const;

function questionOf(values: Values): Question {
  const given = values.options.map((option) => option.trim());
  const count = given.findLastIndex((option) => option !== '') + 1;
  return {
    kind: values.kind,
    stem: values.stem,
    options: values.kind === 'trueFalse' ? [] : given.slice(0, count),
    answer: values.answer.map(Number).toSorted((a, b) => a - b),
    explanation: values.explanation,
  };
}

function useQuestionForm({ bankId, question, onClose }: Props) {
  const say = useText(trainingPageText);
  const sentence = useSentence();
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveQuestion);
  const form = useForm<Values>({
    kind: question?.kind ?? 'single',
    stem: question?.stem ?? '',
    options: places.map((place) => question?.options[place] ?? ''),
    answer: question?.answer.map(String) ?? [],
    explanation: question?.explanation ?? '',
  });
  const submit = async () => {
    const body = questionOf(form.values);
    const wrong = questionProblem(body);
    const problems = [
      ...check(questionShape.pick({ stem: true }), body, () => say('stem')),
      ...(wrong === null ? [] : [{ field: wrong.field, message: sentence({ code: wrong.code }) }]),
    ];
    if (problems.length > 0) return form.setProblems(problems);
    const known = question === undefined ? {} : { questionId: question.id, version: question.version };
    const result = await save.run({ params: { id: bankId }, body: { ...known, question: body } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onClose();
  };
  return { form, submit, busy: save.busy };
}

export function QuestionDialog(props: Props) {
  const say = useText(trainingPageText);
  const ui = useUi();
  const { form, submit, busy } = useQuestionForm(props);
  const { values } = form;
  return (
    <Dialog
      open
      wide
      title={say(props.question === undefined ? 'questionNew' : 'questionEdit')}
      onClose={props.onClose}
    >
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        <RadioGroup
          name="kind"
          label={say('kind')}
          inline
          choices={questionKinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
          value={values.kind}
          onChange={(value) => {
            form.set('kind')(questionKinds.find((kind) => kind === value) ?? 'single');
            form.set('answer')([]);
          }}
        />
        <TextArea
          name="stem"
          label={say('stem')}
          rows={3}
          maxLength={500}
          error={form.error('stem')}
          value={values.stem}
          onChange={form.set('stem')}
        />
        <AnswerFields form={form} />
        <TextArea
          name="explanation"
          label={say('explanation')}
          optional
          rows={2}
          maxLength={500}
          value={values.explanation}
          onChange={form.set('explanation')}
        />
      </Form>
    </Dialog>
  );
}

function AnswerFields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(trainingPageText);
  const { values } = form;
  const isWhether = values.kind === 'trueFalse';
  const choices = isWhether
    ? [
        { value: '0', label: say('right') },
        { value: '1', label: say('wrong') },
      ]
    : places.map((place) => ({ value: String(place), label: letterOf(place) }));
  const answer = { name: 'answer', label: say('answer'), error: form.error('answer'), choices, inline: true };
  return (
    <>
      {(isWhether ? [] : places).map((place) => (
        <TextField
          key={place}
          name={place === 0 ? 'options' : `option${place}`}
          label={say('option', { letter: letterOf(place) })}
          optional={place > 1}
          maxLength={200}
          error={place === 0 ? form.error('options') : undefined}
          value={values.options[place] ?? ''}
          onChange={(text) => form.set('options')(values.options.with(place, text))}
        />
      ))}
      {values.kind === 'multiple' ? (
        <CheckboxGroup {...answer} value={values.answer} onChange={form.set('answer')} />
      ) : (
        <RadioGroup
          {...answer}
          value={values.answer[0] ?? ''}
          onChange={(value) => form.set('answer')([value])}
        />
      )}
    </>
  );
}
