/** Withdrawing a public record, and resuming one that was suspended, exempted, withdrawn or cleaned. */

import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import { resumePublication, withdrawPublication } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

const reasons = ['wrong', 'objection', 'court', 'lawful'] as const;

export function WithdrawDialog({ found, onClose }: ActionDialogProps) {
  const say = useText(publicationDetailText);
  const words = useText(publicLineText);
  const toast = useToast();
  const withdraw = useApiAction(withdrawPublication);
  const form = useForm<{ reason: string; note: string }>({ reason: 'wrong', note: '' });
  const send = async () => {
    const reason = reasons.find((each) => each === form.values.reason) ?? 'wrong';
    const result = await withdraw.run({
      params: { id: found.id },
      body: { version: found.version, reason, note: form.values.note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('withdrawn'));
    onClose();
  };
  return (
    <FormDialog
      title={say('withdrawTitle')}
      lead={say('withdrawLead')}
      action={say('withdraw')}
      danger
      busy={withdraw.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <SelectField
        name="reason"
        label={say('withdrawReason')}
        empty={null}
        choices={reasons.map((value) => ({ value, label: words(`removal.${value}`) }))}
        value={form.values.reason}
        onChange={form.set('reason')}
      />
      <TextField
        name="note"
        label={say('withdrawNote')}
        wide
        maxLength={300}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </FormDialog>
  );
}

export function ResumeDialog({ found, onClose }: ActionDialogProps) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const resume = useApiAction(resumePublication);
  const form = useForm({ note: '' });
  const send = async () => {
    const result = await resume.run({
      params: { id: found.id },
      body: { version: found.version, note: form.values.note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('resumed'));
    onClose();
  };
  return (
    <FormDialog
      title={say('resumeTitle')}
      action={say('resume')}
      busy={resume.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField
        name="note"
        label={say('resumeNote')}
        wide
        maxLength={500}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </FormDialog>
  );
}
