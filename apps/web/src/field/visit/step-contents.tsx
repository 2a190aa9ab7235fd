/**
 * The content of each step, fetched once the visit is open, all of them at once: the network may be gone by the next
 * step. A step that could not be fetched says so and can be tried again; the visit around it stays.
 */
import type { VisitPaperKind } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { type ComponentType, useEffect, useState } from 'react';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, Skeleton } from '../../shared/ui/states.tsx';
import type { StepProps } from './step-props.ts';
import type { StepKey } from './steps.ts';

export interface ContentProps extends StepProps {
  readonly onPaper: (kind: VisitPaperKind) => void;
  /** Of the paper's own page. */
  readonly paper: VisitPaperKind;
  readonly onBack: () => void;
  readonly onSign: () => void;
}
export type ContentKey = StepKey | 'outcome' | 'paper';

type Load = () => Promise<ComponentType<ContentProps>>;

const loads: Readonly<Record<ContentKey, Load>> = {
  arrive: async () => (await import('./arrive-step.tsx')).ArriveStep,
  identify: async () => (await import('./identify-step.tsx')).IdentifyStep,
  opening: async () => (await import('./opening-step.tsx')).OpeningStep,
  sheet: async () => (await import('./sheet-step.tsx')).SheetStep,
  findings: async () => (await import('./findings-step.tsx')).FindingsStep,
  feedback: async () => (await import('./feedback-step.tsx')).FeedbackStep,
  sign: async () => (await import('./sign-step.tsx')).SignStep,
  papers: async () => (await import('./papers-step.tsx')).PapersStep,
  opinion: async () => (await import('./opinion-step.tsx')).OpinionStep,
  outcome: async () => (await import('./outcome-page.tsx')).OutcomePage,
  paper: async () => (await import('./paper-page.tsx')).PaperPage,
};

const loaded = new Map<ContentKey, ComponentType<ContentProps>>();

async function fetchContent(key: ContentKey): Promise<ComponentType<ContentProps>> {
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const content = await loads[key]();
  loaded.set(key, content);
  return content;
}

/** Fetches what the visit may need; failures are told only where the step is opened. */
export function fetchAllContents(): void {
  for (const key of Object.keys(loads) as ContentKey[]) void fetchContent(key).catch(() => undefined);
}

/** One step; a new one for each `content` (its key in the page). */
export function StepContent(props: { readonly content: ContentKey; readonly props: ContentProps }) {
  const say = useText(visitStepText);
  const ui = useUi();
  const { content } = props;
  const [arrived, setArrived] = useState(() => ({ Content: loaded.get(content) }));
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    void fetchContent(content).then(
      (Content) => gone || setArrived({ Content }),
      () => gone || setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [content, attempt]);
  const { Content } = arrived;
  if (Content !== undefined) return <Content {...props.props} />;
  if (!failed) return <Skeleton lines={8} />;
  const again = () => {
    setFailed(false);
    setAttempt(attempt + 1);
  };
  return (
    <EmptyState
      title={say('stepNotHere')}
      text={say('stepNotHereText')}
      action={<Button onClick={again}>{ui('retry')}</Button>}
    />
  );
}
