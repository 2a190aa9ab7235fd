/** A picture whose figures are on their way, were refused, or could not be read. */
import type { ApiError } from '../../../shared/api/call-api.ts';
import { ErrorState, ForbiddenState, Skeleton } from '../../../shared/ui/states.tsx';

export function PartState(props: {
  readonly list: {
    readonly status: 'loading' | 'ready' | 'error' | 'forbidden';
    readonly error: ApiError | null;
    readonly reload: () => void;
  };
}) {
  const { status, error, reload } = props.list;
  if (status === 'forbidden') return <ForbiddenState />;
  if (status === 'error') return <ErrorState error={error} onRetry={reload} />;
  return <Skeleton lines={8} />;
}
