/** Step 3: when, how, at which levels, and what the capacity check counts with. */
import { drawLevels } from '@mingcha/core/plans/plan.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { inspectionMethods } from '@mingcha/core/registers/items/item.ts';
import { CheckboxGroup } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { StepProps } from './entry-form-page.tsx';

export function TimeStep({ values, change, error }: StepProps) {
  const say = useText(planFormText);
  const page = useText(planPageText);
  return (
    <div className="plan-fields">
      <div className="plan-row">
        <DayField
          name="window"
          label={say('windowFrom')}
          value={values.from}
          onChange={(from) => change({ from })}
          error={error('window') ?? error('window.from')}
        />
        <DayField
          name="window.to"
          label={say('windowTo')}
          value={values.to}
          onChange={(to) => change({ to })}
          error={error('window.to')}
        />
      </div>
      <CheckboxGroup
        name="methods"
        label={say('methods')}
        inline
        choices={inspectionMethods.map((method) => ({ value: method, label: page(`method.${method}`) }))}
        value={values.methods}
        onChange={(methods) => change({ methods })}
        error={error('methods')}
      />
      <Levels values={values} change={change} error={error} />
      <Effort values={values} change={change} error={error} />
    </div>
  );
}

type PartProps = Pick<StepProps, 'values' | 'change' | 'error'>;

function Levels({ values, change, error }: PartProps) {
  const say = useText(planFormText);
  const page = useText(planPageText);
  const levels = drawLevels.map((level) => ({ value: level, label: page(`level.${level}`) }));
  return (
    <div className="plan-row">
      <SelectField
        name="drawLevel"
        label={say('drawLevel')}
        hint={say('levelHint')}
        empty={null}
        choices={levels}
        value={values.drawLevel}
        onChange={(drawLevel) => change({ drawLevel })}
        error={error('drawLevel')}
      />
      <SelectField
        name="checkLevel"
        label={say('checkLevel')}
        empty={null}
        choices={levels}
        value={values.checkLevel}
        onChange={(checkLevel) => change({ checkLevel })}
        error={error('checkLevel')}
      />
    </div>
  );
}

/** What the capacity check counts with. */
function Effort({ values, change, error }: PartProps) {
  const say = useText(planFormText);
  return (
    <div className="plan-row">
      <TextField
        name="teamSize"
        label={say('teamSize')}
        hint={say('visitsHint')}
        inputMode="numeric"
        short
        value={values.teamSize}
        onChange={(teamSize) => change({ teamSize })}
        error={error('teamSize')}
      />
      <TextField
        name="visitsPerDay"
        label={say('visitsPerDay')}
        inputMode="numeric"
        short
        value={values.visitsPerDay}
        onChange={(visitsPerDay) => change({ visitsPerDay })}
        error={error('visitsPerDay')}
      />
    </div>
  );
}
