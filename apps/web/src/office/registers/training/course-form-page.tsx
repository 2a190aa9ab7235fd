/** A new course, or the draft of one: what is taught, the sheet, and the test. */
import '../registers.css';
import './training.css';
import { listBanks } from '@mingcha/core/registers/training/bank-api.ts';
import {
  type CourseView,
  getCourse,
  listTeachable,
  saveCourse,
} from '@mingcha/core/registers/training/course-api.ts';
import { questionKinds } from '@mingcha/core/registers/training/question.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { useCheck } from '../form-problems.ts';

const numbers = [...questionKinds, 'passMark', 'attempts', 'minutes'] as const;
type NumberName = (typeof numbers)[number];
interface Values extends Record<NumberName, string> {
  title: string;
  organiser: string;
  content: string;
  sheetVersionId: string;
  hasTest: boolean;
  bankId: string;
}

const empty: Values = {
  title: '',
  organiser: '',
  content: '',
  sheetVersionId: '',
  hasTest: false,
  bankId: '',
  single: '5',
  multiple: '3',
  trueFalse: '2',
  passMark: '80',
  attempts: '2',
  minutes: '20',
};

export function CourseNewPage() {
  const say = useText(trainingPageText);
  return (
    <Page>
      <PageHeader title={say('courseNew')} />
      <CourseForm course={null} />
    </Page>
  );
}

export function CourseEditPage() {
  const say = useText(trainingPageText);
  const read = useApiQuery(getCourse, { params: { id: useParam('id') } });
  return (
    <Page>
      <PageHeader title={say('courseEdit')} />
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : (
        <CourseForm key={read.data.id} course={read.data} />
      )}
    </Page>
  );
}

function valuesOf(course: CourseView | null): Values {
  if (course === null) return empty;
  const { test, sheetVersionId, ...plain } = course.fields;
  const rules = test === null ? {} : Object.fromEntries(numbers.map((n) => [n, String(test.rules[n])]));
  return {
    ...empty,
    ...plain,
    sheetVersionId: sheetVersionId ?? '',
    hasTest: test !== null,
    bankId: test?.bankId ?? '',
    ...rules,
  };
}

function useCourseForm(course: CourseView | null) {
  const say = useText(trainingPageText);
  const go = useGo();
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveCourse);
  const form = useForm(valuesOf(course));
  const submit = async () => {
    const { values } = form;
    const wrong = values.hasTest ? numbers.filter((name) => !/^\d{1,3}$/.test(values[name].trim())) : [];
    if (wrong.length > 0)
      return form.setProblems(wrong.map((field) => ({ field, message: say('numberWrong') })));
    const rules = Object.fromEntries(numbers.map((name) => [name, Number(values[name])]));
    const body = {
      title: values.title,
      organiser: values.organiser,
      content: values.content,
      sheetVersionId: values.sheetVersionId === '' ? null : values.sheetVersionId,
      test: values.hasTest ? { bankId: values.bankId, rules } : null,
      ...(course === null ? {} : { id: course.id, version: course.version }),
    };
    const shape = saveCourse.body.omit({ actionId: true });
    const problems = check(shape, body, (name) => say(name === 'test' ? 'test' : (name as 'title')));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ body: shape.parse(body) });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    go(`/training/courses/${result.value.id}`);
  };
  return { form, submit, busy: save.busy };
}

function CourseForm({ course }: { readonly course: CourseView | null }) {
  const say = useText(trainingPageText);
  const ui = useUi();
  const { form, submit, busy } = useCourseForm(course);
  const sheets = useApiQuery(listTeachable);
  const field = (name: 'title' | 'organiser' | 'content') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Section>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button type="submit" kind="primary" busy={busy}>
              {ui('save')}
            </Button>
            <GoTo
              to={course === null ? '/training' : `/training/courses/${course.id}`}
              className={buttonClass()}
            >
              {ui('cancel')}
            </GoTo>
          </>
        }
      >
        <TextField {...field('title')} wide maxLength={200} />
        <TextField {...field('organiser')} optional wide maxLength={100} />
        <TextArea {...field('content')} optional rows={4} maxLength={2000} />
        <SelectField
          name="sheetVersionId"
          label={say('sheet')}
          hint={say('sheetHint')}
          optional
          wide
          empty={say('sheetNone')}
          error={form.error('sheetVersionId')}
          choices={(sheets.data?.rows ?? []).map((row) => ({
            value: row.versionId,
            label: `${row.agency} · ${say(row.published ? 'sheetOf' : 'sheetAhead', { name: row.name, version: row.version })}`,
          }))}
          value={form.values.sheetVersionId}
          onChange={form.set('sheetVersionId')}
        />
        <Checkbox
          name="hasTest"
          label={say('hasTest')}
          checked={form.values.hasTest}
          onChange={form.set('hasTest')}
        />
        {form.values.hasTest ? <TestFields form={form} /> : null}
      </Form>
    </Section>
  );
}

function TestFields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(trainingPageText);
  const banks = useApiQuery(listBanks);
  const number = (name: NumberName, label: string, unit: string) => (
    <TextField
      key={name}
      name={name}
      label={label}
      unit={unit}
      short
      inputMode="numeric"
      maxLength={3}
      error={form.error(name)}
      value={form.values[name]}
      onChange={form.set(name)}
    />
  );
  return (
    <>
      <SelectField
        name="test"
        label={say('bank')}
        wide
        error={form.error('test')}
        choices={(banks.data?.rows ?? []).map((row) => ({
          value: row.id,
          label: say('inBrackets', {
            text: row.name,
            note: say('questionCount', {
              single: row.single,
              multiple: row.multiple,
              trueFalse: row.trueFalse,
            }),
          }),
        }))}
        value={form.values.bankId}
        onChange={form.set('bankId')}
      />
      <div className="training-numbers">
        {questionKinds.map((kind) => number(kind, say(`kind_${kind}`), say('countUnit')))}
        {number('passMark', say('passMark'), '%')}
        {number('attempts', say('attempts'), say('attemptsUnit'))}
        {number('minutes', say('minutes'), say('minutesUnit'))}
      </div>
    </>
  );
}
