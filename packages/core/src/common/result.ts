/**
 * Expected refusals as values: plain objects that cross the wire and browser storage unchanged.
 * Exceptions are for bugs and broken machinery only.
 */
export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A refusal: a dotted code of a stage's catalogue (`draw.pool_changed`), the data its sentence needs, and the input field it concerns. */
export interface AppError {
  readonly code: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly field?: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(
  code: string,
  data?: Readonly<Record<string, string | number>>,
  field?: string,
): { readonly ok: false; readonly error: AppError } {
  return {
    ok: false,
    error: { code, ...(data === undefined ? {} : { data }), ...(field === undefined ? {} : { field }) },
  };
}

/** States that cannot happen; a failure is a bug, never a refusal. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${why}`);
}

/** Makes a `switch` over a union exhaustive at compile time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
