/** State and due day of a publication, in words with a colour that never stands alone. */
import type { PublicationState } from '@mingcha/core/publications/publication.ts';
import type { PublicationRow } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DateText, StateChip, type Tone } from '../../shared/ui/values.tsx';

const tones: Readonly<Record<PublicationState, Tone>> = {
  prepared: 'accent',
  returned: 'warning',
  reviewed: 'accent',
  suspended: 'warning',
  exempt: 'neutral',
  excluded: 'neutral',
  published: 'verified',
  withdrawn: 'void',
  ended: 'neutral',
  contained: 'void',
};

type Standing = Pick<PublicationRow, 'state' | 'isAsked' | 'isObjected' | 'embargoUntil'>;

export function PublicationStateChips({ row }: { readonly row: Standing }) {
  const say = useText(publicationPageText);
  return (
    <span className="publication-chips">
      <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
      {row.isAsked ? <StateChip tone="warning">{say('asked')}</StateChip> : null}
      {row.isObjected ? <StateChip tone="warning">{say('objected')}</StateChip> : null}
      {row.embargoUntil === null ? null : (
        <StateChip>{say('embargoed', { day: row.embargoUntil.slice(0, 10) })}</StateChip>
      )}
    </span>
  );
}

/** The due day with what is left of it; a plain day once nothing is owed any more. */
export function PublicationDue({
  row,
}: {
  readonly row: Pick<PublicationRow, 'dueOn' | 'daysLeft' | 'warning'>;
}) {
  const say = useText(publicationPageText);
  const { dueOn, daysLeft, warning } = row;
  if (dueOn === null) return <span className="secondary">{'–'}</span>;
  if (daysLeft === null) return <DateText value={dueOn} form="short" />;
  const words =
    daysLeft < 0 ? say('overdue') : warning === 'today' ? say('dueToday') : say('leftDays', { n: daysLeft });
  const tone = daysLeft < 0 ? 'void' : warning === null || warning === 'five' ? 'neutral' : 'warning';
  return (
    <span className="publication-cell">
      <DateText value={dueOn} form="short" />
      <StateChip tone={tone}>{words}</StateChip>
    </span>
  );
}
