/** Records that the representative does not sign: reason, witness, and a picture or recording where there is one (R165). */
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FilePick } from './file-pick.tsx';
import type { Refused } from './sign-document.tsx';

const parts = [
  ['reason', 'refuseReason', 300],
  ['witness', 'witness', 60],
  ['witnessContact', 'witnessContact', 60],
] as const;

export function RefusalDialog(props: {
  readonly onKeep: (refused: Refused, file: Blob | null) => void;
  readonly onClose: () => void;
}) {
  const say = useText(visitSignText);
  const steps = useText(visitStepText);
  const ui = useUi();
  const [told, setTold] = useState<Refused>({ reason: '', witness: '', witnessContact: '' });
  const [asked, setAsked] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const lacks = (text: string) => (asked && text.trim() === '' ? steps('required') : undefined);
  const keep = () => {
    if (told.reason.trim() === '' || told.witness.trim() === '') return setAsked(true);
    return props.onKeep(told, file);
  };
  return (
    <Dialog
      open
      title={say('refuseTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" onClick={keep}>
            {say('refuseAction')}
          </Button>
        </>
      }
    >
      <p>{say('refuseText')}</p>
      {parts.map(([name, label, most]) => (
        <TextField
          key={name}
          name={`refuse-${name}`}
          label={say(label)}
          optional={name === 'witnessContact'}
          maxLength={most}
          value={told[name]}
          error={name === 'witnessContact' ? undefined : lacks(told[name])}
          onChange={(text) => setTold({ ...told, [name]: text })}
        />
      ))}
      <FilePick
        label={say('refuseFile')}
        accept="image/*,audio/*,video/*"
        onFile={async (chosen) => setFile(chosen)}
      />
      {file === null ? null : <p className="secondary">{say('refuseFileTaken', { name: file.name })}</p>}
    </Dialog>
  );
}
