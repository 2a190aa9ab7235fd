/** 廉政回访: samples drawn in the open, each visit with its answers. */
import './followups.css';
import {
  answerReturnVisit,
  drawReturnVisits,
  listReturnSamples,
  type ReturnAnswers,
  type ReturnSample,
  returnQuestions,
} from '@mingcha/core/followups/return-visit.ts';
import { returnVisitText } from '@mingcha/core/followups/return-visit-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { DayField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { dayAt } from '../system/business-day.ts';

export function ReturnVisitsPage() {
  const say = useText(returnVisitText);
  const read = useApiQuery(listReturnSamples);
  const mayDraw = useHasRole('witness');
  const [open, setOpen] = useState(false);
  const draw = (
    <Button kind="primary" onClick={() => setOpen(true)}>
      {say('draw')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} {...(mayDraw ? { actions: draw } : {})} />
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('empty')} text={say('emptyText')} />
      ) : (
        read.data.rows.map((sample) => <Sample key={sample.id} sample={sample} mayAnswer={mayDraw} />)
      )}
      {open ? <DrawDialog onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

function Sample({ sample, mayAnswer }: { readonly sample: ReturnSample; readonly mayAnswer: boolean }) {
  const say = useText(returnVisitText);
  const [answering, setAnswering] = useState<string | null>(null);
  const { from, to, population, visits } = sample;
  return (
    <Section title={say('sampleOf', { from, to, population, count: visits.length })}>
      <p className="secondary">
        {say('drawnBy', { name: sample.drawnBy, at: sample.drawnAt.slice(0, 10), seed: sample.seed })}
      </p>
      <p className="secondary">{say('digest')}</p>
      <DigestGroups digest={sample.populationSha256} form="line" />
      <ul className="followup-siblings">
        {visits.map((visit) => (
          <li key={visit.inspectionId} className="followup-chain-head">
            <strong>{`${visit.position}. ${visit.objectName}`}</strong>
            <span className="secondary">
              {visit.taskNumber} {visit.closedOn}
            </span>
            {visit.answers === null ? (
              <StateChip tone="accent">{say('waiting')}</StateChip>
            ) : (
              <Answered answers={visit.answers} />
            )}
            {visit.answers === null && mayAnswer ? (
              <Button size="small" onClick={() => setAnswering(visit.inspectionId)}>
                {say('answer')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {answering === null ? null : (
        <AnswerDialog sampleId={sample.id} inspectionId={answering} onClose={() => setAnswering(null)} />
      )}
    </Section>
  );
}

function Answered({ answers }: { readonly answers: ReturnAnswers }) {
  const say = useText(returnVisitText);
  const broken = returnQuestions.filter((each) => answers.answers[each] === 'no');
  return (
    <>
      <StateChip tone="verified">{say('answered')}</StateChip>
      {broken.map((each) => (
        <StateChip key={each} tone="void">
          {`${say(`question.${each}`)}：${say('answer.no')}`}
        </StateChip>
      ))}
      {answers.opinion === '' ? null : <span>{answers.opinion}</span>}
    </>
  );
}

function DrawDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText(returnVisitText);
  const toast = useToast();
  const draw = useApiAction(drawReturnVisits);
  const today = dayAt(nowInstant(), 0);
  const form = useForm({ from: `${today.slice(0, 4)}-01-01`, to: today, seed: '', wanted: '5' });
  const { values } = form;
  const submit = async () => {
    const { from, to, seed } = values;
    const result = await draw.run({ body: { from, to, seed, wanted: Number(values.wanted) } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('drawn', { count: result.value.drawn }));
    onClose();
  };
  return (
    <Dialog open title={say('draw')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('drawNow')} busy={draw.busy} onClose={onClose} />}
      >
        <DayField
          name="from"
          label={say('from')}
          error={form.error('from')}
          value={values.from}
          onChange={form.set('from')}
        />
        <DayField
          name="to"
          label={say('to')}
          error={form.error('to')}
          value={values.to}
          onChange={form.set('to')}
        />
        <TextField
          name="seed"
          label={say('seed')}
          hint={say('seedHint')}
          wide
          maxLength={200}
          error={form.error('seed')}
          value={values.seed}
          onChange={form.set('seed')}
        />
        <TextField
          name="wanted"
          label={say('wanted')}
          short
          inputMode="numeric"
          maxLength={3}
          error={form.error('wanted')}
          value={values.wanted}
          onChange={form.set('wanted')}
        />
      </Form>
    </Dialog>
  );
}

const answerValues = ['yes', 'no', 'unknown'] as const;

function AnswerDialog(props: {
  readonly sampleId: string;
  readonly inspectionId: string;
  readonly onClose: () => void;
}) {
  const say = useText(returnVisitText);
  const toast = useToast();
  const save = useApiAction(answerReturnVisit);
  const form = useForm<Typed>({ way: 'phone' });
  const value = (name: string) => form.values[name] ?? '';
  const submit = async () => {
    const missing = returnQuestions.filter((each) => value(each) === '');
    if (missing.length > 0)
      return form.setProblems(missing.map((field) => ({ field, message: say('missing') })));
    const answers = Object.fromEntries(
      returnQuestions.map((each) => [each, answerValues.find((one) => one === value(each)) ?? 'unknown']),
    ) as ReturnAnswers['answers'];
    const way = ways.find((each) => each === value('way')) ?? 'phone';
    const result = await save.run({
      params: { id: props.sampleId },
      body: {
        inspectionId: props.inspectionId,
        answers: { way, person: value('person'), answers, opinion: value('opinion') },
      },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    props.onClose();
  };
  return (
    <Dialog open wide title={say('answer')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('save')} busy={save.busy} onClose={props.onClose} />}
      >
        <AnswerFields form={form} />
      </Form>
    </Dialog>
  );
}

type Typed = Readonly<Record<string, string>>;
const ways = ['visit', 'phone', 'letter'] as const;

function AnswerFields({ form }: { readonly form: FormState<Typed> }) {
  const say = useText(returnVisitText);
  const field = (name: string) => ({ name, value: form.values[name] ?? '', onChange: form.set(name) });
  return (
    <>
      <RadioGroup
        {...field('way')}
        label={say('way')}
        inline
        choices={ways.map((each) => ({ value: each, label: say(`way.${each}`) }))}
      />
      <TextField {...field('person')} label={say('person')} optional maxLength={60} />
      {returnQuestions.map((question) => (
        <RadioGroup
          key={question}
          {...field(question)}
          label={say(`question.${question}`)}
          inline
          error={form.error(question)}
          choices={answerValues.map((each) => ({ value: each, label: say(`answer.${each}`) }))}
        />
      ))}
      <TextArea {...field('opinion')} label={say('opinion')} optional wide rows={3} maxLength={2000} />
    </>
  );
}
