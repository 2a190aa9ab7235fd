/** Step 2: who may be drawn, in which classes and how many; one press makes a class of every grade. */
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { creditClasses, riskLevels } from '@mingcha/core/registers/object.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { FilterEditor, useFilterWords } from '../../registers/filter-editor.tsx';
import type { StepProps } from './entry-form-page.tsx';
import type { EntryValues, TypedClass } from './values.ts';

export function ObjectsStep(props: StepProps) {
  const { values, change, error } = props;
  const say = useText(planFormText);
  return (
    <div className="plan-fields">
      <RadioGroup
        name="scope"
        label={say('scope')}
        value={values.scope}
        choices={(['untargeted', 'targeted'] as const).map((scope) => ({
          value: scope,
          label: say(`scope.${scope}`),
        }))}
        onChange={(scope) => change({ scope: scope as EntryValues['scope'] })}
        error={error('filter')}
      />
      {values.scope === 'targeted' ? (
        <FilterEditor name="filter" filter={values.filter} onChange={(filter) => change({ filter })} />
      ) : null}
      <TextArea
        name="objectsText"
        label={say('objectsText')}
        hint={say('objectsTextHint')}
        optional
        value={values.objectsText}
        onChange={(objectsText) => change({ objectsText })}
        error={error('objectsText')}
      />
      {values.form === 'draw' ? <Classes {...props} /> : null}
      <TextField
        name="times"
        label={say('times')}
        inputMode="numeric"
        short
        value={values.times}
        onChange={(times) => change({ times })}
        error={error('times')}
      />
    </div>
  );
}

function useOneClass(): () => TypedClass {
  const say = useText(planFormText);
  return () => ({ code: '01', name: say('allObjects'), where: {}, rule: 'draw', amount: '5' });
}

function Classes(props: StepProps) {
  const { values, change, error } = props;
  const say = useText(planFormText);
  const one = useOneClass();
  return (
    <div className="plan-fields">
      <RadioGroup
        name="classes"
        label={say('classes')}
        value={values.ownClasses ? 'own' : 'rules'}
        choices={(['rules', 'own'] as const).map((key) => ({ value: key, label: say(`classes.${key}`) }))}
        onChange={(key) =>
          change({
            ownClasses: key === 'own',
            classes: values.classes.length === 0 ? [one()] : values.classes,
          })
        }
        error={error('classes')}
      />
      {values.ownClasses ? <OwnClasses {...props} /> : null}
    </div>
  );
}

function OwnClasses({ values, change }: StepProps) {
  const say = useText(planFormText);
  const graded = useGradedClasses();
  const one = useOneClass();
  const { classes } = values;
  const set = (index: number, part: Partial<TypedClass>) =>
    change({ classes: classes.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  const add = () =>
    change({ classes: [...classes, { ...one(), ...freeCode(classes), name: say('restObjects') }] });
  return (
    <>
      <div className="button-row">
        <Button size="small" onClick={() => change({ classes: graded('risk') })}>
          {say('splitRisk')}
        </Button>
        <Button size="small" onClick={() => change({ classes: graded('credit') })}>
          {say('splitCredit')}
        </Button>
        <Button size="small" onClick={() => change({ classes: [one()] })}>
          {say('splitNone')}
        </Button>
        <span className="secondary">{say('ladderHint')}</span>
      </div>
      {classes.map((each, index) => (
        <ClassRow
          key={each.code}
          one={each}
          only={classes.length === 1}
          onChange={(part) => set(index, part)}
          onRemove={() => change({ classes: classes.filter((_, at) => at !== index) })}
        />
      ))}
      <div>
        <Button size="small" onClick={add}>
          {say('addClass')}
        </Button>
      </div>
    </>
  );
}

function freeCode(classes: readonly TypedClass[]): { readonly code: string } {
  let number = classes.length + 1;
  while (classes.some((one) => one.code === String(number).padStart(2, '0'))) number += 1;
  return { code: String(number).padStart(2, '0') };
}

/** A class for each grade, worst first, with ratios that rise with the risk (R078). */
function useGradedClasses(): (field: 'risk' | 'credit') => readonly TypedClass[] {
  const say = useText(planFormText);
  const { locale } = useLocale();
  const words: Readonly<Record<string, string>> = registerText[locale];
  const ladder = ['30', '15', '10', '5'];
  return (field) => {
    const grades = (field === 'risk' ? riskLevels : creditClasses).filter((grade) => grade !== '').reverse();
    const rest: TypedClass = { code: '99', name: say('restObjects'), where: {}, rule: 'draw', amount: '5' };
    return [
      ...grades.map(
        (grade, index): TypedClass => ({
          code: String(index + 1).padStart(2, '0'),
          name: words[`${field}.${grade}`] ?? grade,
          where: { [field]: [grade] },
          rule: 'draw',
          amount: ladder[index] ?? '5',
        }),
      ),
      rest,
    ];
  };
}

function ClassRow(props: {
  readonly one: TypedClass;
  readonly only: boolean;
  readonly onChange: (part: Partial<TypedClass>) => void;
  readonly onRemove: () => void;
}) {
  const { one, onChange } = props;
  const say = useText(planFormText);
  const filterWords = useFilterWords();
  const name = `classes.${one.code}`;
  return (
    <div className="plan-box">
      <div className="plan-class">
        <TextField
          name={`${name}.name`}
          label={say('className')}
          maxLength={60}
          value={one.name}
          onChange={(text) => onChange({ name: text })}
        />
        <SelectField
          name={`${name}.rule`}
          label={say('take')}
          empty={null}
          choices={(['draw', 'fixed', 'all'] as const).map((rule) => ({
            value: rule,
            label: say(`take.${rule}`),
          }))}
          value={one.rule}
          onChange={(rule) => onChange({ rule: rule as TypedClass['rule'] })}
        />
        {one.rule === 'all' ? (
          <span />
        ) : (
          <TextField
            name={`${name}.amount`}
            label={say(one.rule === 'draw' ? 'percent' : 'number')}
            inputMode="decimal"
            {...(one.rule === 'draw' ? { unit: '%' } : {})}
            value={one.amount}
            onChange={(amount) => onChange({ amount })}
          />
        )}
        <Button size="small" kind="quiet" disabled={props.only} onClick={props.onRemove}>
          {say('removeClass')}
        </Button>
      </div>
      <details>
        <summary>{`${say('where')}：${filterWords(one.where)}`}</summary>
        <FilterEditor name={`${name}.where`} filter={one.where} onChange={(where) => onChange({ where })} />
      </details>
    </div>
  );
}
