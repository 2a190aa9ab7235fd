/** Records that the representative does not sign: reason and witness (R165). */
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import type { Refused } from './sign-document.tsx';

export function RefusalDialog(props: {
  readonly onKeep: (refused: Refused) => void;
  readonly onClose: () => void;
}) {
  const say = useText(visitSignText);
  const steps = useText(visitStepText);
  const ui = useUi();
  const [reason, setReason] = useState('');
  const [witness, setWitness] = useState('');
  const [witnessContact, setContact] = useState('');
  const [asked, setAsked] = useState(false);
  const lacks = (text: string) => (asked && text.trim() === '' ? steps('required') : undefined);
  const keep = () => {
    if (reason.trim() === '' || witness.trim() === '') return setAsked(true);
    return props.onKeep({
      reason: reason.trim(),
      witness: witness.trim(),
      witnessContact: witnessContact.trim(),
    });
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
      <TextField
        name="refuse-reason"
        label={say('refuseReason')}
        maxLength={300}
        value={reason}
        error={lacks(reason)}
        onChange={setReason}
      />
      <TextField
        name="refuse-witness"
        label={say('witness')}
        maxLength={60}
        value={witness}
        error={lacks(witness)}
        onChange={setWitness}
      />
      <TextField
        name="refuse-contact"
        label={say('witnessContact')}
        optional
        maxLength={60}
        value={witnessContact}
        onChange={setContact}
      />
    </Dialog>
  );
}
