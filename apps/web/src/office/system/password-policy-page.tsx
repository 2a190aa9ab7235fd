/** 口令规则: which of the two profiles holds; the security administrator chooses, the others read. */
import './system.css';
import { grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { passwordPolicyPageText } from '@mingcha/core/common/password-policy-page-text.ts';
import { type PasswordProfile, passwordProfiles } from '@mingcha/core/common/password-rules.ts';
import { requiredLine } from '@mingcha/core/common/schemas.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { z } from 'zod';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { useCheck } from './use-check.ts';

type View = z.output<typeof grantRoutes.passwordPolicy.response>;

export function PasswordPolicyPage() {
  const say = useText(passwordPolicyPageText);
  const { person } = useSession();
  const read = useApiQuery(grantRoutes.passwordPolicy);
  return (
    <Page>
      <PageHeader title={say('policy')} lead={say('policyLead')} />
      <Section>
        {read.status === 'loading' ? <Skeleton lines={6} /> : null}
        {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
        {read.data === undefined ? null : (
          <>
            <Facts view={read.data} />
            {person.roles.includes('securityAdministrator') ? (
              <div className="system-part">
                <PolicyForm key={read.data.profile} view={read.data} />
              </div>
            ) : null}
          </>
        )}
      </Section>
    </Page>
  );
}

function Facts(props: { readonly view: View }) {
  const say = useText(passwordPolicyPageText);
  const { profile, chosen, breachedList } = props.view;
  return (
    <div className="system-list">
      {chosen ? null : <Notice>{say('byDefault')}</Notice>}
      <PairList
        columns={1}
        pairs={[
          { name: say('profile'), value: `${say(`profile.${profile}`)}（${say(`hint.${profile}`)}）` },
          { name: say('list'), value: say(breachedList ? 'listGiven' : 'listNone') },
        ]}
      />
      <p className="secondary">{say('both')}</p>
    </div>
  );
}

const reasonSchema = z.object({ reason: requiredLine(200) });

function PolicyForm(props: { readonly view: View }) {
  const say = useText(passwordPolicyPageText);
  const page = useText(systemPageText);
  const toast = useToast();
  const check = useCheck();
  const form = useForm<{ profile: PasswordProfile; reason: string }>({
    profile: props.view.profile,
    reason: '',
  });
  const save = useApiAction(grantRoutes.setPasswordPolicy);
  const submit = async () => {
    const problems = check(reasonSchema, { reason: form.values.reason }, () => say('reason'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ body: { ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved', { profile: say(`profile.${result.value.profile}`) }));
  };
  return (
    <Form
      label={say('policy')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={save.busy}>
          {say('save')}
        </Button>
      }
    >
      <RadioGroup
        name="profile"
        label={say('profile')}
        choices={passwordProfiles.map((profile) => ({
          value: profile,
          label: say(`profile.${profile}`),
          hint: say(`hint.${profile}`),
        }))}
        value={form.values.profile}
        onChange={(chosen) => {
          const profile = passwordProfiles.find((one) => one === chosen);
          if (profile !== undefined) form.set('profile')(profile);
        }}
      />
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
  );
}
