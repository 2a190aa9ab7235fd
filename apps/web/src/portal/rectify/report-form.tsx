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
import { useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

export interface Sent {
  readonly reportedAt: string;
  readonly recheckDueOn: string | null;
}
type Problem = PublicOrder['problems'][number];

interface ReportProps {
  readonly code: string;
  readonly order: PublicOrder;
  readonly onSent: (sent: Sent) => void;
}

export function ReportForm({ code, order, onSent }: ReportProps) {
  const say = useText(rectifyText);
  const open = order.problems.filter((each) => each.isOpen);
  const form = useForm<Readonly<Record<string, string>>>(first(open));
  const [busy, setBusy] = useState(false);
  const ids = useRef({ report: newActionId(), action: newActionId() });
  const { values } = form;
  const chosen = open.filter((each) => values[`in:${each.findingId}`] === 'yes');
  const submit = async () => {
    const problems = [
      ...(chosen.length === 0 ? [{ field: '', message: say('chooseFirst') }] : []),
      ...chosen
        .filter((each) => (values[`text:${each.findingId}`] ?? '').trim() === '')
        .map((each) => ({ field: `text:${each.findingId}`, message: say('textMissing') })),
      ...((values['personName'] ?? '').trim() === ''
        ? [{ field: 'personName', message: say('nameMissing') }]
        : []),
    ];
    if (problems.length > 0) return form.setProblems(problems);
    setBusy(true);
    const result = await callApi(reportRectification, {
      params: { code },
      body: {
        actionId: ids.current.action,
        reportId: ids.current.report,
        personName: values['personName'] ?? '',
        phone: values['phone'] ?? '',
        items: chosen.map((each) => ({
          findingId: each.findingId,
          text: values[`text:${each.findingId}`] ?? '',
        })),
      },
    });
    setBusy(false);
    if (!result.ok) {
      if (result.error.status !== 0) ids.current.action = newActionId();
      return form.refuse(result.error);
    }
    onSent(result.value);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      label={say('title')}
      actions={
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {say('send')}
        </Button>
      }
    >
      {open.map((problem) => (
        <ProblemFields
          key={problem.findingId}
          problem={problem}
          no={order.problems.indexOf(problem) + 1}
          code={code}
          reportId={ids.current.report}
          isIn={values[`in:${problem.findingId}`] === 'yes'}
          onIn={(isIn) => form.set(`in:${problem.findingId}`)(isIn ? 'yes' : '')}
          text={values[`text:${problem.findingId}`] ?? ''}
          error={form.error(`text:${problem.findingId}`)}
          onText={form.set(`text:${problem.findingId}`)}
        />
      ))}
      <TextField
        name="personName"
        label={say('personName')}
        maxLength={60}
        autoComplete="name"
        error={form.error('personName')}
        value={values['personName'] ?? ''}
        onChange={form.set('personName')}
      />
      <TextField
        name="phone"
        label={say('phone')}
        type="tel"
        optional
        maxLength={40}
        value={values['phone'] ?? ''}
        onChange={form.set('phone')}
      />
      <p className="secondary">{say('privacy')}</p>
    </Form>
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
