/** The steps that all chosen problems allow: one press, one form, one action for all of them. */
import { type FollowupMove, possibleMoves } from '@mingcha/core/followups/followup.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { useSession } from '../shell/session.tsx';
import { MoveDialog } from './move-dialog.tsx';

/** Forms about exactly one problem are not offered for several. */
const single: readonly FollowupMove[] = [
  'proposeLeniency',
  'decideLeniency',
  'educate',
  'proposeTransfer',
  'send',
  'changeKind',
];

export function BatchMoves(props: { readonly rows: readonly FollowupRow[]; readonly onDone: () => void }) {
  const say = useText(followupPageText);
  const { person } = useSession();
  const [move, setMove] = useState<FollowupMove | null>(null);
  const { rows } = props;
  const sets = rows.map((row) =>
    possibleMoves(
      {
        kind: row.kind,
        state: row.state,
        end: row.ended,
        isExtensionAsked: row.isExtensionAsked,
        proposedBy: null,
      },
      { accountId: person.accountId, roles: person.roles },
    ),
  );
  const common = (sets[0] ?? []).filter(
    (each) => !single.includes(each) && sets.every((set) => set.includes(each)),
  );
  if (common.length === 0) return <span>{say('mixed')}</span>;
  return (
    <>
      <ButtonRow>
        {common.map((each, index) => (
          <Button key={each} kind={index === 0 ? 'primary' : 'plain'} onClick={() => setMove(each)}>
            {say(`move.${each}`)}
          </Button>
        ))}
      </ButtonRow>
      {move === null ? null : (
        <MoveDialog
          move={move}
          rows={rows}
          onClose={() => setMove(null)}
          onDone={() => {
            setMove(null);
            props.onDone();
          }}
        />
      )}
    </>
  );
}
