/** An objection in four steps: which result, who, why with evidence, check and send. What was typed stays when a step goes back. */
import './objections.css';
import {
  type ApplicantKind,
  applicantKinds,
  evidenceMaxBytes,
  evidenceTypes,
  intakeQuotas,
} from '@mingcha/core/publications/objections/objection.ts';
import {
  addPublicEvidence,
  fileObjection,
  type ObjectionTarget,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, StepForm, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { ReceiptPart, type SentReceipt } from './receipt.tsx';
import { RecordStep } from './record-step.tsx';

const steps = ['record', 'who', 'grounds', 'check'] as const;
type Step = (typeof steps)[number];

const empty = { paperCode: '', applicantKind: 'enterprise', name: '', phone: '', address: '', grounds: '' };
export type FileValues = typeof empty;
const neededIn: Readonly<Record<Step, readonly ('name' | 'phone' | 'grounds')[]>> = {
  record: [],
  who: ['name', 'phone'],
  grounds: ['grounds'],
  check: [],
};

interface Done {
  readonly receipt: SentReceipt;
  readonly problems: readonly string[];
}

export function FileObjectionPage() {
  const say = useText(publicObjectionText);
  const [done, setDone] = useState<Done | null>(null);
  if (done !== null)
    return <ReceiptPart title={say('doneTitle')} receipt={done.receipt} problems={done.problems} />;
  return <Steps onDone={setDone} />;
}

function Steps({ onDone }: { readonly onDone: (done: Done) => void }) {
  const say = useText(publicObjectionText);
  const [step, setStep] = useState<Step>('record');
  const [target, setTarget] = useState<ObjectionTarget | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useForm(empty);
  const sending = useSending({ form, target, files, onDone });
  const at = steps.indexOf(step);
  const forward = () => {
    const missing = neededIn[step].filter((name) => form.values[name].trim() === '');
    if (missing.length > 0)
      return form.setProblems(
        missing.map((name) => ({ field: name, message: say('required', { name: say(name) }) })),
      );
    if (step === 'record' && target === null && form.values.paperCode.trim() === '')
      return form.setProblems([{ field: 'paperCode', message: say('chooseRecord') }]);
    form.setProblems([]);
    setStep(steps[at + 1] ?? 'check');
  };
  const isLast = step === 'check';
  return (
    <section className="portal-part intake-page">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <StepForm
        title={say('title')}
        steps={steps.map((key) => ({ key, title: say(`step.${key}`) }))}
        now={step}
        onGo={(key) => setStep(steps.find((each) => each === key) ?? step)}
        backAction={
          at === 0 ? null : (
            <Button onClick={() => setStep(steps[at - 1] ?? 'record')}>{say('previous')}</Button>
          )
        }
        nextAction={
          <Button
            kind="primary"
            size="large"
            busy={sending.busy}
            onClick={() => (isLast ? void sending.send() : forward())}
          >
            {say(isLast ? 'send' : 'next')}
          </Button>
        }
      >
        <ErrorSummary problems={form.problems} />
        {step === 'record' ? <RecordStep form={form} target={target} onTarget={setTarget} /> : null}
        {step === 'who' ? <WhoStep form={form} /> : null}
        {step === 'grounds' ? <GroundsStep form={form} files={files} onFiles={setFiles} /> : null}
        {isLast ? <CheckStep form={form} target={target} files={files} /> : null}
      </StepForm>
    </section>
  );
}

function useSending(of: {
  readonly form: FormState<FileValues>;
  readonly target: ObjectionTarget | null;
  readonly files: readonly File[];
  readonly onDone: (done: Done) => void;
}) {
  const say = useText(publicObjectionText);
  const sentence = useSentence();
  const [busy, setBusy] = useState(false);
  const [actionId, setActionId] = useState(newActionId);
  const { form, target, files } = of;
  const send = async () => {
    setBusy(true);
    const { applicantKind, ...values } = form.values;
    const body = {
      ...values,
      actionId,
      applicantKind: applicantKind as ApplicantKind,
      publicationId: target?.id ?? null,
    };
    const result = await callApi(fileObjection, { body });
    if (!result.ok) {
      setBusy(false);
      if (result.error.status !== 0) setActionId(newActionId());
      return form.refuse(result.error);
    }
    const { number, code, dueOn } = result.value;
    const problems: string[] = [];
    for (const file of files) {
      const sent = await callApi(addPublicEvidence, {
        params: { number, code },
        body: { actionId: newActionId() },
        file,
      });
      if (!sent.ok) problems.push(say('fileRefused', { name: file.name, reason: sentence(sent.error) }));
    }
    setBusy(false);
    of.onDone({ receipt: { number, code, dueOn }, problems });
  };
  return { send, busy };
}

interface StepProps {
  readonly form: FormState<FileValues>;
}

const fieldOf = (form: FormState<FileValues>, name: 'name' | 'phone' | 'address' | 'grounds') => ({
  name,
  error: form.error(name),
  value: form.values[name],
  onChange: form.set(name),
});

function WhoStep({ form }: StepProps) {
  const say = useText(publicObjectionText);
  return (
    <>
      <RadioGroup
        name="applicantKind"
        label={say('applicantKind')}
        choices={applicantKinds.map((value) => ({ value, label: say(`applicant.${value}`) }))}
        value={form.values.applicantKind}
        onChange={form.set('applicantKind')}
      />
      <TextField {...fieldOf(form, 'name')} label={say('name')} wide maxLength={100} autoComplete="name" />
      <TextField {...fieldOf(form, 'phone')} label={say('phone')} type="tel" maxLength={40} />
      <TextField {...fieldOf(form, 'address')} label={say('address')} optional wide maxLength={300} />
      <p className="secondary">{say('privacy')}</p>
    </>
  );
}

interface FilesProps extends StepProps {
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}

function GroundsStep({ form, files, onFiles }: FilesProps) {
  const say = useText(publicObjectionText);
  return (
    <>
      <TextArea
        {...fieldOf(form, 'grounds')}
        label={say('grounds')}
        hint={say('groundsHint')}
        wide
        rows={8}
        maxLength={4000}
        warnSecrets
      />
      <p className="secondary">{say('filesHint', { count: intakeQuotas.files })}</p>
      <ul className="intake-list">
        {files.map((file) => (
          <li key={`${file.name} ${file.lastModified}`}>
            {file.name}
            <Button size="small" onClick={() => onFiles(files.filter((each) => each !== file))}>
              {say('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {files.length >= intakeQuotas.files ? null : (
        <UploadBox
          name="files"
          label={say('addFile')}
          accept={evidenceTypes}
          maxBytes={evidenceMaxBytes}
          onFile={(file) => onFiles([...files, file])}
        />
      )}
    </>
  );
}

function CheckStep({
  form,
  target,
  files,
}: StepProps & { readonly target: ObjectionTarget | null; readonly files: readonly File[] }) {
  const say = useText(publicObjectionText);
  const { values } = form;
  const kind = applicantKinds.find((each) => each === values.applicantKind) ?? 'person';
  return (
    <>
      <PairList
        columns={1}
        pairs={[
          {
            name: say('record'),
            value:
              target === null
                ? say('byCode', { code: values.paperCode })
                : `${target.objectName} · ${target.agencyName} · ${target.taskName}`,
          },
          { name: say('applicantKind'), value: say(`applicant.${kind}`) },
          { name: say('name'), value: values.name },
          { name: say('phone'), value: values.phone },
          { name: say('grounds'), value: values.grounds },
          {
            name: say('files'),
            value: files.length === 0 ? '–' : files.map((file) => file.name).join(' · '),
          },
        ]}
      />
      {values.paperCode.trim() === '' ? <Notice>{say('unverifiedNote')}</Notice> : null}
    </>
  );
}
