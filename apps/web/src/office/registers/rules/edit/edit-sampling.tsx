/** Classes with their rates, rounding, small pools; beside them the figures of the own directory. */
import {
  type HistoryCondition,
  type RuleBook,
  type RuleClass,
  roundings,
} from '@mingcha/core/registers/rules/rule-book.ts';
import { classInWords } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { Checkbox, RadioGroup } from '../../../../shared/forms/choices.tsx';
import { SelectField, TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { RuleExamplePanel } from '../rule-example.tsx';
import { useClauseWords, useRuleWord } from '../rule-words.ts';
import type { PartProps } from './edit-parts.ts';
import { FilterFields } from './filter-fields.tsx';
import { ItemList } from './item-list.tsx';
import { MaybeNumberField, NumberField, RateField } from './number-field.tsx';

export function EditSampling(props: PartProps) {
  const say = useText(rulePageText);
  const { sampling } = props.rules;
  const set = (change: Partial<RuleBook['sampling']>) =>
    props.onChange({ sampling: { ...sampling, ...change } });
  return (
    <div className="rule-edit rule-edit-two">
      <div className="rule-fields">
        <ItemList
          items={sampling.classes}
          onChange={(classes) => set({ classes })}
          title={(one) => one.name}
          least={1}
          add={{ label: say('addClass'), make: () => newClass(sampling.classes) }}
          render={(one, change, index) => (
            <ClassFields name={`class${index}`} one={one} onChange={change} sections={props.sections} />
          )}
        />
        <Rounding sampling={sampling} onChange={set} />
      </div>
      <aside className="rule-aside">
        <h3>{say('example')}</h3>
        <RuleExamplePanel sampling={sampling} sections={props.sections} />
      </aside>
    </div>
  );
}

function newClass(classes: readonly RuleClass[]): RuleClass {
  const taken = new Set(classes.map((one) => one.code));
  let number = classes.length + 1;
  while (taken.has(`N${number}`)) number += 1;
  return {
    code: `N${number}`,
    name: `N${number}`,
    where: {},
    history: null,
    take: { rule: 'draw', rate: [5, 100] },
  };
}

interface ClassProps {
  readonly name: string;
  readonly one: RuleClass;
  readonly onChange: (one: RuleClass) => void;
  readonly sections: PartProps['sections'];
}

function ClassFields(props: ClassProps) {
  const { name, one, onChange } = props;
  const say = useText(rulePageText);
  return (
    <>
      <div className="rule-row rule-row-class">
        <TextField
          name={`${name}.code`}
          label={say('classCode')}
          short
          mono
          maxLength={20}
          value={one.code}
          onChange={(code) => onChange({ ...one, code })}
        />
        <TextField
          name={`${name}.name`}
          label={say('className')}
          maxLength={60}
          value={one.name}
          onChange={(text) => onChange({ ...one, name: text })}
        />
        <TakeFields {...props} />
      </div>
      <details>
        <summary>{say('classWhere')}</summary>
        <FilterFields
          name={`${name}.where`}
          filter={one.where}
          onChange={(where) => onChange({ ...one, where })}
        />
      </details>
      <HistoryFields {...props} />
    </>
  );
}

const takes = ['draw', 'fixed', 'all'] as const;

function TakeFields({ name, one, onChange }: ClassProps) {
  const say = useText(rulePageText);
  const { take } = one;
  const start = {
    draw: { rule: 'draw', rate: [5, 100] },
    fixed: { rule: 'fixed', number: 1 },
    all: { rule: 'all' },
  } as const satisfies Record<(typeof takes)[number], unknown>;
  return (
    <>
      <SelectField
        name={`${name}.rule`}
        label={say('takeRule')}
        empty={null}
        choices={takes.map((value) => ({ value, label: say(`take.${value}`) }))}
        value={take.rule}
        onChange={(value) => {
          const next = start[value as (typeof takes)[number]];
          onChange({ ...one, take: next.rule === 'draw' ? { rule: 'draw', rate: [5, 100] } : next });
        }}
      />
      {take.rule === 'draw' ? (
        <RateField
          name={`${name}.rate`}
          label={say('rate')}
          required
          value={take.rate}
          onChange={(rate) => {
            if (rate !== null) onChange({ ...one, take: { rule: 'draw', rate: [...rate] } });
          }}
        />
      ) : null}
      {take.rule === 'fixed' ? (
        <NumberField
          name={`${name}.number`}
          label={say('fixedNumber')}
          unit={say('objectsUnit')}
          value={take.number}
          onChange={(number) => onChange({ ...one, take: { rule: 'fixed', number } })}
        />
      ) : null}
    </>
  );
}

const firstHistory: HistoryCondition = { complaints: 3, seriousViolation: true, months: 12 };

function HistoryFields({ name, one, onChange, sections }: ClassProps) {
  const say = useText(rulePageText);
  const words = useClauseWords(sections);
  const { history } = one;
  const set = (change: Partial<HistoryCondition>) =>
    onChange({ ...one, history: { ...(history ?? firstHistory), ...change } });
  return (
    <>
      <Checkbox
        name={`${name}.history`}
        label={say('historyOn')}
        checked={history !== null}
        onChange={(on) => onChange({ ...one, history: on ? firstHistory : null })}
      />
      {history === null ? null : (
        <>
          <div className="rule-row">
            <NumberField
              name={`${name}.months`}
              label={say('historyMonths')}
              unit={say('monthsUnit')}
              value={history.months}
              onChange={(months) => set({ months })}
            />
            <MaybeNumberField
              name={`${name}.complaints`}
              label={say('historyComplaints')}
              unit={say('historyComplaintsUnit')}
              value={history.complaints}
              onChange={(complaints) => set({ complaints })}
            />
          </div>
          <Checkbox
            name={`${name}.serious`}
            label={say('historySerious')}
            checked={history.seriousViolation}
            onChange={(seriousViolation) => set({ seriousViolation })}
          />
          <p className="field-hint">{say('historyInWords', { text: classInWords(one, words) })}</p>
        </>
      )}
    </>
  );
}

function Rounding(props: {
  readonly sampling: RuleBook['sampling'];
  readonly onChange: (change: Partial<RuleBook['sampling']>) => void;
}) {
  const { sampling, onChange } = props;
  const say = useText(rulePageText);
  const word = useRuleWord();
  return (
    <>
      <RadioGroup
        name="rounding"
        label={say('rounding')}
        choices={roundings.map((value) => ({ value, label: word(`round.${value}`) }))}
        value={sampling.rounding}
        onChange={(value) => onChange({ rounding: value as RuleBook['sampling']['rounding'] })}
      />
      <Checkbox
        name="minimumOne"
        label={say('minimumOne')}
        checked={sampling.minimumOne}
        onChange={(minimumOne) => onChange({ minimumOne })}
      />
      <div className="rule-row">
        <NumberField
          name="smallBelow"
          label={say('smallBelow')}
          unit={say('objectsUnit')}
          value={sampling.smallPool.below}
          onChange={(below) => onChange({ smallPool: { ...sampling.smallPool, below } })}
        />
        <SelectField
          name="smallAdvice"
          label={say('smallAdvice')}
          empty={null}
          choices={(['warn', 'all'] as const).map((value) => ({ value, label: say(`advice.${value}`) }))}
          value={sampling.smallPool.advice}
          onChange={(advice) =>
            onChange({ smallPool: { ...sampling.smallPool, advice: advice === 'all' ? 'all' : 'warn' } })
          }
        />
        <RateField
          name="generalMost"
          label={say('generalMost')}
          value={sampling.generalItemMost}
          onChange={(rate) => onChange({ generalItemMost: rate === null ? null : [...rate] })}
        />
      </div>
      <TextField
        name="samplingNote"
        label={say('note')}
        optional
        maxLength={300}
        value={sampling.note}
        onChange={(note) => onChange({ note })}
      />
    </>
  );
}
