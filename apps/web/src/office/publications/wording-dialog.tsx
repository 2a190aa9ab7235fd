/** The public wording of problems, before the release as an edit, afterwards as a correction that everybody sees. */
import {
  correctPublication,
  editPublication,
  type PublicationDetail,
} from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

export function WordingDialog(props: ActionDialogProps & { readonly purpose: 'edit' | 'correct' }) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const edit = useApiAction(editPublication);
  const correct = useApiAction(correctPublication);
  const { found, onClose } = props;
  const known = findingsOf(found);
  const form = useForm<Record<string, string>>({ ...wordings(known), reason: '' });
  const isEdit = props.purpose === 'edit';
  const send = async () => {
    const findings = typedIn(known, form.values, isEdit);
    if (findings.length === 0) return form.setProblems([{ field: 'reason', message: say('nothingChanged') }]);
    const reason = form.values['reason'] ?? '';
    const common = { version: found.version, findings };
    const params = { id: found.id };
    const result = isEdit
      ? await edit.run({ params, body: { ...common, note: reason } })
      : await correct.run({ params, body: { ...common, ground: reason } });
    if (!result.ok) return form.refuse(result.error);
    toast(say(isEdit ? 'saved' : 'correctSent'));
    onClose();
  };
  return (
    <FormDialog
      title={say(isEdit ? 'edit' : 'correctTitle')}
      lead={say(isEdit ? 'editLead' : 'correctLead')}
      wide
      action={say(isEdit ? 'save' : 'correctSend')}
      busy={edit.busy || correct.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
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
    </FormDialog>
  );
}

const findingsOf = ({ payload }: PublicationDetail) => (payload?.kind === 'result' ? payload.findings : []);

/** A correction names what changes; an edit gives the whole wording. */
function typedIn(
  known: ReturnType<typeof findingsOf>,
  values: Readonly<Record<string, string>>,
  isEdit: boolean,
) {
  return known
    .map(({ id, text }) => ({ id, before: text, text: textOrNull(values[id]) }))
    .filter(({ before, text }) => isEdit || text !== before)
    .map(({ id, text }) => ({ id, text }));
}

const wordings = (known: ReturnType<typeof findingsOf>): Record<string, string> =>
  Object.fromEntries(known.map(({ id, text }) => [id, text]));

/** An emptied wording takes the problem out of the public record. */
function textOrNull(typed: string | undefined): string | null {
  const text = (typed ?? '').trim();
  return text === '' ? null : text;
}
