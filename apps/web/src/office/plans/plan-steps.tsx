/** The way of a plan: the rail of its states, a button for each step this person may take, the record of steps. */

import { type PlanStep, planStates } from '@mingcha/core/plans/plan.ts';
import { adjustPlan, takePlanStep } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { planStepText } from '@mingcha/core/plans/plan-step-text.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { DayField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { type Stage, StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useGo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';

const way = planStates.slice(0, 6);
const stepInto: Readonly<Record<string, PlanStep>> = {
  drafted: 'draft',
  checked: 'check',
  approved: 'approve',
  filed: 'file',
  published: 'publish',
};

export function PlanSteps({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  const [step, setStep] = useState<PlanStep | null>(null);
  const [adjusting, setAdjusting] = useState(false);
  return (
    <Section title={say('flow')}>
      <div className="plan-flow">
        <StageRail stages={stagesOf(plan, (state) => say(`state.${state}`))} />
        {plan.allowed.length === 0 && !plan.mayAdjust ? null : (
          <ButtonRow>
            {plan.allowed.map((each) => (
              <Button
                key={each}
                kind={each === 'return' || each === 'close' ? 'plain' : 'primary'}
                onClick={() => setStep(each)}
              >
                {say(`step.${each}`)}
              </Button>
            ))}
            {plan.mayAdjust ? <Button onClick={() => setAdjusting(true)}>{say('adjust')}</Button> : null}
          </ButtonRow>
        )}
        <History plan={plan} />
      </div>
      {step === null ? null : <StepDialog plan={plan} step={step} onClose={() => setStep(null)} />}
      {adjusting ? <AdjustDialog plan={plan} onClose={() => setAdjusting(false)} /> : null}
    </Section>
  );
}

function stagesOf(plan: PlanView, title: (state: (typeof way)[number]) => string): readonly Stage[] {
  const ended = plan.state === 'superseded' || plan.state === 'closed';
  const now = ended ? way.length : way.indexOf(plan.state);
  return way.map((state, index): Stage => {
    const isPast = index < now || (plan.state === 'published' && index === now);
    const taken = plan.steps.findLast((one) => one.step === stepInto[state]);
    return {
      key: state,
      title: title(state),
      state: isPast ? 'done' : index === now ? 'now' : 'later',
      ...(taken !== undefined && index <= now ? { date: taken.at.slice(0, 10), post: taken.personName } : {}),
    };
  });
}

function History({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  if (plan.steps.length === 0) return null;
  return (
    <details>
      <summary>{say('history')}</summary>
      <ol className="plan-steps">
        {plan.steps.map((one) => (
          <li key={`${one.at} ${one.step}`}>
            <DateText value={one.at} form="long" />
            <span>{one.personName}</span>
            <span>{say(`step.${one.step}`)}</span>
            {one.reason === '' ? null : <span>{one.reason}</span>}
            {one.detail === '' ? null : <span>{one.detail}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface Typed {
  readonly reason: string;
  readonly place: string;
  readonly documentNumber: string;
  readonly office: string;
  readonly number: string;
  readonly day: string;
}
const nothing: Typed = { reason: '', place: '', documentNumber: '', office: '', number: '', day: '' };

function StepDialog(props: {
  readonly plan: PlanView;
  readonly step: PlanStep;
  readonly onClose: () => void;
}) {
  const { plan, step } = props;
  const say = useText(planPageText);
  const sayStep = useText(planStepText);
  const ui = useUi();
  const toast = useToast();
  const { person } = useSession();
  const [typed, setTyped] = useState(nothing);
  const take = useApiAction(takePlanStep);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const receives = person.roles.includes('coordinator') || person.roles.includes('justiceOfficer');
  const onPaper = step === 'file' && !receives;
  const missing =
    (step === 'return' && typed.reason.trim() === '') ||
    (onPaper && (typed.office === '' || typed.day === ''));
  const send = async () => {
    const { reason, place, documentNumber, office, number, day } = typed;
    const filing = onPaper ? { office, number, day } : null;
    const body = { version: plan.rowVersion, step, reason, place, documentNumber, filing };
    const result = await take.run({ params: { id: plan.id }, body });
    if (!result.ok) return;
    toast(sayStep(`done.${step === 'supersede' ? 'publish' : step}`));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={say(`step.${step}`)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" busy={take.busy} disabled={missing} onClick={() => void send()}>
            {say(`step.${step}`)}
          </Button>
        </>
      }
    >
      <p>{sayStep(onPaper ? 'ask.filePaper' : step === 'supersede' ? 'ask.publish' : `ask.${step}`)}</p>
      <ErrorNotice error={take.error} />
      {onPaper ? <FilingFields typed={typed} set={set} /> : null}
      {step === 'publish' ? <PublicationFields typed={typed} set={set} /> : null}
      <TextArea
        name="reason"
        label={say(step === 'return' ? 'reason' : 'opinion')}
        optional={step !== 'return'}
        hint={say('reasonHint')}
        value={typed.reason}
        onChange={set('reason')}
      />
    </Dialog>
  );
}

interface FieldsProps {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
}

function FilingFields({ typed, set }: FieldsProps) {
  const say = useText(planPageText);
  return (
    <>
      <TextField
        name="office"
        label={say('filingOffice')}
        maxLength={100}
        value={typed.office}
        onChange={set('office')}
      />
      <TextField
        name="number"
        label={say('filingNumber')}
        optional
        maxLength={80}
        value={typed.number}
        onChange={set('number')}
      />
      <DayField name="day" label={say('filingDay')} value={typed.day} onChange={set('day')} />
    </>
  );
}

function PublicationFields({ typed, set }: FieldsProps) {
  const say = useText(planPageText);
  return (
    <>
      <TextField
        name="documentNumber"
        label={say('documentNumber')}
        hint={say('documentNumberHint')}
        optional
        maxLength={80}
        value={typed.documentNumber}
        onChange={set('documentNumber')}
      />
      <TextField
        name="place"
        label={say('place')}
        hint={say('placeHint')}
        optional
        maxLength={300}
        value={typed.place}
        onChange={set('place')}
      />
    </>
  );
}

function AdjustDialog(props: { readonly plan: PlanView; readonly onClose: () => void }) {
  const say = useText(planPageText);
  const ui = useUi();
  const toast = useToast();
  const go = useGo();
  const [reason, setReason] = useState('');
  const adjust = useApiAction(adjustPlan);
  const send = async () => {
    const result = await adjust.run({ params: { id: props.plan.id }, body: { reason } });
    if (!result.ok) return;
    toast(say('adjusted'));
    props.onClose();
    go(`/plans/${result.value.id}`);
  };
  return (
    <Dialog
      open
      title={say('adjustTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            busy={adjust.busy}
            disabled={reason.trim() === ''}
            onClick={() => void send()}
          >
            {say('adjust')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={adjust.error} />
      <TextArea
        name="reason"
        label={say('adjustReason')}
        hint={say('adjustHint')}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
