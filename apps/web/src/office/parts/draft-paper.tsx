/** 督促: the way from a late or open row to a paper about it, for whoever may draft one. */

import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { supervisionDrafters } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { mayOpen } from '../shell/page-list.ts';
import { useSession } from '../shell/session.tsx';

/**
 * `about`: key of a duty or of a clock. `agencyName`: who answers, where another agency may; `subject` names the row for those
 * who hear the page.
 */
export function DraftPaper(props: {
  readonly about: string;
  readonly subject: string;
  readonly agencyName?: string;
}) {
  const say = useText(supervisionPageText);
  const { person } = useSession();
  if (!mayOpen({ roles: supervisionDrafters }, person.roles)) return null;
  const isOthers = props.agencyName !== undefined && props.agencyName !== person.agency.name;
  if (isOthers && !person.roles.includes('coordinator')) return null;
  return (
    <GoTo
      to={`/oversight/papers/new?about=${encodeURIComponent(props.about)}`}
      label={say('draftLinkOf', { subject: props.subject })}
    >
      {say('draftLink')}
    </GoTo>
  );
}
