/** The follow-ups' part of the workbench: how many problems wait for what, each a way into its list. */
import './followups.css';
import { followupFigures } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo } from '../shell/navigation.tsx';

const cards = [
  { key: 'uncorrected', list: 'late', head: true },
  { key: 'recheck', list: 'recheck', head: false },
  { key: 'receive', list: 'receive', head: false },
  { key: 'decide', list: 'decide', head: true },
  { key: 'pending', list: 'pending', head: false },
] as const;

export function FollowupsTodo() {
  const say = useText(followupPageText);
  const isHead = useHasRole('agencyHead');
  const mayDecide = useHasRole('agencyHead', 'legalOfficer');
  const read = useApiQuery(followupFigures);
  const figures = read.data;
  if (figures === undefined) return null;
  const shown = cards.filter(
    (card) => figures[card.key] > 0 && (card.head || !isHead) && (card.key !== 'decide' || mayDecide),
  );
  if (shown.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <div className="followup-todo">
        {shown.map((card) => (
          <div key={card.key} data-late={card.key === 'uncorrected'}>
            <GoTo to={`/followups?of=${card.list}`}>
              <span>{say(`todo.${card.key}`)}</span>
              <strong>{figures[card.key]}</strong>
            </GoTo>
          </div>
        ))}
      </div>
    </Section>
  );
}
