/** Every step from the task to the end with its person, what was written, and by how much it was late. */

import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { type ChainEntry, chainSteps } from '@mingcha/core/followups/followup-views.ts';
import { downloadPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

export function Chain({ entries }: { readonly entries: readonly ChainEntry[] }) {
  return (
    <ol className="followup-chain">
      {entries.map((entry) => (
        <li key={`${entry.step} ${entry.at} ${entry.note}`}>
          <Step entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Step({ entry }: { readonly entry: ChainEntry }) {
  const say = useText(followupPageText);
  const name = useStepName();
  return (
    <>
      <span className="followup-chain-head">
        <strong>{name(entry.step)}</strong>
        {entry.decision === '' ? null : <Decision decision={entry.decision} />}
        {entry.lateDays > 0 ? (
          <StateChip tone="void">{say('stepLate', { days: entry.lateDays })}</StateChip>
        ) : null}
      </span>
      <span className="followup-chain-by">
        <DateText value={entry.at} /> {entry.by}
        {entry.dueOn === null ? null : `　${say('stepDue', { day: entry.dueOn })}`}
        {entry.paperId === null ? null : (
          <>
            {'　'}
            <a
              href={addressOf(downloadPaper, { params: { id: entry.paperId }, query: { format: 'pdf' } })}
              target="_blank"
              rel="noreferrer"
            >
              {say('paper')}
            </a>
          </>
        )}
      </span>
      {entry.note === '' ? null : <p className="followup-words">{entry.note}</p>}
    </>
  );
}

function useStepName() {
  const say = useText(followupPageText);
  return (step: ChainEntry['step']): string => {
    const before = chainSteps.find((each) => each === step);
    if (step === 'report') return say('step.report');
    if (before !== undefined) return say(`step.${before}`);
    return say(`move.${step as Exclude<ChainEntry['step'], (typeof chainSteps)[number]>}`);
  };
}

/** A word of a decision, or the day that it names. */
function Decision({ decision }: { readonly decision: string }) {
  const say = useText(followupPageText);
  if (/^\d{4}-\d{2}-\d{2}$/.test(decision)) return <DateText value={decision} />;
  const words = { ...followupPageText.zh };
  const key = [`decision.${decision}`, `kind.${decision}`].find((each) => each in words);
  return <StateChip>{key === undefined ? decision : say(key as keyof typeof followupPageText.zh)}</StateChip>;
}
