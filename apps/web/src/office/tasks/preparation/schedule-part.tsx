/** 约定时间: times proposed and accepted, with other visits of the object and of the same people beside each. */

import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import {
  answerSlot,
  notePeakHours,
  proposeSlot,
  type ScheduleView,
  type SlotRow,
  type VisitConflict,
  withdrawSlot,
} from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { instantOf } from '../../draws/form/draft.ts';

const tones = { open: 'accent', agreed: 'verified', withdrawn: 'neutral', superseded: 'neutral' } as const;
type Asking = 'propose' | 'peak' | null;

export function SchedulePart(props: { readonly inspectionId: string; readonly view: ScheduleView }) {
  const { view, inspectionId } = props;
  const say = useText(preparationPageText);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <Section
      title={say('schedule')}
      actions={
        view.mayPropose ? (
          <ButtonRow>
            <Button kind="quiet" size="small" onClick={() => setAsking('peak')}>
              {say('peakHoursEdit')}
            </Button>
            <Button size="small" onClick={() => setAsking('propose')}>
              {say('propose')}
            </Button>
          </ButtonRow>
        ) : undefined
      }
    >
      <PairList
        pairs={[
          {
            name: say('scheduleFor'),
            value:
              view.scheduledFor === null ? (
                say('scheduleNone')
              ) : (
                <strong>
                  <DateText value={view.scheduledFor} />
                </strong>
              ),
          },
          { name: say('peakHours'), value: view.peakHours?.hours ?? say('peakHoursNone') },
        ]}
      />
      {view.announced ? null : <p className="secondary prep-hint">{say('scheduleUnannounced')}</p>}
      <Others others={view.others} />
      <ul className="prep-lines prep-below">
        {view.slots.length === 0 ? <li className="secondary">{say('slotEmpty')}</li> : null}
        {view.slots.map((slot) => (
          <li key={slot.id} className="prep-line">
            <SlotLine slot={slot} />
          </li>
        ))}
      </ul>
      {asking === 'propose' ? (
        <ProposeDialog inspectionId={inspectionId} announced={view.announced} onClose={close} />
      ) : null}
      {asking === 'peak' ? (
        <PeakDialog inspectionId={inspectionId} hours={view.peakHours?.hours ?? ''} onClose={close} />
      ) : null}
    </Section>
  );
}

function Others({ others }: { readonly others: readonly VisitConflict[] }) {
  const say = useText(preparationPageText);
  if (others.length === 0) return null;
  return (
    <Notice tone="warning">
      {others.map((one, index) => (
        <p key={index}>
          {say('otherVisits', {
            agencies: one.agencyNames.join('、'),
            from: one.window.from,
            to: one.window.to,
          })}
        </p>
      ))}
    </Notice>
  );
}

function SlotLine({ slot }: { readonly slot: SlotRow }) {
  const say = useText(preparationPageText);
  const [declining, setDeclining] = useState(false);
  const answer = useApiAction(answerSlot);
  const withdraw = useApiAction(withdrawSlot);
  return (
    <>
      <strong>
        <DateText value={slot.startsAt} />
      </strong>
      <StateChip tone={tones[slot.state]}>{say(`slot.${slot.state}`)}</StateChip>
      <span className="prep-grow secondary">
        {say(slot.byObject ? 'slotByObject' : 'slotBy', { agency: slot.agencyName })} {slot.note}
        {slot.answers.map((one) => (
          <span key={one.agencyId}>
            {'　'}
            {say(one.accepts ? 'accepts' : 'declines', { agency: one.agencyName })} {one.reason}
          </span>
        ))}
      </span>
      {slot.mayAnswer ? (
        <>
          <Button
            kind="primary"
            size="small"
            busy={answer.busy}
            onClick={() => void answer.run({ params: { id: slot.id }, body: { accepts: true, reason: '' } })}
          >
            {say('accept')}
          </Button>
          <Button size="small" onClick={() => setDeclining(true)}>
            {say('decline')}
          </Button>
        </>
      ) : null}
      {slot.mayWithdraw ? (
        <Button
          kind="quiet"
          size="small"
          busy={withdraw.busy}
          onClick={() => void withdraw.run({ params: { id: slot.id }, body: {} })}
        >
          {say('withdraw')}
        </Button>
      ) : null}
      {slot.conflicts.map((one, index) => (
        <p key={index} className="prep-conflict">
          {say(one.kind === 'object' ? 'conflictObject' : 'conflictPerson', {
            agencies: one.agencyNames.join('、'),
            names: one.names.join('、'),
            at: one.at === null ? '–' : formatInstant(one.at),
          })}
        </p>
      ))}
      <ErrorNotice error={answer.error ?? withdraw.error} />
      {declining ? <DeclineDialog slot={slot} onClose={() => setDeclining(false)} /> : null}
    </>
  );
}

function DeclineDialog(props: { readonly slot: SlotRow; readonly onClose: () => void }) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const [reason, setReason] = useState('');
  const answer = useApiAction(answerSlot);
  const submit = async () => {
    const result = await answer.run({ params: { id: props.slot.id }, body: { accepts: false, reason } });
    if (result.ok) props.onClose();
  };
  return (
    <Dialog open title={say('decline')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={answer.busy} disabled={reason.trim() === ''}>
              {say('decline')}
            </Button>
          </>
        }
      >
        <ErrorNotice error={answer.error} />
        <TextField
          name="reason"
          label={say('declineReason')}
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  );
}

interface ProposeTyped {
  readonly startsAt: string;
  readonly byObject: boolean;
  readonly note: string;
}

function ProposeDialog(props: {
  readonly inspectionId: string;
  readonly announced: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const form = useForm<ProposeTyped>({ startsAt: '', byObject: false, note: '' });
  const propose = useApiAction(proposeSlot);
  const submit = async () => {
    const startsAt = instantOf(form.values.startsAt);
    if (startsAt === null || startsAt === '') return;
    const result = await propose.run({
      params: { id: props.inspectionId },
      body: { startsAt, byObject: form.values.byObject, note: form.values.note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say(result.value.agreed ? 'agreed' : 'proposed'));
    props.onClose();
  };
  return (
    <Dialog open title={say('propose')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={propose.busy} disabled={form.values.startsAt === ''}>
              {say('propose')}
            </Button>
          </>
        }
      >
        <ProposeFields form={form} announced={props.announced} />
      </Form>
    </Dialog>
  );
}

function PeakDialog(props: {
  readonly inspectionId: string;
  readonly hours: string;
  readonly onClose: () => void;
}) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const [hours, setHours] = useState(props.hours);
  const save = useApiAction(notePeakHours);
  const submit = async () => {
    const result = await save.run({ params: { id: props.inspectionId }, body: { hours } });
    if (!result.ok) return;
    toast(say('saved'));
    props.onClose();
  };
  return (
    <Dialog open title={say('peakHoursEdit')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={save.busy}>
              {ui('save')}
            </Button>
          </>
        }
      >
        <ErrorNotice error={save.error} />
        <TextArea
          name="hours"
          label={say('peakHours')}
          hint={say('peakHoursHint')}
          optional
          maxLength={200}
          value={hours}
          onChange={setHours}
        />
      </Form>
    </Dialog>
  );
}

function ProposeFields(props: {
  readonly form: ReturnType<typeof useForm<ProposeTyped>>;
  readonly announced: boolean;
}) {
  const { form } = props;
  const say = useText(preparationPageText);
  return (
    <>
      <TextField
        name="startsAt"
        label={say('startsAt')}
        type="datetime-local"
        error={form.error('startsAt')}
        value={form.values.startsAt}
        onChange={form.set('startsAt')}
      />
      {props.announced ? (
        <Checkbox
          name="byObject"
          label={say('byObject')}
          checked={form.values.byObject}
          onChange={form.set('byObject')}
        />
      ) : null}
      <TextField
        name="note"
        label={say('slotNote')}
        optional
        maxLength={300}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </>
  );
}
