/** The reason of a refusal, for one inspection or several. */
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { Form } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';

export function RefuseDialog(props: {
  readonly names: readonly string[];
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onRefuse: (opinion: string) => void;
  readonly onClose: () => void;
}) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const [opinion, setOpinion] = useState('');
  return (
    <Dialog open title={say('refuseAsk')} onClose={props.onClose}>
      <Form
        onSubmit={() => props.onRefuse(opinion.trim())}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="danger" busy={props.busy} disabled={opinion.trim() === ''}>
              {say('refuse')}
            </Button>
          </>
        }
      >
        <ErrorNotice error={props.error} />
        <p>{props.names.join('、')}</p>
        <TextArea
          name="opinion"
          label={say('refuseAsk')}
          hint={say('refuseHint')}
          maxLength={500}
          value={opinion}
          onChange={setOpinion}
        />
      </Form>
    </Dialog>
  );
}
