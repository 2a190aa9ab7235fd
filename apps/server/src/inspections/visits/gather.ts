/**
 * Small writes of many phones done together: what comes while the one before is under way waits and goes into the next
 * transaction. Sixteen photos that end at the same moment wait for one commit instead of for sixteen, one behind the other.
 */

/** Does one item of `key` and tells when it is done: together with the others that wait, or alone. */
export type Gathered<T> = (key: string, item: T) => Promise<void>;

interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** At most `most` at once. `work` must do all of them or none, and nothing that was done before; what fails together is tried alone. */
export function gather<T>(most: number, work: (items: readonly T[]) => Promise<void>): Gathered<T> {
  const lines = new Map<string, Waiting<T>[]>();
  const settle = async (some: readonly Waiting<T>[]): Promise<void> => {
    try {
      await work(some.map(({ item }) => item));
      for (const { done } of some) done();
    } catch (error) {
      if (some.length === 1) some[0]?.failed(error);
      else for (const one of some) await settle([one]);
    }
  };
  const drain = async (key: string, line: Waiting<T>[]): Promise<void> => {
    while (line.length > 0) await settle(line.splice(0, most));
    lines.delete(key);
  };
  return (key, item) =>
    new Promise((done, failed) => {
      const line = lines.get(key);
      if (line !== undefined) {
        line.push({ item, done, failed });
        return;
      }
      const begun: Waiting<T>[] = [{ item, done, failed }];
      lines.set(key, begun);
      void drain(key, begun);
    });
}
