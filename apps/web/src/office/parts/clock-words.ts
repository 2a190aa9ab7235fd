/** Names of clocks and of the day from which they run, wherever a deadline is shown. */
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { ruleClockText } from '@mingcha/core/registers/rules/rule-clock-text.ts';
import { useCallback } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';

/** `clock`: its name; `span`: from when it runs, empty where the kind says it. */
export function useClockWords(): (part: 'clock' | 'span', clock: DeadlineClock) => string {
  const own = useText(deadlineText);
  const rule = useText(ruleClockText);
  return useCallback(
    (part, clock) => {
      if (clock === 'listingTerm') return own(`${part}.${clock}`);
      if (part === 'span')
        return clock === 'planFiled' || clock === 'schemeFiled'
          ? own(`span.${clock}`)
          : rule(`span.${clock}`);
      return clock === 'rectified' ? own('clock.rectified') : rule(`clock.${clock}`);
    },
    [own, rule],
  );
}
