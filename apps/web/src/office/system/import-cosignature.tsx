/** 导入见证签名: what a witness gave back, as text or file; the server verifies it and the answer says the result. */
import { type CheckpointView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { SelectField, TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { sizeIn } from './note-parts.ts';

const maxLength = 8000;

interface Typed {
  readonly size: string;
  readonly text: string;
}

/** `checkpoints`: the newest ones, offered where the text does not name its own. */
export function ImportCosignature(props: { readonly checkpoints: readonly CheckpointView[] }) {
  const say = useText(ledgerPageText);
  const form = useForm<Typed>({ size: '', text: '' });
  const action = useApiAction(ledgerRoutes.importCosignature);
  const [done, setDone] = useState<CheckpointView | null>(null);
  const named = sizeIn(form.values.text);
  const newest = props.checkpoints[0];
  const size = named ?? Number(form.values.size || (newest?.size ?? 0));
  const submit = async () => {
    const text = form.values.text.trim();
    if (text === '') return form.setProblems([{ field: 'text', message: say('importNeedText') }]);
    const result = await action.run({ body: { size, text: `${text}\n` } });
    if (!result.ok) return form.refuse({ ...result.error, field: result.error.field ?? 'text' });
    form.replace({ size: '', text: '' });
    setDone(result.value);
  };
  if (newest === undefined) return null;
  return (
    <Section title={say('importTitle')}>
      <div className="checkpoint-facts">
        <p className="secondary">{say('importLead')}</p>
        <div aria-live="polite">{done === null ? null : <Imported checkpoint={done} />}</div>
        <Form
          label={say('importTitle')}
          onSubmit={submit}
          problems={form.problems}
          actions={
            <Button type="submit" busy={action.busy}>
              {say('importAction')}
            </Button>
          }
        >
          <CosignatureText
            key={done?.note ?? ''}
            value={form.values.text}
            onChange={form.set('text')}
            error={form.error('text')}
            onUnreadable={() => form.setProblems([{ field: 'text', message: say('fileUnreadable') }])}
          />
          <SelectField
            name="size"
            label={say('importSize')}
            empty={null}
            disabled={named !== null}
            choices={choicesOf(props.checkpoints, size, (at) => say('noteOf', { size: formatNumber(at) }))}
            value={String(size)}
            onChange={form.set('size')}
            error={form.error('size')}
          />
        </Form>
      </div>
    </Section>
  );
}

/** The newest checkpoints, and the one that the text names when it is older. */
function choicesOf(
  checkpoints: readonly CheckpointView[],
  named: number,
  word: (size: number) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const known = checkpoints.map((one) => ({
    value: String(one.size),
    label: `${word(one.size)} · ${formatInstant(one.at)}`,
  }));
  return known.some((one) => one.value === String(named))
    ? known
    : [{ value: String(named), label: word(named) }, ...known];
}

function CosignatureText(props: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
  readonly onUnreadable: () => void;
}) {
  const say = useText(ledgerPageText);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const take = async (file: File) => {
    const text = await file.text();
    if (text.includes('\u0000') || text.includes('\uFFFD')) return props.onUnreadable();
    setFileName(file.name);
    props.onChange(text);
  };
  return (
    <>
      <TextArea
        name="text"
        label={say('importText')}
        hint={say('importTextHint')}
        maxLength={maxLength}
        value={props.value}
        onChange={props.onChange}
        error={props.error}
      />
      <UploadBox
        name="file"
        label={say('importFile')}
        accept={['.txt', '.note', '.sig']}
        maxBytes={maxLength}
        onFile={(file) => void take(file)}
        fileName={fileName}
      />
    </>
  );
}

/** The cosignature that was added last. */
function Imported(props: { readonly checkpoint: CheckpointView }) {
  const say = useText(ledgerPageText);
  const { checkpoint } = props;
  const added = checkpoint.note.trimEnd().split('\n').at(-1)?.split(' ')[1] ?? '';
  const one =
    checkpoint.cosignatures.find((each) => each.witness === added) ?? checkpoint.cosignatures.at(-1);
  return (
    <Notice tone="verified" title={say('imported', { size: formatNumber(checkpoint.size) })}>
      {one === undefined
        ? null
        : say('importedText', { witness: one.witness, at: formatInstant(one.signedAt, true) })}
    </Notice>
  );
}
