/**
 * The ceremony for a projector: one step per screen, everything read from the server, so that a reload or another
 * computer stands at the same place. It shows what happened; nothing on it moves by itself but the phones' state.
 */
import '../draws.css';
import './ceremony.css';
import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { getDraw } from '@mingcha/core/draws/draw-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { AttendanceStep } from './attendance-step.tsx';
import { BeaconStep } from './beacon-step.tsx';
import { Frame } from './frame.tsx';
import { NumberStep } from './number-step.tsx';
import { CommitStep, RevealStep } from './party-steps.tsx';
import { ExclusionStep, PoolStep, TaskStep } from './pool-steps.tsx';
import { RecordStep } from './record-step.tsx';
import { ResultStep } from './result-step.tsx';
import { SealStep } from './seal-step.tsx';
import { SeedStep } from './seed-step.tsx';
import { type CeremonyStep, ceremonySteps, frontierOf, gateOf, stepsOf } from './steps.ts';

export interface StepProps {
  readonly draw: DrawView;
  /** Goes to a step that has just been opened. */
  readonly onGo: (step: CeremonyStep) => void;
}

const parts: Readonly<Record<CeremonyStep, (props: StepProps) => ReactNode>> = {
  task: TaskStep,
  pool: PoolStep,
  exclusions: ExclusionStep,
  attendance: AttendanceStep,
  seal: SealStep,
  commitments: CommitStep,
  numbers: NumberStep,
  reveals: RevealStep,
  beacon: BeaconStep,
  seed: SeedStep,
  result: ResultStep,
  record: RecordStep,
};

export function CeremonyPage() {
  const say = useText(ceremonyPageText);
  const id = useParam('id');
  const draw = useApiQuery(getDraw, { params: { id } }, { every: 2500 });
  const isHere = draw.data !== undefined && draw.data.id === id;
  return (
    <div className="theme-ceremony ceremony">
      {!isHere ? (
        draw.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={draw.error} onRetry={draw.reload} />
        )
      ) : draw.data?.state === 'draft' ? (
        <NotYet id={id} text={say('notChecked')} />
      ) : (
        draw.data !== undefined && <Screens draw={draw.data} isStale={draw.error !== null} />
      )}
    </div>
  );
}

function NotYet(props: { readonly id: string; readonly text: string }) {
  const say = useText(ceremonyPageText);
  return (
    <main className="ceremony-alone">
      <h1>{props.text}</h1>
      <GoTo to={`/draws/${props.id}`} className={buttonClass({ kind: 'primary', size: 'large' })}>
        {say('toTask')}
      </GoTo>
    </main>
  );
}

/** The step in the address, as far as it is open; else the furthest one. */
function firstStep(draw: DrawView): CeremonyStep {
  const steps = stepsOf(draw);
  const asked = ceremonySteps.find((step) => `#${step}` === window.location.hash);
  const frontier = frontierOf(draw);
  if (asked !== undefined && steps.includes(asked) && steps.indexOf(asked) <= steps.indexOf(frontier))
    return asked;
  return draw.state === 'checked' ? 'task' : frontier;
}

function Screens(props: { readonly draw: DrawView; readonly isStale: boolean }) {
  const { draw } = props;
  const [step, setStep] = useState<CeremonyStep>(() => firstStep(draw));
  const steps = stepsOf(draw);
  const at = steps.indexOf(step);
  const gate = gateOf(draw, step);
  const go = (next: CeremonyStep | undefined) => {
    if (next === undefined) return;
    // the router need not know the step; a reload reads it from the address
    const { history } = window;
    History.prototype.replaceState.call(history, history.state, '', `#${next}`);
    setStep(next);
    document.getElementById('content')?.scrollTo(0, 0);
  };
  const forward = () => {
    if (gate === null) go(steps[at + 1]);
  };
  const back = () => go(steps[at - 1]);
  useKeys(forward, back);
  const Part = parts[step];
  return (
    <Frame draw={draw} step={step} gate={gate} isStale={props.isStale} onBack={back} onForward={forward}>
      <Part key={step} draw={draw} onGo={go} />
    </Frame>
  );
}

/** → and Enter go on, ← goes back; fields and buttons keep their keys. */
function useKeys(forward: () => void, back: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, textarea, select, dialog') !== null) return;
      const onControl = target instanceof Element && target.closest('button, a, summary') !== null;
      if (event.key === 'ArrowRight' || (event.key === 'Enter' && !onControl)) forward();
      else if (event.key === 'ArrowLeft') back();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
