/** One field of a step's form, by its kind: typed, chosen, or chosen from what the office keeps. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { followupKinds } from '@mingcha/core/followups/followup.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { useSession } from '../shell/session.tsx';
import type { MoveField } from './move-fields.ts';

interface FieldProps {
  readonly field: MoveField;
  readonly rows: readonly FollowupRow[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

export function FieldOf(props: FieldProps) {
  const { field } = props;
  const say = useText(followupFormText);
  const label = say(field.label, field.labelData);
  switch (field.kind) {
    case 'agency':
      return <AgencyField {...props} label={label} />;
    case 'section':
      return <SectionField {...props} label={label} />;
    case 'entry':
      return <EntryField {...props} label={label} />;
    case 'newKind':
      return <NewKindField {...props} label={label} />;
    case 'yesNo':
    case 'choice':
    case 'choices':
      return <ChoiceField {...props} label={label} />;
    default:
      return <TypedField {...props} label={label} />;
  }
}

function TypedField({ field, label, value, error, onChange }: Labelled) {
  const say = useText(followupFormText);
  const common = {
    name: field.name,
    label,
    ...(field.hint === undefined ? {} : { hint: say(field.hint) }),
    ...(field.optional === true ? { optional: true } : {}),
    error,
    value,
    onChange,
  };
  switch (field.kind) {
    case 'area':
      return <TextArea {...common} wide rows={3} maxLength={field.max ?? 1000} warnSecrets />;
    case 'day':
      return <DayField {...common} />;
    case 'instant':
      return <TextField {...common} type="datetime-local" />;
    case 'money':
      return <TextField {...common} short inputMode="decimal" unit={say('yuan')} maxLength={15} />;
    default:
      return <TextField {...common} wide maxLength={field.max ?? 100} />;
  }
}

function ChoiceField({ field, label, value, error, onChange }: Labelled) {
  const say = useText(followupFormText);
  const choices = (field.choices ?? []).map((each) => ({ value: each.value, label: say(each.word) }));
  const common = { name: field.name, label, error, choices };
  if (field.kind === 'choices')
    return (
      <CheckboxGroup
        {...common}
        inline
        value={value === '' ? [] : value.split(' ')}
        onChange={(chosen) => onChange(chosen.join(' '))}
      />
    );
  return <RadioGroup {...common} inline={field.kind === 'yesNo'} value={value} onChange={onChange} />;
}

type Labelled = FieldProps & { readonly label: string };

function AgencyField({ field, label, value, error, onChange }: Labelled) {
  const say = useText(followupFormText);
  const { person } = useSession();
  const agencies = useApiQuery(accessRoutes.listAgencies);
  const choices = (agencies.data?.rows ?? [])
    .filter((each) => each.id !== person.agency.id)
    .map((each) => ({ value: each.id, label: each.name }));
  return (
    <SelectField
      name={field.name}
      label={label}
      optional
      empty={say('toAgencyNone')}
      error={error}
      choices={choices}
      value={value}
      onChange={onChange}
    />
  );
}

function SectionField({ field, label, value, error, onChange }: Labelled) {
  const { person } = useSession();
  const agencies = useApiQuery(accessRoutes.listAgencies);
  const own = (agencies.data?.rows ?? []).find((each) => each.id === person.agency.id);
  const choices = (own?.sections ?? []).map((each) => ({ value: each.id, label: each.name }));
  return (
    <SelectField
      name={field.name}
      label={label}
      error={error}
      choices={choices}
      value={value}
      onChange={onChange}
    />
  );
}

function EntryField({ field, label, value, error, onChange }: Labelled) {
  const say = useText(followupFormText);
  const entries = useApiQuery(listPublishedLeniency);
  const choices = (entries.data?.rows ?? []).map((each) => ({ value: each.entryKey, label: each.conduct }));
  return (
    <SelectField
      name={field.name}
      label={label}
      hint={say('caseEntryHint')}
      optional
      wide
      empty={say('entryNone')}
      error={error}
      choices={choices}
      value={value}
      onChange={onChange}
    />
  );
}

function NewKindField({ field, label, value, error, rows, onChange }: Labelled) {
  const page = useText(followupPageText);
  const ui = useUi();
  const now = rows[0]?.kind;
  const choices = followupKinds
    .filter((kind) => kind !== now)
    .map((kind) => ({ value: kind, label: page(`kind.${kind}`) }));
  return (
    <SelectField
      name={field.name}
      label={label}
      empty={ui('choose')}
      error={error}
      choices={choices}
      value={value}
      onChange={onChange}
    />
  );
}
