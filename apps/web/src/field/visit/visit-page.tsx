/** A visit on the phone: where it is, the rail of its steps, the present step. Steps are taken in any order. */
import './visit.css';
import './evidence.css';
import './sheet.css';
import './signing.css';
import './paper-sheet.css';
import { visitPaperKinds } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { outcomes } from '@mingcha/core/tasks/inspection.ts';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useGo, useParam, useSearch } from '../../shared/router.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { fetchAllContents, StepContent } from './step-contents.tsx';
import type { StepProps } from './step-props.ts';
import { isStep, type StepKey, stepsOf, stepToResume } from './steps.ts';
import { agencyName, isJoint } from './team.ts';
import { useVisitBook } from './use-visit-book.ts';
import { useBook, VisitProvider } from './visit-context.tsx';
import { VisitRail } from './visit-rail.tsx';

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
  useEffect(fetchAllContents, []);
  const kind = visitPaperKinds.find((each) => each === paper);
  const content = asked === 'outcome' ? 'outcome' : kind === undefined ? step : 'paper';
  return (
    <div className="visit">
      <VisitHead />
      <VisitRail now={asked === 'outcome' ? 'arrive' : step} onGo={props.onGo} onOutcome={props.onOutcome} />
      <div className="visit-step">
        <StepContent
          key={content}
          content={content}
          props={{
            ...props,
            paper: kind ?? 'siteRecord',
            onPaper: (each) => place(`step=${step}&paper=${each}`),
            onBack: () => props.onGo(content === 'outcome' ? 'arrive' : step),
            onSign: () => props.onGo('sign'),
          }}
        />
      </div>
    </div>
  );
}

/** After the sheet comes the feedback: problems were written where they were found. */
function followingStep(steps: readonly StepKey[], step: StepKey): StepKey {
  if (step === 'sheet' && steps.includes('feedback')) return 'feedback';
  return steps[steps.indexOf(step) + 1] ?? step;
}

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
