/** Recording a delivery on one screen. For a telephone call the script stands beside what was told. */
import {
  type Channel,
  channels,
  type DeliveryOutcome,
  deliverNotices,
  doorChannels,
  isDelivered,
  type NoticeRow,
  type NoticesView,
  outcomesOf,
} from '@mingcha/core/tasks/preparation/notice-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { instantOf, localOf } from '../../draws/form/draft.ts';

interface Typed {
  readonly channel: Channel;
  readonly outcome: DeliveryOutcome;
  readonly deliveredAt: string;
  readonly recipient: string;
  readonly recipientPost: string;
  readonly reachedAt: string;
  readonly deliverer: string;
  readonly told: string;
  readonly witness: string;
  readonly note: string;
}

export interface DeliverProps {
  readonly inspectionId: string;
  readonly view: NoticesView;
  readonly notices: readonly NoticeRow[];
  readonly onClose: () => void;
}

export function DeliverDialog(props: DeliverProps) {
  const { view, notices } = props;
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const offered = view.announced ? channels : doorChannels;
  const [first = 'atTheDoor'] = offered;
  const form = useForm<Typed>(emptyOf(first, view));
  const deliver = useApiAction(deliverNotices);
  const submit = async () => {
    const { values } = form;
    const deliveredAt = instantOf(values.deliveredAt);
    if (deliveredAt === null || deliveredAt === '') return;
    const result = await deliver.run({
      params: { id: props.inspectionId },
      body: { ...values, deliveredAt, noticeIds: notices.map((one) => one.id) },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say(isDelivered(values.outcome) ? 'deliverySaved' : 'attemptSaved'));
    props.onClose();
  };
  const complete = form.values.deliveredAt !== '' && form.values.recipient.trim() !== '';
  return (
    <Dialog open wide title={say('deliver')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={deliver.busy} disabled={!complete}>
              {ui('save')}
            </Button>
          </>
        }
      >
        <p>
          {notices.map((one) => one.number).join('、')}
          {notices.length > 1 ? <span className="secondary"> {say('deliverLead')}</span> : null}
        </p>
        <Fields form={form} offered={offered} view={view} />
      </Form>
    </Dialog>
  );
}

function emptyOf(channel: Channel, view: NoticesView): Typed {
  const [outcome = 'received'] = outcomesOf[channel];
  return {
    channel,
    outcome,
    deliveredAt: localOf(nowInstant()),
    recipient: view.contact,
    recipientPost: '',
    reachedAt: channel === 'telephone' ? view.phone : '',
    deliverer: '',
    told: '',
    witness: '',
    note: '',
  };
}

function Fields(props: {
  readonly form: ReturnType<typeof useForm<Typed>>;
  readonly offered: readonly Channel[];
  readonly view: NoticesView;
}) {
  const { form, offered, view } = props;
  const { values, set } = form;
  const say = useText(preparationPageText);
  const { channel } = values;
  const byPhone = channel === 'telephone';
  return (
    <>
      <SelectField
        name="channel"
        label={say('channel')}
        empty={null}
        choices={offered.map((value) => ({ value, label: say(`channel.${value}`) }))}
        error={form.error('channel')}
        value={channel}
        onChange={(value) => form.replace({ ...values, ...changed(value as Channel, values, view) })}
      />
      <SelectField
        name="outcome"
        label={say('outcome')}
        empty={null}
        choices={outcomesOf[channel].map((value) => ({ value, label: say(`outcome.${value}`) }))}
        error={form.error('outcome')}
        value={values.outcome}
        onChange={(value) => set('outcome')(value as DeliveryOutcome)}
      />
      <TextField
        name="deliveredAt"
        label={say('deliveredAt')}
        type="datetime-local"
        error={form.error('deliveredAt')}
        value={values.deliveredAt}
        onChange={set('deliveredAt')}
      />
      {byPhone ? <Script form={form} lines={view.callScript} /> : null}
      <WhoFields form={form} />
    </>
  );
}

function changed(channel: Channel, values: Typed, view: NoticesView): Partial<Typed> {
  const { outcome, reachedAt } = emptyOf(channel, view);
  return { channel, outcome, reachedAt: values.reachedAt === '' ? reachedAt : values.reachedAt };
}

function Script(props: {
  readonly form: ReturnType<typeof useForm<Typed>>;
  readonly lines: readonly string[];
}) {
  const { form, lines } = props;
  const say = useText(preparationPageText);
  const [taken, setTaken] = useState(false);
  return (
    <>
      {lines.length === 0 ? null : (
        <div>
          <p className="field-label">{say('callScript')}</p>
          <ol className="prep-script">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <Button
            size="small"
            disabled={taken}
            onClick={() => {
              setTaken(true);
              form.set('told')([form.values.told, ...lines.slice(1, -1)].join('\n').trim().slice(0, 1000));
            }}
          >
            {say('useScript')}
          </Button>
        </div>
      )}
      <TextArea
        name="told"
        label={say('told')}
        hint={say('toldHint')}
        maxLength={1000}
        error={form.error('told')}
        value={form.values.told}
        onChange={form.set('told')}
      />
    </>
  );
}

function WhoFields(props: { readonly form: ReturnType<typeof useForm<Typed>> }) {
  const { form } = props;
  const { values, set } = form;
  const say = useText(preparationPageText);
  const { channel } = values;
  const byPhone = channel === 'telephone';
  const text = (name: 'recipient' | 'recipientPost' | 'reachedAt' | 'deliverer' | 'witness' | 'note') => ({
    name,
    value: values[name],
    onChange: set(name),
    error: form.error(name),
    maxLength: name === 'reachedAt' ? 200 : name === 'note' ? 500 : 60,
  });
  return (
    <>
      <TextField {...text('recipient')} label={say(byPhone ? 'recipientPhone' : 'recipient')} />
      <TextField {...text('recipientPost')} label={say('recipientPost')} optional />
      {channel === 'atTheDoor' || channel === 'left' ? null : (
        <TextField {...text('reachedAt')} label={say(`reachedAt.${channel}`)} optional={!byPhone} />
      )}
      {channel === 'left' || values.outcome === 'refused' ? (
        <TextField {...text('witness')} label={say('witness')} hint={say('witnessHint')} />
      ) : null}
      <TextField
        {...text('deliverer')}
        label={say(byPhone ? 'caller' : 'deliverer')}
        hint={say('delivererHint')}
        optional
      />
      <TextField {...text('note')} label={say('deliveryNote')} optional />
    </>
  );
}
