/** The refusal of a request, with its reason. */
import { type GrantRow, grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { requiredLine } from '@mingcha/core/common/schemas.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { z } from 'zod';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useCheck } from './use-check.ts';

const reasonSchema = z.object({ reason: requiredLine(200) });

export function RefuseGrant(props: { readonly grant: GrantRow; readonly onClose: () => void }) {
  const say = useText(grantPageText);
  const page = useText(systemPageText);
  const ui = useUi();
  const toast = useToast();
  const check = useCheck();
  const form = useForm({ reason: '' });
  const decide = useApiAction(grantRoutes.decideGrant);
  const { personName } = props.grant.account;
  const submit = async () => {
    const problems = check(reasonSchema, { ...form.values }, () => say('reason'));
    if (problems.length > 0) return form.setProblems(problems);
    const body = { decision: 'refused', reason: form.values.reason } as const;
    const result = await decide.run({ params: { id: props.grant.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('refused', { name: personName }));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={say('refuseQuestion', { name: personName, what: say(`kind.${props.grant.kind}`) })}
      onClose={props.onClose}
    >
      <p>{say('refuseText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button type="submit" kind="danger" busy={decide.busy}>
              {say('refuse')}
            </Button>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
          </>
        }
      >
        <TextField
          name="reason"
          label={say('reason')}
          hint={page('reasonHint')}
          maxLength={200}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </Dialog>
  );
}
