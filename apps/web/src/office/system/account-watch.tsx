/** What the security administrator does at once with another's account: unlock it, end its sessions. */

import { grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { Buttons, ReasonField, type TaskProps, useReason } from './account-actions.tsx';

export function Unlock(props: TaskProps) {
  const say = useText(grantPageText);
  const toast = useToast();
  const action = useApiAction(grantRoutes.unlock);
  const submit = async () => {
    const result = await action.run({ params: { id: props.account.id } });
    if (!result.ok) return;
    toast(say('unlocked'));
    props.onDone();
  };
  return (
    <section className="system-part" aria-label={say('unlock')}>
      <h3>{say('unlock')}</h3>
      <Notice title={say('unlockQuestion', { name: props.account.personName })}>
        <p>{say('unlockText')}</p>
      </Notice>
      <ErrorNotice error={action.error} />
      <Form
        onSubmit={submit}
        problems={[]}
        actions={<Buttons verb={say('unlock')} busy={action.busy} onBack={props.onDone} />}
      >
        {null}
      </Form>
    </section>
  );
}

export function SessionsEnd(props: TaskProps) {
  const say = useText(grantPageText);
  const toast = useToast();
  const action = useApiAction(grantRoutes.endSessionsOf);
  const { form, checked } = useReason();
  const submit = async () => {
    if (!checked()) return;
    const result = await action.run({
      params: { id: props.account.id },
      body: { reason: form.values.reason },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('sessionsEnded'));
    props.onDone();
  };
  return (
    <section className="system-part" aria-label={say('endSessions')}>
      <h3>{say('endSessions')}</h3>
      <Notice tone="warning">{say('endSessionsText')}</Notice>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<Buttons verb={say('endSessions')} danger busy={action.busy} onBack={props.onDone} />}
      >
        <ReasonField form={form} />
      </Form>
    </section>
  );
}
