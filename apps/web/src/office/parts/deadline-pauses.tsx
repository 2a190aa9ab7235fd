/** Suspensions of a clock: those that were, asking for one, the head's decision, running again. */
import {
  askPause,
  decidePause,
  endPause,
  type PauseView,
  type WhyView,
} from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { PauseGround } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip, type Tone } from '../../shared/ui/values.tsx';

interface Parts {
  readonly why: WhyView;
  readonly onChanged: () => void;
}

export function DeadlinePauses({ why, onChanged }: Parts) {
  const say = useText(deadlineText);
  const [asking, setAsking] = useState(false);
  if (why.pauses.length === 0 && why.mayAsk.length === 0) return null;
  return (
    <section aria-label={say('pauses')}>
      {why.pauses.length === 0 ? null : <h3>{say('pauses')}</h3>}
      {why.pauses.map((pause) => (
        <Pause key={pause.id} pause={pause} why={why} onChanged={onChanged} />
      ))}
      {why.mayAsk.length === 0 || asking ? null : (
        <Button onClick={() => setAsking(true)}>{say('askPause')}</Button>
      )}
      {asking ? (
        <AskForm
          why={why}
          onChanged={() => {
            setAsking(false);
            onChanged();
          }}
        />
      ) : null}
    </section>
  );
}

const tones: Readonly<Record<PauseView['state'], Tone>> = {
  asked: 'warning',
  running: 'accent',
  refused: 'neutral',
  ended: 'neutral',
};

function Pause({ pause, why, onChanged }: Parts & { readonly pause: PauseView }) {
  const say = useText(deadlineText);
  const { locale } = useLocale();
  const day = (value: string) => formatDay(value, locale);
  const { startedOn, endedOn, days } = pause;
  return (
    <div className="why-day-pause">
      <p>
        <StateChip tone={tones[pause.state]}>{say(`pause.${pause.state}`)}</StateChip>{' '}
        {say(`ground.${pause.ground}`)}
      </p>
      <p className="secondary">{[pause.basis, pause.note].filter((text) => text !== '').join('　')}</p>
      <p className="secondary">
        {[
          say('pauseBy', { name: pause.askedName }),
          pause.decidedName === null ? '' : say('decidedBy', { name: pause.decidedName }),
          pause.opinion,
          startedOn === null
            ? ''
            : endedOn === null
              ? say('pauseFrom', { from: day(startedOn) })
              : say('pauseDays', { from: day(startedOn), to: day(endedOn), n: days ?? 0 }),
        ]
          .filter((text) => text !== '')
          .join('　')}
      </p>
      {pause.state === 'asked' && why.mayDecide ? <Decision pause={pause} onChanged={onChanged} /> : null}
      {pause.state === 'running' && why.mayResume ? <Resume pause={pause} onChanged={onChanged} /> : null}
    </div>
  );
}

function AskForm({ why, onChanged }: Parts) {
  const say = useText(deadlineText);
  const toast = useToast();
  const ask = useApiAction(askPause);
  const form = useForm({ ground: why.mayAsk[0] ?? '', basis: '', note: '' });
  const send = async () => {
    const { ground, basis, note } = form.values;
    const result = await ask.run({
      params: { key: why.key },
      body: { ground: ground as PauseGround, basis, note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('asked'));
    onChanged();
  };
  return (
    <Form
      problems={form.problems}
      label={say('askPause')}
      onSubmit={send}
      actions={
        <Button kind="primary" type="submit" busy={ask.busy}>
          {say('sendAsk')}
        </Button>
      }
    >
      <p className="secondary">{say('askPauseLead')}</p>
      <SelectField
        name="ground"
        label={say('ground')}
        choices={why.mayAsk.map((value) => ({ value, label: say(`ground.${value}`) }))}
        error={form.error('ground')}
        value={form.values.ground}
        onChange={form.set('ground')}
      />
      <TextField
        name="basis"
        label={say('legalBasis')}
        maxLength={300}
        error={form.error('basis')}
        value={form.values.basis}
        onChange={form.set('basis')}
      />
      <TextArea
        name="note"
        label={say('note')}
        optional
        maxLength={1000}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </Form>
  );
}

function Decision({ pause, onChanged }: { readonly pause: PauseView; readonly onChanged: () => void }) {
  const say = useText(deadlineText);
  const toast = useToast();
  const decide = useApiAction(decidePause);
  const form = useForm({ opinion: '' });
  const send = async (agrees: boolean) => {
    const body = { version: pause.version, agrees, opinion: form.values.opinion };
    const result = await decide.run({ params: { id: pause.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('decided'));
    onChanged();
  };
  return (
    <Form
      problems={form.problems}
      onSubmit={() => void send(true)}
      actions={
        <ButtonRow>
          <Button kind="primary" type="submit" busy={decide.busy}>
            {say('agree')}
          </Button>
          <Button busy={decide.busy} onClick={() => void send(false)}>
            {say('refuse')}
          </Button>
        </ButtonRow>
      }
    >
      <TextArea
        name="opinion"
        label={say('opinion')}
        optional
        maxLength={1000}
        error={form.error('opinion')}
        value={form.values.opinion}
        onChange={form.set('opinion')}
      />
    </Form>
  );
}

function Resume({ pause, onChanged }: { readonly pause: PauseView; readonly onChanged: () => void }) {
  const say = useText(deadlineText);
  const toast = useToast();
  const { locale } = useLocale();
  const end = useApiAction(endPause);
  const form = useForm({ note: '' });
  const send = async () => {
    const result = await end.run({
      params: { id: pause.id },
      body: { version: pause.version, note: form.values.note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('resumed', { day: formatDay(result.value.dueOn, locale) }));
    onChanged();
  };
  return (
    <Form
      problems={form.problems}
      onSubmit={send}
      actions={
        <Button type="submit" busy={end.busy}>
          {say('resume')}
        </Button>
      }
    >
      <TextField
        name="note"
        label={say('resumeNote')}
        optional
        maxLength={1000}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </Form>
  );
}
