/** A new client of another system; its key stands here until the page is left. */
import { longestKeyDays, type MachineScope, machineScopes } from '@mingcha/core/common/machine.ts';
import { machineRoutes } from '@mingcha/core/common/machine-api.ts';
import { machinePageText } from '@mingcha/core/common/machine-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useAgencies } from './use-agencies.ts';
import { useCheck } from './use-check.ts';

interface Values {
  readonly name: string;
  readonly agencyId: string;
  readonly contact: string;
  readonly scopes: readonly string[];
  readonly expiresOn: string;
}
const empty: Values = { name: '', agencyId: '', contact: '', scopes: [], expiresOn: '' };
const schema = machineRoutes.create.body.omit({ actionId: true });
const isScope = (text: string): text is MachineScope => machineScopes.some((each) => each === text);
const labels = {
  name: 'name',
  agencyId: 'agency',
  contact: 'contact',
  scopes: 'scopes',
  expiresOn: 'expiresOn',
} as const;

export function NewMachine() {
  const say = useText(machinePageText);
  const check = useCheck();
  const form = useForm<Values>(empty);
  const [made, setMade] = useState<{ readonly name: string; readonly key: string } | null>(null);
  const create = useApiAction(machineRoutes.create, [machineRoutes.list.id]);
  const submit = async () => {
    const body = { ...form.values, scopes: form.values.scopes.filter(isScope) };
    const problems = check(schema, body, (field) => say(labels[field as keyof typeof labels] ?? 'name'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await create.run({ body });
    if (!result.ok) return form.refuse(result.error);
    setMade({ name: body.name, key: result.value.key });
    form.replace(empty);
  };
  return (
    <Section title={say('add')}>
      {made === null ? null : (
        <Notice tone="warning" title={`${made.name}　${say('key')}`}>
          <p className="machine-key">
            <span className="mono">{made.key}</span> <CopyButton text={made.key} />
          </p>
          <p>{say('keyOnce')}</p>
        </Notice>
      )}
      <Form
        label={say('add')}
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={create.busy}>
            {say('create')}
          </Button>
        }
      >
        <MachineFields form={form} />
      </Form>
    </Section>
  );
}

function MachineFields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(machinePageText);
  const agencies = useAgencies();
  const { values } = form;
  return (
    <>
      <TextField
        name="name"
        label={say('name')}
        hint={say('nameHint')}
        maxLength={60}
        value={values.name}
        onChange={form.set('name')}
        error={form.error('name')}
      />
      <SelectField
        name="agencyId"
        label={say('agency')}
        hint={say('agencyHint')}
        empty=""
        choices={(agencies.data?.rows ?? []).map((each) => ({ value: each.id, label: each.name }))}
        value={values.agencyId}
        onChange={form.set('agencyId')}
        error={form.error('agencyId')}
      />
      <TextField
        name="contact"
        label={say('contact')}
        maxLength={100}
        value={values.contact}
        onChange={form.set('contact')}
        error={form.error('contact')}
      />
      <CheckboxGroup
        name="scopes"
        label={say('scopes')}
        choices={machineScopes.map((value) => ({ value, label: say(`scope.${value}`) }))}
        value={values.scopes}
        onChange={form.set('scopes')}
        error={form.error('scopes')}
      />
      <DayField
        name="expiresOn"
        label={say('expiresOn')}
        hint={say('expiresHint', { days: longestKeyDays })}
        value={values.expiresOn}
        onChange={form.set('expiresOn')}
        error={form.error('expiresOn')}
      />
    </>
  );
}
