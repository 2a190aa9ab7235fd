/** How many of each clock stand where; each figure is the way to its rows. */
import type { countDeadlines } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import {
  type DeadlineClock,
  type DeadlineState,
  deadlineStates,
} from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import type { z } from 'zod';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { useClockWords } from '../../parts/clock-words.ts';

type Counts = z.output<(typeof countDeadlines)['response']>;

export function ClockFigures(props: {
  readonly data: Counts;
  readonly onChoose: (clock: DeadlineClock, state: DeadlineState) => void;
}) {
  const say = useText(deadlineText);
  const words = useClockWords();
  const { data } = props;
  if (data.clocks.length === 0) return null;
  return (
    <Section
      title={say('counts')}
      actions={<span className="secondary">{say('asOf', { day: data.asOf })}</span>}
    >
      <div className="table-scroll">
        <table className="table oversight-figures" aria-label={say('counts')}>
          <thead>
            <tr>
              <th scope="col">{say('clock')}</th>
              {deadlineStates.map((state) => (
                <th key={state} scope="col">
                  {say(`state.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.clocks.map((row) => (
              <tr key={row.clock}>
                <th scope="row">{words('clock', row.clock)}</th>
                {deadlineStates.map((state) => (
                  <td key={state} data-late={state === 'late' && row.late > 0}>
                    {row[state] === 0 ? (
                      '0'
                    ) : (
                      <button
                        type="button"
                        aria-label={`${words('clock', row.clock)} ${say(`state.${state}`)} ${row[state]}`}
                        onClick={() => props.onChoose(row.clock, state)}
                      >
                        {formatNumber(row[state])}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="oversight-note secondary">{say('countsNote')}</p>
    </Section>
  );
}
