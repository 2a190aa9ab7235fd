/** How many of each clock stand where. */
import type { countDeadlines } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { type DeadlineState, deadlineStates } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import type { z } from 'zod';
import { useText } from '../../../shared/i18n/locale.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { StateFigures } from '../state-figures.tsx';

type Counts = z.output<(typeof countDeadlines)['response']>;

export function ClockFigures(props: {
  readonly data: Counts;
  readonly onChoose: (clock: string, state: DeadlineState) => void;
}) {
  const say = useText(deadlineText);
  const words = useClockWords();
  const { data } = props;
  if (data.clocks.length === 0) return null;
  return (
    <StateFigures
      title={say('counts')}
      asOf={say('asOf', { day: data.asOf })}
      note={say('countsNote')}
      head={say('clock')}
      states={deadlineStates.map((key) => ({ key, name: say(`state.${key}`) }))}
      rows={data.clocks.map((row) => ({ key: row.clock, name: words('clock', row.clock), counts: row }))}
      onChoose={props.onChoose}
    />
  );
}
