/**
 * The first person's seal: all registers in one REPEATABLE READ snapshot become salted leaves, streamed in pages so
 * that ten million objects need little memory. Both blinding keys are drawn here and stored encrypted only. The
 * snapshot binds nothing until the second person seals it.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  areaOfObject,
  dropEmptyExclusions,
  objectRecord,
  type PoolInspector,
  planStrata,
  sealedTemplates,
} from '@mingcha/core/draws/draw-pool.ts';
import {
  blindOf,
  conflictsRoot,
  DrawError,
  type HashProvider,
  hex,
  type InspectorPub,
  inspectorCommitment,
  inspectorsRoot,
  jcs,
  type ObjectRecord,
  objectCommitment,
  objectLeaf,
  recordHash,
  type Stratum,
  saltOf,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { CaseFile } from './case-file.ts';
import { type Duties, dutiesOf } from './duties.ts';
import { type FrameWriter, startFrame } from './frame-writer.ts';
import { recordField } from './frozen.ts';
import { codeMarks } from './frozen-code.ts';
import { serverHash } from './hash.ts';
import { differenceToPrevious } from './pool-difference.ts';
import {
  type Avoidance,
  avoidanceOf,
  type Candidate,
  candidatePub,
  type PeopleScan,
  type ScannedObject,
  scanObjects,
  scanPeople,
} from './pool-scan.ts';
import { excludedOf } from './preview.ts';
import {
  closeSnapshot,
  type InspectorRecordView,
  insertFramePart,
  insertPairs,
  insertPoolPart,
  insertSealedInspectors,
  type NewPoolPart,
  openSnapshot,
  type SealedInspector,
  type SnapshotFacts,
  type SnapshotKey,
  type SnapshotRow,
  snapshotById,
} from './snapshot.queries.ts';

export interface SnapshotInput {
  readonly file: CaseFile;
  /** Accounts that run the draw. */
  readonly operators: ReadonlySet<string>;
}

/** Thrown inside the snapshot's transaction, so that a refusal leaves nothing behind. */
class Refused extends Error {
  readonly result: ReturnType<typeof fail>;
  constructor(result: ReturnType<typeof fail>) {
    super(result.error.code);
    this.result = result;
  }
}

/** Takes and stores the snapshot. Errors: `draw.pool_empty`, `draw.carried_object_gone`, `draw.object_without_stratum`, `draw.object_text_invalid`. */
export async function takeSnapshot(platform: Platform, input: SnapshotInput): Promise<Result<SnapshotRow>> {
  try {
    const row = await platform.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => sealRegisters(tx, platform, input));
    return ok(row);
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

interface Keys {
  readonly master: Uint8Array;
  readonly masterInspectors: Uint8Array;
}

async function sealRegisters(tx: Tx, platform: Platform, input: SnapshotInput): Promise<SnapshotRow> {
  const { file } = input;
  const { draw } = file;
  const hash = serverHash(draw.settings.suite);
  const keys: Keys = { master: platform.random.bytes(32), masterInspectors: platform.random.bytes(32) };
  const key: SnapshotKey = { jurisdictionId: draw.jurisdictionId, snapshotId: platform.ids.next() };
  await openSnapshot(tx, key, {
    drawId: draw.id,
    takenAt: platform.clock.now(),
    master: platform.secrets.seal(keys.master),
    masterInspectors: platform.secrets.seal(keys.masterInspectors),
  });
  const { jurisdictionId, agencyId, settings } = draw;
  const duties = await dutiesOf(tx, {
    jurisdictionId,
    agencyId,
    settings,
    drawId: draw.id,
    today: platform.clock.today(),
  });
  const { carried } = duties;
  const plan = planStrata(settings, duties);
  const people = await scanPeople(tx, {
    settings: draw.settings,
    participants: file.participants,
    operators: input.operators,
    today: platform.clock.today(),
  });
  const pool = startPool({
    hash,
    master: keys.master,
    avoidance: avoidanceOf(people),
    struck: duties.struck,
  });
  await scanObjects(tx, { agency: draw, settings: draw.settings, plan, carried }, async (page) => {
    const part = pool.addPage(page);
    if (part !== null) await insertPoolPart(tx, key, part);
  });
  if (pool.unplaced !== null) throw new Refused(fail('draw.object_without_stratum', pool.unplaced));
  if (pool.size === 0) throw new Refused(fail('draw.pool_empty'));
  const lost = carried.size - (carried.size === 0 ? 0 : (pool.counts.get(0) ?? 0));
  if (lost > 0) throw new Refused(fail('draw.carried_object_gone', { count: lost }));
  await storeSealed(tx, { ...input, key, keys, hash, strata: plan.strata, people, pool, duties });
  const row = await snapshotById(tx, key);
  if (row === undefined) throw new Error('the snapshot was not stored');
  return row;
}

interface Read extends SnapshotInput {
  readonly key: SnapshotKey;
  readonly keys: Keys;
  readonly hash: HashProvider;
  readonly strata: readonly Stratum[];
  readonly people: PeopleScan;
  readonly pool: Pool;
  readonly duties: Duties;
}

/** Stores what was read as sorted leaves, inspectors and pairs, and closes the snapshot with their roots. */
async function storeSealed(tx: Tx, read: Read): Promise<void> {
  const { file, key, keys, hash, people, pool } = read;
  const { settings } = file.draw;
  const counts = read.strata.map((_, h) => pool.counts.get(h) ?? 0);
  const { strata, indexOf } = dropEmptyExclusions(read.strata, counts);
  const sealedCounts = strata.map((_, index) => counts[indexOf.indexOf(index)] ?? 0);
  const frameRoot = await storeFrame(tx, key, pool.frame.pieces(indexOf));
  const inspectors = sealPeople({ file, people, hash, keys, areas: [...pool.areas] });
  await insertSealedInspectors(tx, key, inspectors.rows);
  const pairs = pairsOf(pool.avoided, inspectors.cOf);
  await insertPairs(tx, key, pairs);
  await closeSnapshot(tx, key, {
    plan: {
      strata,
      templates: sealedTemplates(settings, (agencyId) => deptOf(file, agencyId)),
      frameBlind: blindOf(hash, keys.master),
      inspectorsBlind: blindOf(hash, keys.masterInspectors),
    },
    facts: {
      counts: sealedCounts,
      excluded: excludedOf(settings, strata, sealedCounts),
      leftOut: people.leftOut,
      inspectorCounts: peopleCounts(file, inspectors.rows),
      operatorStandsInPool: inspectors.rows.some((each) =>
        each.accountIds.some((id) => read.operators.has(id)),
      ),
      since: await differenceToPrevious(tx, file, key),
      ruleBook: { id: read.duties.ruleBook.id, version: read.duties.ruleBook.version },
      struck: pool.struck,
    },
    objects: pool.size,
    inspectors: inspectors.rows.length,
    pairs: pairs.length,
    frameRoot: hex(frameRoot),
    inspectorsRoot: inspectors.root,
    conflictsRoot: conflictsRoot(hash, pairs),
  });
}

function peopleCounts(file: CaseFile, rows: readonly SealedInspector[]): SnapshotFacts['inspectorCounts'] {
  return file.participants.map(({ agencyId }) => ({
    agencyId,
    count: rows.filter((row) => row.agencyId === agencyId).length,
  }));
}

async function storeFrame(
  tx: Tx,
  key: SnapshotKey,
  pieces: ReturnType<FrameWriter['pieces']>,
): Promise<Uint8Array> {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
    await insertFramePart(tx, key, next.value);
  }
}

function deptOf(file: CaseFile, agencyId: string): string {
  return file.participants.find((row) => row.agencyId === agencyId)?.agencyCode ?? '';
}

interface Pool {
  readonly frame: FrameWriter;
  readonly counts: ReadonlyMap<number, number>;
  readonly areas: ReadonlySet<string>;
  /** Commitments of objects somebody must not meet, with the candidates concerned. */
  readonly avoided: readonly { readonly c: string; readonly candidates: readonly number[] }[];
  /** Ids of struck objects that stand in the pool. */
  readonly struck: readonly string[];
  readonly size: number;
  readonly unplaced: { readonly name: string; readonly count: number } | null;
  /** Hashes a page; returns its frozen records, or null for an empty page. */
  addPage(page: readonly ScannedObject[]): NewPoolPart | null;
}

/** Collects leaves page by page. Throws Refused for a record that cannot be frozen. */
function startPool(context: {
  readonly hash: HashProvider;
  readonly master: Uint8Array;
  readonly avoidance: Avoidance;
  readonly struck: ReadonlySet<string>;
}): Pool {
  const frame = startFrame(context.hash);
  const counts = new Map<number, number>();
  const areas = new Set<string>();
  const avoided: { c: string; candidates: readonly number[] }[] = [];
  const struck: string[] = [];
  let size = 0;
  let part = 0;
  let unplaced: { name: string; count: number } | null = null;
  const addObject = ({ object, stratum }: ScannedObject): ObjectRecord => {
    const record = objectRecord(object);
    const c = commit(context, record);
    frame.add(objectLeaf(stratum, 1, c), size);
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
    areas.add(areaOfObject(object));
    const candidates = context.avoidance.of(object);
    if (candidates.length > 0) avoided.push({ c: hex(c), candidates });
    if (context.struck.has(object.id)) struck.push(object.id);
    size += 1;
    return record;
  };
  return {
    frame,
    counts,
    areas,
    avoided,
    struck,
    get size() {
      return size;
    },
    get unplaced() {
      return unplaced;
    },
    addPage(page) {
      const placed = page.filter((each) => each.stratum >= 0);
      const lost = page.find((each) => each.stratum < 0);
      if (lost !== undefined) {
        unplaced = {
          name: unplaced?.name ?? lost.object.name,
          count: (unplaced?.count ?? 0) + page.length - placed.length,
        };
      }
      const records = placed.map(addObject);
      if (records.length === 0) return null;
      part += 1;
      return poolPart(part - 1, placed, records);
    },
  };
}

function poolPart(
  part: number,
  placed: readonly ScannedObject[],
  records: readonly ObjectRecord[],
): NewPoolPart {
  const ids = placed.map(({ object }) => object.id);
  return {
    part,
    firstId: ids[0] ?? '',
    lastId: ids.at(-1) ?? '',
    size: ids.length,
    objectIds: Buffer.from(ids.join('').replaceAll('-', ''), 'hex'),
    codes: codeMarks(records),
    records: records.map((record) => JSON.stringify(record)).join('\n'),
  };
}

function commit(
  context: { readonly hash: HashProvider; readonly master: Uint8Array },
  record: ObjectRecord,
): Uint8Array {
  try {
    return objectCommitment(
      context.hash,
      saltOf(context.hash, context.master, record.id),
      recordHash(context.hash, record),
    );
  } catch (error) {
    if (error instanceof DrawError && error.code.startsWith('json.'))
      throw new Refused(fail('draw.object_text_invalid', { name: recordField(record, 'name') }));
    throw error;
  }
}

interface PeopleInput {
  readonly file: CaseFile;
  readonly people: PeopleScan;
  readonly hash: HashProvider;
  readonly keys: Keys;
  readonly areas: readonly string[];
}

/** Inspectors' leaves in the order of c, their root, and the commitment of each candidate. */
function sealPeople(input: PeopleInput): {
  readonly rows: readonly SealedInspector[];
  readonly root: string;
  readonly cOf: readonly string[];
} {
  const { file, people, hash, keys } = input;
  const sealed = people.candidates.map((candidate) => {
    const dept = deptOf(file, candidate.agencyId);
    const pub = candidatePub(candidate, { settings: file.draw.settings, dept, poolAreas: input.areas });
    const record = inspectorRecord(candidate, pub);
    const c = hex(
      inspectorCommitment(hash, saltOf(hash, keys.masterInspectors, record.id), recordHash(hash, record)),
    );
    return { candidate, pub, record, c };
  });
  const ordered = [...sealed].sort((a, b) => (a.c < b.c ? -1 : 1));
  return {
    cOf: sealed.map((each) => each.c),
    root: inspectorsRoot(hash, ordered),
    rows: ordered.map(({ c, candidate, record }) => ({
      c,
      agencyId: candidate.agencyId,
      leafId: candidate.id,
      record: new TextDecoder().decode(jcs(record)),
      accountIds: candidate.members.flatMap((member) => member.accountId ?? []),
      inspectorIds: candidate.members.map((member) => member.id),
    })),
  };
}

function inspectorRecord(candidate: Candidate, pub: InspectorPub): InspectorRecordView {
  const person = (member: PoolInspector) => ({
    id: member.id,
    name: clean(member.name),
    certificate: clean(member.certificateNumber),
  });
  const [only] = candidate.members;
  if (!candidate.isTeam && only !== undefined) return { ...person(only), pub };
  return {
    id: candidate.id,
    name: clean(candidate.name),
    certificate: '',
    pub,
    members: candidate.members.map(person),
  };
}

function clean(text: string): string {
  return text.normalize('NFC').trim();
}

function pairsOf(avoided: Pool['avoided'], cOf: readonly string[]): readonly (readonly [string, string])[] {
  const pairs = avoided.flatMap(({ c, candidates }) =>
    candidates.map((candidate) => [c, cOf[candidate] ?? ''] as const),
  );
  return pairs.sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
}
