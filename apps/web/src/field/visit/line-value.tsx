/** Lines that ask for a measured value, one of several words, or a text. The verdict stands below, as for every line. */

import type { LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import type { SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { measureOf } from './measure.ts';
import { useKeptText } from './use-kept-text.ts';

interface LineValueProps {
  readonly line: SheetLine;
  readonly answer: LineAnswer | undefined;
  readonly writable: boolean;
  readonly onAnswer: (answer: LineAnswer) => void;
}

export function LineValue(props: LineValueProps) {
  const { line, answer, writable } = props;
  if (!writable) {
    const value = answer?.value ?? null;
    return value === null ? null : <p className="line-verdict">{`${value} ${line.unit}`}</p>;
  }
  return line.answer === 'choice' ? <Choices {...props} /> : <TypedValue {...props} />;
}

function Choices(props: LineValueProps) {
  const say = useText(visitSheetText);
  const { line, answer } = props;
  return (
    <fieldset className="choice-buttons" aria-label={say('chooseOne')}>
      {line.choices.map((choice) => (
        <button
          key={choice}
          type="button"
          className="answer"
          aria-pressed={answer?.value === choice}
          onClick={() => props.onAnswer({ answer: answer?.answer ?? null, value: choice, by: 'hand' })}
        >
          {choice}
        </button>
      ))}
    </fieldset>
  );
}

function TypedValue(props: LineValueProps) {
  const say = useText(visitSheetText);
  const { line, answer } = props;
  const isMeasure = line.answer === 'measure';
  const keep = (text: string) => {
    const value = isMeasure ? measureOf(text) : text.trim() === '' ? null : text.trim();
    if (value === undefined) return;
    props.onAnswer({ answer: answer?.answer ?? null, value, by: 'hand' });
  };
  const [text, change] = useKeptText(answer?.value === null ? '' : String(answer?.value ?? ''), keep);
  const isWrong = isMeasure && measureOf(text) === undefined;
  return (
    <TextField
      name={`value-${line.key}`}
      label={isMeasure ? say('measureIn', { unit: line.unit }) : say('value')}
      maxLength={isMeasure ? 20 : 500}
      value={text}
      error={isWrong ? say('notNumber') : undefined}
      onChange={change}
      {...(isMeasure ? { inputMode: 'decimal' as const, unit: line.unit, short: true } : {})}
    />
  );
}
