/** Columns of the list of deadlines. */
import type { DeadlineRow } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { DraftPaper } from '../../parts/draft-paper.tsx';
import { WhyThisDay } from '../../parts/why-this-day.tsx';
import { GoIfOpen } from '../../shell/go-if-open.tsx';

interface Cell {
  readonly row: DeadlineRow;
}

const tones: Readonly<Record<DeadlineRow['state'], Tone>> = {
  late: 'void',
  today: 'warning',
  soon: 'warning',
  open: 'neutral',
  suspended: 'accent',
};

export function useDeadlineColumns(of: {
  readonly ownAgencyId: string;
  readonly showAgency: boolean;
  readonly onChanged: () => void;
}): readonly Column<DeadlineRow>[] {
  const say = useText(deadlineText);
  const words = useClockWords();
  const { ownAgencyId, showAgency, onChanged } = of;
  return useMemo(
    () => [
      {
        key: 'subject',
        title: say('subject'),
        width: 220,
        render: (row) => <Subject row={row} own={row.agencyId === ownAgencyId} />,
      },
      { key: 'clock', title: say('clock'), width: 120, render: (row) => words('clock', row.clock) },
      ...(showAgency
        ? [{ key: 'agency', title: say('agency'), width: 140, render: (row: DeadlineRow) => row.agencyName }]
        : []),
      { key: 'people', title: say('people'), render: (row) => <People row={row} /> },
      {
        key: 'startedOn',
        title: say('startedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.startedOn} form="short" />,
      },
      {
        key: 'dueOn',
        title: say('dueOn'),
        nowrap: true,
        render: (row) => (
          <span className="oversight-cell">
            <DateText value={row.dueOn} form="short" />
            {row.provisional ? <span className="secondary">{say('provisional')}</span> : null}
          </span>
        ),
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <State row={row} /> },
      {
        key: 'actions',
        title: say('why'),
        nowrap: true,
        render: (row) => (
          <span className="oversight-cell">
            <WhyThisDay clockKey={row.key} onChanged={onChanged} />
            <Paper row={row} />
          </span>
        ),
      },
    ],
    [say, words, ownAgencyId, showAgency, onChanged],
  );
}

/** Pages of a matter are for the agency that handles it; others read the name. */
function Subject({ row, own }: Cell & { readonly own: boolean }) {
  return (
    <span className="oversight-cell">
      {own ? <GoIfOpen to={row.path}>{row.subject}</GoIfOpen> : row.subject}
      <span className="secondary">{row.taskNumber}</span>
    </span>
  );
}

export function People({ row }: Cell) {
  const say = useText(deadlineText);
  if (row.people.length === 0) return <span className="secondary">{say('nobody')}</span>;
  return row.people.join('、');
}

export function State({ row }: Cell) {
  const say = useText(deadlineText);
  return (
    <span className="oversight-cell">
      <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
      <Left row={row} />
    </span>
  );
}

function Left({ row }: Cell) {
  const say = useText(deadlineText);
  if (row.state === 'suspended' || row.state === 'today') return null;
  if (row.daysLeft === 0) return null;
  const text =
    row.daysLeft < 0 ? say('daysLate', { n: -row.daysLeft }) : say('daysLeft', { n: row.daysLeft });
  return <span className="secondary">{text}</span>;
}

/** Whatever runs can be urged; what stands still by a decision cannot, nor opinions: they are the office's own matters. */
function Paper({ row }: Cell) {
  if (row.state === 'suspended' || row.clock === 'ratingAnswered') return null;
  return <DraftPaper about={row.key} subject={row.subject} agencyName={row.agencyName} />;
}
