/** Rules in words: groups of labelled clauses, as a printed rule book has them. Used by the office and the portal. */
import './clause-list.css';

export interface ClauseGroup {
  readonly key: string;
  readonly title: string;
  readonly clauses: readonly { readonly key: string; readonly label: string; readonly text: string }[];
}

export function ClauseList(props: { readonly groups: readonly ClauseGroup[] }) {
  return (
    <div className="clauses">
      {props.groups.map((group) => (
        <section key={group.key} aria-label={group.title}>
          <h2>{group.title}</h2>
          <dl>
            {group.clauses.map((clause) => (
              <div key={clause.key} className="clause">
                <dt>{clause.label}</dt>
                <dd>{clause.text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
