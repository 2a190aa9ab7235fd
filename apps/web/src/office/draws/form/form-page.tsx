/** New or changed draw task: five steps, kept at every change, then the check page. */
import { nowInstant } from '../../../shared/platform/clock.ts';
import '../draws.css';
import { getDraw, prefillDraw } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { presetCeremony } from '@mingcha/core/draws/draw-task.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { type ReactNode, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { dayOfInstant, formatInstant } from '../../../shared/format.ts';
import { ErrorSummary, type FieldProblem, StepForm } from '../../../shared/forms/form.tsx';
import { type Say, useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { useSite } from '../../../shared/site.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { Hint } from '../../help/hint.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { blankOrigin, type Draft, draftOf, draftSource, newSeats, newStratum } from './draft.ts';
import { type FormStep, formSteps, stepOfField, useProblemsOf } from './problems.ts';
import type { StepProps } from './step.ts';
import { CeremonyStep } from './step-ceremony.tsx';
import { ScopeStep } from './step-scope.tsx';
import { StrataStep } from './step-strata.tsx';
import { TaskStep, useGeneratedTitle } from './step-task.tsx';
import { TeamsStep } from './step-teams.tsx';
import { type DraftPlace, type DraftStore, dropDraft, keptDraft, useDraft } from './use-draft.ts';

const stepParts: Readonly<Record<FormStep, (props: StepProps) => ReactNode>> = {
  task: TaskStep,
  scope: ScopeStep,
  strata: StrataStep,
  teams: TeamsStep,
  ceremony: CeremonyStep,
};

function emptyDraft(say: Say<keyof typeof drawFormText.zh>, agencyId: string, suite: Draft['suite']): Draft {
  const today = dayOfInstant(nowInstant());
  const year = today.slice(0, 4);
  const { preset, sources, onMissing } = presetCeremony('B');
  return {
    origin: blankOrigin,
    itemKeys: [],
    insteadOf: null,
    series: year,
    itemCode: '',
    itemName: '',
    scene: '',
    planNumber: '',
    from: today,
    to: `${year}-12-31`,
    place: '',
    meetsAt: '',
    participants: [],
    scope: 'untargeted',
    filter: {},
    exclusions: [],
    strata: [newStratum({ code: '01', name: say('allObjects') })],
    inspectorIds: null,
    staffing: 'person',
    teams: [{ stratum: '*', groups: newSeats(agencyId, 'person') }],
    byArea: true,
    bySkills: true,
    byWorkload: true,
    maxTasks: '',
    mix: 8,
    preset,
    sources: sources.map(draftSource),
    onMissing,
    deadlineHours: '24',
    suite,
    disclosure: 'sealed',
    releaseAt: `${year}-12-31T18:00`,
    operatorInPool: false,
    announced: false,
  };
}

/** A task of a plan entry (`?entry=`) begins filled in; otherwise with what was typed last, or empty. */
export function NewDrawPage() {
  const entryId = new URLSearchParams(window.location.search).get('entry');
  return entryId === null ? <BlankForm /> : <PlannedForm entryId={entryId} />;
}

function PlannedForm(props: { readonly entryId: string }) {
  const say = useText(drawFormText);
  const { entryId } = props;
  const made = useApiQuery(prefillDraw, { params: { entryId } });
  if (made.data === undefined) {
    return made.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={made.error} onRetry={made.reload} />
    );
  }
  return (
    <TaskForm
      title={say('newTitle')}
      place={{ kind: 'new' }}
      initial={draftOf(made.data.settings)}
      kept={false}
      onDrop={() => undefined}
    />
  );
}

function BlankForm() {
  const say = useText(drawFormText);
  const { person } = useSession();
  const suite = useSite()?.drawSuite ?? 'SHA256';
  const [kept, setKept] = useState(() => keptDraft({ kind: 'new' }));
  return (
    <TaskForm
      key={kept === null ? `empty ${suite}` : 'kept'}
      title={say('newTitle')}
      place={{ kind: 'new' }}
      initial={kept ?? emptyDraft(say, person.agency.id, suite)}
      kept={kept !== null}
      onDrop={() => {
        dropDraft({ kind: 'new' });
        setKept(null);
      }}
    />
  );
}

export function EditDrawPage() {
  const id = useParam('id');
  const draw = useApiQuery(getDraw, { params: { id } });
  if (draw.data !== undefined && draw.data.id === id) return <EditForm draw={draw.data} />;
  if (draw.status === 'loading') return <Skeleton lines={8} />;
  return <ErrorState error={draw.error} onRetry={draw.reload} />;
}

function EditForm(props: { readonly draw: DrawView }) {
  const say = useText(drawFormText);
  // the draft that was opened stays, also while newer answers of the server arrive
  const [{ place, initial, wasKept }, setOpened] = useState(() => openSaved(props.draw, true));
  const [turn, setTurn] = useState(0);
  if (!props.draw.moves.includes('edited')) {
    return (
      <Page>
        <PageHeader title={say('editTitle')} />
        <Notice tone="warning">{say('sealedAlready')}</Notice>
        <GoTo to={`/draws/${props.draw.id}`}>{say('toTask')}</GoTo>
      </Page>
    );
  }
  return (
    <TaskForm
      key={turn}
      title={say('editTitle')}
      place={place}
      initial={initial}
      kept={wasKept}
      onDrop={() => {
        dropDraft(place);
        setOpened(openSaved(props.draw, false));
        setTurn(turn + 1);
      }}
    />
  );
}

function openSaved(draw: DrawView, mayKeep: boolean) {
  const place: DraftPlace = { kind: 'saved', id: draw.id, version: draw.version };
  const kept = mayKeep ? keptDraft(place) : null;
  return { place, initial: kept ?? draftOf(draw.settings), wasKept: kept !== null };
}

interface TaskFormProps {
  readonly title: string;
  readonly place: DraftPlace;
  readonly initial: Draft;
  /** The draft comes from this browser and was not saved. */
  readonly kept: boolean;
  readonly onDrop: () => void;
}

function firstStep(): FormStep {
  const asked = new URLSearchParams(window.location.search).get('step');
  return formSteps.find((step) => step === asked) ?? 'task';
}

function TaskForm(props: TaskFormProps) {
  const say = useText(drawFormText);
  const store = useDraft(props.place, props.initial);
  const steps = useSteps(store);
  const { draft } = store;
  const Part = stepParts[steps.step];
  const isLast = steps.step === formSteps.at(-1);
  return (
    <Page>
      <PageHeader
        title={props.title}
        lead={<TitleLine draft={draft} />}
        actions={<SaveState store={store} onSave={() => void steps.saveHere()} />}
      />
      {props.kept ? <KeptNotice onDrop={props.onDrop} /> : null}
      <Hint form="draw" />
      <StepForm
        title={props.title}
        steps={formSteps.map((key) => ({ key, title: say(`step.${key}`) }))}
        now={steps.step}
        onGo={(key) => {
          const to = formSteps.find((each) => each === key);
          if (to !== undefined) steps.stand(to);
        }}
        backAction={<Back at={formSteps.indexOf(steps.step)} onBack={steps.stand} />}
        nextAction={
          <Button kind="primary" busy={isLast && store.saving} onClick={() => void steps.forward()}>
            {say(isLast ? 'toCheck' : 'nextStep')}
          </Button>
        }
      >
        <ErrorSummary problems={steps.problems} />
        <Part
          draft={draft}
          change={store.change}
          error={(field) => steps.problems.find((problem) => problem.field === field)?.message}
          preview={store.preview}
          previewing={store.previewing}
        />
      </StepForm>
    </Page>
  );
}

/** Where the form stands, and going on: only past what is whole, at last to the check page. */
function useSteps(store: DraftStore) {
  const go = useGo();
  const sentence = useSentence();
  const problemsOf = useProblemsOf();
  const [step, setStep] = useState<FormStep>(firstStep);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const at = formSteps.indexOf(step);
  const stand = (next: FormStep) => {
    setStep(next);
    setProblems([]);
    window.scrollTo(0, 0);
  };
  const forward = async () => {
    const open = problemsOf(store.draft).filter(
      (problem) => formSteps.indexOf(stepOfField(problem.field)) <= at,
    );
    if (open.length > 0) {
      setStep(stepOfField(open[0]?.field ?? ''));
      setProblems(open);
      return;
    }
    const next = formSteps[at + 1];
    if (next !== undefined) {
      stand(next);
      return;
    }
    const saved = await store.save();
    if (saved !== null) go(`/draws/${saved.id}/check`);
  };
  const saveHere = async () => {
    const open = problemsOf(store.draft);
    setProblems(open);
    if (open.length === 0) await store.save();
    else setStep(stepOfField(open[0]?.field ?? ''));
  };
  const refused = store.error;
  const shown =
    refused === null ? problems : [...problems, { field: refused.field ?? '', message: sentence(refused) }];
  return { step, stand, forward, saveHere, problems: shown };
}

function TitleLine(props: { readonly draft: Draft }) {
  return <>{useGeneratedTitle(props)}</>;
}

function Back(props: { readonly at: number; readonly onBack: (step: FormStep) => void }) {
  const ui = useUi();
  const before = formSteps[props.at - 1];
  if (before === undefined) {
    return (
      <GoTo to="/draws" className={buttonClass({ kind: 'quiet' })}>
        {ui('back')}
      </GoTo>
    );
  }
  return <Button onClick={() => props.onBack(before)}>{ui('previous')}</Button>;
}

function SaveState(props: { readonly store: DraftStore; readonly onSave: () => void }) {
  const say = useText(drawFormText);
  const { saving, savedAt, unsaved } = props.store;
  const text = saving
    ? say('saving')
    : savedAt === null || unsaved
      ? say('keptHere')
      : say('savedAt', { at: formatInstant(savedAt, true).slice(11) });
  return (
    <>
      <output className="secondary draw-save-state">{text}</output>
      <Button disabled={!unsaved} busy={saving} onClick={props.onSave}>
        {say('save')}
      </Button>
    </>
  );
}

function KeptNotice(props: { readonly onDrop: () => void }) {
  const say = useText(drawFormText);
  return (
    <Notice title={say('keptTitle')}>
      {say('keptText')}
      <Button size="small" kind="quiet" onClick={props.onDrop}>
        {say('keptDrop')}
      </Button>
    </Notice>
  );
}
