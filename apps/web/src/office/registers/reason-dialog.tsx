/** A question with a reason, the same wherever one is asked for: the verb of its button does it, a refusal stays in the dialog. */
import { commonText } from '@mingcha/core/common/common-text.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly label?: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly maxLength?: number;
  readonly verb: string;
  readonly danger?: boolean;
  /** A reason must be given. */
  readonly required?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => Promise<{ ok: true } | { ok: false; error: ApiError }>;
  readonly onDone?: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const say = useText(objectsPageText);
  const common = useText(commonText);
  const [busy, setBusy] = useState(false);
  const form = useForm({ reason: props.initial ?? '' });
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (props.required === true && reason === '')
      return form.setProblems([{ field: 'reason', message: common('input.missing') }]);
    setBusy(true);
    const result = await props.onSubmit(reason);
    setBusy(false);
    if (!result.ok) return form.refuse(result.error);
    props.onDone?.();
    props.onClose();
  };
  return (
    <Dialog open title={props.title} onClose={props.onClose}>
      {props.text === undefined ? null : <p>{props.text}</p>}
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <DialogButtons
            verb={props.verb}
            busy={busy}
            danger={props.danger === true}
            onClose={props.onClose}
          />
        }
      >
        <TextArea
          name="reason"
          label={props.label ?? say('why')}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
          error={form.error('reason')}
          optional={props.required !== true}
          rows={3}
          maxLength={props.maxLength ?? 200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
