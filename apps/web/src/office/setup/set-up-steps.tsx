/** The fields of each step of the set-up assistant. */
import { agencyKinds, agencyLevels } from '@mingcha/core/common/organisation-api.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { setupPresets, setupRoles } from '@mingcha/core/setup/setup-api.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import { Checkbox, RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import type { FormState } from '../../shared/forms/form.tsx';
import { type Say, useText } from '../../shared/i18n/locale.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import type { CalendarFacts } from './set-up-page.tsx';
import { personFields, type SetupStep, type Typed } from './setup-values.ts';

type SetupKey = keyof typeof setupText.zh;

interface StepProps {
  readonly form: FormState<Typed>;
}

/** A field's name as the page writes it. */
export function labelOf(field: string, say: Say<SetupKey>): string {
  for (const role of setupRoles) {
    if (field === personFields[role].name) return `${say(`role.${role}`)} ${say('personName')}`;
    if (field === personFields[role].signIn) return `${say(`role.${role}`)} ${say('signInName')}`;
  }
  return field in setupText.zh ? say(field as SetupKey) : field;
}

export function SetUpStep(
  props: StepProps & { readonly step: SetupStep; readonly calendar: CalendarFacts | null },
) {
  const { step, form } = props;
  if (step === 'code') return <Code form={form} />;
  if (step === 'place') return <Place form={form} />;
  if (step === 'sections') return <Sections form={form} />;
  if (step === 'administrators') return <Administrators form={form} />;
  return <Rules form={form} calendar={props.calendar} />;
}

type TextName = Exclude<keyof Typed, 'host' | 'preset'>;

/** Properties of a text field that stands for one member. */
function useMember(form: FormState<Typed>) {
  const say = useText(setupText);
  return (name: TextName) => ({
    name,
    label: labelOf(name, say),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
}

function Code({ form }: StepProps) {
  const say = useText(setupText);
  const field = useMember(form);
  return (
    <>
      <TextField {...field('code')} hint={say('codeHint')} autoComplete="off" maxLength={40} short mono />
      <Notice>{say('demoHint')}</Notice>
    </>
  );
}

function Place({ form }: StepProps) {
  const say = useText(setupText);
  const words = useText(systemPageText);
  const field = useMember(form);
  return (
    <>
      <TextField {...field('jurisdictionName')} hint={say('jurisdictionHint')} maxLength={40} />
      <TextField
        {...field('divisionCode')}
        hint={say('divisionCodeHint')}
        inputMode="numeric"
        maxLength={6}
        short
        mono
      />
      <TextField {...field('agencyName')} hint={say('agencyNameHint')} maxLength={80} />
      <TextField {...field('shortName')} maxLength={20} />
      <div className="setup-pair">
        <SelectField
          {...field('level')}
          choices={agencyLevels.map((level) => ({ value: level, label: words(`level.${level}`) }))}
        />
        <SelectField
          {...field('kind')}
          choices={agencyKinds.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }))}
        />
      </div>
      <div className="setup-pair">
        <TextField {...field('phone')} optional type="tel" maxLength={40} />
        <TextField {...field('complaintPhone')} optional type="tel" maxLength={40} />
      </div>
    </>
  );
}

function Sections({ form }: StepProps) {
  const say = useText(setupText);
  const field = useMember(form);
  return <TextArea {...field('sections')} optional hint={say('sectionsHint')} rows={8} maxLength={1600} />;
}

function Administrators({ form }: StepProps) {
  const say = useText(setupText);
  const field = useMember(form);
  return (
    <>
      <p>{say('administratorsLead')}</p>
      {setupRoles.map((role) => (
        <fieldset key={role} className="setup-person">
          <legend className="field-label">{say(`role.${role}`)}</legend>
          <p className="field-hint">{say(`roleHint.${role}`)}</p>
          <div className="setup-pair">
            <TextField {...field(personFields[role].name)} label={say('personName')} maxLength={40} />
            <TextField
              {...field(personFields[role].signIn)}
              label={say('signInName')}
              autoComplete="off"
              maxLength={64}
              mono
            />
          </div>
        </fieldset>
      ))}
      <p className="field-hint">{say('signInNameHint')}</p>
      <Checkbox
        name="host"
        label={say('host')}
        hint={say('hostHint')}
        checked={form.values.host}
        onChange={form.set('host')}
      />
    </>
  );
}

function Rules({ form, calendar }: StepProps & { readonly calendar: CalendarFacts | null }) {
  const say = useText(setupText);
  const years = calendar?.calendarYears ?? [];
  const missing = calendar !== null && !years.includes(calendar.year);
  return (
    <>
      <section>
        <h3>{say('calendar')}</h3>
        <p>{say('calendarKnown', { years: years.join('、') })}</p>
        {missing ? <Notice tone="warning">{say('calendarMissing', { year: calendar.year })}</Notice> : null}
      </section>
      <RadioGroup
        name="preset"
        label={say('preset')}
        hint={say('presetNote')}
        choices={setupPresets.map((preset) => ({
          value: preset,
          label: say(`preset.${preset}`),
          hint: say(`presetHint.${preset}`),
        }))}
        value={form.values.preset}
        onChange={(chosen) => {
          const preset = setupPresets.find((one) => one === chosen);
          if (preset !== undefined) form.set('preset')(preset);
        }}
      />
    </>
  );
}
