/** The rail of a visit: steps done and open, red dot where something is missing, and the count of what is. */
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { MissingList, missingOf } from './finish-action.tsx';
import { groupedMissing } from './missing.ts';
import type { StepProps } from './step-props.ts';
import { isStepDone, type StepKey, stepsOf } from './steps.ts';
import { isInspector, ownMember } from './team.ts';
import { useBook } from './visit-context.tsx';

export function VisitRail(props: Pick<StepProps, 'onGo' | 'onOutcome'> & { readonly now: StepKey }) {
  const say = useText(visitStepText);
  const book = useBook();
  const rail = useRef<HTMLOListElement>(null);
  const [open, setOpen] = useState(false);
  const steps = stepsOf(book.visit);
  const own = ownMember(book.visit);
  const missing = own === null || isInspector(own) ? missingOf(book) : [];
  const lacking = new Set(groupedMissing(missing).map(({ step }) => step));
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [props.now]);
  return (
    <nav className="visit-rail no-print" aria-label={say('steps')}>
      <ol ref={rail}>
        {steps.map((step, index) => {
          const done = isStepDone(step, book);
          return (
            <li
              key={step}
              data-done={done}
              data-lacking={lacking.has(step) && done}
              aria-current={step === props.now ? 'step' : undefined}
            >
              <button type="button" onClick={() => props.onGo(step)}>
                <span className="visit-node" aria-hidden="true">
                  {done ? <Icon name="check" size={14} /> : index + 1}
                </span>
                {say(`step.${step}`)}
                <span className="visually-hidden">
                  {say(done && !lacking.has(step) ? 'stepDone' : 'stepOpen')}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {missing.length === 0 ? null : (
        <button type="button" className="visit-missing" onClick={() => setOpen(true)}>
          {say('missingCount', { n: missing.length })}
        </button>
      )}
      {open ? (
        <MissingList onGo={props.onGo} onOutcome={props.onOutcome} onClose={() => setOpen(false)} />
      ) : null}
    </nav>
  );
}
