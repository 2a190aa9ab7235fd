/** The public wording of problems, before the release as an edit, afterwards as a correction that everybody sees. */
import { correctPublication, editPublication } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';

export function WordingDialog(props: ActionDialogProps & { readonly purpose: 'edit' | 'correct' }) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const edit = useApiAction(editPublication);
  const correct = useApiAction(correctPublication);
  const { found, purpose, onClose } = props;
  const known = found.payload?.kind === 'result' ? found.payload.findings : [];
  const first: Record<string, string> = Object.fromEntries(known.map(({ id, text }) => [id, text]));
  const form = useForm<Record<string, string>>({ ...first, reason: '' });
  const isEdit = purpose === 'edit';
  const send = async () => {
    const findings = known.map(({ id }) => {
      const text = (form.values[id] ?? '').trim();
      return { id, text: text === '' ? null : text };
    });
    const reason = form.values['reason'] ?? '';
    const common = { version: found.version, findings };
    const params = { id: found.id };
    const result = isEdit
      ? await edit.run({ params, body: { ...common, note: reason } })
      : await correct.run({ params, body: { ...common, ground: reason } });
    if (!result.ok) return form.refuse(result.error);
    toast(say(isEdit ? 'saved' : 'corrected'));
    onClose();
  };
  return (
    <Dialog open wide title={say(isEdit ? 'edit' : 'correctTitle')} onClose={onClose}>
      <p className="secondary">{say(isEdit ? 'editLead' : 'correctLead')}</p>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind="primary" type="submit" busy={edit.busy || correct.busy}>
              {say(isEdit ? 'save' : 'correct')}
            </Button>
          </>
        }
      >
        {known.map(({ id }, n) => (
          <TextArea
            key={id}
            name={id}
            label={say('finding', { n: n + 1 })}
            wide
            rows={2}
            maxLength={2000}
            error={form.error(id)}
            value={form.values[id] ?? ''}
            onChange={form.set(id)}
          />
        ))}
        <TextField
          name="reason"
          label={say(isEdit ? 'editNote' : 'ground')}
          wide
          optional={isEdit}
          maxLength={300}
          error={form.error('reason') ?? form.error('ground')}
          value={form.values['reason'] ?? ''}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
