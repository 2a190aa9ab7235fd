/** Two phones wrote one field without having seen each other: both values beside each other, one tap chooses. */
import { lineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useBook, useVisitActions } from './visit-context.tsx';

export function Doubled(props: {
  readonly path: string;
  /** Where more hangs on a value than its own field: an answer opens or takes back a problem. */
  readonly onTake?: (value: unknown) => void;
}) {
  const say = useText(visitStepText);
  const words = useText(visitSheetText);
  const { fields } = useBook();
  const { write } = useVisitActions();
  const state = fields.get(props.path);
  if (state === undefined || state.beside.length === 0) return null;
  const wordsOf = (value: unknown): string => {
    const answer = lineAnswer.safeParse(value);
    if (answer.success) {
      const verdict = answer.data.answer === null ? '' : words(answer.data.answer);
      return [answer.data.value ?? '', verdict].filter((part) => part !== '').join(' ');
    }
    return textOf(value);
  };
  return (
    <section className="doubled" aria-label={say('doubledTitle')}>
      <p className="doubled-title">{say('doubledTitle')}</p>
      <ul>
        {[state, ...state.beside].map((each) => (
          <li key={each.writeId}>
            <p>{wordsOf(each.value) || say('doubledEmpty')}</p>
            <p className="secondary">{say('doubledBy', { name: each.by, at: formatInstant(each.at) })}</p>
            <Button onClick={() => (props.onTake ?? ((value) => write(props.path, value)))(each.value)}>
              {say('doubledTake')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A value in words; of an object its texts, one after the other. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join('；');
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .map(textOf)
    .filter((text) => text !== '')
    .join(' ');
}
