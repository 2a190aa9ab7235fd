/** Reads a route without a library, for the portal and the phone, whose pages must stay light. */
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { addressOf } from './address.ts';
import { type AnySpec, type ApiError, type CallInput, callApi } from './call-api.ts';
import type { Loaded, ReadOptions } from './loaded.ts';

interface Kept<T> {
  readonly address: string;
  readonly data: T | undefined;
  readonly error: ApiError | null;
}

/** As `useApiQuery`: the last answer stays while a newer one is fetched, errors keep what was read. */
export function useRead<S extends AnySpec>(
  spec: S,
  input: Pick<CallInput<S>, 'params' | 'query'> = {},
  options: ReadOptions = {},
): Loaded<z.output<S['response']>> {
  const address = addressOf(spec, input);
  const [kept, setKept] = useState<Kept<z.output<S['response']>>>({
    address: '',
    data: undefined,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  const enabled = options.enabled ?? true;
  const { every } = options;
  useEffect(() => {
    if (!enabled) return;
    const stop = new AbortController();
    const read = async () => {
      const result = await callApi(spec, { ...input, signal: stop.signal });
      setKept((old) =>
        result.ok
          ? { address, data: result.value, error: null }
          : { address, data: old.address === address ? old.data : undefined, error: result.error },
      );
    };
    const readQuietly = () => void read().catch(ignoreAbort);
    readQuietly();
    const timer = every === undefined ? undefined : setInterval(readQuietly, every);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
    // the address stands for spec and input, which are new objects at each render
    // oxlint-disable-next-line react/exhaustive-deps
  }, [address, enabled, every, turn]);
  const { data, error } = kept;
  return {
    status:
      error === null
        ? data === undefined
          ? 'loading'
          : 'ready'
        : error.status === 403
          ? 'forbidden'
          : 'error',
    data,
    error,
    refreshing: kept.address !== address && data !== undefined,
    reload: () => setTurn(turn + 1),
  };
}

function ignoreAbort(failure: unknown): void {
  if (!(failure instanceof DOMException && failure.name === 'AbortError')) throw failure;
}
