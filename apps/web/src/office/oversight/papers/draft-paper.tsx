/** 督促: the way from a late or open row to a paper about it, for whoever may draft one. */

import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import {
  type SupervisionAbout,
  supervisionDrafters,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';

/** `subject` names the row for those who hear the page. */
export function DraftPaper(props: { readonly about: SupervisionAbout; readonly subject: string }) {
  const say = useText(supervisionPageText);
  const { person } = useSession();
  if (!mayOpen({ roles: supervisionDrafters }, person.roles)) return null;
  return (
    <GoTo
      to={`/oversight/papers/new?about=${encodeURIComponent(props.about.key)}`}
      label={say('draftLinkOf', { subject: props.subject })}
    >
      {say('draftLink')}
    </GoTo>
  );
}
