/** Parts of the first screen that every role has: what is due, what the person began, unread messages. */

import type { WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useNoticeWords } from '../notices/words.ts';
import { useClockWords } from '../parts/clock-words.ts';
import { GoIfOpen } from '../shell/go-if-open.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { TodoLine } from './todo-part.tsx';

const words = { late: 'deadlinesLate', today: 'deadlinesToday', soon: 'deadlinesSoon' } as const;

export function DeadlinePart({ deadlines }: { readonly deadlines: NonNullable<WorkbenchView['deadlines']> }) {
  const say = useText(workbenchText);
  const clock = useClockWords();
  const daysOf = (days: number): string =>
    days < 0 ? say('daysLate', { n: -days }) : days === 0 ? say('daysToday') : say('daysLeft', { n: days });
  return (
    <Section
      title={say('deadlines')}
      actions={<GoTo to={`/deadlines?of=${deadlines.of}`}>{say('allDeadlines')}</GoTo>}
    >
      {deadlines.late + deadlines.today + deadlines.soon === 0 ? (
        <p className="secondary">{say('deadlinesNone')}</p>
      ) : (
        <dl className="desk-pair">
          {(['late', 'today', 'soon'] as const).map((state) => (
            <div key={state} data-late={state === 'late' && deadlines.late > 0}>
              <dt>{say(words[state])}</dt>
              <dd>
                <GoTo to={`/deadlines?of=${deadlines.of}&state=${state}`}>{String(deadlines[state])}</GoTo>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <ul className="desk-lines">
        {deadlines.rows.map((row) => (
          <li key={row.key}>
            <GoIfOpen to={row.path}>{row.subject}</GoIfOpen>
            <span className={row.daysLeft < 0 ? 'desk-late' : 'secondary'}>
              {`${clock('clock', row.clock)} · ${daysOf(row.daysLeft)}`}
            </span>
            {row.people.length === 0 ? null : <span className="secondary">{row.people.join('、')}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function StartedPart({ started }: { readonly started: WorkbenchView['started'] }) {
  const say = useText(workbenchText);
  return (
    <Section
      title={say('started')}
      actions={
        started.count === 0 ? undefined : (
          <GoTo to="/todo?kind=started">{say('todoCount', { n: started.count })}</GoTo>
        )
      }
    >
      {started.count === 0 ? (
        <p className="secondary">{say('startedNone')}</p>
      ) : (
        <ol className="desk-rows desk-rows-side">
          {started.rows.map((row) => (
            <TodoLine key={row.id} row={row} />
          ))}
        </ol>
      )}
    </Section>
  );
}

export function NoticePart({ notices }: { readonly notices: WorkbenchView['notices'] }) {
  const say = useText(workbenchText);
  const { sentence } = useNoticeWords();
  return (
    <Section title={say('notices')} actions={<GoTo to="/me/notices">{say('allNotices')}</GoTo>}>
      {notices.length === 0 ? <p className="secondary">{say('noticesNone')}</p> : null}
      <ul className="desk-lines">
        {notices.map((row) => (
          <li key={row.id}>
            <GoTo to={row.link ?? '/me/notices'}>{sentence(row, 'title')}</GoTo>
            <span className="secondary">
              <DateText value={row.at} form="short" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
