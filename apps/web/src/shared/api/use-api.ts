/** Hooks over `callApi`: reads through TanStack Query, writes with an action id that survives a lost answer. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import { newActionId } from './action-id.ts';
import { type AnySpec, type ApiError, type CallInput, type CallResult, callApi } from './call-api.ts';
import type { Loaded, ReadOptions } from './loaded.ts';

class ApiFailure extends Error {
  readonly error: ApiError;
  constructor(error: ApiError) {
    super(error.code);
    this.error = error;
  }
}

/** Reads a route and keeps its answer; the previous page stays visible while the next one loads. */
export function useApiQuery<S extends AnySpec>(
  spec: S,
  input: Pick<CallInput<S>, 'params' | 'query'> = {},
  options: ReadOptions = {},
): Loaded<z.output<S['response']>> {
  const query = useQuery({
    queryKey: [spec.id, input.params ?? null, input.query ?? null],
    queryFn: async ({ signal }) => {
      const result = await callApi(spec, { ...input, signal });
      if (!result.ok) throw new ApiFailure(result.error);
      return { value: result.value };
    },
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const error = query.error instanceof ApiFailure ? query.error.error : null;
  return {
    status: statusOf(query.data !== undefined, query.error !== null, error),
    data: query.data?.value,
    error,
    refreshing: query.isFetching && query.data !== undefined,
    reload: () => void query.refetch(),
  };
}

function statusOf(hasData: boolean, failed: boolean, error: ApiError | null): Loaded<never>['status'] {
  if (error?.status === 403) return 'forbidden';
  if (failed) return 'error';
  return hasData ? 'ready' : 'loading';
}

export interface Action<S extends AnySpec> {
  readonly run: (
    input: Omit<CallInput<S>, 'body' | 'signal'> & { readonly body?: Omit<z.input<S['body']>, 'actionId'> },
  ) => Promise<CallResult<S>>;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly clearError: () => void;
}

/**
 * Runs a write. While no answer came, pressing again repeats the same action id, so nothing happens twice;
 * after a definite answer the next run is a new action. On success the reads named in `refresh` (route ids)
 * are loaded again; without it, all.
 */
export function useApiAction<S extends AnySpec>(spec: S, refresh?: readonly string[]): Action<S> {
  const queries = useQueryClient();
  const pending = useRef<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run: Action<S>['run'] = async (input) => {
    pending.current ??= newActionId();
    setBusy(true);
    setError(null);
    const body = { ...input.body, actionId: pending.current } as z.input<S['body']>;
    const result = await callApi(spec, { ...input, body });
    setBusy(false);
    if (result.ok || result.error.status !== 0) pending.current = null;
    if (!result.ok) setError(result.error);
    else await refreshReads(queries, refresh);
    return result;
  };
  return { run, busy, error, clearError: useCallback(() => setError(null), []) };
}

async function refreshReads(
  queries: ReturnType<typeof useQueryClient>,
  names?: readonly string[],
): Promise<void> {
  if (names === undefined) {
    await queries.invalidateQueries();
    return;
  }
  await Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}
