/** The steps that the person may take with a listing now: one primary, the others beside it, each with its own form. */
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { leastAnswerDays, listingRemovals } from '@mingcha/core/credit/listing.ts';
import {
  askListingRepair,
  type ListingAction,
  type ListingDetail,
  type ListingForm,
  moveListing,
} from '@mingcha/core/credit/listing-api.ts';
import { listingText } from '@mingcha/core/credit/listing-text.ts';
import { paperDeliveryWay } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { dayAt } from '../system/business-day.ts';
import { ProposalDialog } from './proposal-dialog.tsx';

const lesser: readonly ListingAction[] = ['withdraw', 'return', 'remove', 'notList', 'refuseRepair', 'amend'];

export function ListingNext({ found }: { readonly found: ListingDetail }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  const [action, setAction] = useState<ListingAction | null>(null);
  const close = () => setAction(null);
  // What cannot be done before the hearing is over is offered, and refused with its day, by the server alone.
  const order = found.allowed.toSorted((a, b) => Number(lesser.includes(a)) - Number(lesser.includes(b)));
  if (order.length === 0) return <p className="secondary">{say('noNext')}</p>;
  return (
    <>
      <ButtonRow>
        {order.map((each, i) => (
          <Button
            key={each}
            kind={i === 0 && !lesser.includes(each) ? 'primary' : 'plain'}
            onClick={() => setAction(each)}
          >
            {words(`move.${each}`)}
          </Button>
        ))}
      </ButtonRow>
      {action === 'amend' ? <ProposalDialog objectId={found.objectId} found={found} onClose={close} /> : null}
      {action === 'askRepair' ? <RepairDialog found={found} onClose={close} /> : null}
      {action === null || action === 'amend' || action === 'askRepair' ? null : (
        <MoveDialog found={found} move={action} onClose={close} />
      )}
    </>
  );
}

type Move = ListingForm['move'];
interface Values {
  readonly number: string;
  readonly on: string;
  readonly way: string;
  readonly to: string;
  readonly answerDays: string;
  readonly text: string;
  readonly opinion: string;
  readonly reason: string;
  readonly note: string;
}
const empty: Values = {
  number: '',
  on: '',
  way: 'direct',
  to: '',
  answerDays: String(leastAnswerDays),
  text: '',
  opinion: '',
  reason: 'court',
  note: '',
};
/** Fields of each step, in their order. */
const fields: Readonly<Record<Move, readonly (keyof Values)[]>> = {
  notify: ['number', 'on', 'way', 'to', 'answerDays'],
  answer: ['on', 'text'],
  askHearing: ['on'],
  holdHearing: ['on', 'text'],
  pass: ['opinion'],
  return: ['opinion'],
  list: ['number', 'opinion'],
  notList: ['number', 'opinion'],
  serve: ['on', 'way', 'to'],
  publish: [],
  grantRepair: ['opinion'],
  refuseRepair: ['opinion'],
  remove: ['reason', 'note'],
  withdraw: ['note'],
};

interface MoveProps {
  readonly found: ListingDetail;
  readonly move: Exclude<ListingAction, 'amend' | 'askRepair'>;
  readonly onClose: () => void;
}

function MoveDialog({ found, move, onClose }: MoveProps) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  const toast = useToast();
  const send = useApiAction(moveListing);
  const form = useForm<Values>({ ...empty, on: dayAt(nowInstant(), 0) });
  if (move === 'expire') return null;
  const submit = async () => {
    const given = Object.fromEntries(
      fields[move].map((name) => [
        name,
        name === 'answerDays' ? Number(form.values[name]) : form.values[name],
      ]),
    );
    const body = { version: found.version, form: { move, ...given } as ListingForm };
    const result = await send.run({ params: { id: found.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('done'));
    onClose();
  };
  return (
    <Dialog open title={words(`move.${move}`)} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind={move === 'remove' ? 'danger' : 'primary'} type="submit" busy={send.busy}>
              {words(`move.${move}`)}
            </Button>
          </>
        }
      >
        {fields[move].map((name) => (
          <MoveField key={name} name={name} form={form} />
        ))}
      </Form>
    </Dialog>
  );
}

const ways = paperDeliveryWay.options;

function MoveField({ name, form }: { readonly name: keyof Values; readonly form: FormState<Values> }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  const paper = useText(paperPageText);
  const common = {
    name,
    label: say(name),
    value: form.values[name],
    error: form.error(name) ?? form.error(`form.${name}` as never),
    onChange: form.set(name),
  };
  if (name === 'on') return <DayField {...common} />;
  if (name === 'way')
    return (
      <SelectField
        {...common}
        empty={null}
        choices={ways.map((value) => ({ value, label: paper(`way.${value}`) }))}
      />
    );
  if (name === 'reason')
    return (
      <SelectField
        {...common}
        empty={null}
        choices={listingRemovals.map((value) => ({ value, label: words(`end.${value}`) }))}
      />
    );
  if (name === 'answerDays')
    return <TextField {...common} short inputMode="numeric" unit={say('workingDays')} />;
  if (name === 'number')
    return <TextField {...common} hint={say('numberHint')} optional wide maxLength={100} />;
  if (name === 'to') return <TextField {...common} wide maxLength={100} />;
  return <TextArea {...common} wide rows={4} maxLength={3000} />;
}

function RepairDialog({ found, onClose }: { readonly found: ListingDetail; readonly onClose: () => void }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  const toast = useToast();
  const ask = useApiAction(askListingRepair);
  const [file, setFile] = useState<File | null>(null);
  const form = useForm({ on: '', statement: '' });
  const submit = async () => {
    const result = await ask.run({
      params: { id: found.id },
      body: { version: found.version, ...form.values },
      ...(file === null ? {} : { file }),
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('done'));
    onClose();
  };
  return (
    <Dialog open wide title={words('move.askRepair')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind="primary" type="submit" busy={ask.busy}>
              {words('move.askRepair')}
            </Button>
          </>
        }
      >
        <DayField
          name="on"
          label={say('on')}
          error={form.error('on')}
          value={form.values.on}
          onChange={form.set('on')}
        />
        <TextArea
          name="statement"
          label={say('statement')}
          wide
          rows={5}
          maxLength={3000}
          error={form.error('statement')}
          value={form.values.statement}
          onChange={form.set('statement')}
        />
        <UploadBox
          name="file"
          label={say('proof')}
          accept={['.pdf', '.png', '.jpg', '.jpeg']}
          maxBytes={20_000_000}
          onFile={setFile}
          fileName={file?.name ?? ''}
        />
      </Form>
    </Dialog>
  );
}
