/** The checklist of leniency: ground, entry of the list, each condition with its answer and what it rests on, earlier records. */
import { leniencyChecklistRoute, moveFollowups } from '@mingcha/core/followups/followup-api.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow, LeniencyChecklist } from '@mingcha/core/followups/followup-views.ts';
import {
  type LeniencyGround,
  type LeniencyProposal,
  leniencyGrounds,
} from '@mingcha/core/followups/leniency-check.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { ErrorNotice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { Earlier, useCondition } from './leniency-shown.tsx';

interface Answers {
  readonly facts: string;
  readonly reasons: string;
  readonly isCommitted: boolean;
  /** By position of the condition: answer and note. */
  readonly answers: readonly string[];
  readonly notes: readonly string[];
}

export function LeniencyForm(props: {
  readonly row: FollowupRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { row } = props;
  const say = useText(followupFormText);
  const page = useText(followupPageText);
  const [ground, setGround] = useState<LeniencyGround>('minorCorrected');
  const [entryKey, setEntryKey] = useState('');
  const entries = useApiQuery(listPublishedLeniency);
  const asked = entryKey === '' || ground === 'noFault' ? {} : { entryKey };
  const list = useApiQuery(leniencyChecklistRoute, {
    params: { id: row.findingId },
    query: { ground, ...asked },
  });
  const fits = list.data?.ground === ground && (list.data.entryKey ?? '') === (asked.entryKey ?? '');
  return (
    <div className="followup-leniency">
      <RadioGroup
        name="ground"
        label={say('leniencyGround')}
        hint={say('leniencyGroundHint')}
        choices={leniencyGrounds.map((value) => ({ value, label: page(`decision.${value}`) }))}
        value={ground}
        onChange={(value) => setGround(leniencyGrounds.find((each) => each === value) ?? ground)}
      />
      {ground === 'noFault' ? null : (
        <SelectField
          name="entryKey"
          label={say('entry')}
          wide
          optional={ground === 'minorCorrected'}
          empty={say('entryNone')}
          choices={(entries.data?.rows ?? []).map((each) => ({ value: each.entryKey, label: each.conduct }))}
          value={entryKey}
          onChange={setEntryKey}
        />
      )}
      <ErrorNotice error={list.error} />
      {list.data === undefined || !fits ? (
        list.error === null ? (
          <Skeleton lines={4} />
        ) : null
      ) : (
        <Checklist key={`${ground} ${entryKey}`} list={list.data} {...props} />
      )}
    </div>
  );
}

interface ChecklistProps {
  readonly list: LeniencyChecklist;
  readonly row: FollowupRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What is sent: an answer for every condition, in the order of the list. */
function proposalOf(list: LeniencyChecklist, values: Answers): LeniencyProposal {
  return {
    ground: list.ground,
    entryKey: list.entryKey,
    facts: values.facts,
    reasons: values.reasons,
    checks: list.checks.map((each, index) => ({
      condition: each.condition,
      answer: values.answers[index] === 'met' ? 'met' : 'notMet',
      note: values.notes[index] ?? '',
    })),
    isCommitted: values.isCommitted,
  };
}

function Checklist(props: ChecklistProps) {
  const { list, row } = props;
  const say = useText(followupFormText);
  const page = useText(followupPageText);
  const toast = useToast();
  const send = useApiAction(moveFollowups);
  const form = useForm<Answers>({
    facts: row.text,
    reasons: '',
    isCommitted: false,
    answers: list.checks.map((each) => each.fromRecords ?? ''),
    notes: list.checks.map((each) => (each.fromRecords === 'met' ? say('fromRecordsMet') : '')),
  });
  const { values } = form;
  const submit = async () => {
    const items = [{ findingId: row.findingId, version: row.version }];
    const proposal = proposalOf(list, values);
    const result = await send.run({ body: { items, form: { move: 'proposeLeniency', proposal } } });
    if (!result.ok) return form.refuse(result.error);
    toast(page('moved'));
    props.onDone();
  };
  const area = (name: 'facts' | 'reasons', label: 'leniencyFacts' | 'leniencyReasons') => (
    <TextArea
      name={name}
      label={say(label)}
      wide
      rows={3}
      maxLength={4000}
      error={form.error(name)}
      value={values[name]}
      onChange={form.set(name)}
    />
  );
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={page('move.proposeLeniency')} busy={send.busy} onClose={props.onClose} />}
    >
      <CheckLines list={list} values={values} onAnswers={form.set('answers')} onNotes={form.set('notes')} />
      <Earlier list={list} />
      {area('facts', 'leniencyFacts')}
      {area('reasons', 'leniencyReasons')}
      {list.isCommitmentAsked ? (
        <Checkbox
          name="isCommitted"
          label={say('commitment')}
          checked={values.isCommitted}
          onChange={form.set('isCommitted')}
        />
      ) : null}
    </Form>
  );
}

const replaced = (old: readonly string[], index: number, value: string): readonly string[] =>
  old.map((each, at) => (at === index ? value : each));

function CheckLines(props: {
  readonly list: LeniencyChecklist;
  readonly values: Answers;
  readonly onAnswers: (answers: readonly string[]) => void;
  readonly onNotes: (notes: readonly string[]) => void;
}) {
  const { list, values } = props;
  const say = useText(followupFormText);
  return (
    <section className="followup-checks" aria-label={say('checks')}>
      <h3>{say('checks')}</h3>
      <p className="secondary">{say('checksLead')}</p>
      <ol>
        {list.checks.map((check, index) => (
          <li key={`${check.condition.kind} ${index}`}>
            <CheckLine
              index={index}
              check={check}
              answer={values.answers[index] ?? ''}
              note={values.notes[index] ?? ''}
              onAnswer={(value) => props.onAnswers(replaced(values.answers, index, value))}
              onNote={(value) => props.onNotes(replaced(values.notes, index, value))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function CheckLine(props: {
  readonly index: number;
  readonly check: LeniencyChecklist['checks'][number];
  readonly answer: string;
  readonly note: string;
  readonly onAnswer: (value: string) => void;
  readonly onNote: (value: string) => void;
}) {
  const { check, index } = props;
  const say = useText(followupFormText);
  const words = useCondition();
  if (check.fromRecords === 'notMet')
    return (
      <>
        <strong>{words(check.condition)}</strong>
        <StateChip tone="void">{say('fromRecordsNot')}</StateChip>
      </>
    );
  return (
    <>
      <RadioGroup
        name={`answer${index}`}
        label={words(check.condition)}
        inline
        choices={(['met', 'notMet'] as const).map((value) => ({ value, label: say(`check.${value}`) }))}
        value={props.answer}
        onChange={props.onAnswer}
      />
      <TextField
        name={`note${index}`}
        label={say('checkNote')}
        wide
        maxLength={1000}
        value={props.note}
        onChange={props.onNote}
      />
    </>
  );
}
