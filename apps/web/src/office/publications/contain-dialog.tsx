/** Containment of a secret that was entered by mistake: taken down and removed at once. What is typed is not kept. */
import { containmentGrounds, containPublication } from '@mingcha/core/publications/containment.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

const empty = { ground: 'stateSecret', secretTexts: '', note: '' };

export function ContainDialog({ found, onClose }: ActionDialogProps) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const contain = useApiAction(containPublication);
  const form = useForm(empty);
  const send = async () => {
    const ground = containmentGrounds.find((each) => each === form.values.ground) ?? 'otherLaw';
    const { secretTexts, note } = form.values;
    const result = await contain.run({ params: { id: found.id }, body: { ground, secretTexts, note } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('contained', { cleared: result.value.cleared, left: result.value.left }));
    onClose();
  };
  return (
    <FormDialog
      title={say('containTitle')}
      lead={say('containLead')}
      wide
      action={say('containDo')}
      danger
      busy={contain.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <SelectField
        name="ground"
        label={say('containGround')}
        empty={null}
        choices={containmentGrounds.map((value) => ({ value, label: say(`ground.${value}`) }))}
        value={form.values.ground}
        onChange={form.set('ground')}
      />
      <TextArea
        name="secretTexts"
        label={say('secretTexts')}
        hint={say('secretTextsHint')}
        wide
        rows={4}
        maxLength={11_000}
        error={form.error('secretTexts')}
        value={form.values.secretTexts}
        onChange={form.set('secretTexts')}
      />
      <TextField
        name="note"
        label={say('containNote')}
        optional
        wide
        maxLength={500}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </FormDialog>
  );
}
