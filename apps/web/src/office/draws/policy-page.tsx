/** 抽取细则: the few things an agency's rule book lets its draws do. */
import './draws.css';
import { getDrawPolicy, setDrawPolicy } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import type { DrawPolicy } from '@mingcha/core/draws/draw-task.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { Form } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText } from '../../shared/ui/values.tsx';

export function PolicyPage() {
  const say = useText(drawPageText);
  const policy = useApiQuery(getDrawPolicy);
  return (
    <Page>
      <PageHeader title={say('policyTitle')} lead={say('policyLead')} />
      {policy.data === undefined ? (
        policy.status === 'error' ? (
          <ErrorState error={policy.error} onRetry={policy.reload} />
        ) : (
          <Skeleton />
        )
      ) : (
        <Section>
          <PolicyForm policy={policy.data} changedAt={policy.data.changedAt} />
        </Section>
      )}
    </Page>
  );
}

function PolicyForm(props: { readonly policy: DrawPolicy; readonly changedAt: string | null }) {
  const say = useText(drawPageText);
  const ui = useUi();
  const toast = useToast();
  const [beacon, setBeacon] = useState(props.policy.beacon);
  const [operatorInPool, setOperator] = useState(props.policy.operatorInPool);
  const save = useApiAction(setDrawPolicy);
  const submit = async () => {
    const result = await save.run({ body: { policy: { beacon, operatorInPool } } });
    if (result.ok) toast(say('policySaved'));
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button kind="primary" type="submit" busy={save.busy}>
          {ui('save')}
        </Button>
      }
    >
      <ErrorNotice error={save.error} />
      <Checkbox
        name="beacon"
        label={say('policyBeacon')}
        hint={say('policyBeaconHint')}
        checked={beacon}
        onChange={setBeacon}
      />
      <Checkbox
        name="operatorInPool"
        label={say('policyOperator')}
        hint={say('policyOperatorHint')}
        checked={operatorInPool}
        onChange={setOperator}
      />
      {props.changedAt === null ? null : (
        <p className="secondary">
          {say('policyChanged')} <DateText value={props.changedAt} />
        </p>
      )}
    </Form>
  );
}
