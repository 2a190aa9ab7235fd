/** Recording a merger, split or abolition of agencies or sections, with its document. */

import {
  type AgencyView,
  type ReorganisationFields,
  type ReorganisationKind,
  reorganisationFields,
  reorganisationKinds,
} from '@mingcha/core/registers/organisation/organisation.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { reorganise } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useSubmit } from './use-org-form.ts';

interface Typed {
  readonly subjectKind: string;
  readonly kind: string;
  readonly onDay: string;
  readonly basis: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly goesOn: boolean;
}
const empty: Typed = {
  subjectKind: 'agency',
  kind: 'merge',
  onDay: '',
  basis: '',
  before: [],
  after: [],
  goesOn: false,
};
const labels = {
  subjectKind: 'subject',
  kind: 'change',
  onDay: 'onDay',
  basis: 'basis',
  before: 'before',
  after: 'after',
  goesOn: 'goesOn',
} as const;

interface ReorganiseProps {
  readonly agencies: readonly AgencyView[];
  readonly onClose: () => void;
}

export function ReorganiseDialog(props: ReorganiseProps) {
  const { agencies, onClose } = props;
  const say = useText(organisationPageText);
  const run = useApiAction(reorganise);
  const submit = useSubmit();
  const form = useForm<Typed>(empty);
  const send = () =>
    submit({
      form,
      schema: reorganisationFields,
      label: (name) => say(labels[name as keyof Typed]),
      body: (): ReorganisationFields => ({
        ...form.values,
        subjectKind: form.values.subjectKind as 'agency' | 'section',
        kind: form.values.kind as ReorganisationKind,
        before: [...form.values.before],
        after: form.values.kind === 'abolish' ? [] : [...form.values.after],
        goesOn: form.values.kind === 'split' && form.values.goesOn,
      }),
      send: (body) => run.run({ body }),
      said: () => say('reorganised'),
      onDone: onClose,
    });
  return (
    <Dialog open title={say('reorganise')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={say('reorganise')} busy={run.busy} danger onClose={onClose} />}
      >
        <Notice tone="warning">{say('reorganiseLead')}</Notice>
        <Kinds form={form} />
        <Units form={form} agencies={agencies} />
        <DayField
          name="onDay"
          label={say('onDay')}
          hint={say('onDayHint')}
          value={form.values.onDay}
          onChange={form.set('onDay')}
          error={form.error('onDay')}
        />
        <TextField
          name="basis"
          label={say('basis')}
          maxLength={300}
          value={form.values.basis}
          onChange={form.set('basis')}
          error={form.error('basis')}
        />
      </Form>
    </Dialog>
  );
}

type Part = { readonly form: FormState<Typed> };

function Kinds({ form }: Part) {
  const say = useText(organisationPageText);
  return (
    <>
      <SelectField
        name="subjectKind"
        label={say('subject')}
        empty={null}
        choices={(['agency', 'section'] as const).map((value) => ({ value, label: say(`subject.${value}`) }))}
        value={form.values.subjectKind}
        onChange={(subjectKind) => form.replace({ ...form.values, subjectKind, before: [], after: [] })}
      />
      <SelectField
        name="kind"
        label={say('change')}
        empty={null}
        choices={reorganisationKinds.map((value) => ({ value, label: say(`change.${value}`) }))}
        value={form.values.kind}
        onChange={form.set('kind')}
        error={form.error('kind')}
      />
    </>
  );
}

function Units({ form, agencies }: Part & { readonly agencies: readonly AgencyView[] }) {
  const say = useText(organisationPageText);
  const standing = agencies.filter((one) => one.validTo === null);
  const choices =
    form.values.subjectKind === 'agency'
      ? standing.map((one) => ({ value: one.id, label: one.name }))
      : standing.flatMap((agency) =>
          agency.sections
            .filter((one) => one.validTo === null)
            .map((one) => ({ value: one.id, label: `${agency.shortName} ${one.name}` })),
        );
  const { kind, before, after } = form.values;
  return (
    <>
      <ChooseField
        name="before"
        label={say('before')}
        hint={say('beforeHint')}
        many
        choices={choices.filter((one) => !after.includes(one.value))}
        value={before}
        onChange={form.set('before')}
        error={form.error('before')}
      />
      {kind === 'abolish' ? null : (
        <ChooseField
          name="after"
          label={say('after')}
          hint={say('afterHint')}
          many
          choices={choices.filter((one) => !before.includes(one.value))}
          value={after}
          onChange={form.set('after')}
          error={form.error('after')}
        />
      )}
      {kind === 'split' ? (
        <Checkbox
          name="goesOn"
          label={say('goesOn')}
          checked={form.values.goesOn}
          onChange={form.set('goesOn')}
        />
      ) : null}
    </>
  );
}
