/** A test: begun by a press, answered one under the other, handed in once. Answers show only after it, when no other try follows. */
import '../registers.css';
import './training.css';
import {
  myTraining,
  startTest,
  submitTest,
  type TestOutcome,
} from '@mingcha/core/registers/training/my-training-api.ts';
import { ownTrainingText } from '@mingcha/core/registers/training/own-training-text.ts';
import type { AskedQuestion } from '@mingcha/core/registers/training/question.ts';
import { useEffect, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../../shared/forms/choices.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowMs } from '../../../shared/platform/clock.ts';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { answerInWords, optionsOf } from './options.ts';

type Marks = Readonly<Record<string, readonly number[]>>;
interface Running {
  readonly attemptId: string;
  readonly title: string;
  readonly no: number;
  readonly passMark: number;
  readonly questions: readonly AskedQuestion[];
  /** By this machine's clock, whatever it shows. */
  readonly endsAt: number;
}

export function TestPage() {
  const id = useParam('id');
  const start = useApiAction(startTest);
  const [test, setTest] = useState<Running | null>(null);
  const [marks, setMarks] = useState<Marks>({});
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const begin = async () => {
    const result = await start.run({ params: { id }, body: {} });
    if (!result.ok) return;
    const { dueAt, now, ...rest } = result.value;
    setTest({ ...rest, endsAt: nowMs() + Date.parse(dueAt) - Date.parse(now) });
  };
  if (test !== null && outcome !== null) return <Outcome test={test} marks={marks} outcome={outcome} />;
  if (test !== null) return <Answering test={test} marks={marks} onMarks={setMarks} onDone={setOutcome} />;
  return <Before courseId={id} busy={start.busy} error={start.error} onBegin={() => void begin()} />;
}

function Before(props: {
  readonly courseId: string;
  readonly busy: boolean;
  readonly error: Parameters<typeof ErrorNotice>[0]['error'];
  readonly onBegin: () => void;
}) {
  const say = useText(ownTrainingText);
  const course = useApiQuery(myTraining).data?.courses.find((each) => each.id === props.courseId);
  const test = course?.test ?? null;
  return (
    <Page>
      <PageHeader title={say('testTitle')} {...(course === undefined ? {} : { lead: course.title })} />
      <Section>
        <div className="training-before">
          {test === null ? null : (
            <p>
              {say('testInWords', {
                questions: test.questions,
                minutes: test.minutes,
                passMark: test.passMark,
                attempts: test.left,
              })}
            </p>
          )}
          <ErrorNotice error={props.error} />
          <ButtonRow>
            <Button kind="primary" busy={props.busy} onClick={props.onBegin}>
              {say(test?.isRunning === true ? 'goOnTest' : 'startTest')}
            </Button>
            <GoTo to="/my-training" className={buttonClass()}>
              {say('backToMine')}
            </GoTo>
          </ButtonRow>
        </div>
      </Section>
    </Page>
  );
}

function Answering(props: {
  readonly test: Running;
  readonly marks: Marks;
  readonly onMarks: (marks: Marks) => void;
  readonly onDone: (outcome: TestOutcome) => void;
}) {
  const { test, marks } = props;
  const say = useText(ownTrainingText);
  const submit = useApiAction(submitTest);
  const [isAsking, setIsAsking] = useState(false);
  const open = test.questions.filter((each) => (marks[each.id] ?? []).length === 0).length;
  const send = async () => {
    const answers = Object.entries(marks).map(([id, marked]) => ({ id, marked: [...marked] }));
    const result = await submit.run({ params: { attemptId: test.attemptId }, body: { answers } });
    setIsAsking(false);
    if (result.ok) props.onDone(result.value);
  };
  return (
    <Page>
      <PageHeader
        title={test.title}
        lead={say('testLead', { no: test.no, n: test.questions.length, passMark: test.passMark })}
      />
      <TimeLeft endsAt={test.endsAt} />
      <div className="test-questions">
        {test.questions.map((question, i) => (
          <Section key={question.id}>
            <Ask
              question={question}
              no={i + 1}
              marked={marks[question.id] ?? []}
              onMark={(places) => props.onMarks({ ...marks, [question.id]: places })}
            />
          </Section>
        ))}
      </div>
      <ErrorNotice error={submit.error} />
      <ButtonRow>
        <Button kind="primary" size="large" busy={submit.busy} onClick={() => setIsAsking(true)}>
          {say('submit')}
        </Button>
      </ButtonRow>
      {isAsking ? (
        <ConfirmDialog
          open
          question={say('submitAsk')}
          action={say('submit')}
          busy={submit.busy}
          onConfirm={() => void send()}
          onClose={() => setIsAsking(false)}
        >
          <p>{open > 0 ? say('submitText', { n: open }) : say('submitTextAll')}</p>
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}

function TimeLeft({ endsAt }: { readonly endsAt: number }) {
  const say = useText(ownTrainingText);
  const [left, setLeft] = useState(() => Math.max(0, endsAt - nowMs()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, endsAt - nowMs())), 1000);
    return () => clearInterval(timer);
  }, [endsAt]);
  const seconds = Math.floor(left / 1000);
  return (
    <p className="test-clock" role="timer">
      <strong>
        {seconds === 0
          ? say('timeOver')
          : say('timeLeft', {
              minutes: Math.floor(seconds / 60),
              seconds: String(seconds % 60).padStart(2, '0'),
            })}
      </strong>
    </p>
  );
}

const kindWords = { single: 'chooseOne', multiple: 'chooseMany', trueFalse: 'trueOrFalse' } as const;

function Ask(props: {
  readonly question: AskedQuestion;
  readonly no: number;
  readonly marked: readonly number[];
  readonly onMark: (places: readonly number[]) => void;
}) {
  const { question, marked, onMark } = props;
  const say = useText(ownTrainingText);
  const label = `${props.no}. ${say('inBrackets', { text: question.stem, note: say(kindWords[question.kind]) })}`;
  const choices = optionsOf(question, say).map(({ letter, label: text }, place) => ({
    value: String(place),
    label: question.kind === 'trueFalse' ? text : `${letter}. ${text}`,
  }));
  const common = { name: question.id, label, choices };
  if (question.kind === 'multiple')
    return (
      <CheckboxGroup
        {...common}
        value={marked.map(String)}
        onChange={(values) => onMark(values.map(Number).toSorted((a, b) => a - b))}
      />
    );
  const [first] = marked;
  return (
    <RadioGroup
      {...common}
      value={first === undefined ? '' : String(first)}
      onChange={(value) => onMark([Number(value)])}
    />
  );
}

interface Done {
  readonly test: Running;
  readonly marks: Marks;
  readonly outcome: TestOutcome;
}

function Outcome(props: Done) {
  const { test, outcome } = props;
  const say = useText(ownTrainingText);
  return (
    <Page>
      <PageHeader title={test.title} />
      <Notice
        tone={outcome.passed ? 'verified' : 'warning'}
        title={say(outcome.passed ? 'outcomePassed' : 'outcomeFailed')}
      >
        <p>
          {say('outcomeText', {
            right: outcome.right,
            asked: outcome.asked,
            percent: outcome.percent,
            passMark: outcome.passMark,
          })}
        </p>
        {outcome.passed ? null : (
          <p>{outcome.left > 0 ? say('outcomeLeft', { n: outcome.left }) : say('outcomeNone')}</p>
        )}
      </Notice>
      <Answers {...props} />
      <ButtonRow>
        <GoTo to="/my-training" className={buttonClass({ kind: 'primary' })}>
          {say('backToMine')}
        </GoTo>
      </ButtonRow>
    </Page>
  );
}

function Answers({ test, marks, outcome }: Done) {
  const say = useText(ownTrainingText);
  const wrong = new Set(outcome.wrong);
  const answers = new Map(outcome.answers?.map((each) => [each.id, each]));
  return (
    <Section>
      <ol className="question-list">
        {test.questions.map((question) => {
          const known = answers.get(question.id);
          return (
            <li key={question.id}>
              <strong>{question.stem}</strong>
              <span>
                {say('labelled', {
                  label: say('yourAnswer'),
                  value: say('inBrackets', {
                    text: answerInWords(question, marks[question.id] ?? [], say),
                    note: say(wrong.has(question.id) ? 'wrongMark' : 'rightMark'),
                  }),
                })}
              </span>
              {known === undefined ? null : (
                <span>
                  {say('labelled', {
                    label: say('rightAnswer'),
                    value: answerInWords(question, known.answer, say),
                  })}
                  <span className="secondary">　{known.explanation}</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
