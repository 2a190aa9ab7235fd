/** The signed 送达回证: who signed, when and how, and the scan. */
import { uploadReceipt } from '@mingcha/core/tasks/preparation/notice-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { instantOf, localOf } from '../../draws/form/draft.ts';
import type { Sending } from '../../registers/library/file-upload.tsx';
import { UploadDialog } from './upload-dialog.tsx';

const ways = ['inPerson', 'atTheDoor', 'post', 'left'] as const;
type Way = (typeof ways)[number];

interface Typed {
  readonly channel: Way;
  readonly deliveredAt: string;
  readonly recipient: string;
  readonly recipientPost: string;
  readonly witness: string;
}

export function ReceiptDialog(props: {
  readonly inspectionId: string;
  readonly announced: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(preparationPageText);
  const offered: readonly Way[] = props.announced ? ways : ['atTheDoor', 'left'];
  const [values, setValues] = useState<Typed>({
    channel: offered[0] ?? 'atTheDoor',
    deliveredAt: localOf(nowInstant()),
    recipient: '',
    recipientPost: '',
    witness: '',
  });
  const set = (name: keyof Typed) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const deliveredAt = values.deliveredAt === '' ? null : instantOf(values.deliveredAt);
  const ready =
    deliveredAt !== null &&
    values.recipient.trim() !== '' &&
    (values.channel !== 'left' || values.witness.trim() !== '');
  const send = async ({ actionId, file, signal, onProgress }: Sending) => {
    const result = await callApi(uploadReceipt, {
      params: { id: props.inspectionId },
      query: { ...values, actionId, deliveredAt: deliveredAt ?? '' },
      file,
      signal,
      onProgress,
    });
    return result.ok ? null : result.error;
  };
  return (
    <UploadDialog
      title={say('receipt')}
      lead={say('receiptLead')}
      label={say('receiptLabel')}
      name="receipt"
      ready={ready}
      send={send}
      done={say('deliverySaved')}
      onClose={props.onClose}
    >
      <ReceiptFields values={values} set={set} offered={offered} />
    </UploadDialog>
  );
}

function ReceiptFields(props: {
  readonly values: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
  readonly offered: readonly Way[];
}) {
  const { values, set, offered } = props;
  const say = useText(preparationPageText);
  return (
    <>
      <SelectField
        name="channel"
        label={say('channel')}
        empty={null}
        choices={offered.map((value) => ({ value, label: say(`channel.${value}`) }))}
        value={values.channel}
        onChange={set('channel')}
      />
      <TextField
        name="deliveredAt"
        label={say('deliveredAt')}
        type="datetime-local"
        value={values.deliveredAt}
        onChange={set('deliveredAt')}
      />
      <TextField
        name="recipient"
        label={say('recipient')}
        maxLength={60}
        value={values.recipient}
        onChange={set('recipient')}
      />
      <TextField
        name="recipientPost"
        label={say('recipientPost')}
        optional
        maxLength={60}
        value={values.recipientPost}
        onChange={set('recipientPost')}
      />
      {values.channel === 'left' ? (
        <TextField
          name="witness"
          label={say('witness')}
          hint={say('witnessHint')}
          maxLength={120}
          value={values.witness}
          onChange={set('witness')}
        />
      ) : null}
    </>
  );
}
