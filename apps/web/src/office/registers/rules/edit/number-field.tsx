/** Numbers as fields: whole numbers that may be left out, and rates in percent as exact fractions. */
import { percentText } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useState } from 'react';
import { TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { type Rate, rateOf, wrongRate } from './rate-of.ts';

interface NumberProps<V> {
  readonly name: string;
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly value: V;
  /** NaN while the text is no number: the form then refuses to save and says where. */
  readonly onChange: (value: V) => void;
}

/** A whole number that must be given. */
export function NumberField(props: NumberProps<number>) {
  return <MaybeNumberField {...props} onChange={(value) => props.onChange(value ?? Number.NaN)} />;
}

/** A whole number, or nothing. */
export function MaybeNumberField(props: NumberProps<number | null>) {
  const say = useText(rulePageText);
  const [text, setText] = useState(props.value === null ? '' : String(props.value));
  const { name, label, unit, hint } = props;
  const isWrong = Number.isNaN(props.value);
  return (
    <TextField
      name={name}
      label={label}
      short
      inputMode="numeric"
      maxLength={9}
      {...(unit === undefined ? {} : { unit })}
      {...(hint === undefined ? {} : { hint })}
      error={isWrong ? say('numberWrong') : undefined}
      value={text}
      onChange={(typed) => {
        setText(typed);
        props.onChange(wholeNumber(typed));
      }}
    />
  );
}

/** Null for nothing, NaN for what is no whole number. */
function wholeNumber(typed: string): number | null {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** A rate in percent, exact: 2.5 is [25, 1000]. */
export function RateField(props: NumberProps<Rate | null> & { readonly required?: boolean }) {
  const say = useText(rulePageText);
  const [text, setText] = useState(props.value === null ? '' : percentText(props.value));
  const isWrong = props.value !== null && Number.isNaN(props.value[0]);
  return (
    <TextField
      name={props.name}
      label={props.label}
      short
      inputMode="decimal"
      unit="%"
      maxLength={12}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      error={isWrong ? say('rateWrong') : undefined}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const rate = rateOf(typed);
        props.onChange(rate === null && props.required === true ? wrongRate : rate);
      }}
    />
  );
}
