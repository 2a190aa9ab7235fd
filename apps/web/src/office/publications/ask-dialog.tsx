/** Asking for an exemption or a suspension: ground, scope, legal basis; the head decides. */
import {
  type ExemptableField,
  exemptableFields,
  exemptionGrounds,
  suspensionGrounds,
} from '@mingcha/core/publications/publication.ts';
import { askPublicationRequest } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import type { ActionDialogProps } from './action-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

interface Values {
  readonly kind: 'exemption' | 'suspension';
  readonly ground: string;
  readonly scope: string;
  readonly fields: readonly string[];
  readonly basis: string;
  readonly untilDay: string;
  readonly note: string;
}

const empty: Values = {
  kind: 'exemption',
  ground: '',
  scope: 'all',
  fields: [],
  basis: '',
  untilDay: '',
  note: '',
};

export function AskDialog({ found, onClose }: ActionDialogProps) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const ask = useApiAction(askPublicationRequest);
  const form = useForm<Values>(empty);
  const send = async () => {
    const { kind, ground, basis, note, untilDay } = form.values;
    const common = { version: found.version, basis, note };
    const fields = form.values.scope === 'all' ? null : (form.values.fields as ExemptableField[]);
    // What is missing is said by the schema's own words beside the field.
    const body =
      kind === 'exemption'
        ? { ...common, kind, ground: ground as (typeof exemptionGrounds)[number], fields }
        : { ...common, kind, ground: ground as (typeof suspensionGrounds)[number], untilDay };
    const result = await ask.run({ params: { id: found.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('askedDone'));
    onClose();
  };
  return (
    <FormDialog
      title={say('askTitle')}
      wide
      action={say('send')}
      busy={ask.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <RadioGroup
        name="kind"
        label={say('askKind')}
        inline
        choices={(['exemption', 'suspension'] as const).map((value) => ({
          value,
          label: say(`kind.${value}`),
        }))}
        value={form.values.kind}
        onChange={(kind) => form.replace({ ...form.values, kind: kind as Values['kind'], ground: '' })}
      />
      <Ground form={form} />
      {form.values.kind === 'exemption' ? <Scope form={form} /> : <Until form={form} />}
      <Words form={form} />
    </FormDialog>
  );
}

function Ground({ form }: { readonly form: FormState<Values> }) {
  const say = useText(publicationDetailText);
  const grounds = form.values.kind === 'exemption' ? exemptionGrounds : suspensionGrounds;
  return (
    <SelectField
      name="ground"
      label={say('askGround')}
      choices={grounds.map((value) => ({ value, label: say(`ground.${value}`) }))}
      error={form.error('ground')}
      value={form.values.ground}
      onChange={form.set('ground')}
    />
  );
}

function Scope({ form }: { readonly form: FormState<Values> }) {
  const say = useText(publicationDetailText);
  return (
    <>
      <RadioGroup
        name="scope"
        label={say('scope')}
        inline
        choices={(['all', 'fields'] as const).map((value) => ({ value, label: say(`scope.${value}`) }))}
        value={form.values.scope}
        onChange={form.set('scope')}
      />
      {form.values.scope === 'all' ? null : (
        <CheckboxGroup
          name="fields"
          label={say('fields')}
          inline
          choices={exemptableFields.map((value) => ({ value, label: say(`field.${value}`) }))}
          error={form.error('fields')}
          value={form.values.fields}
          onChange={form.set('fields')}
        />
      )}
    </>
  );
}

function Until({ form }: { readonly form: FormState<Values> }) {
  const say = useText(publicationDetailText);
  return (
    <DayField
      name="untilDay"
      label={say('untilDay')}
      error={form.error('untilDay')}
      value={form.values.untilDay}
      onChange={form.set('untilDay')}
    />
  );
}

function Words({ form }: { readonly form: FormState<Values> }) {
  const say = useText(publicationDetailText);
  return (
    <>
      <TextField
        name="basis"
        label={say('basis')}
        wide
        maxLength={300}
        error={form.error('basis')}
        value={form.values.basis}
        onChange={form.set('basis')}
      />
      <TextArea
        name="note"
        label={say('explanation')}
        optional
        wide
        rows={3}
        maxLength={1000}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </>
  );
}
