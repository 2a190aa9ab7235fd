/**
 * The journal of what somebody did: single writes become drafts at once (autosave at each tap); drafts become records
 * with a number of this device, in order; records wait until the server has taken or refused them. A record never
 * changes after it was made, so that it can be sent again and is the same (S-02, S-06).
 */
import type { FieldWrite } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { RecordOutcome, VisitRecordInput } from '@mingcha/core/inspections/visits/visit-record.ts';
import { nowInstant, nowMs } from '../../shared/platform/clock.ts';
import { answer } from './database.ts';
import { newId } from './ids.ts';
import type { Kept } from './kept.ts';
import type { Draft, DraftRow, FileRow, KeptRecord, Reason, RecordRow } from './rows.ts';
import { openValue, sealValue } from './sealing.ts';

/** Most writes in one record (a limit of the wire). */
const writesPerRecord = 200;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A record's own part, without what every record has. */
export type RecordBody = DistributiveOmit<
  VisitRecordInput,
  'id' | 'inspectionId' | 'agencyId' | 'seq' | 'at'
>;

/** Keeps one write; it stands in memory at once, and the promise is fulfilled when it is on the disk. */
export function saveWrite(
  kept: Kept,
  write: Pick<Draft, 'visit' | 'path' | 'value' | 'base'>,
): Promise<void> {
  const draft: Draft = { ...write, id: newId(), at: nowInstant() };
  const { drafts, unkept } = kept.now();
  kept.change({ drafts: [...drafts, draft], unkept: [...unkept, draft.id] });
  return kept.inOrder(() => keepUnkept(kept));
}

/**
 * Brings drafts that stand in memory only to the disk, those of an earlier refusal too. When the browser refuses, that
 * is shown until it works (`keeps`), and nothing is thrown away. Only inside `inOrder`.
 */
async function keepUnkept(kept: Kept): Promise<void> {
  const { drafts, unkept } = kept.now();
  const open = drafts.filter((draft) => unkept.includes(draft.id));
  if (open.length === 0) return;
  try {
    const rows = await Promise.all(
      open.map(
        async ({ id, ...draft }): Promise<DraftRow> => ({
          id,
          visit: draft.visit,
          sealed: await sealValue(kept.key, `drafts/${id}`, { id, ...draft }),
        }),
      ),
    );
    await kept.base.run(['drafts'], 'readwrite', (store) => {
      for (const row of rows) store('drafts').put(row);
    });
  } catch (failure) {
    kept.change({ keeps: false });
    throw failure;
  }
  const done = new Set(open.map((draft) => draft.id));
  kept.change({ unkept: kept.now().unkept.filter((id) => !done.has(id)), keeps: true });
}

/** Makes records of the drafts of a visit, or of all; they then wait to be sent. One tab at a time. */
export function sealDrafts(kept: Kept, visit?: string): Promise<void> {
  return alone(`mingcha-seal-${kept.slot}`, () => kept.inOrder(() => sealInOrder(kept, visit)));
}

async function sealInOrder(kept: Kept, visit: string | undefined): Promise<void> {
  await keepUnkept(kept).catch(() => undefined);
  const rows = await kept.base.run(['drafts'], 'readonly', (store) =>
    answer<DraftRow[]>(store('drafts').getAll()),
  );
  const wanted = rows.filter((row) => visit === undefined || row.visit === visit);
  const opened = await Promise.all(
    wanted.map((row) => openValue<Draft>(kept.key, `drafts/${row.id}`, row.sealed)),
  );
  const drafts = opened.filter((draft) => draft !== undefined);
  for (const id of new Set(drafts.map((draft) => draft.visit))) {
    const mine = drafts.filter((draft) => draft.visit === id);
    for (let from = 0; from < mine.length; from += writesPerRecord)
      await recordOf(kept, id, mine.slice(from, from + writesPerRecord));
  }
}

async function recordOf(kept: Kept, visit: string, drafts: readonly Draft[]): Promise<void> {
  const writes = drafts.map(({ id, path, value, base }): FieldWrite => ({ id, path, value, base }));
  const last = drafts.at(-1);
  await putRecord(kept, {
    visit,
    body: { kind: 'writes', writes },
    drafts: drafts.map((draft) => draft.id),
    ...(last === undefined ? {} : { at: last.at }),
  });
}

export interface NewRecord {
  readonly visit: string;
  readonly body: RecordBody;
  readonly at?: string;
  /** Drafts that the record takes up. */
  readonly drafts?: readonly string[];
  /** A file that comes with it; its parts are already on the disk. */
  readonly file?: FileRow;
}

/** Keeps a record after the drafts that came before it. Gives the record's id. */
export async function addRecord(kept: Kept, added: NewRecord): Promise<string> {
  await sealDrafts(kept, added.visit);
  return kept.inOrder(() => putRecord(kept, added));
}

/** Number, record, file and the end of the drafts in one transaction. Only inside `inOrder`. */
async function putRecord(kept: Kept, added: NewRecord): Promise<string> {
  const agencyId = kept.now().visits.get(added.visit)?.agencyId ?? '';
  const seq = await nextSeq(kept);
  const head = { id: newId(), inspectionId: added.visit, agencyId, seq, at: added.at ?? nowInstant() };
  const record = { ...head, ...added.body } as VisitRecordInput;
  const { id } = head;
  const bare = { seq, id, visit: added.visit, kind: record.kind, ...waiting };
  const keptRecord: KeptRecord = { ...bare, madeAt: nowMs(), record };
  const row = await rowOf(kept, keptRecord);
  const gone = new Set(added.drafts);
  await kept.base.run(['records', 'drafts', 'files'], 'readwrite', (store) => {
    store('records').put(row);
    for (const draft of gone) store('drafts').delete(draft);
    if (added.file !== undefined) store('files').put(added.file);
  });
  const { drafts, records, files } = kept.now();
  kept.change({
    records: [...records, keptRecord],
    drafts: gone.size === 0 ? drafts : drafts.filter((draft) => !gone.has(draft.id)),
    files: added.file === undefined ? files : [...files, added.file],
  });
  return id;
}

/** The device's next number; a number may be lost, never given twice. */
function nextSeq(kept: Kept): Promise<number> {
  return kept.base.run(['counters'], 'readwrite', async (store) => {
    const counters = store('counters');
    const row = await answer<{ value: number } | undefined>(counters.get('seq'));
    const value = (row?.value ?? 0) + 1;
    counters.put({ name: 'seq', value });
    return value;
  });
}

/** What the server said of records at `at` (its clock, milliseconds); one it did not name stays as it is. */
export function settle(kept: Kept, outcomes: readonly RecordOutcome[], at: number): Promise<void> {
  const told = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return changeRecords(kept, (record) => {
    const outcome = told.get(record.id);
    if (outcome === undefined) return null;
    if (outcome.state === 'refused')
      return attention({ code: outcome.code ?? 'field.refused', data: outcome.data });
    return { state: 'delivered', settledAt: at, reason: null };
  });
}

/** Marks records that no reply speaks of by id: they were refused before they were read. */
export function holdBack(kept: Kept, ids: ReadonlySet<string>, reason: Reason): Promise<void> {
  return changeRecords(kept, (record) => (ids.has(record.id) ? attention(reason) : null));
}

/** Somebody pressed 重试: refused records wait again. */
export function waitAgain(kept: Kept, ids: ReadonlySet<string> | 'all'): Promise<void> {
  return changeRecords(kept, (record) =>
    record.state === 'attention' && (ids === 'all' || ids.has(record.id)) ? waiting : null,
  );
}

/** The server lost what it had: everything of the last days waits again (S-12). */
export function resendDelivered(kept: Kept): Promise<void> {
  return changeRecords(kept, (record) => (record.state === 'delivered' ? waiting : null));
}

const waiting = { state: 'waiting', settledAt: null, reason: null } as const;
const attention = (reason: Reason) => ({ state: 'attention', settledAt: null, reason }) as const;

type Change = Partial<Pick<KeptRecord, 'state' | 'settledAt' | 'reason'>>;

async function changeRecords(kept: Kept, changeOf: (record: KeptRecord) => Change | null): Promise<void> {
  return kept.inOrder(async () => {
    const changed = new Map<number, KeptRecord>();
    for (const record of kept.now().records) {
      const change = changeOf(record);
      if (change !== null) changed.set(record.seq, { ...record, ...change });
    }
    if (changed.size === 0) return;
    const rows = await Promise.all([...changed.values()].map((record) => rowOf(kept, record)));
    await kept.base.run(['records'], 'readwrite', (store) => {
      for (const row of rows) store('records').put(row);
    });
    kept.change({ records: kept.now().records.map((record) => changed.get(record.seq) ?? record) });
  });
}

async function rowOf(kept: Kept, { record, reason, ...bare }: KeptRecord): Promise<RecordRow> {
  const place = `records/${bare.seq}`;
  return {
    ...bare,
    sealed: await sealValue(kept.key, place, record),
    reason: reason === null ? null : await sealValue(kept.key, `${place}/reason`, reason),
  };
}

/** Takes away what was delivered before `limit` (the server's clock, milliseconds). */
export async function dropOld(kept: Kept, limit: number = Number.POSITIVE_INFINITY): Promise<void> {
  await kept.inOrder(async () => {
    const { records } = kept.now();
    const old = records.filter((record) => record.settledAt !== null && record.settledAt <= limit);
    if (old.length === 0) return;
    await kept.base.run(['records'], 'readwrite', (store) => {
      for (const record of old) store('records').delete(record.seq);
    });
    kept.change({ records: records.filter((record) => !old.includes(record)) });
  });
}

/** Runs alone among all tabs of this browser; where the browser has no locks, among this tab only. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  return locks === undefined ? work() : (locks.request(name, work) as Promise<T>);
}
