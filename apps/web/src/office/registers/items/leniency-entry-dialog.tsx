/** One entry of the leniency list: conduct, conditions as a checklist, basis and period. */
import {
  type LeniencyCondition,
  type LeniencyEntry,
  leniencyConditionKinds,
  leniencyEntry,
} from '@mingcha/core/registers/items/leniency.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { useState } from 'react';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useCheck } from '../form-problems.ts';
import { BasisPicker } from '../library/basis-picker.tsx';

export const emptyEntry: LeniencyEntry = {
  entryKey: null,
  category: '',
  conduct: '',
  conditions: [],
  bases: [],
  period: '',
  remark: '',
};

const fresh: Readonly<Record<LeniencyCondition['kind'], LeniencyCondition>> = {
  firstTime: { kind: 'firstTime', months: 24, anyAgency: true },
  minor: { kind: 'minor', text: '' },
  corrected: { kind: 'corrected', days: 0 },
  noHarm: { kind: 'noHarm' },
  noAccident: { kind: 'noAccident', years: 3 },
  notListed: { kind: 'notListed' },
  notInSectors: { kind: 'notInSectors', sectors: [] },
  other: { kind: 'other', text: '' },
};

export function LeniencyEntryDialog(props: {
  readonly start: LeniencyEntry;
  readonly onDone: (entry: LeniencyEntry) => void;
  readonly onClose: () => void;
}) {
  const say = useText(leniencyText);
  const ui = useUi();
  const check = useCheck();
  const form = useForm<LeniencyEntry>(props.start);
  const { values } = form;
  const done = () => {
    const problems = check(leniencyEntry, values, (name) => say(name as Parameters<typeof say>[0]));
    if (problems.length > 0) form.setProblems(problems);
    else props.onDone(leniencyEntry.parse(values));
  };
  return (
    <Dialog
      open
      wide
      title={say(props.start.conduct === '' ? 'addEntry' : 'editEntry')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" onClick={done}>
            {say('useEntry')}
          </Button>
        </>
      }
    >
      <div className="form">
        <EntryFields form={form} />
      </div>
    </Dialog>
  );
}

function EntryFields({ form }: { readonly form: FormState<LeniencyEntry> }) {
  const say = useText(leniencyText);
  const { values, set, error } = form;
  return (
    <>
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="conduct"
        label={say('conduct')}
        error={error('conduct')}
        value={values.conduct}
        onChange={set('conduct')}
      />
      <TextField
        name="category"
        label={say('category')}
        optional
        maxLength={200}
        error={error('category')}
        value={values.category}
        onChange={set('category')}
      />
      <Conditions
        error={error('conditions')}
        value={values.conditions}
        onChange={(conditions) => set('conditions')([...conditions])}
      />
      <BasisPicker
        name="bases"
        label={say('bases')}
        error={error('bases')}
        most={30}
        value={values.bases}
        onChange={(bases) => set('bases')([...bases])}
      />
      <TextField
        name="period"
        label={say('period')}
        hint={say('periodHint')}
        optional
        maxLength={200}
        error={error('period')}
        value={values.period}
        onChange={set('period')}
      />
      <TextArea
        name="remark"
        label={say('remark')}
        optional
        error={error('remark')}
        value={values.remark}
        onChange={set('remark')}
      />
    </>
  );
}

interface ConditionsProps {
  readonly value: readonly LeniencyCondition[];
  readonly onChange: (value: readonly LeniencyCondition[]) => void;
  readonly error: string | undefined;
}

function Conditions(props: ConditionsProps) {
  const say = useText(leniencyText);
  const [kind, setKind] = useState<LeniencyCondition['kind']>('firstTime');
  const { value, onChange } = props;
  return (
    <fieldset className="form-group">
      <legend>{say('conditions')}</legend>
      <p className="field-hint">{say('conditionsHint')}</p>
      {props.error === undefined ? null : <p className="field-error">{props.error}</p>}
      {value.map((condition, index) => (
        // Conditions have no name of their own.
        <div key={index} className="leniency-condition">
          <strong>{say(`condition.${condition.kind}`)}</strong>
          <ConditionFields
            name={`conditions.${index}`}
            condition={condition}
            onChange={(next) => onChange(value.with(index, next))}
          />
          <Button size="small" kind="quiet" onClick={() => onChange(value.toSpliced(index, 1))}>
            {say('removeEntry')}
          </Button>
        </div>
      ))}
      <div className="leniency-condition">
        <SelectField
          name="conditionKind"
          label={say('addCondition')}
          empty={null}
          choices={leniencyConditionKinds.map((one) => ({ value: one, label: say(`condition.${one}`) }))}
          value={kind}
          onChange={(next) => setKind(leniencyConditionKinds.find((one) => one === next) ?? 'other')}
        />
        <Button size="small" onClick={() => onChange([...value, fresh[kind]])}>
          {say('addCondition')}
        </Button>
      </div>
    </fieldset>
  );
}

/** A count typed; what is no number becomes 0 and is refused by the schema where 0 is none. */
const count = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : 0);

function ConditionFields(props: {
  readonly name: string;
  readonly condition: LeniencyCondition;
  readonly onChange: (condition: LeniencyCondition) => void;
}) {
  const say = useText(leniencyText);
  const { condition, name, onChange } = props;
  const number = (label: string, value: number, put: (value: number) => LeniencyCondition) => (
    <TextField
      name={`${name}.number`}
      label={label}
      inputMode="numeric"
      short
      value={String(value)}
      onChange={(text) => onChange(put(count(text)))}
    />
  );
  const words = (label: string, value: string, put: (text: string) => LeniencyCondition) => (
    <TextField
      name={`${name}.text`}
      label={label}
      wide
      maxLength={400}
      value={value}
      onChange={(text) => onChange(put(text))}
    />
  );
  switch (condition.kind) {
    case 'firstTime':
      return (
        <>
          {number(say('months'), condition.months, (months) => ({ ...condition, months }))}
          <Checkbox
            name={`${name}.any`}
            label={say('anyAgency')}
            checked={condition.anyAgency}
            onChange={(anyAgency) => onChange({ ...condition, anyAgency })}
          />
        </>
      );
    case 'corrected':
      return number(say('days'), condition.days, (days) => ({ ...condition, days }));
    case 'noAccident':
      return number(say('years'), condition.years, (years) => ({ ...condition, years }));
    case 'minor':
    case 'other':
      return words(say('words'), condition.text, (text) => ({ ...condition, text }));
    case 'notInSectors':
      return words(say('sectors'), condition.sectors.join('、'), (text) => ({
        ...condition,
        sectors: text.split('、'),
      }));
    case 'noHarm':
    case 'notListed':
      return null;
    default:
      return condition satisfies never;
  }
}
