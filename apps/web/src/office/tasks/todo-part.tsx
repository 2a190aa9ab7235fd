/** The tasks' part of the workbench: lists to dispatch, teams that stay silent, inspections to claim. */
import '../registers/registers.css';
import { listMyInspections, listPendingDispatches, listTasks } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo } from '../shell/navigation.tsx';

export function TasksTodo() {
  const say = useText(taskPageText);
  const plans = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead');
  const leads = useHasRole('legalOfficer');
  const pending = useApiQuery(listPendingDispatches, {}, { enabled: plans }).data?.rows ?? [];
  const silent = useApiQuery(listTasks, { query: { overdue: 'silent', limit: 50 } }, { enabled: plans }).data;
  const vacant = useApiQuery(listTasks, { query: { overdue: 'vacant', limit: 50 } }, { enabled: plans }).data;
  const prepared = useApiQuery(
    listTasks,
    { query: { state: 'prepared', limit: 50 } },
    { enabled: leads },
  ).data;
  const mine = useApiQuery(listMyInspections).data?.rows ?? [];
  const rows = [
    {
      key: 'todoClaim',
      to: '/my-inspections',
      n: mine.filter((row) => row.memberState === 'assigned').length,
      late: false,
    },
    { key: 'todoPending', to: '/tasks', n: pending.length, late: pending.some((row) => row.isOverdue) },
    { key: 'todoPrepared', to: '/tasks?state=prepared', n: prepared?.rows.length ?? 0, late: false },
    { key: 'todoVacant', to: '/tasks?overdue=vacant', n: vacant?.rows.length ?? 0, late: false },
    { key: 'todoSilent', to: '/tasks?overdue=silent', n: silent?.rows.length ?? 0, late: true },
  ] as const;
  const waiting = rows.filter((row) => row.n > 0);
  if (waiting.length === 0) return null;
  return (
    <Section title={say('todo')}>
      <ul className="register-todo">
        {waiting.map((row) => (
          <li key={row.key}>
            <GoTo to={row.to}>{`${say(row.key)} ${say('todoCount', { n: row.n })}`}</GoTo>
            {row.late ? <StateChip tone="void">{say('late')}</StateChip> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
