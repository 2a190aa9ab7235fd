/** New or changed plan entry: five steps, kept in this browser while typed, sent once at the end. */
import '../plans.css';
import { drawLevels, planEntryFields } from '@mingcha/core/plans/plan.ts';
import { addEntry, editEntry, getPlan, listPlanAgencies } from '@mingcha/core/plans/plan-api.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import type { EntryView, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { ErrorSummary, type FieldProblem, StepForm } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { readSetting, writeSetting } from '../../../shared/settings.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { Hint } from '../../help/hint.tsx';
import { useCheck } from '../../registers/form-problems.ts';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { ItemStep } from './step-item.tsx';
import { JointStep } from './step-joint.tsx';
import { ObjectsStep } from './step-objects.tsx';
import { ReviewStep } from './step-review.tsx';
import { TimeStep } from './step-time.tsx';
import { type EntryValues, emptyEntry, entryBody, entryValues } from './values.ts';

const steps = ['item', 'objects', 'time', 'joint', 'review'] as const;
type Step = (typeof steps)[number];
const parts = { item: ItemStep, objects: ObjectsStep, time: TimeStep, joint: JointStep, review: ReviewStep };

/** Where each field of the body stands in the form. */
const fieldSteps: Readonly<Record<Step, readonly string[]>> = {
  item: ['form', 'leadItemKey', 'extraItemKeys', 'scene', 'special', 'sectionId'],
  objects: ['scope', 'objectsText', 'filter', 'classes', 'times'],
  time: ['methods', 'window', 'drawLevel', 'checkLevel', 'teamSize', 'visitsPerDay'],
  joint: ['participants', 'sheetIds', 'steps', 'requirements', 'remark'],
  review: [],
};
const stepOf = (field: string): Step =>
  steps.find((step) => fieldSteps[step].includes(field.split('.')[0] ?? '')) ?? 'review';

/** What each step gets. */
export interface StepProps {
  readonly plan: PlanView;
  readonly values: EntryValues;
  readonly change: (part: Partial<EntryValues>) => void;
  readonly error: (field: string) => string | undefined;
}

export function NewEntryPage() {
  const id = useParam('id');
  const { person } = useSession();
  const plan = useApiQuery(getPlan, { params: { id } });
  const agencies = useApiQuery(listPlanAgencies);
  if (plan.data === undefined || plan.data.id !== id) return <Waiting read={plan} />;
  if (agencies.data === undefined) return <Waiting read={agencies} />;
  const own = agencies.data.rows.find((row) => row.own)?.level;
  const level = drawLevels.find((each) => each === own) ?? 'county';
  const start = emptyEntry({ year: plan.data.year, level, sectionId: person.section?.id ?? null });
  return <EntryForm plan={plan.data} entry={null} start={start} />;
}

export function EditEntryPage() {
  const id = useParam('id');
  const entryId = useParam('entry');
  const plan = useApiQuery(getPlan, { params: { id } });
  const entry = plan.data?.entries.find((each) => each.id === entryId);
  if (plan.data === undefined || entry === undefined) return <Waiting read={plan} />;
  return <EntryForm key={entry.id} plan={plan.data} entry={entry} start={entryValues(entry.fields)} />;
}

function Waiting({
  read,
}: {
  readonly read: Pick<ReturnType<typeof useApiQuery<typeof getPlan>>, 'status' | 'error' | 'reload'>;
}) {
  if (read.status === 'loading') return <Skeleton lines={8} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

interface FormProps {
  readonly plan: PlanView;
  readonly entry: EntryView | null;
  readonly start: EntryValues;
}

function EntryForm(props: FormProps) {
  const { plan, entry } = props;
  const say = useText(planFormText);
  const store = useEntryForm(props);
  const { step } = store;
  const Part = parts[step];
  const isLast = step === 'review';
  return (
    <Page>
      <PageHeader title={say(entry === null ? 'newTitle' : 'editTitle')} lead={plan.title} />
      {store.restored ? (
        <Notice>
          {say('kept')}{' '}
          <Button size="small" kind="quiet" onClick={store.restart}>
            {say('dropKept')}
          </Button>
        </Notice>
      ) : null}
      <Hint form="planEntry" />
      <StepForm
        title={say(entry === null ? 'newTitle' : 'editTitle')}
        steps={steps.map((key) => ({ key, title: say(`step.${key}`) }))}
        now={step}
        onGo={(key) => store.stand(key as Step)}
        backAction={<Back plan={plan} step={step} onBack={store.stand} />}
        nextAction={
          isLast ? (
            <SendButtons entry={entry} busy={store.busy} onSend={store.send} />
          ) : (
            <Button kind="primary" onClick={store.forward}>
              {say('next')}
            </Button>
          )
        }
      >
        <ErrorSummary problems={store.problems} />
        <Part
          plan={plan}
          values={store.values}
          change={store.change}
          error={(field) => store.problems.find((problem) => problem.field === field)?.message}
        />
      </StepForm>
    </Page>
  );
}

function useEntryForm(props: FormProps) {
  const { plan, entry, start } = props;
  const kept = useKept(plan, entry);
  const [restored, setRestored] = useState(kept.read !== null);
  const [values, setValues] = useState<EntryValues>(kept.read ?? start);
  const [step, setStep] = useState<Step>('item');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const send = useSend(props, kept.drop);
  const check = useCheck();
  const say = useText(planFormText);
  const change = (part: Partial<EntryValues>) => {
    const next = { ...values, ...part };
    setValues(next);
    kept.write(next);
    setProblems([]);
  };
  const stand = (next: Step) => {
    setStep(next);
    window.scrollTo(0, 0);
  };
  const label = (field: string): string => {
    const names: Readonly<Record<string, string>> = {
      leadItemKey: say('leadItem'),
      extraItemKeys: say('extraItems'),
      special: say('isSpecial'),
      sectionId: say('section'),
    };
    return names[field] ?? say(field as 'scene');
  };
  const open = (): readonly FieldProblem[] => check(planEntryFields, entryBody(values), label);
  const forward = () => {
    const own = open().filter((problem) => stepOf(problem.field) === step);
    if (own.length > 0) return setProblems(own);
    setProblems([]);
    return stand(steps[steps.indexOf(step) + 1] ?? 'review');
  };
  const finish = async (submit: boolean) => {
    const left = open();
    const [first] = left;
    if (first !== undefined) {
      setProblems(left);
      return stand(stepOf(first.field));
    }
    const refused = await send.run(values, submit);
    if (refused === null) return undefined;
    setProblems([refused]);
    return stand(refused.field === '' ? 'review' : stepOf(refused.field));
  };
  const restart = () => {
    kept.drop();
    setRestored(false);
    setValues(start);
  };
  return { values, change, step, stand, forward, problems, send: finish, busy: send.busy, restored, restart };
}

/** Typing survives a reload: it is kept under the plan, or under the entry with the version that was read. */
function useKept(plan: PlanView, entry: EntryView | null) {
  const key = entry === null ? `plan-entry.new.${plan.id}` : `plan-entry.${entry.id}.${entry.rowVersion}`;
  const [read] = useState((): EntryValues | null => {
    const text = readSetting(key);
    if (text === null || text === '') return null;
    try {
      return JSON.parse(text) as EntryValues;
    } catch {
      return null;
    }
  });
  return {
    read,
    write: (values: EntryValues) => writeSetting(key, JSON.stringify(values)),
    drop: () => writeSetting(key, ''),
  };
}

function useSend(props: FormProps, dropKept: () => void) {
  const { plan, entry } = props;
  const say = useText(planFormText);
  const sentence = useSentence();
  const toast = useToast();
  const go = useGo();
  const { person } = useSession();
  const add = useApiAction(addEntry);
  const edit = useApiAction(editEntry);
  const isOffice = person.roles.includes('legalOfficer');
  const run = async (values: EntryValues, submit: boolean): Promise<FieldProblem | null> => {
    const fields = entryBody(values);
    const result =
      entry === null
        ? await add.run({ params: { id: plan.id }, body: { fields, submit } })
        : await edit.run({ params: { id: entry.id }, body: { fields, submit, version: entry.rowVersion } });
    if (!result.ok) return { field: result.error.field ?? '', message: sentence(result.error) };
    dropKept();
    toast(say(!submit ? 'saved' : isOffice ? 'taken' : 'submitted'));
    go(`/plans/${plan.id}?tab=${submit && isOffice ? 'entries' : 'proposals'}`);
    return null;
  };
  return { run, busy: add.busy || edit.busy };
}

function Back(props: {
  readonly plan: PlanView;
  readonly step: Step;
  readonly onBack: (step: Step) => void;
}) {
  const say = useText(planFormText);
  const ui = useUi();
  const before = steps[steps.indexOf(props.step) - 1];
  if (before === undefined)
    return (
      <GoTo to={`/plans/${props.plan.id}`} className={buttonClass({ kind: 'quiet' })}>
        {say('back')}
      </GoTo>
    );
  return <Button onClick={() => props.onBack(before)}>{ui('previous')}</Button>;
}

function SendButtons(props: {
  readonly entry: EntryView | null;
  readonly busy: boolean;
  readonly onSend: (submit: boolean) => Promise<void>;
}) {
  const say = useText(planFormText);
  const { person } = useSession();
  const isOffice = person.roles.includes('legalOfficer');
  const { entry, busy, onSend } = props;
  const stands = entry !== null && (entry.state === 'taken' || entry.state === 'proposed');
  return (
    <div className="button-row">
      {stands ? null : (
        <Button busy={busy} onClick={() => void onSend(false)}>
          {say('saveDraft')}
        </Button>
      )}
      <Button kind="primary" busy={busy} onClick={() => void onSend(true)}>
        {say(stands ? 'save' : isOffice ? 'addToPlan' : 'submit')}
      </Button>
    </div>
  );
}
