/** Starting a version: from the one in force or from a data package, with the reason. */
import { createRuleBook } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useGo } from '../../shell/navigation.tsx';

const starts = ['inForce', 'hebei', 'shanxi', 'plain'] as const;
type Start = (typeof starts)[number];

export function NewVersionDialog(props: { readonly hasPublished: boolean; readonly onClose: () => void }) {
  const say = useText(rulePageText);
  const ui = useUi();
  const go = useGo();
  const create = useApiAction(createRuleBook);
  const offered = starts.filter((one) => props.hasPublished || one !== 'inForce');
  const form = useForm<{ from: Start; reason: string }>({ from: offered[0] ?? 'plain', reason: '' });
  const submit = async () => {
    const result = await create.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    go(`/rule-books/${result.value.id}/edit`);
  };
  return (
    <Dialog open title={say('newVersion')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button
              type="submit"
              kind="primary"
              busy={create.busy}
              disabled={form.values.reason.trim() === ''}
            >
              {say('newVersion')}
            </Button>
          </>
        }
      >
        <RadioGroup
          name="from"
          label={say('startFrom')}
          choices={offered.map((value) => ({
            value,
            label: say(`from.${value}`),
            hint: say(`from.${value}Hint`),
          }))}
          value={form.values.from}
          onChange={(value) => form.set('from')(value as Start)}
        />
        <TextField
          name="reason"
          label={say('reason')}
          hint={say('reasonHint')}
          maxLength={300}
          error={form.error('reason')}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
