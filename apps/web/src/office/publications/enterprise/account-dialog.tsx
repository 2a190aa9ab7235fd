/** Locks an account of an enterprise, or opens it again, with the reason. */
import { changeAccount, type EnterpriseAccess } from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { FormDialog } from '../form-dialog.tsx';

export type Person = EnterpriseAccess['people'][number];

export function AccountDialog(props: {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(enterpriseOfficeText);
  const form = useForm({ reason: '' });
  const change = useApiAction(changeAccount);
  const { person } = props;
  const action = say(person.state === 'active' ? 'lock' : 'unlock');
  const submit = async () => {
    if (form.values.reason.trim() === '')
      return form.setProblems([{ field: 'reason', message: say('reasonMissing') }]);
    const result = await change.run({
      params: { id: person.id },
      body: {
        version: person.version,
        state: person.state === 'active' ? 'locked' : 'active',
        reason: form.values.reason,
      },
    });
    return result.ok ? props.onDone() : form.refuse(result.error);
  };
  return (
    <FormDialog
      title={say('changeQuestion', { action, name: person.personName })}
      action={action}
      danger={person.state === 'active'}
      busy={change.busy}
      problems={form.problems}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        name="reason"
        label={say('reason')}
        wide
        maxLength={200}
        error={form.error('reason')}
        value={form.values.reason}
        onChange={form.set('reason')}
      />
    </FormDialog>
  );
}
