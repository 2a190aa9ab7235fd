/** Containment of a secret that was entered by mistake: taken down and removed at once. What is typed is not kept. */
import { containmentGrounds, containPublication } from '@mingcha/core/publications/containment.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';

export function ContainDialog({ found, onClose }: ActionDialogProps) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const contain = useApiAction(containPublication);
  const form = useForm<{ ground: string; secretTexts: string; note: string }>({
    ground: 'stateSecret',
    secretTexts: '',
    note: '',
  });
  const send = async () => {
    const ground = containmentGrounds.find((each) => each === form.values.ground) ?? 'otherLaw';
    const { secretTexts, note } = form.values;
    const result = await contain.run({ params: { id: found.id }, body: { ground, secretTexts, note } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('contained', { cleared: result.value.cleared, left: result.value.left }));
    onClose();
  };
  return (
    <Dialog open wide title={say('containTitle')} onClose={onClose}>
      <p className="secondary">{say('containLead')}</p>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind="danger" type="submit" busy={contain.busy}>
              {say('containDo')}
            </Button>
          </>
        }
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
      </Form>
    </Dialog>
  );
}
