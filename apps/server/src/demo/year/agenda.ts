/** What happens on which day of the simulated year. Work of a day is done in the order in which it was noted. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { TestClock } from '../../platform/testing.ts';

export type Work = () => Promise<void>;

export interface Agenda {
  /** Notes work for a day; a day that is over means the next morning. */
  at(day: string, work: Work): void;
}

export interface Running extends Agenda {
  /** Lives every day from `from` to `to`; `evening` closes each that had work. */
  run(span: { readonly from: string; readonly to: string }, evening: () => Promise<void>): Promise<void>;
}

const morning = 'T00:30:00.000Z';
const second = 1000;

export function makeAgenda(clock: TestClock): Running {
  const days = new Map<string, Work[]>();
  let over = '';
  return {
    at(day, work) {
      const wanted = day > over ? day : addDays(over, 1);
      const list = days.get(wanted);
      if (list === undefined) days.set(wanted, [work]);
      else list.push(work);
    },
    async run({ from, to }, evening) {
      for (let day = from; day <= to; day = addDays(day, 1)) {
        const list = days.get(day) ?? [];
        if (list.length === 0) {
          over = day;
          continue;
        }
        const start = `${day}${morning}`;
        // A day that lasted past the next morning would carry every later day with it.
        if (clock.now() > start) throw new Error(`the work before ${day} took until ${clock.now()}`);
        clock.set(start);
        // Work may note more work for the same day.
        for (let n = 0; n < list.length; n += 1) {
          clock.advance(second);
          await list[n]?.();
        }
        days.delete(day);
        over = day;
        await evening();
      }
    },
  };
}
