/** What the page gives each step. */
import type { StepKey } from './steps.ts';

export interface StepProps {
  /** To the step that follows. */
  readonly onNext: () => void;
  readonly onGo: (step: StepKey) => void;
  /** To the page of outcomes other than a normal visit. */
  readonly onOutcome: () => void;
}
