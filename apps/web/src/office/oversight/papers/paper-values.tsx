/** How state and day of the reply of a paper of supervision are shown. */
import type { SupervisionRow } from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import type { SupervisionState } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';

const tones: Readonly<Record<SupervisionState, Tone>> = {
  draft: 'neutral',
  submitted: 'warning',
  sent: 'accent',
  received: 'accent',
  replied: 'warning',
  closed: 'verified',
  discarded: 'neutral',
};

export function PaperState({ state }: { readonly state: SupervisionState }) {
  const say = useText(supervisionPageText);
  return <StateChip tone={tones[state]}>{say(`state.${state}`)}</StateChip>;
}

export function ReplyDue({ row }: { readonly row: Pick<SupervisionRow, 'replyDue' | 'daysLeft'> }) {
  const say = useText(supervisionPageText);
  const { replyDue, daysLeft } = row;
  if (replyDue === null) return <span className="secondary">{say('noReply')}</span>;
  if (daysLeft === null) return <DateText value={replyDue} form="short" />;
  const words =
    daysLeft < 0 ? say('overdue') : daysLeft === 0 ? say('dueToday') : say('leftDays', { n: daysLeft });
  return (
    <span className="intake-cell">
      <DateText value={replyDue} form="short" />
      <StateChip tone={daysLeft < 0 ? 'void' : daysLeft <= 3 ? 'warning' : 'neutral'}>{words}</StateChip>
    </span>
  );
}
