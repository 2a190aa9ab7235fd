/** The ledger as auditors, witnesses and the public see it: events by page, checkpoints, cosignatures. */
import { z } from 'zod';
import { anyone, only, route } from './api.ts';
import {
  actionId,
  instant,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  sha256Hex,
  uuid,
} from './schemas.ts';

export const ledgerEventRow = z.object({
  seq: z.number().int(),
  at: instant,
  type: z.string(),
  accountId: uuid.nullable(),
  personName: z.string().nullable(),
  /** `name`: of an account, agency or section as it stands today; it is no part of the entry. */
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  /** The entry's exact canonical bytes as text: what is hashed. */
  entry: z.string(),
  hash: sha256Hex,
});
export type LedgerEventRow = z.output<typeof ledgerEventRow>;

export const checkpointView = z.object({
  jurisdiction: z.object({ id: uuid, name: z.string() }),
  size: z.number().int(),
  root: sha256Hex,
  at: instant,
  /** C2SP signed note: body, blank line, our signature, cosignatures. */
  note: z.string(),
  /** C2SP verifier key of the installation. */
  verifierKey: z.string(),
  cosignatures: z.array(z.object({ witness: z.string(), signedAt: instant })),
  /**
   * SM2 signature of `mingcha/seal/v1 LF origin LF size LF base64 root LF base64 chain LF`, chain being the SM3 over all
   * entries; absent until it is made, and where the national suite is not chosen.
   */
  nationalSeal: z
    .object({
      keyId: z.string(),
      /** `04 ‖ x ‖ y` in hexadecimal; null when the key is no longer here. */
      publicKey: z.string().nullable(),
      chain: z.base64(),
      signature: z.base64(),
      at: instant,
    })
    .optional(),
});
export type CheckpointView = z.output<typeof checkpointView>;

export const witnessRow = z.object({
  name: z.string(),
  verifierKey: z.string(),
  addedAt: instant,
  /** Size of the latest checkpoint that this witness cosigned. */
  lastSize: z.number().int().nullable(),
});
export type WitnessRow = z.output<typeof witnessRow>;

/** Proof that an entry lies in the tree of a signed checkpoint (RFC 6962); whoever has it needs nothing else. */
export const inclusionProof = z.object({
  format: z.literal('mingcha ledger proof 1'),
  seq: z.number().int(),
  /** The entry's exact bytes as text. */
  entry: z.string(),
  /** Leaf hash, hex. */
  hash: sha256Hex,
  /** Size of the checkpoint's tree. */
  size: z.number().int(),
  /** Sibling hashes from the leaf up, hex. */
  path: z.array(sha256Hex),
  /** C2SP signed note of the checkpoint. */
  note: z.string(),
  verifierKey: z.string(),
});
export type InclusionProof = z.output<typeof inclusionProof>;

/** What a checkpoint that somebody kept is beside the ledger. */
export const comparisonOutcomes = ['same', 'differs', 'beyond'] as const;
export const comparisonView = z.object({
  id: uuid,
  keptBy: z.string(),
  size: z.number().int(),
  rootBrought: sha256Hex,
  /** Null where the ledger has fewer entries. */
  rootOwn: sha256Hex.nullable(),
  outcome: z.enum(comparisonOutcomes),
  personName: z.string(),
  comparedAt: instant,
});
export type ComparisonView = z.output<typeof comparisonView>;

/** Events that an auditor looks at first: voids, manual changes of rosters and draws, grants, refused verification. */
export const ledgerExceptions = [
  'draw.void_proposed',
  'draw.void_refused',
  'draw.voided',
  'draw.amended',
  'draw.replacement_proposed',
  'draw.recusal_proposed',
  'draw.reveal_missed',
  'draw.seal_withdrawn',
  'draw.policy_set',
  'object.deactivated',
  'inspector.changed',
  'inspector.statusChanged',
  'import.undone',
  'account.roles_asked',
  'account.roles_set',
  'account.grant_decided',
  'account.status_set',
  'account.password_reset',
  'session.refused',
  'ledger.witness_added',
] as const;

const pinned = requiredLine(400);
const keepers = only('legalOfficer', 'administrator', 'auditAdministrator', 'auditor', 'witness');

export const ledgerRoutes = {
  /** Latest first; `after` continues to older events. */
  search: route({
    id: 'ledger.search',
    method: 'GET',
    path: '/api/ledger/events',
    params: nothing,
    query: pageQuery
      .extend({
        /** An event, or a family that ends in a dot: `draw.`. */
        type: z.string().max(80).optional(),
        /** One entry by its number. */
        seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
        /** Only what an auditor looks at first: `ledgerExceptions`. */
        exceptions: z.literal('only').optional(),
        subjectKind: z.string().max(80).optional(),
        subjectId: z.string().max(120).optional(),
        accountId: uuid.optional(),
        from: instant.optional(),
        to: instant.optional(),
      })
      .strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(ledgerEventRow),
    policy: only('auditAdministrator', 'auditor'),
    audit: 'ledger.searched',
    rate: 'heavy',
  }),
  /** That one entry lies in the latest checkpoint. */
  prove: route({
    id: 'ledger.prove',
    method: 'GET',
    path: '/api/ledger/events/:seq/proof',
    params: z.object({ seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }).strict(),
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: inclusionProof,
    policy: only('auditAdministrator', 'auditor'),
    audit: 'ledger.entry_proved',
    rate: 'heavy',
  }),
  /** Holds the copy of a checkpoint that somebody outside kept against the ledger; what does not fit is an exception. */
  compare: route({
    id: 'ledger.compare',
    method: 'POST',
    path: '/api/ledger/comparisons',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, keptBy: requiredLine(100), text: z.string().min(1).max(8000) }).strict(),
    transfer: 'json',
    response: comparisonView,
    policy: only('auditAdministrator', 'auditor', 'witness'),
    audit: 'ledger.compared',
    rate: 'heavy',
  }),
  listComparisons: route({
    id: 'ledger.list_comparisons',
    method: 'GET',
    path: '/api/ledger/comparisons',
    params: nothing,
    query: pageQuery.strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(comparisonView),
    policy: only('auditAdministrator', 'auditor', 'witness'),
    audit: null,
    rate: 'read',
  }),
  /** The last checkpoint of each day, latest first: what outsiders keep. */
  publicDays: route({
    id: 'ledger.public_days',
    method: 'GET',
    path: '/api/public/ledger/:jurisdictionId/days',
    params: z.object({ jurisdictionId: uuid }).strict(),
    query: pageQuery.strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(
      z.object({
        day: plainDate,
        size: z.number().int(),
        root: sha256Hex,
        at: instant,
        cosigned: z.number().int(),
      }),
    ),
    policy: anyone,
    audit: null,
    rate: 'public',
  }),
  /** Recomputes chain, tree and every checkpoint. */
  verify: route({
    id: 'ledger.verify',
    method: 'POST',
    path: '/api/ledger/verification',
    params: nothing,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: z.object({
      sound: z.boolean(),
      size: z.number().int(),
      root: sha256Hex.nullable(),
      checkpoints: z.number().int(),
      /** The first bad entry and what is wrong with it. */
      fault: z.object({ seq: z.number().int(), code: z.string() }).nullable(),
    }),
    policy: only('auditAdministrator', 'auditor', 'witness', 'administrator'),
    audit: 'ledger.verified',
    rate: 'heavy',
  }),
  checkpoint: route({
    id: 'ledger.checkpoint',
    method: 'GET',
    path: '/api/public/ledger/:jurisdictionId/checkpoint',
    params: z.object({ jurisdictionId: uuid }).strict(),
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: checkpointView,
    policy: anyone,
    audit: null,
    rate: 'public',
  }),
  /** The latest checkpoint of every jurisdiction that has one. */
  publicCheckpoints: route({
    id: 'ledger.public_checkpoints',
    method: 'GET',
    path: '/api/public/ledger/checkpoints',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ rows: z.array(checkpointView) }),
    policy: anyone,
    audit: null,
    rate: 'public',
  }),
  /** The latest signed note, or that of `size`, as plain text: what witnesses cosign and readers keep. */
  note: route({
    id: 'ledger.note',
    method: 'GET',
    path: '/api/public/ledger/:jurisdictionId/note',
    params: z.object({ jurisdictionId: uuid }).strict(),
    query: z
      .object({
        size: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
        /** The size that a witness last saw: the proof of consistency then stands above the note (C2SP tlog-witness). */
        old: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      })
      .strict(),
    body: nothing,
    transfer: 'file',
    response: z.unknown(),
    policy: anyone,
    audit: null,
    rate: 'heavy',
  }),
  /** Checkpoints of one's own jurisdiction with their cosignatures, latest first. */
  listCheckpoints: route({
    id: 'ledger.list_checkpoints',
    method: 'GET',
    path: '/api/ledger/checkpoints',
    params: nothing,
    query: pageQuery.strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(checkpointView),
    policy: keepers,
    audit: null,
    rate: 'read',
  }),
  listWitnesses: route({
    id: 'ledger.list_witnesses',
    method: 'GET',
    path: '/api/ledger/witnesses',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ rows: z.array(witnessRow) }),
    policy: keepers,
    audit: null,
    rate: 'read',
  }),
  makeCheckpoint: route({
    id: 'ledger.make_checkpoint',
    method: 'POST',
    path: '/api/ledger/checkpoints',
    params: nothing,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: checkpointView,
    policy: keepers,
    audit: 'ledger.checkpointed',
    rate: 'write',
  }),
  /** Entrusts a witness with cosigning, by its C2SP verifier key `name+hash+key`. */
  addWitness: route({
    id: 'ledger.add_witness',
    method: 'POST',
    path: '/api/ledger/witnesses',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, verifierKey: pinned }).strict(),
    transfer: 'json',
    response: z.object({ name: z.string(), verifierKey: z.string() }),
    policy: only('administrator'),
    audit: 'ledger.witness_added',
    rate: 'write',
  }),
  /** Text of a cosigned note, or only its cosignature line, typed, scanned or read from a file. */
  importCosignature: route({
    id: 'ledger.import_cosignature',
    method: 'POST',
    path: '/api/ledger/cosignatures',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, size: z.number().int().min(0), text: z.string().min(1).max(8000) }).strict(),
    transfer: 'json',
    response: checkpointView,
    policy: only('witness', 'legalOfficer', 'auditAdministrator', 'auditor', 'administrator'),
    audit: 'ledger.cosigned',
    rate: 'write',
  }),
};
