/** 全宗号 above the list of dossiers: what new numbers begin with, and the dialog to enter it. */
import { enterFonds, readFonds } from '@mingcha/core/followups/archive/archive-api.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useHasRole } from '../../registers/may-edit.ts';

export function FondsLine() {
  const say = useText(archivePageText);
  const fonds = useApiQuery(readFonds, {});
  const mayEnter = useHasRole('legalOfficer');
  const [isOpen, setOpen] = useState(false);
  const found = fonds.data;
  if (found === undefined) return null;
  const text = found.number === '' ? say('fondsNone', { head: found.inUse }) : found.number;
  return (
    <div className="archive-cell">
      <span>{say('fondsIs', { text })}</span>
      {mayEnter ? (
        <Button kind="quiet" size="small" onClick={() => setOpen(true)}>
          {say('fondsEnter')}
        </Button>
      ) : null}
      {isOpen ? <FondsDialog number={found.number} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function FondsDialog(props: { readonly number: string; readonly onClose: () => void }) {
  const say = useText(archivePageText);
  const ui = useUi();
  const toast = useToast();
  const act = useApiAction(enterFonds);
  const [number, setNumber] = useState(props.number);
  const plain = number.trim().toUpperCase();
  const isWrong = plain !== '' && !/^[A-Z0-9]{1,12}$/.test(plain);
  const save = async () => {
    const result = await act.run({ body: { number: plain } });
    if (!result.ok) return;
    toast(say('fondsDone'));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={say('fondsEnter')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            disabled={plain === '' || isWrong}
            busy={act.busy}
            onClick={() => void save()}
          >
            {ui('save')}
          </Button>
        </>
      }
    >
      <div className="archive-form">
        <p>{say('fondsText')}</p>
        {act.error === null ? null : <ErrorNotice error={act.error} />}
        <TextField
          name="fonds"
          label={say('fonds')}
          hint={say('fondsHint')}
          mono
          maxLength={20}
          error={isWrong ? say('fondsWrong') : undefined}
          value={number}
          onChange={setNumber}
        />
      </div>
    </Dialog>
  );
}
