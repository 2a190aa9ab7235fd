/** A short list whose rows are sections of the page: while it loads, when it fails, when there is nothing yet. */
import type { ReactNode } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';

export interface CardsProps<Row> {
  readonly list: {
    readonly data: { readonly rows: readonly Row[] } | undefined;
    readonly status: 'loading' | 'ready' | 'error' | 'forbidden';
    readonly error: ApiError | null;
    readonly reload: () => void;
  };
  readonly empty: { readonly title: string; readonly text: string };
  readonly card: (row: Row) => ReactNode;
}

export function Cards<Row>({ list, empty, card }: CardsProps<Row>) {
  const { data, status, error, reload } = list;
  if (data === undefined)
    return status === 'loading' ? <Skeleton lines={6} /> : <ErrorState error={error} onRetry={reload} />;
  if (data.rows.length > 0) return data.rows.map(card);
  return (
    <Section>
      <EmptyState title={empty.title} text={empty.text} />
    </Section>
  );
}
