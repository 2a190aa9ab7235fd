/** A form with its error summary, the state behind it, and forms in steps. */
import './forms.css';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { ApiError } from '../api/call-api.ts';
import { useSentence, useUi } from '../i18n/locale.tsx';
import { type Stage, StageRail } from '../ui/stage-rail.tsx';
import { fieldId } from './field.tsx';

export interface FieldProblem {
  /** Name of the field; empty when the problem concerns the whole form. */
  readonly field: string;
  readonly message: string;
}

/** The list of problems on top of a form, each a link to its field. Takes the focus when it appears. */
export function ErrorSummary(props: { readonly problems: readonly FieldProblem[] }) {
  const say = useUi();
  const box = useRef<HTMLDivElement>(null);
  const count = props.problems.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count]);
  if (count === 0) return null;
  const named = props.problems.some((problem) => problem.field !== '');
  const title = named ? say('errorsTitle', { n: count }) : say('notAccepted');
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <ul>
        {props.problems.map((problem) => (
          <li key={problem.field + problem.message}>
            {problem.field === '' ? (
              <strong>{problem.message}</strong>
            ) : (
              <a
                href={`#${fieldId(problem.field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(problem.field))?.focus();
                }}
              >
                {problem.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export interface FormProps {
  readonly onSubmit: () => void | Promise<void>;
  readonly problems?: readonly FieldProblem[];
  readonly children: ReactNode;
  /** Buttons at the foot, the submitting one of type `submit`. */
  readonly actions?: ReactNode;
  readonly label?: string;
}

export function Form(props: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void props.onSubmit();
  };
  return (
    <form className="form" noValidate aria-label={props.label} onSubmit={submit}>
      <ErrorSummary problems={props.problems ?? []} />
      {props.children}
      {props.actions === undefined ? null : <div className="button-row">{props.actions}</div>}
    </form>
  );
}

export interface FormState<V extends object> {
  readonly values: V;
  readonly set: <K extends keyof V>(name: K) => (value: V[K]) => void;
  readonly replace: (values: V) => void;
  readonly changed: boolean;
  readonly problems: readonly FieldProblem[];
  /** The message beside a field. */
  readonly error: (name: string) => string | undefined;
  readonly setProblems: (problems: readonly FieldProblem[]) => void;
  /** Puts a refusal of the server beside its field, or on top when it names none. */
  readonly refuse: (error: ApiError) => void;
}

/** Values and problems of one form. Typing in a field takes its problem away. */
export function useForm<V extends object>(initial: V): FormState<V> {
  const sentence = useSentence();
  const [values, setValues] = useState(initial);
  const [changed, setChanged] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const set: FormState<V>['set'] = useCallback(
    (name) => (value) => {
      setValues((old) => ({ ...old, [name]: value }));
      setChanged(true);
      setProblems((old) => old.filter((problem) => problem.field !== String(name)));
    },
    [],
  );
  return {
    values,
    set,
    replace: (next) => {
      setValues(next);
      setChanged(false);
      setProblems([]);
    },
    changed,
    problems,
    error: (name) => problems.find((problem) => problem.field === name)?.message,
    setProblems,
    refuse: (error) => setProblems([{ field: error.field ?? '', message: sentence(error) }]),
  };
}

export interface StepFormProps {
  readonly title: string;
  readonly steps: readonly { readonly key: string; readonly title: string }[];
  /** Key of the step on screen. */
  readonly now: string;
  /** Going back to a step that was passed. */
  readonly onGo: (key: string) => void;
  readonly children: ReactNode;
  /** Buttons at the foot: back on the left, on on the right. */
  readonly backAction?: ReactNode;
  readonly nextAction: ReactNode;
}

/** A form of at most five steps with the rail on top; the last step shows what was entered before it is sent. */
export function StepForm(props: StepFormProps) {
  const say = useUi();
  const at = props.steps.findIndex((step) => step.key === props.now);
  const stages: Stage[] = props.steps.map((step, index) => ({
    key: step.key,
    title: step.title,
    state: index < at ? 'done' : index === at ? 'now' : 'later',
  }));
  return (
    <section className="page" aria-label={props.title}>
      <StageRail stages={stages} onOpen={props.onGo} />
      <div className="steps-head">
        <h2>{props.steps[at]?.title}</h2>
        <span className="steps-count">{say('stepOf', { n: at + 1, total: props.steps.length })}</span>
      </div>
      {props.children}
      <footer className="steps-foot">
        <span>{props.backAction}</span>
        {props.nextAction}
      </footer>
    </section>
  );
}
