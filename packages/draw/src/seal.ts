/**
 * Step 1 of a draw: from records, strata, pairs and plan to leaves, roots, parameter document and F (§5).
 * For pools that fit into memory; larger ones are streamed with the functions of `freeze.ts`.
 */
import { hex, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import {
  blindOf,
  conflictsRoot,
  freezeId,
  inspectorCommitment,
  inspectorsRoot,
  LEAF_LENGTH,
  objectCommitment,
  objectLeaf,
  paramsOf,
  recordHash,
  repeatedCommitment,
  saltOf,
  sortEntries,
} from './freeze.ts';
import type { HashProvider } from './hash-provider.ts';
import { checkPlan, checkPub } from './plan.ts';
import { providerFor } from './providers.ts';
import type { Hex, InspectorRecord, InspectorRow, ObjectRecord, Params, Plan } from './types.ts';

/** One object of the announced scope, excluded ones included. */
export interface PoolObject {
  readonly record: ObjectRecord;
  /** Index into `plan.strata`. */
  readonly stratum: number;
  readonly weight: number;
}

export interface SealInput {
  readonly plan: Plan;
  /** M, 32 secret random bytes. */
  readonly master: Uint8Array;
  /** M_I, 32 secret random bytes, another key than M. */
  readonly masterInspectors: Uint8Array;
  readonly objects: readonly PoolObject[];
  readonly inspectors: readonly InspectorRecord[];
  /** Avoidance pairs: object id, inspector id (or the id of a member of a standing team). */
  readonly pairs: readonly (readonly [string, string])[];
}

export interface SealedObject {
  readonly id: string;
  readonly c: Hex;
  readonly salt: Hex;
  readonly stratum: number;
  readonly weight: number;
}

/** Everything that is fixed before the seed. Only `params`, `freezeId` and `frame` may be shown (sealed mode). */
export interface Sealed {
  readonly params: Params;
  readonly freezeId: Hex;
  /** frame.bin: sorted leaves of 39 bytes. */
  readonly frame: Uint8Array;
  /** In the order of the input. */
  readonly objects: readonly SealedObject[];
  /** In the order of c. */
  readonly inspectors: readonly (InspectorRow & { readonly id: string; readonly salt: Hex })[];
  /** Sorted, by commitments. */
  readonly conflicts: readonly (readonly [Hex, Hex])[];
}

export interface SealOptions {
  readonly provider?: HashProvider;
  readonly onProgress?: (done: number, total: number) => void;
}

function sealObjects(input: SealInput, hash: HashProvider, options: SealOptions): readonly SealedObject[] {
  const ids = new Set<string>();
  return input.objects.map(({ record, stratum, weight }, i) => {
    const { id } = record;
    if (ids.has(id))
      throw new DrawError('freeze.object_twice', `object ${id} stands twice in the pool`, { id });
    ids.add(id);
    const rule = input.plan.strata[stratum];
    if (rule === undefined) throw new DrawError('freeze.stratum', `object ${id} has no stratum`, { id });
    const equal = rule.rule === 'draw' && rule.method === 'equal';
    if (!Number.isInteger(weight) || weight < 1 || weight > 0xffffffff || (equal && weight !== 1))
      throw new DrawError('freeze.weight', `object ${id} has weight ${weight}`, { id, weight });
    const salt = saltOf(hash, input.master, id);
    const c = objectCommitment(hash, salt, recordHash(hash, record));
    if (i % 1000 === 0) options.onProgress?.(i, input.objects.length);
    return { id, c: hex(c), salt: hex(salt), stratum, weight };
  });
}

function sealInspectors(input: SealInput, hash: HashProvider): Sealed['inspectors'] {
  const people = new Set<string>();
  const rows = input.inspectors.map((record) => {
    const { id } = record;
    for (const person of peopleOf(record)) {
      if (people.has(person))
        throw new DrawError('freeze.inspector_twice', `${person} stands twice among the inspectors`, {
          id: person,
        });
      people.add(person);
    }
    checkPub(id, record.pub);
    const salt = saltOf(hash, input.masterInspectors, id);
    const c = inspectorCommitment(hash, salt, recordHash(hash, record));
    return { id, pub: record.pub, c: hex(c), salt: hex(salt) };
  });
  return rows.sort((a, b) => (a.c < b.c ? -1 : 1));
}

/** The leaf's own id and, for a standing team, its members' ids. @throws DrawError `freeze.team` */
function peopleOf(record: InspectorRecord): readonly string[] {
  const members = record['members'];
  if (members === undefined) return [record.id];
  if (!Array.isArray(members) || members.length < 2)
    throw new DrawError('freeze.team', `team ${record.id} has fewer than two members`, { id: record.id });
  const ids = members.map((member: unknown) => {
    const id: unknown = typeof member === 'object' && member !== null ? Reflect.get(member, 'id') : member;
    if (typeof id !== 'string')
      throw new DrawError('freeze.team', `team ${record.id} has a member without id`, { id: record.id });
    return id;
  });
  return [record.id, ...ids];
}

function sealPairs(
  input: SealInput,
  objects: readonly SealedObject[],
  inspectors: Sealed['inspectors'],
): Sealed['conflicts'] {
  const objectOf = new Map(objects.map((object) => [object.id, object.c]));
  const leafOf = new Map(inspectors.map((inspector) => [inspector.id, inspector.c]));
  const inspectorOf = new Map(
    input.inspectors.flatMap((record) => peopleOf(record).map((id) => [id, leafOf.get(record.id) ?? ''])),
  );
  const distinct = new Set<string>();
  for (const [object, inspector] of input.pairs) {
    const o = objectOf.get(object);
    const i = inspectorOf.get(inspector);
    if (o === undefined) throw new DrawError('freeze.pair_object', `no object ${object}`, { id: object });
    if (i === undefined)
      throw new DrawError('freeze.pair_inspector', `no inspector ${inspector}`, { id: inspector });
    distinct.add(o + i);
  }
  return [...distinct].sort().map((pair) => [pair.slice(0, 64), pair.slice(64)] as const);
}

/**
 * Seals a pool.
 * @throws DrawError `plan.*`, `freeze.*`, `json.*` naming the object, inspector or member that stands in the way
 */
export function sealDraw(input: SealInput, options: SealOptions = {}): Sealed {
  checkPlan(input.plan);
  const hash = options.provider ?? providerFor(input.plan.suite);
  const objects = sealObjects(input, hash, options);
  const inspectors = sealInspectors(input, hash);
  const conflicts = sealPairs(input, objects, inspectors);
  const leaves = new Uint8Array(objects.length * LEAF_LENGTH);
  objects.forEach(({ stratum, weight, c }, i) => {
    leaves.set(objectLeaf(stratum, weight, unhex(c)), i * LEAF_LENGTH);
  });
  const frame = sortEntries(leaves, LEAF_LENGTH);
  if (repeatedCommitment(frame) >= 0)
    throw new DrawError('freeze.commitment_twice', 'two objects share a commitment');
  const params = paramsOf(input.plan, {
    frame: {
      count: objects.length,
      root: hex(hash.merkle(frame, LEAF_LENGTH)),
      blind: blindOf(hash, input.master),
    },
    inspectors: {
      count: inspectors.length,
      root: inspectorsRoot(hash, inspectors),
      blind: blindOf(hash, input.masterInspectors),
    },
    conflicts: { count: conflicts.length, root: conflictsRoot(hash, conflicts) },
  });
  return { params, freezeId: freezeId(hash, params), frame, objects, inspectors, conflicts };
}
