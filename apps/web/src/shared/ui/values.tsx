/** Days, instants, numbers, states and pairs of name and value as they stand in running text and tables. */
import './values.css';
import type { ReactNode } from 'react';
import { formatDay, formatInstant, formatNumber } from '../format.ts';
import { useLocale } from '../i18n/locale.tsx';

/** A day (`YYYY-MM-DD`) or an instant (ISO, shown in the business zone). `form` `short` keeps digits only. */
export function DateText(props: {
  readonly value: string | null | undefined;
  readonly form?: 'long' | 'short' | 'seconds';
}) {
  const { locale } = useLocale();
  const { value, form } = props;
  if (value === null || value === undefined || value === '') return <span className="secondary">{'–'}</span>;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const text = isDay
    ? form === 'short'
      ? value
      : formatDay(value, locale)
    : formatInstant(value, form === 'seconds');
  return (
    <time dateTime={value} className="nowrap">
      {text}
    </time>
  );
}

export function NumberText(props: { readonly value: number | null | undefined }) {
  return (
    <span className="nowrap">
      {props.value === null || props.value === undefined ? '–' : formatNumber(props.value)}
    </span>
  );
}

export type Tone = 'neutral' | 'accent' | 'verified' | 'warning' | 'void';

/** A state in words. Tones: `accent` in hand, `verified` delivered or checked only, `warning`, `void` voided or overdue. */
export function StateChip(props: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="chip" data-tone={props.tone ?? 'neutral'}>
      {props.children}
    </span>
  );
}

export interface Pair {
  readonly name: string;
  readonly value: ReactNode;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

/** Names and values of one record, in two columns where there is room. */
export function PairList(props: { readonly pairs: readonly Pair[]; readonly columns?: 1 | 2 | 3 }) {
  return (
    <dl className="pairs" data-columns={props.columns ?? 2}>
      {props.pairs.map((pair) => (
        <div key={pair.name} className={pair.wide === true ? 'pair pair-wide' : 'pair'}>
          <dt>{pair.name}</dt>
          <dd>{pair.value === null || pair.value === undefined || pair.value === '' ? '–' : pair.value}</dd>
        </div>
      ))}
    </dl>
  );
}
