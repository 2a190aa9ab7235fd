/** A new account: one form, then the slip with its one-time password. */
import './system.css';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { isGrantable, type Role } from '@mingcha/core/common/roles.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { OneTimeSlip, type Slip } from './one-time-slip.tsx';
import { RolesField } from './roles.tsx';
import { type Agency, useAgencies } from './use-agencies.ts';
import { useCheck } from './use-check.ts';

interface Typed {
  readonly personName: string;
  readonly signInName: string;
  readonly agencyId: string;
  readonly sectionId: string;
  readonly roles: readonly Role[];
}

const schema = accessRoutes.createAccount.body.omit({ actionId: true });
const selectUpTo = 20;

export function AccountNewPage() {
  const say = useText(systemPageText);
  const sayGrant = useText(grantPageText);
  const go = useGo();
  const agencies = useAgencies();
  const [slip, setSlip] = useState<Slip | null>(null);
  return (
    <Page>
      <PageHeader title={say('accountNew')} lead={sayGrant('newWaits')} />
      {slip === null ? null : (
        <OneTimeSlip
          slip={slip}
          title={say('slipReady')}
          note={sayGrant('slipWaits')}
          actions={
            <>
              <Button onClick={() => setSlip(null)}>{say('slipAnother')}</Button>
              <Button kind="primary" onClick={() => go('/accounts')}>
                {say('slipDone')}
              </Button>
            </>
          }
        />
      )}
      {slip !== null ? null : (
        <Section>
          {agencies.status === 'loading' ? <Skeleton lines={8} /> : null}
          {agencies.status === 'error' ? (
            <ErrorState error={agencies.error} onRetry={agencies.reload} />
          ) : null}
          {agencies.data === undefined ? null : (
            <AccountForm agencies={agencies.data.rows} onMade={setSlip} />
          )}
        </Section>
      )}
    </Page>
  );
}

interface AccountFormProps {
  readonly agencies: readonly Agency[];
  readonly onMade: (slip: Slip) => void;
}

function AccountForm(props: AccountFormProps) {
  const say = useText(systemPageText);
  const ui = useUi();
  const check = useCheck();
  const only = props.agencies.length === 1 ? (props.agencies[0]?.id ?? '') : '';
  const form = useForm<Typed>({ personName: '', signInName: '', agencyId: only, sectionId: '', roles: [] });
  const action = useApiAction(accessRoutes.createAccount, [accessRoutes.listAccounts.id]);
  const submit = async () => {
    const { sectionId, ...rest } = form.values;
    const body = {
      ...rest,
      roles: rest.roles.filter(isGrantable),
      sectionId: sectionId === '' ? null : sectionId,
    };
    const problems = check(schema, body, (field) => say(labels[field as keyof Typed]));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await action.run({ body });
    if (!result.ok) return form.refuse(result.error);
    props.onMade(slipOf(form.values, props.agencies, result.value));
  };
  return (
    <Form
      label={say('accountNew')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <>
          <Button type="submit" kind="primary" busy={action.busy}>
            {say('accountNew')}
          </Button>
          <GoTo to="/accounts" className={buttonClass()}>
            {ui('cancel')}
          </GoTo>
        </>
      }
    >
      <PersonFields form={form} />
      <PlaceFields form={form} agencies={props.agencies} />
      <RolesField value={form.values.roles} onChange={form.set('roles')} error={form.error('roles')} />
    </Form>
  );
}

const labels = {
  personName: 'personName',
  signInName: 'signInName',
  agencyId: 'agency',
  sectionId: 'section',
  roles: 'roles',
} as const satisfies Record<keyof Typed, keyof typeof systemPageText.zh>;

function PersonFields(props: { readonly form: FormState<Typed> }) {
  const say = useText(systemPageText);
  const { form } = props;
  return (
    <>
      <TextField
        name="personName"
        label={say('personName')}
        maxLength={40}
        value={form.values.personName}
        onChange={form.set('personName')}
        error={form.error('personName')}
      />
      <TextField
        name="signInName"
        label={say('signInName')}
        hint={say('signInNameHint')}
        maxLength={64}
        mono
        value={form.values.signInName}
        onChange={form.set('signInName')}
        error={form.error('signInName')}
      />
    </>
  );
}

function PlaceFields(props: { readonly form: FormState<Typed>; readonly agencies: readonly Agency[] }) {
  const say = useText(systemPageText);
  const { form, agencies } = props;
  const { agencyId, sectionId } = form.values;
  const sections = agencies.find((agency) => agency.id === agencyId)?.sections ?? [];
  const choices = agencies.map((agency) => ({ value: agency.id, label: agency.name }));
  const field = { name: 'agencyId', label: say('agency'), error: form.error('agencyId'), choices };
  const choose = (id: string) => {
    form.set('agencyId')(id);
    form.set('sectionId')('');
  };
  return (
    <>
      {agencies.length > selectUpTo ? (
        <ChooseField
          {...field}
          value={agencyId === '' ? [] : [agencyId]}
          onChange={(chosen) => choose(chosen[0] ?? '')}
        />
      ) : (
        <SelectField {...field} value={agencyId} onChange={choose} />
      )}
      <SelectField
        name="sectionId"
        label={say('section')}
        optional
        error={form.error('sectionId')}
        empty={say(agencyId === '' ? 'sectionAfterAgency' : 'noSection')}
        disabled={agencyId === ''}
        choices={sections.map((section) => ({ value: section.id, label: section.name }))}
        value={sectionId}
        onChange={form.set('sectionId')}
      />
    </>
  );
}

function slipOf(
  typed: Typed,
  agencies: readonly Agency[],
  made: { readonly oneTimePassword: string; readonly expiresAt: string },
): Slip {
  const agency = agencies.find((one) => one.id === typed.agencyId);
  const section = agency?.sections.find((one) => one.id === typed.sectionId);
  return {
    signInName: typed.signInName.normalize('NFKC').trim().toLowerCase(),
    personName: typed.personName.trim(),
    place: [agency?.name ?? '', section?.name ?? ''].join(' ').trim(),
    password: made.oneTimePassword,
    expiresAt: made.expiresAt,
  };
}
