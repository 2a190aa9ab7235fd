/**
 * What the pages of a visit read and do: the packed visit with everything written here on top, and the few ways to
 * add to it. Each of them is on the disk before anything is sent; none waits for the network.
 */
import type { Result } from '@mingcha/core/common/result.ts';
import {
  type FieldState,
  mergedFields,
  type StoredWrite,
} from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit, VisitPack, VisitTerms } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Evidence, KeptState, Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { PaperSetting } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { useMemo, useSyncExternalStore } from 'react';
import { type FieldSession, useSession } from './session.ts';
import { type EvidenceMeta, keepBlob, keptBlob } from './store/files.ts';
import { addRecord, type RecordBody, saveWrite } from './store/journal.ts';
import type { Standing } from './store/kept.ts';
import { type Lying, stateOf, unsentCount, visitState } from './store/kept-state.ts';
import { noteOpen } from './store/open-visit.ts';
import type { KeptRecord } from './store/rows.ts';
import type { EngineState } from './sync/engine.ts';

export type { EvidenceMeta } from './store/files.ts';
export type { RecordBody } from './store/journal.ts';

/** A file of the visit with where it stands on its way. */
export type VisitEvidence = Evidence & { readonly by: string; readonly state: KeptState };

export interface FieldVisit {
  readonly visit: PackedVisit;
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly evidence: readonly VisitEvidence[];
  readonly signatures: readonly Signature[];
  /** Records of this phone at this visit in their order, writes left out: papers, entry, finish, claim. */
  readonly records: readonly KeptRecord[];
  /** Of the whole visit. */
  readonly state: KeptState;
  /** Things that the server does not have yet. */
  readonly unsent: number;
  /** Name of who is at this phone. */
  readonly person: string;
  readonly phrases: readonly string[];
  readonly screenSigned: readonly string[];
  /** What the agency's papers are made with; null when the pack brought none. */
  readonly papers: PaperSetting | null;
  readonly addable: NonNullable<VisitPack['addable']>;
  /** Terms of the rule book; null when the pack brought none. */
  readonly terms: VisitTerms | null;
  readonly offline: boolean;
  /** Keeps a value; what the server last told of the field is its base. Stands at once, the promise says when it is on the disk. */
  readonly write: (path: string, value: unknown) => Promise<void>;
  /** Keeps a record; gives its id once it is on the disk. */
  readonly addRecord: (body: RecordBody) => Promise<string>;
  /** Keeps a file; errors `field.storage_full`, `field.file_empty`. */
  readonly addEvidence: (blob: Blob, meta: EvidenceMeta) => Promise<Result<Evidence>>;
  /** The file itself; null when this phone does not have it. */
  readonly fileOf: (id: string) => Promise<Blob | null>;
}

const nobody = () => () => {};

/** A visit of the signed-in person; null while nobody is signed in or when the phone has no such visit. */
export function useVisit(inspectionId: string): FieldVisit | null {
  const session = useSession();
  const standing = useSyncExternalStore(session?.kept.subscribe ?? nobody, () => session?.kept.now() ?? null);
  const engine = useSyncExternalStore(
    session?.engine.subscribe ?? nobody,
    () => session?.engine.now() ?? null,
  );
  const actions = useMemo(
    () => (session === null ? null : actionsOf(session, inspectionId)),
    [session, inspectionId],
  );
  return useMemo(() => {
    if (session === null || standing === null || engine === null || actions === null) return null;
    const read = readVisit({ session, standing, engine }, inspectionId);
    return read === null ? null : { ...read, ...actions };
  }, [session, standing, engine, actions, inspectionId]);
}

type Actions = Pick<FieldVisit, 'write' | 'addRecord' | 'addEvidence' | 'fileOf'>;

function actionsOf({ kept, engine }: FieldSession, visit: string): Actions {
  const after = <T>(done: Promise<T>): Promise<T> => {
    void done.then(engine.wake, () => undefined);
    return done;
  };
  return {
    write: (path, value) => {
      const base = seenFields(kept.now().visits.get(visit)).get(path)?.writeId ?? null;
      noteOpen(kept, visit);
      return after(saveWrite(kept, { visit, path, value, base }));
    },
    addRecord: (body) => {
      noteOpen(kept, visit);
      return after(addRecord(kept, { visit, body }));
    },
    addEvidence: (blob, meta) => {
      noteOpen(kept, visit);
      return after(keepBlob(kept, visit, { blob, meta }));
    },
    fileOf: (id) => keptBlob(kept, id),
  };
}

interface Reading {
  readonly session: FieldSession;
  readonly standing: Standing;
  readonly engine: EngineState;
}

function readVisit(
  { session, standing, engine }: Reading,
  id: string,
): Omit<FieldVisit, keyof Actions> | null {
  const visit = standing.visits.get(id);
  if (visit === undefined) return null;
  const lying: Lying = { ...standing, sending: engine.sending };
  const records = standing.records.filter((record) => record.visit === id);
  const head = packHead(standing);
  return {
    visit,
    fields: fieldsOf(standing, session.kept, id),
    evidence: evidenceOf(visit, records, { standing, engine, person: session.kept.person.name }),
    signatures: signaturesOf(visit, records),
    records: records.filter((record) => record.kind !== 'writes'),
    state: visitState(lying, id),
    unsent: unsentCount(lying, id),
    person: session.kept.person.name,
    phrases: head?.phrases ?? [],
    screenSigned: head?.screenSigned ?? [],
    papers: head?.papers ?? null,
    addable: head?.addable ?? [],
    terms: head?.terms ?? null,
    offline: engine.link !== 'online',
  };
}

/** What the pack says beside the visits; undefined before the first one. */
export function packHead(
  standing: Standing,
): Omit<VisitPack, 'visits' | 'watermark' | 'serverTime'> | undefined {
  return standing.notes['pack'] as VisitPack | undefined;
}

const seen = new WeakMap<PackedVisit, ReadonlyMap<string, FieldState>>();

/** Fields as the server last told them: what a new value is based on. A value of one's own proves no sight of others. */
function seenFields(visit: PackedVisit | undefined): ReadonlyMap<string, FieldState> {
  if (visit === undefined) return new Map();
  const known = seen.get(visit) ?? mergedFields(visit.writes);
  seen.set(visit, known);
  return known;
}

interface Merged {
  readonly visit: PackedVisit | undefined;
  readonly drafts: Standing['drafts'];
  readonly records: Standing['records'];
  readonly fields: ReadonlyMap<string, FieldState>;
}
const merged = new Map<string, Merged>();

/** Fields after the server's writes and, on top of them, those of this phone that the pack does not hold yet. */
export function fieldsOf(
  { visits, drafts, records }: Standing,
  { person, slot }: FieldSession['kept'],
  id: string,
): ReadonlyMap<string, FieldState> {
  const visit = visits.get(id);
  const key = `${slot}/${id}`;
  const before = merged.get(key);
  if (before?.visit === visit && before?.drafts === drafts && before.records === records)
    return before.fields;
  const packed = visit?.writes ?? [];
  const known = new Set(packed.map((write) => write.id));
  const mine = [
    ...records.flatMap(({ visit: at, record }) =>
      at === id && record.kind === 'writes'
        ? record.writes.map((write) => ({ ...write, at: record.at }))
        : [],
    ),
    ...drafts.filter((draft) => draft.visit === id),
  ];
  const last = packed.reduce((top, write) => Math.max(top, write.seq), 0);
  const own = mine
    .filter((write) => !known.has(write.id))
    .map(({ id: writeId, path, value, base, at }, index): StoredWrite => {
      const seq = last + 1 + index;
      return { id: writeId, path, value, base, at, seq, by: person.name, deviceId: person.deviceId };
    });
  const fields = mergedFields([...packed, ...own]);
  merged.set(key, { visit, drafts, records, fields });
  return fields;
}

function evidenceOf(
  visit: PackedVisit,
  records: readonly KeptRecord[],
  { standing, engine, person }: Pick<Reading, 'standing' | 'engine'> & { readonly person: string },
): readonly VisitEvidence[] {
  const files = new Map(standing.files.map((file) => [file.id, file]));
  const own = records.flatMap((kept) => {
    if (kept.record.kind !== 'evidence') return [];
    const evidence = kept.record.evidence as Evidence;
    const file = files.get(evidence.id);
    const states = [kept, ...(file === undefined ? [] : [file])].map((row) => stateOf(row, engine.sending));
    return [{ ...evidence, by: person, state: leastOf(states) }];
  });
  const ownIds = new Set(own.map((evidence) => evidence.id));
  const others = visit.evidence
    .filter((evidence) => !ownIds.has(evidence.id))
    .map(
      ({ received, ...evidence }): VisitEvidence => ({
        ...evidence,
        state: received ? 'delivered' : 'waiting',
      }),
    );
  return [...others, ...own].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const order: readonly KeptState[] = ['attention', 'sending', 'waiting', 'draft', 'delivered'];

function leastOf(states: readonly KeptState[]): KeptState {
  return order.find((state) => states.includes(state)) ?? 'delivered';
}

function signaturesOf(visit: PackedVisit, records: readonly KeptRecord[]): readonly Signature[] {
  const known = new Set(visit.signatures.map((signature) => signature.id));
  const own = records.flatMap(({ record }) =>
    record.kind === 'signature' && !known.has(record.signature.id) ? [record.signature as Signature] : [],
  );
  return [...visit.signatures, ...own];
}
