/**
 * One person's store on this phone, open. What lies on the disk also stands in memory, opened, so that pages read
 * without waiting; every change goes to the disk first or at once, in the order in which it was made. It sends
 * nothing and knows no page.
 */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { layBallast, withBallast } from './ballast.ts';
import { answer, type Database, openDatabase } from './database.ts';
import { type OpenSlot, type SlotPerson, slotDatabase } from './people.ts';
import type { Draft, DraftRow, FileRow, KeptRecord, Reason, RecordRow, VisitRow } from './rows.ts';
import { storeSpecs, storeVersion } from './rows.ts';
import { openValue, sealValue, storeKey } from './sealing.ts';

/** What stands in memory. Replaced, never changed in place, so that pages see a change by identity. */
export interface Standing {
  readonly visits: ReadonlyMap<string, PackedVisit>;
  readonly drafts: readonly Draft[];
  readonly records: readonly KeptRecord[];
  readonly files: readonly FileRow[];
  readonly notes: Readonly<Record<string, unknown>>;
  /** Drafts that are not on the disk yet: for a moment each, for longer when the browser refuses to keep them. */
  readonly unkept: readonly string[];
  /** False while the browser refuses to keep what is written. */
  readonly keeps: boolean;
}

export interface Kept {
  readonly person: SlotPerson;
  readonly slot: string;
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly key: CryptoKey;
  readonly base: Database;
  readonly now: () => Standing;
  /** Puts a changed state in memory and tells the pages of this and of other tabs. */
  readonly change: (next: Partial<Standing>) => void;
  /** Reads everything from the disk again, as another tab changed it. */
  readonly reload: () => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  /** One after the other: what touches the disk and the memory together. */
  readonly inOrder: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
  /** Fulfilled when a newer version of the application in another tab has taken the store over: this one can keep nothing. */
  readonly whenReplaced: Promise<void>;
}

const nothingKept: Standing = {
  visits: new Map(),
  drafts: [],
  records: [],
  files: [],
  notes: {},
  unkept: [],
  keeps: true,
};

/** Opens the store of a person whose slot was unlocked. */
export async function openStore(open: OpenSlot): Promise<Kept> {
  const key = await storeKey(open.secret);
  const base = withBallast(await openDatabase(slotDatabase(open.slot), storeVersion, storeSpecs));
  await layBallast(base);
  const listeners = new Set<() => void>();
  const others = channelOf(open.slot);
  let state = nothingKept;
  let chain: Promise<unknown> = Promise.resolve();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const next = chain.then(work, work);
    chain = next.catch(() => undefined);
    return next;
  };
  const reload = () =>
    inOrder(async () => {
      const read = await readState(base, key, state);
      const { drafts, unkept, keeps } = state;
      // What another tab changed is on the disk; what is being written here is not there yet.
      const lying = new Set(read.drafts.map((draft) => draft.id));
      const coming = drafts.filter((draft) => unkept.includes(draft.id) && !lying.has(draft.id));
      state = { ...read, drafts: [...read.drafts, ...coming], unkept, keeps };
      tell();
    });
  if (others !== null) others.onmessage = () => void reload();
  await reload();
  return {
    person: open.person,
    slot: open.slot,
    secret: open.secret,
    key,
    base,
    now: () => state,
    change: (next) => {
      state = { ...state, ...next };
      tell();
      others?.postMessage('changed');
    },
    reload,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    inOrder,
    close: () => {
      others?.close();
      base.close();
    },
    whenReplaced: base.whenReplaced,
  };
}

function channelOf(slot: string): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(slotDatabase(slot));
}

interface NoteRow {
  readonly name: string;
  readonly sealed: RecordRow['sealed'];
}

/** Everything opened; rows that were opened before and did not change are not opened again. */
async function readState(
  base: Database,
  key: CryptoKey,
  old: Standing,
): Promise<Omit<Standing, 'unkept' | 'keeps'>> {
  const [visitRows, draftRows, recordRows, files, noteRows] = await base.run(
    ['visits', 'drafts', 'records', 'files', 'notes'],
    'readonly',
    (store) =>
      Promise.all([
        answer<VisitRow[]>(store('visits').getAll()),
        answer<DraftRow[]>(store('drafts').getAll()),
        answer<RecordRow[]>(store('records').getAll()),
        answer<FileRow[]>(store('files').getAll()),
        answer<NoteRow[]>(store('notes').getAll()),
      ]),
  );
  const visits = await Promise.all(
    visitRows.map((row) => openValue<PackedVisit>(key, `visits/${row.id}`, row.sealed)),
  );
  const oldDrafts = new Map(old.drafts.map((draft) => [draft.id, draft]));
  const oldRecords = new Map(old.records.map((record) => [record.seq, record]));
  const drafts = await Promise.all(
    draftRows.map(
      async (row) => oldDrafts.get(row.id) ?? openValue<Draft>(key, `drafts/${row.id}`, row.sealed),
    ),
  );
  const records = await Promise.all(
    recordRows.map(async (row) => openRecord(key, row, oldRecords.get(row.seq))),
  );
  const notes = await Promise.all(
    noteRows.map(async (row) => [row.name, await openValue(key, `notes/${row.name}`, row.sealed)] as const),
  );
  return {
    visits: new Map(visits.flatMap((visit) => (visit === undefined ? [] : [[visit.inspectionId, visit]]))),
    drafts: drafts.filter((draft) => draft !== undefined),
    records: records.filter((record) => record !== undefined),
    files,
    notes: Object.fromEntries(noteRows.length === 0 ? [] : notes),
  };
}

async function openRecord(
  key: CryptoKey,
  row: RecordRow,
  before: KeptRecord | undefined,
): Promise<KeptRecord | undefined> {
  const place = `records/${row.seq}`;
  const record = before?.record ?? (await openValue<KeptRecord['record']>(key, place, row.sealed));
  if (record === undefined) return undefined;
  const reason = row.reason === null ? null : await openValue<Reason>(key, `${place}/reason`, row.reason);
  const { seq, id, visit, kind, state, settledAt, madeAt } = row;
  return { seq, id, visit, kind, state, settledAt, madeAt, record, reason: reason ?? null };
}

/** A small sealed value of this person on this phone, kept under a name. */
export async function saveNote(kept: Kept, name: string, value: unknown): Promise<void> {
  await kept.inOrder(async () => {
    const sealed = await sealValue(kept.key, `notes/${name}`, value);
    await kept.base.run(['notes'], 'readwrite', (store) => void store('notes').put({ name, sealed }));
    kept.change({ notes: { ...kept.now().notes, [name]: value } });
  });
}

/** Visits as the server packed them. Those it no longer names go, unless something unsent belongs to them. */
export async function savePacked(kept: Kept, packed: readonly PackedVisit[]): Promise<void> {
  await kept.inOrder(async () => {
    const { drafts, records, files, visits } = kept.now();
    const needed = new Set([
      ...drafts.map((draft) => draft.visit),
      ...[...records, ...files].filter((row) => row.state !== 'delivered').map((row) => row.visit),
    ]);
    const rows = await Promise.all(
      packed.map(async (visit) => ({
        id: visit.inspectionId,
        sealed: await sealValue(kept.key, `visits/${visit.inspectionId}`, visit),
      })),
    );
    const named = new Map(packed.map((visit) => [visit.inspectionId, visit]));
    const gone = [...visits.keys()].filter((id) => !named.has(id) && !needed.has(id));
    await kept.base.run(['visits'], 'readwrite', (store) => {
      for (const row of rows) store('visits').put(row);
      for (const id of gone) store('visits').delete(id);
    });
    const stay = [...visits].filter(([id]) => needed.has(id));
    kept.change({ visits: new Map([...stay, ...named]) });
  });
}
