/** A new agency, or the change of one: the same form. */
import './system.css';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import {
  type AgencyFields,
  agencyFields,
  agencyKinds,
  agencyLevels,
  organisationRoutes,
} from '@mingcha/core/common/organisation-api.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { GoTo, useGo, useParam } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { selfAndBelow } from './agency-tree.ts';
import { type Agency, useAgencies } from './use-agencies.ts';
import { useCheck } from './use-check.ts';

type Typed = Readonly<Record<keyof AgencyFields, string>>;

const labels = {
  parentId: 'parent',
  name: 'agencyName',
  shortName: 'shortName',
  level: 'level',
  kind: 'kind',
  divisionCode: 'divisionCode',
  phone: 'phone',
  complaintPhone: 'complaintPhone',
  email: 'email',
} as const satisfies Record<keyof AgencyFields, keyof typeof systemPageText.zh>;

export function AgencyNewPage() {
  const say = useText(systemPageText);
  const agencies = useAgencies();
  return (
    <Page>
      <PageHeader title={say('agencyNew')} />
      <Section>
        {agencies.data === undefined ? <Loading list={agencies} /> : null}
        {agencies.data === undefined ? null : <AgencyForm agencies={agencies.data.rows} agency={null} />}
      </Section>
    </Page>
  );
}

export function AgencyEditPage() {
  const say = useText(systemPageText);
  const id = useParam('id');
  const agencies = useAgencies();
  const agency = agencies.data?.rows.find((one) => one.id === id);
  const title = agency === undefined ? say('agencyEdit') : say('agencyEditOf', { name: agency.name });
  return (
    <Page>
      <PageHeader title={title} />
      <Section>
        {agencies.data === undefined ? <Loading list={agencies} /> : null}
        {agencies.data !== undefined && agency === undefined ? (
          <EmptyState title={say('agencyNotFound')} action={<GoTo to="/agencies">{say('agencies')}</GoTo>} />
        ) : null}
        {agencies.data === undefined || agency === undefined ? null : (
          <AgencyForm key={id} agencies={agencies.data.rows} agency={agency} />
        )}
      </Section>
    </Page>
  );
}

function Loading(props: { readonly list: ReturnType<typeof useAgencies> }) {
  const { list } = props;
  return list.status === 'loading' ? (
    <Skeleton lines={8} />
  ) : (
    <ErrorState error={list.error} onRetry={list.reload} />
  );
}

interface AgencyFormProps {
  readonly agencies: readonly Agency[];
  /** Null for a new one. */
  readonly agency: Agency | null;
}

function useSave(agency: Agency | null) {
  const reads = [accessRoutes.listAgencies.id];
  const create = useApiAction(organisationRoutes.createAgency, reads);
  const change = useApiAction(organisationRoutes.changeAgency, reads);
  return {
    busy: create.busy || change.busy,
    run: (fields: AgencyFields) =>
      agency === null
        ? create.run({ body: fields })
        : change.run({ params: { id: agency.id }, body: fields }),
  };
}

function AgencyForm(props: AgencyFormProps) {
  const say = useText(systemPageText);
  const ui = useUi();
  const go = useGo();
  const toast = useToast();
  const check = useCheck();
  const { person } = useSession();
  const form = useForm<Typed>(typedOf(props.agency, person.jurisdiction.divisionCode));
  const save = useSave(props.agency);
  const submit = async () => {
    const typed = { ...form.values, parentId: form.values.parentId === '' ? null : form.values.parentId };
    const problems = check(agencyFields, typed, (field) => say(labels[field as keyof AgencyFields]));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run(agencyFields.parse(typed));
    if (!result.ok) return form.refuse(result.error);
    toast(say('agencySaved'));
    go('/agencies');
  };
  return (
    <Form
      label={say(props.agency === null ? 'agencyNew' : 'agencyEdit')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <>
          <Button type="submit" kind="primary" busy={save.busy}>
            {ui('save')}
          </Button>
          <GoTo to="/agencies" className={buttonClass()}>
            {ui('cancel')}
          </GoTo>
        </>
      }
    >
      <Names form={form} />
      <Place form={form} {...props} />
      <Contacts form={form} />
    </Form>
  );
}

function typedOf(agency: Agency | null, divisionCode: string): Typed {
  if (agency === null)
    return {
      parentId: '',
      name: '',
      shortName: '',
      level: '',
      kind: '',
      divisionCode,
      phone: '',
      complaintPhone: '',
      email: '',
    };
  const { id: _, sections: __, ...fields } = agency;
  return { ...fields, parentId: agency.parentId ?? '' };
}

type Part = { readonly form: FormState<Typed> };

/** Properties of a text field that stands for one member. */
function useMember(form: FormState<Typed>) {
  const say = useText(systemPageText);
  return (name: keyof AgencyFields) => ({
    name,
    label: say(labels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
}

function Names({ form }: Part) {
  const say = useText(systemPageText);
  const field = useMember(form);
  return (
    <>
      <TextField {...field('name')} hint={say('agencyNameHint')} maxLength={80} />
      <TextField {...field('shortName')} maxLength={20} />
    </>
  );
}

function Place({ form, agencies, agency }: Part & AgencyFormProps) {
  const say = useText(systemPageText);
  const field = useMember(form);
  const barred = agency === null ? new Set<string>() : selfAndBelow(agencies, agency.id);
  const parents = agencies.filter((one) => !barred.has(one.id));
  return (
    <>
      <SelectField
        {...field('parentId')}
        empty={say('noParent')}
        choices={parents.map((one) => ({ value: one.id, label: one.name }))}
      />
      <div className="system-pair-fields">
        <SelectField
          {...field('level')}
          choices={agencyLevels.map((level) => ({ value: level, label: say(`level.${level}`) }))}
        />
        <SelectField
          {...field('kind')}
          choices={agencyKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
        />
      </div>
      <TextField
        {...field('divisionCode')}
        hint={say('divisionCodeHint')}
        inputMode="numeric"
        maxLength={12}
        short
        mono
      />
    </>
  );
}

function Contacts({ form }: Part) {
  const say = useText(systemPageText);
  const field = useMember(form);
  return (
    <fieldset className="system-part">
      <legend className="field-label">{say('contacts')}</legend>
      <p className="field-hint">{say('publicHint')}</p>
      <div className="system-pair-fields">
        <TextField {...field('phone')} optional type="tel" maxLength={40} />
        <TextField {...field('complaintPhone')} optional type="tel" maxLength={40} />
      </div>
      <TextField {...field('email')} optional type="email" maxLength={120} />
    </fieldset>
  );
}
