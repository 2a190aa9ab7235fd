/** The checklist of leniency: ground, entry of the list, each condition with its answer and what it rests on, earlier records. */
import { leniencyChecklistRoute, moveFollowups } from '@mingcha/core/followups/followup-api.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow, LeniencyChecklist } from '@mingcha/core/followups/followup-views.ts';
import {
  type CheckedCondition,
  type LeniencyGround,
  leniencyGrounds,
} from '@mingcha/core/followups/leniency-check.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { conditionSentence } from '@mingcha/core/registers/items/leniency-sentences.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { ErrorNotice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';

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

function Checklist(props: {
  readonly list: LeniencyChecklist;
  readonly row: FollowupRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
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
    const checks = list.checks.map((each, index) => ({
      condition: each.condition,
      answer: values.answers[index] === 'met' ? ('met' as const) : ('notMet' as const),
      note: values.notes[index] ?? '',
    }));
    const proposal = {
      ground: list.ground,
      entryKey: list.entryKey,
      facts: values.facts,
      reasons: values.reasons,
      checks,
      isCommitted: values.isCommitted,
    };
    const result = await send.run({
      body: {
        items: [{ findingId: row.findingId, version: row.version }],
        form: { move: 'proposeLeniency', proposal },
      },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(page('moved'));
    props.onDone();
  };
  const replaced = (old: readonly string[], index: number, value: string) =>
    old.map((each, at) => (at === index ? value : each));
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={page('move.proposeLeniency')} busy={send.busy} onClose={props.onClose} />}
    >
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
                onAnswer={(value) => form.set('answers')(replaced(values.answers, index, value))}
                onNote={(value) => form.set('notes')(replaced(values.notes, index, value))}
              />
            </li>
          ))}
        </ol>
      </section>
      <Earlier list={list} />
      <TextArea
        name="facts"
        label={say('leniencyFacts')}
        wide
        rows={3}
        maxLength={4000}
        error={form.error('facts')}
        value={values.facts}
        onChange={form.set('facts')}
      />
      <TextArea
        name="reasons"
        label={say('leniencyReasons')}
        wide
        rows={3}
        maxLength={4000}
        error={form.error('reasons')}
        value={values.reasons}
        onChange={form.set('reasons')}
      />
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

function Earlier({ list }: { readonly list: LeniencyChecklist }) {
  const say = useText(followupFormText);
  return (
    <section className="followup-checks" aria-label={say('earlier')}>
      <h3>{say('earlier')}</h3>
      {list.earlier.length === 0 ? (
        <p className="secondary">{say('earlierNone')}</p>
      ) : (
        <ul>
          {list.earlier.map((each) => (
            <li key={`${each.on} ${each.agencyName} ${each.text}`}>
              <DateText value={each.on} /> {each.agencyName}{' '}
              <StateChip>{say(each.own ? 'earlierOwn' : 'earlierReference')}</StateChip> {each.text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useCondition() {
  const say = useText(leniencyText);
  const own = useText(followupFormText);
  return (condition: CheckedCondition): string => {
    if (condition.kind === 'slightHarm' || condition.kind === 'partyProof') return own(condition.kind);
    const sentence = conditionSentence(condition);
    return typeof sentence === 'string' ? sentence : say(sentence.key, sentence.data);
  };
}
