/**
 * What a client of a server that is going to be killed was promised: every write that it sent, with the answer once one came.
 * The same write sent again is the same entry, so that two answers of one command can be compared.
 */
export interface Entry {
  /** Which path, round and turn: the same when the path runs again. */
  readonly key: string;
  readonly path: string;
  readonly routeId: string;
  /** Whether a success appends the route's event to the ledger. */
  readonly isAudited: boolean;
  /** Milliseconds of the process's clock. */
  sentAt: number;
  answers: { readonly at: number; readonly status: number; readonly text: string }[];
}

export interface Journal {
  readonly entries: readonly Entry[];
  sent(of: Pick<Entry, 'key' | 'path' | 'routeId' | 'isAudited'>): Entry;
}

export function makeJournal(): Journal {
  const entries: Entry[] = [];
  const byKey = new Map<string, Entry>();
  return {
    entries,
    sent(of) {
      const known = byKey.get(of.key);
      if (known !== undefined) {
        if (known.routeId !== of.routeId)
          throw new Error(`${of.key}: ${of.routeId} instead of ${known.routeId}`);
        return known;
      }
      const entry: Entry = { ...of, sentAt: performance.now(), answers: [] };
      entries.push(entry);
      byKey.set(of.key, entry);
      return entry;
    },
  };
}

/** Milliseconds before a kill in which an answer still counts as just given. */
const justMs = 250;

/** Whether a kill at that moment fell into the command: it was under way, or its answer had just been given. */
export function hitBy(entry: Entry, killedAt: number): 'underWay' | 'justAnswered' | null {
  if (entry.sentAt > killedAt) return null;
  const first = entry.answers[0];
  if (first === undefined || first.at > killedAt) return 'underWay';
  return killedAt - first.at <= justMs ? 'justAnswered' : null;
}
