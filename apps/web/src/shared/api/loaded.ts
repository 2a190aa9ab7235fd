/** What a page gets of a route that it reads. */
import type { ApiError } from './call-api.ts';

export interface Loaded<T> {
  readonly status: 'loading' | 'ready' | 'error' | 'forbidden';
  readonly data: T | undefined;
  readonly error: ApiError | null;
  /** True while a newer answer is on its way and the old one still stands. */
  readonly refreshing: boolean;
  readonly reload: () => void;
}

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Poll every so many milliseconds (progress of an import, a ceremony). */
  readonly every?: number;
}
