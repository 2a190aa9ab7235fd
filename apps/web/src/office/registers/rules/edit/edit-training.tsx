/** Training of officers: hours a year with their basis, and the gate "trained on this sheet". */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { sheetGates } from '@mingcha/core/registers/training/requirement.ts';
import { RadioGroup } from '../../../../shared/forms/choices.tsx';
import { TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import type { PartProps } from './edit-parts.ts';
import { MaybeNumberField } from './number-field.tsx';

export function EditTraining(props: PartProps) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  const { training } = props.rules;
  const set = (change: Partial<RuleBook['training']>) =>
    props.onChange({ training: { ...training, ...change } });
  return (
    <div className="rule-edit">
      <div className="rule-fields">
        <MaybeNumberField
          name="yearlyHours"
          label={word('label.yearlyHours')}
          unit={say('hoursUnit')}
          value={training.yearlyHours}
          onChange={(yearlyHours) => set({ yearlyHours })}
        />
        <TextField
          name="trainingBasis"
          label={word('label.trainingBasis')}
          optional
          wide
          maxLength={300}
          value={training.basis}
          onChange={(basis) => set({ basis })}
        />
        <RadioGroup
          name="sheetGate"
          label={word('label.sheetGate')}
          choices={sheetGates.map((value) => ({ value, label: word(`sheetGate.${value}`) }))}
          value={training.sheetGate}
          onChange={(value) => set({ sheetGate: sheetGates.find((each) => each === value) ?? 'off' })}
        />
      </div>
    </div>
  );
}
