/**
 * The way of a document on its page: the rail of its states, one button for each step that this person may take, and
 * the record of steps. Used by every register that issues versions (item list, rule book, check sheet, leniency list).
 */
import type { DocumentFlow, DocumentState, DocumentStep } from '@mingcha/core/common/document-flow.ts';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { type Say, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { type Stage, StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import './document-steps.css';

/** What a step carries beside its name. */
export interface StepInput {
  readonly step: DocumentStep;
  readonly reason: string;
  readonly place: string;
}

export interface DocumentStepsProps {
  readonly flow: DocumentFlow;
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** Takes the step; true when it was done. */
  readonly onStep: (input: StepInput) => Promise<boolean>;
}

const tones = {
  draft: 'neutral',
  legalReview: 'accent',
  reviewed: 'accent',
  approved: 'accent',
  published: 'verified',
  superseded: 'neutral',
  revoked: 'void',
} as const satisfies Record<DocumentState, string>;

export function DocumentStateChip(props: { readonly state: DocumentState }) {
  const say = useText(documentFlowText);
  return <StateChip tone={tones[props.state]}>{say(`state.${props.state}`)}</StateChip>;
}

export function DocumentSteps(props: DocumentStepsProps) {
  const say = useText(documentFlowText);
  const [step, setStep] = useState<DocumentStep | null>(null);
  const { flow } = props;
  return (
    <Section title={say('flow')}>
      <StageRail stages={stagesOf(flow, say)} />
      {flow.allowed.length === 0 ? null : (
        <ButtonRow>
          {flow.allowed.map((each) => (
            <Button
              key={each}
              kind={each === 'return' ? 'plain' : each === 'revoke' ? 'danger' : 'primary'}
              onClick={() => setStep(each)}
            >
              {say(`step.${each}`)}
            </Button>
          ))}
        </ButtonRow>
      )}
      <StepHistory flow={flow} />
      {step === null ? null : (
        <StepDialog
          step={step}
          busy={props.busy}
          error={props.error}
          onClose={() => setStep(null)}
          onStep={async (input) => {
            if (await props.onStep(input)) setStep(null);
          }}
        />
      )}
    </Section>
  );
}

function StepHistory(props: { readonly flow: DocumentFlow }) {
  const say = useText(documentFlowText);
  const { steps } = props.flow;
  if (steps.length === 0) return <p className="document-steps-none">{say('nothingYet')}</p>;
  return (
    <ol className="document-steps" aria-label={say('history')}>
      {steps.map((one) => (
        <li key={`${one.at} ${one.step}`}>
          <DateText value={one.at} form="long" />
          <span>{one.personName}</span>
          <span>{say(`done.${one.step}`)}</span>
          {one.reason === '' ? null : <span className="document-steps-reason">{one.reason}</span>}
          {one.place === '' ? null : <span className="document-steps-reason">{one.place}</span>}
        </li>
      ))}
    </ol>
  );
}

function StepDialog(props: {
  readonly step: DocumentStep;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onStep: (input: StepInput) => Promise<void>;
  readonly onClose: () => void;
}) {
  const say = useText(documentFlowText);
  const ui = useUi();
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState('');
  const needsReason = props.step === 'return' || props.step === 'revoke';
  return (
    <Dialog
      open
      title={say(`step.${props.step}`)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind={props.step === 'revoke' ? 'danger' : 'primary'}
            busy={props.busy}
            disabled={needsReason && reason.trim() === ''}
            onClick={() => void props.onStep({ step: props.step, reason, place })}
          >
            {say(`step.${props.step}`)}
          </Button>
        </>
      }
    >
      <p>{say(`ask.${props.step}`)}</p>
      <ErrorNotice error={props.error} />
      <TextArea
        name="reason"
        label={say(needsReason ? 'reason' : 'opinion')}
        hint={say('reasonHint')}
        value={reason}
        onChange={setReason}
      />
      {props.step === 'publish' ? (
        <TextField
          name="place"
          label={say('place')}
          hint={say('placeHint')}
          value={place}
          maxLength={300}
          onChange={setPlace}
        />
      ) : null}
    </Dialog>
  );
}

/** The step that ends each stage of the way, and the state that the document has while it lasts. */
const way = [
  { state: 'draft', step: 'submit' },
  { state: 'legalReview', step: 'review' },
  { state: 'reviewed', step: 'approve' },
  { state: 'approved', step: 'publish' },
] as const;

/** The four stages with who ended each; a superseded or revoked version has gone all of them. */
function stagesOf(flow: DocumentFlow, say: Say<keyof typeof documentFlowText.zh>): readonly Stage[] {
  const at = way.findIndex((stage) => stage.state === flow.state);
  const now = at === -1 ? way.length : at;
  const stages = way.map(({ step }, index): Stage => {
    const taken = index < now ? flow.steps.findLast((one) => one.step === step) : undefined;
    return {
      key: step,
      title: say(`stage.${step}`),
      state: index < now ? 'done' : index === now ? 'now' : 'later',
      ...(taken === undefined ? {} : { date: taken.at.slice(0, 10), post: taken.personName }),
    };
  });
  if (flow.state !== 'superseded' && flow.state !== 'revoked') return stages;
  return [...stages, { key: flow.state, title: say(`state.${flow.state}`), state: 'voided' }];
}
