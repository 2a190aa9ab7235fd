/** Keeps the figures of the chosen period under a name. */
import { saveFigures } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo } from '../../shell/navigation.tsx';
import type { queryOf } from './period.ts';

export function SaveDialog(props: {
  readonly query: ReturnType<typeof queryOf>;
  readonly onClose: () => void;
}) {
  const say = useText(figuresText);
  const ui = useUi();
  const toast = useToast();
  const go = useGo();
  const save = useApiAction(saveFigures);
  const { from, to, asOf } = props.query;
  const form = useForm({ title: say('saveDefault', { from, to }) });
  const submit = async () => {
    const result = await save.run({ body: { ...props.query, title: form.values.title } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    go(`/figures/saved/${result.value.id}`);
  };
  return (
    <Dialog open title={say('save')} onClose={props.onClose}>
      <Form
        onSubmit={() => void submit()}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={save.busy}>
              {say('saveAction')}
            </Button>
          </>
        }
      >
        <p>{say('saveLead')}</p>
        <p className="secondary">{say('asOfLine', { from, to, asOf })}</p>
        <TextField
          name="title"
          label={say('saveTitle')}
          maxLength={80}
          value={form.values.title}
          error={form.error('title')}
          onChange={form.set('title')}
        />
      </Form>
    </Dialog>
  );
}
