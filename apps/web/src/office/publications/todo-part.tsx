/** Publications on the workbench: overdue, due soon, to publish, and what the head has to decide. */
import './publications.css';
import { publicationFigures } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo } from '../shell/navigation.tsx';

export function PublicationsTodo() {
  const say = useText(publicationPageText);
  const isHead = useHasRole('agencyHead');
  const { data } = useApiQuery(publicationFigures);
  if (data === undefined) return null;
  const cards = [
    { key: 'late', count: data.late, to: '/publications?of=late' },
    { key: 'soon', count: data.soon, to: '/publications?of=soon' },
    { key: 'prepared', count: data.due, to: '/publications' },
    { key: 'asked', count: isHead ? data.asked : 0, to: '/publication-requests' },
  ] as const;
  const shown = cards.filter((card) => card.count > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <div className="publication-todo">
        {shown.map((card) => (
          <div key={card.key} data-late={card.key === 'late'}>
            <GoTo to={card.to}>
              <span>{say(`todo.${card.key}`)}</span>
              <strong>{card.count}</strong>
            </GoTo>
          </div>
        ))}
      </div>
    </Section>
  );
}
