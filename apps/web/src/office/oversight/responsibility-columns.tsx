/** Columns of the responsibility list. */
import type { ResponsibilityRow } from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityText } from '@mingcha/core/oversight/responsibility-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import type { Column } from '../../shared/table/data-table.tsx';
import { DateText, StateChip, type Tone } from '../../shared/ui/values.tsx';
import { DraftPaper } from '../parts/draft-paper.tsx';
import { GoIfOpen } from '../shell/go-if-open.tsx';

interface Cell {
  readonly row: ResponsibilityRow;
}

const tones: Readonly<Record<ResponsibilityRow['state'], Tone>> = {
  done: 'verified',
  doneLate: 'warning',
  open: 'neutral',
  late: 'void',
};

export function useResponsibilityColumns(): readonly Column<ResponsibilityRow>[] {
  const say = useText(responsibilityText);
  const words = useText(organisationPageText);
  return useMemo(
    () => [
      { key: 'subject', title: say('subject'), width: 300, render: (row) => <Subject row={row} /> },
      { key: 'link', title: say('link'), nowrap: true, render: (row) => words(`link.${row.link}`) },
      { key: 'posts', title: say('posts'), render: (row) => <Posts row={row} /> },
      { key: 'people', title: say('people'), render: (row) => <People row={row} /> },
      { key: 'due', title: say('dueOn'), nowrap: true, render: (row) => <Due row={row} /> },
      {
        key: 'done',
        title: say('doneOn'),
        nowrap: true,
        render: (row) => <DateText value={row.doneOn} form="short" />,
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <State row={row} /> },
    ],
    [say, words],
  );
}

function Subject({ row }: Cell) {
  return (
    <span className="oversight-cell">
      <GoIfOpen to={row.path}>{row.subject}</GoIfOpen>
      <span className="secondary">{row.taskNumber}</span>
    </span>
  );
}

function Posts({ row }: Cell) {
  const say = useText(responsibilityText);
  if (row.posts.length === 0) return <span className="secondary">{say('noPost')}</span>;
  return (
    <span className="oversight-cell">
      {row.posts.map((post) => (
        <span key={post.name}>
          {post.name} <span className="secondary">{post.holders.join('、')}</span>
        </span>
      ))}
    </span>
  );
}

function People({ row }: Cell) {
  const say = useText(responsibilityText);
  if (row.people.length === 0) return <span className="secondary">{say('nobody')}</span>;
  return row.people.join('、');
}

function Due({ row }: Cell) {
  const say = useText(responsibilityText);
  if (row.dueOn === null) return <span className="secondary">{say('noDue')}</span>;
  return <DateText value={row.dueOn} form="short" />;
}

function State({ row }: Cell) {
  const say = useText(responsibilityText);
  return (
    <span className="oversight-cell">
      <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
      {row.daysLate === 0 ? null : <span className="secondary">{say('daysLate', { n: row.daysLate })}</span>}
      {row.state === 'done' ? null : (
        <DraftPaper about={row.key} subject={row.subject} agencyName={row.agencyName} />
      )}
    </span>
  );
}
