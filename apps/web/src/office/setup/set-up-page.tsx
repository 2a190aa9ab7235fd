/** 初始设置: five steps from an empty installation to three administrators; shown instead of the sign-in page. */
import './setup.css';
import { type MadeAccount, setupRoutes } from '@mingcha/core/setup/setup-api.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import { type FormEvent, useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { ErrorSummary, StepForm, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Brand } from '../../shared/ui/brand.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LanguageSwitch } from '../../shared/ui/small.tsx';
import { useCheck } from '../system/use-check.ts';
import { SetUpDone } from './set-up-done.tsx';
import { labelOf, SetUpStep } from './set-up-steps.tsx';
import { nothingTyped, requestOf, type SetupStep, schemaOf, setupSteps, type Typed } from './setup-values.ts';

interface Made {
  readonly agencyName: string;
  readonly accounts: readonly MadeAccount[];
}

export interface CalendarFacts {
  readonly calendarYears: readonly number[];
  readonly year: number;
}

export function SetUpPage() {
  const say = useText(setupText);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <div className="entrance">
      <header className="entrance-head no-print">
        <Brand line />
        <LanguageSwitch />
      </header>
      <main className="entrance-sheet setup-sheet">
        <h1>{say(made === null ? 'title' : 'doneTitle')}</h1>
        {made === null ? <Assistant onMade={setMade} /> : <SetUpDone {...made} />}
      </main>
    </div>
  );
}

function Assistant(props: { readonly onMade: (made: Made) => void }) {
  const say = useText(setupText);
  const form = useForm<Typed>(nothingTyped);
  const [step, setStep] = useState<SetupStep>('code');
  const [calendar, setCalendar] = useState<CalendarFacts | null>(null);
  const send = useSend(form, { setStep, setCalendar, onMade: props.onMade });
  const at = setupSteps.indexOf(step);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send.next(step);
  };
  return (
    <>
      <p className="secondary">{say('lead')}</p>
      <StepForm
        title={say('title')}
        steps={setupSteps.map((key) => ({ key, title: say(`step.${key}`) }))}
        now={step}
        onGo={(key) => setStep(setupSteps.find((one) => one === key) ?? step)}
        backAction={
          at === 0 ? null : (
            <Button onClick={() => setStep(setupSteps[at - 1] ?? 'code')}>{say('back')}</Button>
          )
        }
        nextAction={
          <Button type="submit" form="setup" kind="primary" busy={send.busy}>
            {say(step === 'rules' ? 'finish' : 'next')}
          </Button>
        }
      >
        <form id="setup" className="form" noValidate onSubmit={submit}>
          <ErrorSummary problems={form.problems} />
          <SetUpStep step={step} form={form} calendar={calendar} />
        </form>
      </StepForm>
    </>
  );
}

interface Outcomes {
  readonly setStep: (step: SetupStep) => void;
  readonly setCalendar: (facts: CalendarFacts) => void;
  readonly onMade: (made: Made) => void;
}

/** Checks a step and goes on; the first asks the server about the code, the last sends everything. */
function useSend(form: ReturnType<typeof useForm<Typed>>, outcomes: Outcomes) {
  const say = useText(setupText);
  const check = useCheck();
  const [busy, setBusy] = useState(false);
  // The same request again, while no answer came, must not set up twice.
  const actionId = useRef<string | null>(null);
  const askCode = async (): Promise<boolean> => {
    const result = await callApi(setupRoutes.checkCode, { body: { code: form.values.code } });
    if (result.ok) outcomes.setCalendar(result.value);
    else form.refuse(result.error);
    return result.ok;
  };
  const finish = async () => {
    actionId.current ??= newActionId();
    const body = { ...requestOf(form.values), actionId: actionId.current };
    const result = await callApi(setupRoutes.setUp, { body });
    if (result.ok) return outcomes.onMade(result.value);
    if (result.error.status !== 0) actionId.current = null;
    form.refuse(result.error);
    const field = result.error.field ?? '';
    if (field === 'code') outcomes.setStep('code');
    if (field.startsWith('administrators')) outcomes.setStep('administrators');
    if (field === 'divisionCode' || field.startsWith('place')) outcomes.setStep('place');
  };
  const next = async (step: SetupStep) => {
    const problems = check(schemaOf(step), { ...form.values }, (field) => labelOf(field, say));
    form.setProblems(problems);
    if (problems.length > 0) return;
    setBusy(true);
    const passed = step === 'code' ? await askCode() : true;
    if (step === 'rules') await finish();
    else if (passed) outcomes.setStep(setupSteps[setupSteps.indexOf(step) + 1] ?? step);
    setBusy(false);
  };
  return { next, busy };
}
