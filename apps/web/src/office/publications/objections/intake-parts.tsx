/** Parts that objections and contacts share: the due day with what is left of it, and the chain of steps. */
import './objections.css';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useState } from 'react';
import { TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

export function IntakeDue(props: { readonly dueOn: string; readonly daysLeft: number | null }) {
  const say = useText(objectionPageText);
  const { dueOn, daysLeft } = props;
  if (daysLeft === null) return <DateText value={dueOn} form="short" />;
  const words =
    daysLeft < 0 ? say('overdue') : daysLeft === 0 ? say('dueToday') : say('leftDays', { n: daysLeft });
  return (
    <span className="intake-cell">
      <DateText value={dueOn} form="short" />
      <StateChip tone={daysLeft < 0 ? 'void' : daysLeft <= 3 ? 'warning' : 'neutral'}>{words}</StateChip>
    </span>
  );
}

interface StepLine {
  readonly step: string;
  readonly personName: string;
  readonly note: string;
  readonly at: string;
}

export function IntakeSteps(props: {
  readonly steps: readonly StepLine[];
  readonly wordOf: (step: string) => string;
}) {
  return (
    <ol className="intake-steps">
      {props.steps.map((each) => (
        <li key={`${each.at} ${each.step}`}>
          <strong>{props.wordOf(each.step)}</strong>
          {each.note === '' ? null : <p className="intake-text">{each.note}</p>}
          <span className="secondary">
            {each.personName} <DateText value={each.at} form="seconds" />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A search by one text. */
export function TextFilter(props: { readonly label: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped('');
        props.onSearch('');
      }}
    >
      <TextField name="text" label={props.label} maxLength={100} value={typed} onChange={setTyped} />
    </FilterBar>
  );
}
