/** Columns of lists of problems: what, how it is handled, until when, how long it is open. */
import './followups.css';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { useMemo } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import type { Column } from '../../shared/table/data-table.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

export const keyOfRow = (row: FollowupRow) => row.findingId;
export const nameOfRow = (row: FollowupRow) => `${row.objectName} ${row.text}`;

export function StateOf({ row }: { readonly row: FollowupRow }) {
  const say = useText(followupPageText);
  const coordination = useText(coordinationPageText);
  const tone = row.state === 'closed' ? 'verified' : row.daysLate > 0 ? 'void' : 'accent';
  return (
    <span className="followup-state">
      <StateChip tone={tone}>
        {row.ended === null ? say(`state.${row.state}`) : say(`ended.${row.ended}`)}
      </StateChip>
      {row.isExtensionAsked ? <StateChip tone="warning">{say('extensionAsked')}</StateChip> : null}
      {row.isCoordinated ? <StateChip tone="warning">{coordination('waiting')}</StateChip> : null}
    </span>
  );
}

/** The day of the clock that runs, and how late it is; words beside the colour. */
export function DueOf({ row }: { readonly row: FollowupRow }) {
  const say = useText(followupPageText);
  if (row.dueOn === null) return <span className="secondary">{say('noDue')}</span>;
  return (
    <span className="followup-due">
      <DateText value={row.dueOn} />
      {row.daysLate > 0 ? (
        <strong className="followup-late">{say('late', { days: row.daysLate })}</strong>
      ) : null}
    </span>
  );
}

export function useFollowupColumns(): readonly Column<FollowupRow>[] {
  const say = useText(followupPageText);
  return useMemo(
    () => [
      { key: 'object', title: say('object'), width: 180, render: (row) => row.objectName },
      {
        key: 'problem',
        title: say('problem'),
        width: 280,
        render: (row) => <span className="followup-text">{row.text}</span>,
      },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <StateOf row={row} /> },
      {
        key: 'days',
        title: say('days'),
        nowrap: true,
        align: 'end',
        render: (row) => say('daysUnit', { days: row.daysOpen }),
      },
      { key: 'task', title: say('task'), extra: true, render: (row) => row.taskNumber },
      // The last column stays in sight.
      { key: 'due', title: say('due'), nowrap: true, render: (row) => <DueOf row={row} /> },
    ],
    [say],
  );
}
