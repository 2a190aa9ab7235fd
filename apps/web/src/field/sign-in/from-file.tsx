/** A phone that never has a network: the task file brings the device; the person chooses the password that opens it here. */

import { shellText } from '@mingcha/core/common/shell-text.ts';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useState } from 'react';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { FileChoice } from '../rescue/file-choice.tsx';
import { openFromFile } from './sign-in.ts';

export function FromFile() {
  const say = useText(phoneText);
  const shell = useText(shellText);
  const sentence = useSentence();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [signInName, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async () => {
    if (file === null || signInName.trim() === '' || password.length < 8)
      return setCode('field.pack_file_fields');
    setBusy(true);
    const refusal = await openFromFile({ file, passphrase }, { signInName, password });
    setBusy(false);
    setCode(refusal);
  };
  return (
    <section className="rescue" aria-label={say('packIn')}>
      <h2>{say('packIn')}</h2>
      <p className="secondary">{say('packInText')}</p>
      <FileChoice label={say('packFile')} onFile={setFile} />
      <PasswordField
        name="packPassphrase"
        label={say('packPassphrase')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <TextField name="packName" label={shell('signInName')} value={signInName} onChange={setName} />
      <PasswordField
        name="packPassword"
        label={say('packPassword')}
        hint={say('packPasswordHint')}
        value={password}
        onChange={setPassword}
      />
      {code === null ? null : <Notice tone="error">{sentence({ code })}</Notice>}
      <Button busy={busy} onClick={() => void open()}>
        {say('packIn')}
      </Button>
    </section>
  );
}
