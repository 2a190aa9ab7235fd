/** 导入任务文件: tasks from a medium into the open store of the same person's phone. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useState } from 'react';
import { PasswordField } from '../../shared/forms/field.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import type { FieldSession } from '../session.ts';
import { FileChoice } from './file-choice.tsx';
import { readTaskFile, takeTasks } from './task-file.ts';

export function PackIn(props: { readonly session: FieldSession }) {
  const { kept } = props.session;
  const say = useText(phoneText);
  const sentence = useSentence();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly text: string } | null>(null);
  const take = async () => {
    const read = file === null ? null : await readTaskFile(file, passphrase);
    if (read === null || read.device.deviceId !== kept.person.deviceId)
      return setSaid({ ok: false, text: sentence({ code: 'field.pack_file_invalid' }) });
    await takeTasks(kept, read);
    setSaid({ ok: true, text: say('packInDone', { n: read.pack.visits.length }) });
  };
  return (
    <details className="phone-facts">
      <summary>{say('packIn')}</summary>
      <div className="phone-facts-body">
        <p className="secondary">{say('packInText')}</p>
        <FileChoice label={say('packFile')} onFile={setFile} />
        <PasswordField
          name="passphrase"
          label={say('packPassphrase')}
          value={passphrase}
          onChange={setPassphrase}
        />
        {said === null ? null : <Notice tone={said.ok ? 'verified' : 'error'}>{said.text}</Notice>}
        <Button disabled={file === null} onClick={() => void take()}>
          {say('packIn')}
        </Button>
      </div>
    </details>
  );
}
