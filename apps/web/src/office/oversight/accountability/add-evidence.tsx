/** Adding evidence: a file, an entry of the ledger by its number, or a page of the platform. */
import { addEventFile, proveEvent } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

interface Props {
  readonly id: string;
  readonly onAdded: () => void;
}

const mostBytes = 20 * 1024 * 1024;

export function AddEvidence(props: Props) {
  const say = useText(accountabilityPageText);
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{say('addEvidence')}</Button>;
  return (
    <div className="intake-form">
      <FileField {...props} />
      <LinkForm {...props} />
    </div>
  );
}

export function FileField({ id, onAdded }: Props) {
  const say = useText(accountabilityPageText);
  const sentence = useSentence();
  const toast = useToast();
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const body = { actionId: newActionId() };
    const result = await callApi(addEventFile, { params: { id }, body, file, onProgress: setProgress });
    setProgress(null);
    if (!result.ok) return setRefused(sentence(result.error));
    toast(say('added'));
    onAdded();
  };
  return (
    <UploadBox
      name="file"
      label={say('addFile')}
      accept={['.pdf', '.docx', '.png', '.jpg', '.jpeg']}
      maxBytes={mostBytes}
      progress={progress}
      error={refused}
      onFile={(file) => void send(file)}
    />
  );
}

const kinds = ['ledger', 'paper', 'record'] as const;

function LinkForm({ id, onAdded }: Props) {
  const say = useText(accountabilityPageText);
  const toast = useToast();
  const action = useApiAction(proveEvent);
  const form = useForm({ kind: 'ledger', ledgerSeq: '', title: '', path: '', note: '' });
  const { kind, ledgerSeq, title, path, note } = form.values;
  const submit = async () => {
    const named = kind === 'paper' ? 'paper' : 'record';
    const evidence =
      kind === 'ledger'
        ? ({ kind, ledgerSeq: Number(ledgerSeq), note } as const)
        : ({ kind: named, title, path, note } as const);
    const result = await action.run({ params: { id }, body: { evidence } });
    if (!result.ok) {
      const { field = '' } = result.error;
      return form.refuse({ ...result.error, field: field.replace(/^evidence\./, '') });
    }
    toast(say('added'));
    onAdded();
  };
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <LinkFields form={form} />
      <div className="button-row">
        <Button busy={action.busy} onClick={() => void submit()}>
          {say('add')}
        </Button>
      </div>
    </div>
  );
}

interface LinkFieldsProps {
  readonly form: FormState<Readonly<Record<'kind' | 'ledgerSeq' | 'title' | 'path' | 'note', string>>>;
}

function LinkFields({ form }: LinkFieldsProps) {
  const say = useText(accountabilityPageText);
  const of = (name: keyof typeof form.values) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <SelectField
        {...of('kind')}
        label={say('evidenceKind')}
        choices={kinds.map((value) => ({ value, label: say(`evidence.${value}`) }))}
      />
      {form.values.kind === 'ledger' ? (
        <TextField
          {...of('ledgerSeq')}
          label={say('seqField')}
          hint={say('seqHint')}
          inputMode="numeric"
          short
        />
      ) : (
        <>
          <TextField {...of('title')} label={say('evidenceTitle')} maxLength={200} />
          <TextField
            {...of('path')}
            label={say('evidencePath')}
            hint={say('evidencePathHint')}
            maxLength={300}
          />
        </>
      )}
      <TextField {...of('note')} label={say('note')} maxLength={500} optional />
    </>
  );
}
