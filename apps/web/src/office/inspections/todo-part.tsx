/** Results on the workbench: to enter, returned, to review, more time asked, due soon or overdue. */
import './inspections.css';
import { resultTodo, type WaitingResult } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DueChip } from './due-chip.tsx';

const kinds = ['enter', 'returned', 'review', 'unsigned', 'extensions', 'due'] as const;

export function ResultsTodo() {
  const say = useText(resultPageText);
  const todo = useApiQuery(resultTodo, {});
  const { data } = todo;
  if (data === undefined || kinds.every((kind) => data[kind].length === 0)) return null;
  return (
    <Section title={say('todoTitle')}>
      <div className="result-todo">
        {kinds.map((kind) =>
          data[kind].length === 0 ? null : <Card key={kind} title={say(`todo.${kind}`)} rows={data[kind]} />,
        )}
      </div>
    </Section>
  );
}

function Card(props: { readonly title: string; readonly rows: readonly WaitingResult[] }) {
  return (
    <section className="result-todo-card" aria-label={props.title}>
      <h3>
        {props.title}
        <span>{props.rows.length}</span>
      </h3>
      <ol className="result-list">
        {props.rows.slice(0, 5).map((row) => (
          <li key={`${row.inspectionId} ${row.agencyName}`} className="result-todo-row">
            <GoTo to={`/inspections/${row.inspectionId}?tab=results`}>{row.objectName}</GoTo>
            <DueChip
              due={
                row.dueOn === null || row.daysLeft === null
                  ? null
                  : { dueOn: row.dueOn, daysLeft: row.daysLeft }
              }
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
