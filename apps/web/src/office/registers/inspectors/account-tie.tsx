/** The sign-in account of one inspector in the drawer: shown, tied by a choice from the own agency's accounts, untied with a reason. */
import {
  inspectorAccount,
  type TiedAccount,
  tieAccount,
  untieAccount,
} from '@mingcha/core/registers/inspectors/account-tie-api.ts';
import { accountTieText } from '@mingcha/core/registers/inspectors/account-tie-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

interface Whose {
  readonly inspectorId: string;
  /** The inspector's name. */
  readonly name: string;
}

export function AccountTie(props: Whose) {
  const say = useText(accountTieText);
  const read = useApiQuery(inspectorAccount, { params: { id: props.inspectorId } });
  return (
    <section className="register-part">
      <h3>{say('account')}</h3>
      {read.error !== null ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {read.data === undefined && read.error === null ? <Skeleton lines={2} /> : null}
      {read.data === undefined ? null : read.data.account === null ? (
        <Free {...props} free={read.data.free} />
      ) : (
        <Tied {...props} account={read.data.account} />
      )}
    </section>
  );
}

function placed(account: TiedAccount): string {
  const place = account.sectionName === null ? '' : ` · ${account.sectionName}`;
  return `${account.personName}（${account.signInName}）${place}`;
}

function Free(props: Whose & { readonly free: readonly TiedAccount[] }) {
  const say = useText(accountTieText);
  const toast = useToast();
  const form = useForm({ accountId: '' });
  const tie = useApiAction(tieAccount);
  if (props.free.length === 0) return <p className="secondary">{say('noFree')}</p>;
  const submit = async () => {
    const result = await tie.run({
      params: { id: props.inspectorId },
      body: { accountId: form.values.accountId },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('tied', { account: result.value.account?.signInName ?? '' }));
  };
  return (
    <>
      <p className="secondary">{say('none')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" busy={tie.busy} disabled={form.values.accountId === ''}>
            {say('tie')}
          </Button>
        }
      >
        <ChooseField
          name="accountId"
          label={say('choose')}
          hint={say('chooseHint')}
          value={form.values.accountId === '' ? [] : [form.values.accountId]}
          onChange={(value) => form.set('accountId')(value[0] ?? '')}
          choices={props.free.map((account) => ({ value: account.id, label: placed(account) }))}
          error={form.error('accountId')}
        />
      </Form>
    </>
  );
}

function Tied(props: Whose & { readonly account: TiedAccount }) {
  const say = useText(accountTieText);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p>{placed(props.account)}</p>
      <Button size="small" onClick={() => setAsking(true)}>
        {say('untie')}
      </Button>
      {asking ? <UntieDialog {...props} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function UntieDialog(props: Whose & { readonly account: TiedAccount; readonly onClose: () => void }) {
  const say = useText(accountTieText);
  const toast = useToast();
  const check = useCheck();
  const form = useForm({ reason: '' });
  const untie = useApiAction(untieAccount);
  const submit = async () => {
    const problems = check(untieAccount.body.pick({ reason: true }), form.values, () => say('reason'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await untie.run({ params: { id: props.inspectorId }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('untied'));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={say('untieQuestion', { name: props.name, account: props.account.signInName })}
      onClose={props.onClose}
    >
      <p>{say('untieText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('untie')} danger busy={untie.busy} onClose={props.onClose} />}
      >
        <TextArea
          name="reason"
          label={say('reason')}
          rows={3}
          maxLength={200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </Dialog>
  );
}
