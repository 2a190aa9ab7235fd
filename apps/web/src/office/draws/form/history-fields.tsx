/** The condition of a stratum on an object's record, to be set and in words. */
import { drawOriginText } from '@mingcha/core/draws/draw-origin-text.ts';
import type { HistoryCondition } from '@mingcha/core/registers/rules/rule-book.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';

/** `24 个月内至少 3 件查实投诉，或有严重违法`. */
export function useHistoryWords(): (history: HistoryCondition) => string {
  const say = useText(drawOriginText);
  return ({ complaints, seriousViolation, months }) => {
    const key =
      complaints === null
        ? seriousViolation
          ? 'serious'
          : 'none'
        : seriousViolation
          ? 'both'
          : 'complaints';
    return say(`historyWords.${key}`, { months, complaints: complaints ?? 0 });
  };
}

const blank: HistoryCondition = { complaints: 2, seriousViolation: true, months: 24 };

/** Typed counts; NaN where the text is none, which the schema refuses beside the field. */
function whole(text: string): number {
  const digits = text.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN;
}

export function HistoryFields(props: {
  readonly name: string;
  readonly value: HistoryCondition | null;
  readonly error: (field: string) => string | undefined;
  readonly onChange: (value: HistoryCondition | null) => void;
}) {
  const say = useText(drawOriginText);
  const { name, value, error, onChange } = props;
  const shown = (n: number | null): string => (n === null || Number.isNaN(n) ? '' : String(n));
  return (
    <>
      <Checkbox
        name={`${name}.history`}
        label={say('historyUse')}
        checked={value !== null}
        onChange={(on) => onChange(on ? blank : null)}
      />
      {value === null ? null : (
        <div className="draw-row">
          <TextField
            name={`${name}.history.complaints`}
            label={say('historyComplaints')}
            short
            optional
            inputMode="numeric"
            value={shown(value.complaints)}
            onChange={(text) => onChange({ ...value, complaints: text.trim() === '' ? null : whole(text) })}
            error={error(`${name}.history.complaints`)}
          />
          <TextField
            name={`${name}.history.months`}
            label={say('historyMonths')}
            short
            inputMode="numeric"
            value={shown(value.months)}
            onChange={(text) => onChange({ ...value, months: whole(text) })}
            error={error(`${name}.history.months`)}
          />
          <Checkbox
            name={`${name}.history.seriousViolation`}
            label={say('historySerious')}
            checked={value.seriousViolation}
            onChange={(seriousViolation) => onChange({ ...value, seriousViolation })}
          />
        </div>
      )}
    </>
  );
}
