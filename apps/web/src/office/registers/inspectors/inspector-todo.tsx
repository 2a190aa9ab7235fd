/** What waits among the inspectors: certificates that end in 90, 30 and 7 days, recusals, differences, experts. */
import './inspectors.css';
import { getHealth } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';

export function InspectorTodo() {
  const say = useText(personnelPageText);
  const legal = useHasRole('legalOfficer');
  const health = useApiQuery(getHealth).data;
  if (health === undefined) return null;
  const { counts } = health;
  const items = [
    { key: 'todo_expired', n: counts.expired + counts.withdrawn, to: '/inspectors/health?kind=expired' },
    { key: 'todo_within7', n: counts.within7, to: '/inspectors/health?kind=within7' },
    { key: 'todo_within30', n: counts.within30, to: '/inspectors/health?kind=within30' },
    { key: 'todo_within90', n: counts.within90, to: '/inspectors/health?kind=within90' },
    { key: 'todo_notDeclared', n: counts.notDeclared, to: '/declarations?tab=round' },
    { key: 'todo_recusals', n: health.openRecusals, to: '/declarations?tab=recusals' },
    { key: 'todo_differences', n: legal ? health.openDifferences : 0, to: '/personnel?tab=differences' },
    { key: 'todo_experts', n: health.expertsWaiting, to: '/inspectors?tab=experts' },
  ] as const;
  const shown = items.filter((item) => item.n > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <ul className="inspector-todo">
        {shown.map((item) => (
          <li key={item.key}>
            <GoTo to={item.to}>{say(item.key, { n: item.n })}</GoTo>
          </li>
        ))}
      </ul>
    </Section>
  );
}
