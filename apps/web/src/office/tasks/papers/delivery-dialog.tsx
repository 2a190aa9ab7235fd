/** 登记送达: who took a paper, when and how; what was refused and left, with the witness. The receipt is made of it. */
import { deliverPaper, type PaperRowView, paperDeliveryWay } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { instantOf, localOf } from '../../draws/form/draft.ts';

const ways = paperDeliveryWay.options;
type Way = (typeof ways)[number];

interface Typed {
  readonly way: Way;
  readonly deliveredAt: string;
  readonly name: string;
  readonly relation: string;
  readonly reason: string;
  readonly witness: string;
  readonly witnessContact: string;
  readonly note: string;
}

function bodyOf(values: Typed) {
  const { way, name, relation, reason, witness, witnessContact, note } = values;
  const isLeft = way === 'left';
  return {
    way,
    deliveredAt: instantOf(values.deliveredAt),
    place: '',
    taker: isLeft ? { name: '', relation: '' } : { name, relation },
    refusal: isLeft ? { reason, witness, witnessContact } : null,
    note,
  };
}

export function DeliveryDialog(props: { readonly row: PaperRowView; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const say = useText(paperPageText);
  const ui = useUi();
  const toast = useToast();
  const act = useApiAction(deliverPaper);
  const [values, setValues] = useState<Typed>(() => ({
    way: 'direct',
    deliveredAt: localOf(nowInstant()),
    name: '',
    relation: '',
    reason: '',
    witness: '',
    witnessContact: '',
    note: '',
  }));
  const isReady =
    values.deliveredAt !== '' &&
    (values.way === 'left'
      ? values.reason.trim() !== '' && values.witness.trim() !== ''
      : values.name.trim() !== '');
  const save = async () => {
    const result = await act.run({ params: { id: row.id }, body: bodyOf(values) });
    if (!result.ok) return;
    toast(say('deliverDone'));
    onClose();
  };
  return (
    <Dialog
      open
      title={say('deliver')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="primary" disabled={!isReady} busy={act.busy} onClick={() => void save()}>
            {say('deliver')}
          </Button>
        </>
      }
    >
      <div className="paper-form">
        <p>
          {row.number} {row.objectName}
        </p>
        <p className="secondary">{say('deliverLead')}</p>
        {act.error === null ? null : <ErrorNotice error={act.error} />}
        <Fields values={values} onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))} />
      </div>
    </Dialog>
  );
}

function Fields(props: {
  readonly values: Typed;
  readonly onChange: (name: keyof Typed, value: string) => void;
}) {
  const { values, onChange } = props;
  const say = useText(paperPageText);
  const text = (name: Exclude<keyof Typed, 'way' | 'deliveredAt'>, isOptional = false) => (
    <TextField
      name={name}
      label={say(`taker.${name}`)}
      optional={isOptional}
      maxLength={name === 'reason' || name === 'note' ? 300 : 60}
      value={values[name]}
      onChange={(value) => onChange(name, value)}
    />
  );
  return (
    <>
      <SelectField
        name="way"
        label={say('way')}
        empty={null}
        choices={ways.map((value) => ({ value, label: say(`way.${value}`) }))}
        value={values.way}
        onChange={(value) => onChange('way', value)}
      />
      <TextField
        name="deliveredAt"
        label={say('deliveredAt')}
        type="datetime-local"
        value={values.deliveredAt}
        onChange={(value) => onChange('deliveredAt', value)}
      />
      {values.way === 'left' ? (
        <>
          {text('reason')}
          {text('witness')}
          {text('witnessContact', true)}
        </>
      ) : (
        <>
          {text('name')}
          {text('relation', true)}
        </>
      )}
      {text('note', true)}
    </>
  );
}
