/** The form of one step for one problem or several, sent as one action; a refusal stands beside its field. */

import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { type FollowupMove, followupKinds } from '@mingcha/core/followups/followup.ts';
import { moveFollowups } from '@mingcha/core/followups/followup-api.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { useSession } from '../shell/session.tsx';
import { LeniencyForm } from './leniency-form.tsx';
import { fieldsOf, formOf, initialOf, type MoveField, missingIn, type Values } from './move-fields.ts';

export interface MoveDialogProps {
  readonly move: FollowupMove;
  readonly rows: readonly FollowupRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function MoveDialog(props: MoveDialogProps) {
  const page = useText(followupPageText);
  const title = page(`move.${props.move}`);
  const [row] = props.rows;
  return (
    <Dialog open wide title={title} onClose={props.onClose}>
      {props.move === 'proposeLeniency' && row !== undefined ? (
        <LeniencyForm row={row} onClose={props.onClose} onDone={props.onDone} />
      ) : (
        <MoveForm {...props} />
      )}
    </Dialog>
  );
}

function MoveForm(props: MoveDialogProps) {
  const { move, rows } = props;
  const page = useText(followupPageText);
  const say = useText(followupFormText);
  const toast = useToast();
  const { person } = useSession();
  const scene = { rows, today: nowInstant().slice(0, 10), person: person.personName, phone: '', evidence: 0 };
  const fields = fieldsOf(move, scene);
  const form = useForm<Values>(initialOf(move, scene));
  const send = useApiAction(moveFollowups);
  const submit = async () => {
    const missing = missingIn(fields, form.values);
    if (missing.length > 0)
      return form.setProblems(
        missing.map((field) => ({
          field: field.name,
          message: say('required', { name: say(field.label, field.labelData) }),
        })),
      );
    const filled = formOf(move, form.values, rows);
    if (filled === null) return;
    const items = rows.map(({ findingId, version }) => ({ findingId, version }));
    const result = await send.run({ body: { items, form: filled } });
    if (!result.ok) return form.refuse(result.error);
    toast(page('moved'));
    props.onDone();
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={page(`move.${move}`)} busy={send.busy} onClose={props.onClose} />}
    >
      {move === 'judgeRecheck' ? <p className="secondary">{say('verdictLead')}</p> : null}
      {fields.map((field) => (
        <div key={field.name} className="followup-field">
          {field.about === undefined ? null : <p className="followup-about">{field.about}</p>}
          <FieldOf
            field={field}
            rows={rows}
            value={form.values[field.name] ?? ''}
            error={form.error(field.name)}
            onChange={form.set(field.name)}
          />
        </div>
      ))}
    </Form>
  );
}

interface FieldProps {
  readonly field: MoveField;
  readonly rows: readonly FollowupRow[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function FieldOf(props: FieldProps) {
  const { field, value, onChange } = props;
  const say = useText(followupFormText);
  const common = {
    name: field.name,
    label: say(field.label, field.labelData),
    ...(field.hint === undefined ? {} : { hint: say(field.hint) }),
    ...(field.optional === true ? { optional: true } : {}),
    error: props.error,
    value,
    onChange,
  };
  const choices = (field.choices ?? []).map((each) => ({ value: each.value, label: say(each.word) }));
  switch (field.kind) {
    case 'line':
      return <TextField {...common} wide maxLength={field.max ?? 100} />;
    case 'area':
      return <TextArea {...common} wide rows={3} maxLength={field.max ?? 1000} warnSecrets />;
    case 'day':
      return <DayField {...common} />;
    case 'instant':
      return <TextField {...common} type="datetime-local" />;
    case 'money':
      return <TextField {...common} short inputMode="decimal" unit={say('yuan')} maxLength={15} />;
    case 'yesNo':
      return <RadioGroup {...common} inline choices={choices} />;
    case 'choice':
      return <RadioGroup {...common} choices={choices} />;
    case 'choices':
      return (
        <CheckboxGroup
          {...common}
          inline
          choices={choices}
          value={value === '' ? [] : value.split(' ')}
          onChange={(chosen) => onChange(chosen.join(' '))}
        />
      );
    case 'agency':
      return <AgencyField {...props} label={common.label} />;
    case 'section':
      return <SectionField {...props} label={common.label} />;
    case 'entry':
      return <EntryField {...props} label={common.label} />;
    case 'newKind':
      return <NewKindField {...props} label={common.label} />;
  }
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
