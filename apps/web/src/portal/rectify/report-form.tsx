/** The enterprise's report: which problems, what was done, photographs, who says so. Files travel as they are chosen. */
import {
  addProofFile,
  type PublicOrder,
  proofFilesPerReport,
  proofMaxBytes,
  proofTypes,
  reportRectification,
} from '@mingcha/core/followups/rectify-api.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

export interface Sent {
  readonly reportedAt: string;
  readonly recheckDueOn: string | null;
}
type Problem = PublicOrder['problems'][number];
type Say = ReturnType<typeof useText<keyof typeof rectifyText.zh>>;

interface ReportProps {
  readonly code: string;
  readonly order: PublicOrder;
  readonly onSent: (sent: Sent) => void;
}

type Typed = Readonly<Record<string, string>>;

/** What is sent, or what is missing before. */
function reportOf(open: readonly Problem[], values: Typed, say: Say) {
  const chosen = open.filter((each) => values[`in:${each.findingId}`] === 'yes');
  const textOf = (each: Problem) => (values[`text:${each.findingId}`] ?? '').trim();
  const problems = [
    ...(chosen.length === 0 ? [{ field: '', message: say('chooseFirst') }] : []),
    ...chosen
      .filter((each) => textOf(each) === '')
      .map((each) => ({ field: `text:${each.findingId}`, message: say('textMissing') })),
    ...((values['personName'] ?? '').trim() === ''
      ? [{ field: 'personName', message: say('nameMissing') }]
      : []),
  ];
  return { problems, items: chosen.map((each) => ({ findingId: each.findingId, text: textOf(each) })) };
}

export function ReportForm({ code, order, onSent }: ReportProps) {
  const say = useText(rectifyText);
  const open = order.problems.filter((each) => each.isOpen);
  const form = useForm<Typed>(first(open));
  const [busy, setBusy] = useState(false);
  const [reportId] = useState(newActionId);
  const [actionId, setActionId] = useState(newActionId);
  const { values } = form;
  const submit = async () => {
    const { problems, items } = reportOf(open, values, say);
    if (problems.length > 0) return form.setProblems(problems);
    setBusy(true);
    const [personName, phone] = [values['personName'] ?? '', values['phone'] ?? ''];
    const result = await callApi(reportRectification, {
      params: { code },
      body: { actionId, reportId, personName, phone, items },
    });
    setBusy(false);
    if (result.ok) return onSent(result.value);
    if (result.error.status !== 0) setActionId(newActionId());
    form.refuse(result.error);
  };
  const send = (
    <Button kind="primary" size="large" type="submit" busy={busy}>
      {say('send')}
    </Button>
  );
  return (
    <Form onSubmit={submit} problems={form.problems} label={say('title')} actions={send}>
      {open.map((problem) => (
        <ProblemFields
          key={problem.findingId}
          problem={problem}
          no={order.problems.indexOf(problem) + 1}
          code={code}
          reportId={reportId}
          isIn={values[`in:${problem.findingId}`] === 'yes'}
          onIn={(isIn) => form.set(`in:${problem.findingId}`)(isIn ? 'yes' : '')}
          text={values[`text:${problem.findingId}`] ?? ''}
          error={form.error(`text:${problem.findingId}`)}
          onText={form.set(`text:${problem.findingId}`)}
        />
      ))}
      <Reporter form={form} />
    </Form>
  );
}

function Reporter({ form }: { readonly form: FormState<Typed> }) {
  const say = useText(rectifyText);
  const field = (name: string) => ({
    name,
    error: form.error(name),
    value: form.values[name] ?? '',
    onChange: form.set(name),
  });
  return (
    <>
      <TextField {...field('personName')} label={say('personName')} maxLength={60} autoComplete="name" />
      <TextField {...field('phone')} label={say('phone')} type="tel" optional maxLength={40} />
      <p className="secondary">{say('privacy')}</p>
    </>
  );
}

/** A single problem is chosen from the start. */
function first(open: readonly Problem[]): Readonly<Record<string, string>> {
  const [only] = open;
  return only !== undefined && open.length === 1 ? { [`in:${only.findingId}`]: 'yes' } : {};
}

interface FieldsProps {
  readonly problem: Problem;
  readonly no: number;
  readonly code: string;
  readonly reportId: string;
  readonly isIn: boolean;
  readonly onIn: (isIn: boolean) => void;
  readonly text: string;
  readonly error: string | undefined;
  readonly onText: (text: string) => void;
}

function ProblemFields(props: FieldsProps) {
  const { problem, no } = props;
  const say = useText(rectifyText);
  return (
    <section className="rectify-problem" aria-label={say('problem', { n: no })}>
      <h3>{say('problem', { n: no })}</h3>
      <Checkbox
        name={`in:${problem.findingId}`}
        label={say('include')}
        checked={props.isIn}
        onChange={props.onIn}
      />
      {props.isIn ? (
        <>
          <TextArea
            name={`text:${problem.findingId}`}
            label={say('text')}
            hint={say('textHint')}
            wide
            maxLength={2000}
            error={props.error}
            value={props.text}
            onChange={props.onText}
          />
          <Proofs {...props} />
        </>
      ) : null}
    </section>
  );
}

function Proofs({ problem, no, code, reportId }: FieldsProps) {
  const say = useText(rectifyText);
  const sentence = useSentence();
  const [names, setNames] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const result = await callApi(addProofFile, {
      params: { code },
      body: { actionId: newActionId(), reportId, findingId: problem.findingId },
      file,
      onProgress: setProgress,
    });
    setProgress(null);
    if (result.ok) setNames((old) => [...old, file.name]);
    else setRefused(sentence(result.error));
  };
  return (
    <>
      <p className="secondary">{say('filesHint')}</p>
      <ul className="rectify-files">
        {names.map((name, index) => (
          <li key={`${name} ${index}`}>{say('uploaded', { name })}</li>
        ))}
      </ul>
      {names.length >= proofFilesPerReport ? null : (
        <UploadBox
          name={`file:${problem.findingId}`}
          label={say('fileOf', { n: no })}
          accept={proofTypes}
          maxBytes={proofMaxBytes}
          onFile={(file) => void send(file)}
          progress={progress}
          error={refused}
        />
      )}
    </>
  );
}
