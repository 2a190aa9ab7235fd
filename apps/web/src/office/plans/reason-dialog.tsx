/** Asks for a reason before something is turned back or answered. */
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';

export function ReasonDialog(props: {
  readonly title: string;
  readonly label?: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly lead?: string;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const say = useText(planPageText);
  const ui = useUi();
  const [reason, setReason] = useState(props.initial ?? '');
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            busy={props.busy}
            disabled={reason.trim() === ''}
            onClick={() => void props.onSend(reason)}
          >
            {ui('confirm')}
          </Button>
        </>
      }
    >
      {props.lead === undefined ? null : <p>{props.lead}</p>}
      <ErrorNotice error={props.error} />
      <TextArea
        name="reason"
        label={props.label ?? say('reason')}
        hint={props.hint ?? say('reasonHint')}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
