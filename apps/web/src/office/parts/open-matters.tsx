/** What is still open about something, a line each: what it is and leads to, how far it came, until when. */
import './open-matters.css';
import type { ReactNode } from 'react';
import type { Loaded } from '../../shared/api/loaded.ts';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';

interface OpenMatter {
  readonly key: string;
  readonly what: ReactNode;
  readonly standing: ReactNode;
  readonly due: ReactNode;
}

export function OpenMatters(props: {
  readonly title: string;
  readonly none: string;
  /** Shown below when there are more than these. */
  readonly more: ReactNode;
  readonly read: Loaded<{ readonly next: string | null }>;
  readonly rows: readonly OpenMatter[] | undefined;
}) {
  const { read, rows } = props;
  return (
    <Section title={props.title}>
      {rows === undefined ? (
        read.error === null ? (
          <Skeleton lines={2} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : rows.length === 0 ? (
        <p className="secondary">{props.none}</p>
      ) : (
        <ul className="open-matters">
          {rows.map((row) => (
            <li key={row.key}>
              <span className="open-matter-what">{row.what}</span>
              {row.standing}
              {row.due}
            </li>
          ))}
          {read.data?.next == null ? null : <li>{props.more}</li>}
        </ul>
      )}
    </Section>
  );
}
