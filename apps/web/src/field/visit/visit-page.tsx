/** A visit on the phone: where it is, the rail of its steps, the present step. Steps are taken in any order. */
import './visit.css';
import { type VisitPaperKind, visitPaperKinds } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { outcomes } from '@mingcha/core/tasks/inspection.ts';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useGo, useParam, useSearch } from '../../shared/router.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { EmptyState, Skeleton } from '../../shared/ui/states.tsx';
import { ArriveStep } from './arrive-step.tsx';
import type { StepProps } from './step-props.ts';
import { isStep, type StepKey, stepsOf, stepToResume } from './steps.ts';
import { agencyName, isJoint } from './team.ts';
import { useVisitBook } from './use-visit-book.ts';
import { useBook, VisitProvider } from './visit-context.tsx';
import { VisitRail } from './visit-rail.tsx';

const FeedbackStep = lazy(async () => ({ default: (await import('./feedback-step.tsx')).FeedbackStep }));
const FindingsStep = lazy(async () => ({ default: (await import('./findings-step.tsx')).FindingsStep }));
const IdentifyStep = lazy(async () => ({ default: (await import('./identify-step.tsx')).IdentifyStep }));
const OpeningStep = lazy(async () => ({ default: (await import('./opening-step.tsx')).OpeningStep }));
const OpinionStep = lazy(async () => ({ default: (await import('./opinion-step.tsx')).OpinionStep }));
const OutcomePage = lazy(async () => ({ default: (await import('./outcome-page.tsx')).OutcomePage }));
const PaperPage = lazy(async () => ({ default: (await import('./paper-page.tsx')).PaperPage }));
const PapersStep = lazy(async () => ({ default: (await import('./papers-step.tsx')).PapersStep }));
const SheetStep = lazy(async () => ({ default: (await import('./sheet-step.tsx')).SheetStep }));
const SignStep = lazy(async () => ({ default: (await import('./sign-step.tsx')).SignStep }));

export function VisitPage() {
  const say = useText(visitStepText);
  const id = useParam('id');
  const known = useVisitBook(id);
  if (known === null)
    return (
      <EmptyState
        title={say('notKept')}
        text={say('notKeptText')}
        action={
          <Go to="/" className={buttonClass({ kind: 'primary' })}>
            {say('back')}
          </Go>
        }
      />
    );
  return (
    <VisitProvider book={known.book} actions={known.actions}>
      <Visit />
    </VisitProvider>
  );
}

function Visit() {
  const book = useBook();
  const { visit } = book;
  const go = useGo();
  const asked = useSearch('step');
  const paper = useSearch('paper');
  const [resumed] = useState(() => stepToResume(book));
  const steps = stepsOf(visit);
  const step = isStep(asked) && steps.includes(asked) ? asked : resumed;
  const place = (query: string) => go(`/visits/${visit.inspectionId}?${query}`);
  const props: StepProps = {
    onGo: (to) => place(`step=${to}`),
    onNext: () => place(`step=${followingStep(steps, step)}`),
    onOutcome: () => place('step=outcome'),
  };
  const kind = visitPaperKinds.find((each) => each === paper);
  const isOutcome = asked === 'outcome';
  return (
    <div className="visit">
      <VisitHead />
      <VisitRail now={isOutcome ? 'arrive' : step} onGo={props.onGo} onOutcome={props.onOutcome} />
      <div className="visit-step">
        <Suspense fallback={<Skeleton lines={8} />}>
          {isOutcome ? (
            <OutcomePage {...props} onBack={() => props.onGo('arrive')} />
          ) : kind === undefined ? (
            <Step step={step} props={props} onPaper={(each) => place(`step=${step}&paper=${each}`)} />
          ) : (
            <PaperPage kind={kind} onBack={() => props.onGo(step)} onSign={() => props.onGo('sign')} />
          )}
        </Suspense>
      </div>
    </div>
  );
}

/** After the sheet comes the feedback: problems were written where they were found. */
function followingStep(steps: readonly StepKey[], step: StepKey): StepKey {
  if (step === 'sheet' && steps.includes('feedback')) return 'feedback';
  return steps[steps.indexOf(step) + 1] ?? step;
}

function Step(parts: {
  readonly step: StepKey;
  readonly props: StepProps;
  readonly onPaper: (kind: VisitPaperKind) => void;
}) {
  const { step, props, onPaper } = parts;
  if (step === 'sign') return <SignStep {...props} onPaper={onPaper} />;
  if (step === 'papers') return <PapersStep {...props} onPaper={onPaper} />;
  const Content = contents[step];
  return <Content {...props} />;
}

const contents: Readonly<Record<Exclude<StepKey, 'sign' | 'papers'>, ComponentType<StepProps>>> = {
  arrive: ArriveStep,
  identify: IdentifyStep,
  opening: OpeningStep,
  sheet: SheetStep,
  findings: FindingsStep,
  feedback: FeedbackStep,
  opinion: OpinionStep,
};

function VisitHead() {
  const say = useText(visitStepText);
  const { visit, content } = useBook();
  const outcome = outcomes.find((each) => each === content.outcome?.outcome) ?? 'normal';
  return (
    <header className="visit-head no-print">
      <Go to="/" className="visit-back">
        {`‹ ${say('back')}`}
      </Go>
      <h1>{visit.object.name}</h1>
      {isJoint(visit) ? (
        <p className="secondary">
          {say('joint', {
            names: visit.teams.map(({ agencyId }) => agencyName(visit, agencyId)).join(' · '),
          })}
        </p>
      ) : null}
      {outcome === 'normal' ? null : (
        <p className="visit-outcome">{say('outcomeKept', { outcome: say(`outcome.${outcome}`) })}</p>
      )}
    </header>
  );
}
