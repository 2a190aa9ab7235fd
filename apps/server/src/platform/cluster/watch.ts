/**
 * When somebody who shows signs of life by counting counts as silent: after some looks in a row without growth. No clock is
 * asked, so that none that jumps can end or prolong a lead. Pure.
 */
export interface Watch {
  /** What was seen last. */
  readonly mark: string;
  /** Looks in a row that saw the same. */
  readonly unchanged: number;
}

/** One more look. */
export function watched(before: Watch | undefined, mark: string): Watch {
  return { mark, unchanged: before?.mark === mark ? before.unchanged + 1 : 0 };
}

/** All of them, looked at once more; whoever is gone is forgotten. */
export function watchedAll(
  before: ReadonlyMap<string, Watch>,
  seen: readonly { readonly id: string; readonly beat: bigint }[],
): ReadonlyMap<string, Watch> {
  return new Map(seen.map(({ id, beat }) => [id, watched(before.get(id), String(beat))]));
}
