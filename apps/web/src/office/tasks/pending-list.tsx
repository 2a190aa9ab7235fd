/** 待派发: draws whose list has not gone out, the most urgent first. Renders nothing when none waits. */
import './tasks.css';
import type { PendingDispatch } from '@mingcha/core/tasks/task.ts';
import { listPendingDispatches } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function PendingList() {
  const say = useText(taskPageText);
  const pending = useApiQuery(listPendingDispatches);
  if (pending.status === 'error')
    return (
      <Section title={say('pending')}>
        <ErrorState error={pending.error} onRetry={pending.reload} />
      </Section>
    );
  const rows = pending.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={`${say('pending')}（${rows.length}）`}>
      <p className="secondary">{say('pendingLead')}</p>
      <ul className="task-pending">
        {rows.map((row) => (
          <PendingRow key={row.source.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function PendingRow(props: { readonly row: PendingDispatch }) {
  const { row } = props;
  const say = useText(taskPageText);
  const { locale } = useLocale();
  const to = `/tasks/dispatch/${row.source.kind}/${row.source.id}`;
  return (
    <li>
      <div className="task-pending-words">
        <GoTo to={to}>{row.title}</GoTo>
        <span className="secondary">
          {row.number}
          {row.due === null ? '' : `　${say('dueBy', { day: formatDay(row.due, locale) })}`}
        </span>
      </div>
      <div className="task-team-head">
        {row.isOverdue ? <StateChip tone="void">{say('late')}</StateChip> : null}
        {row.waitsFor === null ? (
          <GoTo to={to} className={buttonClass({ size: 'small' })}>
            {say('dispatch')}
          </GoTo>
        ) : (
          <GoTo to={`/draws/${row.source.id}`}>{say('waitSignedRecord')}</GoTo>
        )}
      </div>
    </li>
  );
}
