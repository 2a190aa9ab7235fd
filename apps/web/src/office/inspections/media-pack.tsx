/** A task pack for a phone without a network: made under a name, its passphrase shown once, then downloaded. */
import { makeMediaPack, mediaPackFile } from '@mingcha/core/inspections/visits/brought-api.ts';
import { fieldOfficeText } from '@mingcha/core/inspections/visits/field-office-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Notice } from '../../shared/ui/states.tsx';

interface Made {
  readonly id: string;
  readonly passphrase: string;
  readonly fileName: string;
}

export function MediaPack() {
  const say = useText(fieldOfficeText);
  const form = useForm({ name: '' });
  const make = useApiAction(makeMediaPack);
  const [made, setMade] = useState<Made | null>(null);
  const submit = async () => {
    const result = await make.run({ body: { name: form.values.name } });
    if (result.ok) setMade(result.value);
    else form.refuse(result.error);
  };
  return (
    <Section title={say('packTitle')}>
      <p className="secondary">{say('packText')}</p>
      <Form
        onSubmit={() => void submit()}
        problems={form.problems}
        actions={
          <Button type="submit" busy={make.busy}>
            {say('packMake')}
          </Button>
        }
      >
        <TextField
          name="name"
          label={say('packName')}
          hint={say('packHint')}
          maxLength={60}
          error={form.error('name')}
          value={form.values.name}
          onChange={form.set('name')}
        />
      </Form>
      {made === null ? null : (
        <Notice tone="info" title={say('packDone')}>
          <p>
            {say('packPassphrase')} <strong className="mono">{made.passphrase}</strong>{' '}
            <CopyButton text={made.passphrase} />
          </p>
          <p>
            <a
              className={buttonClass({ kind: 'plain' })}
              href={addressOf(mediaPackFile, { params: { id: made.id } })}
              download={made.fileName}
            >
              {say('packDownload')}
            </a>
          </p>
        </Notice>
      )}
    </Section>
  );
}
