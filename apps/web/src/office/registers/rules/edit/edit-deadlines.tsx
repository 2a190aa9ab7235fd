/** Deadlines with their clock, length and basis, each with a day counted by the real calendar. */

import { calendarYears, countWorkingDays } from '@mingcha/core/registers/rules/calendar-api.ts';
import { clocks, type RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useApiQuery } from '../../../../shared/api/use-api.ts';
import { formatDay } from '../../../../shared/format.ts';
import { SelectField, TextField } from '../../../../shared/forms/field.tsx';
import { useLocale, useSentence, useText } from '../../../../shared/i18n/locale.tsx';
import { Button } from '../../../../shared/ui/button.tsx';
import { useRuleWord } from '../rule-words.ts';
import type { PartProps } from './edit-parts.ts';
import { NumberField } from './number-field.tsx';

type Deadline = RuleBook['deadlines'][number];
const units = ['workingDays', 'days', 'months'] as const;

export function EditDeadlines(props: PartProps) {
  const word = useRuleWord();
  const { deadlines } = props.rules;
  const missing = clocks.filter((clock) => !deadlines.some((one) => one.clock === clock));
  const set = (next: readonly Deadline[]) => props.onChange({ deadlines: [...next] });
  return (
    <div className="rule-edit">
      {deadlines.map((one, index) => (
        <DeadlineFields
          key={one.clock}
          one={one}
          onChange={(next) => set(deadlines.map((each, at) => (at === index ? next : each)))}
          onRemove={() => set(deadlines.filter((_, at) => at !== index))}
        />
      ))}
      <div className="button-row">
        {missing.map((clock) => (
          <Button
            key={clock}
            size="small"
            onClick={() =>
              set(
                clocks.flatMap((each) =>
                  each === clock
                    ? [{ clock, length: 20, unit: 'workingDays' as const, basis: '' }]
                    : deadlines.filter((had) => had.clock === each),
                ),
              )
            }
          >
            {word(`clock.${clock}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function DeadlineFields(props: {
  readonly one: Deadline;
  readonly onChange: (one: Deadline) => void;
  readonly onRemove: () => void;
}) {
  const { one, onChange } = props;
  const say = useText(rulePageText);
  const word = useRuleWord();
  return (
    <div className="rule-item">
      <div className="rule-item-head">
        <strong>{word(`clock.${one.clock}`)}</strong>
        <Button size="small" onClick={props.onRemove}>
          {say('removeOne')}
        </Button>
      </div>
      <div className="rule-row rule-row-deadline">
        <NumberField
          name={`${one.clock}.length`}
          label={say('length')}
          value={one.length}
          onChange={(length) => onChange({ ...one, length })}
        />
        <SelectField
          name={`${one.clock}.unit`}
          label={say('unit')}
          empty={null}
          choices={units.map((value) => ({ value, label: say(`unit.${value}`) }))}
          value={one.unit}
          onChange={(unit) =>
            onChange({ ...one, unit: units.find((each) => each === unit) ?? 'workingDays' })
          }
        />
        <TextField
          name={`${one.clock}.basis`}
          label={say('basis')}
          optional
          maxLength={300}
          value={one.basis}
          onChange={(basis) => onChange({ ...one, basis })}
        />
      </div>
      {one.unit === 'workingDays' && one.clock !== 'schemeFiled' ? <CountedDay length={one.length} /> : null}
    </div>
  );
}

/** The last day of a clock that begins today. */
function CountedDay(props: { readonly length: number }) {
  const say = useText(rulePageText);
  const sentence = useSentence();
  const { locale } = useLocale();
  const today = useApiQuery(calendarYears).data?.today;
  const isAsked = today !== undefined && Number.isInteger(props.length) && props.length <= 1000;
  const counted = useApiQuery(
    countWorkingDays,
    { query: { from: today ?? '2026-01-01', days: isAsked ? props.length : 0 } },
    { enabled: isAsked },
  );
  if (!isAsked) return null;
  if (counted.error !== null) return <p className="field-hint">{sentence(counted.error)}</p>;
  if (counted.data === undefined) return null;
  const day = (value: string) => formatDay(value, locale);
  return (
    <p className="field-hint">{say('exampleDeadline', { from: day(today), to: day(counted.data.day) })}</p>
  );
}
