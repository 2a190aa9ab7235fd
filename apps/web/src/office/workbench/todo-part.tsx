/** What waits: one line per kind with its number, what is late in red, and the first three rows. */
import { listOfKind } from '@mingcha/core/oversight/board/workbench.ts';
import type { TodoCount, TodoRow } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function TodoPart({ todo }: { readonly todo: readonly TodoCount[] }) {
  const say = useText(workbenchText);
  return (
    <Section title={say('todo')} flush>
      {todo.length === 0 ? (
        <div className="desk-none">
          <EmptyState title={say('todoEmpty')} text={say('todoEmptyText')} />
        </div>
      ) : (
        <ul className="desk-kinds">
          {todo.map((one) => (
            <li key={one.kind} className="desk-kind" data-kind={one.kind}>
              <GoTo to={listOfKind(one.kind)} className="desk-kind-head">
                <span className="desk-kind-name">{say(`kind.${one.kind}`)}</span>
                {one.late === 0 ? null : (
                  <span className="desk-late">{say('todoLate', { n: one.late })}</span>
                )}
                <strong className="desk-count">{say('todoCount', { n: one.count })}</strong>
              </GoTo>
              {one.oldest.length === 0 ? null : (
                <ol className="desk-rows">
                  {one.oldest.map((row) => (
                    <TodoLine key={row.id} row={row} />
                  ))}
                </ol>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** One thing to do: its name, its number, and the day that counts. */
export function TodoLine({ row }: { readonly row: TodoRow }) {
  const say = useText(workbenchText);
  return (
    <li>
      <GoTo to={row.path} className="desk-row-title">
        {row.title}
      </GoTo>
      <span className="desk-row-note">{row.note}</span>
      {row.dueOn === null ? (
        row.since === null ? null : (
          <span className="desk-row-day">
            <DateText value={row.since.slice(0, 10)} />
          </span>
        )
      ) : (
        <span className="desk-row-day">
          {say('dueOn')} <DateText value={row.dueOn} />
        </span>
      )}
    </li>
  );
}
