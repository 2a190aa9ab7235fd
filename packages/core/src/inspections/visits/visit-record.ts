/**
 * What a phone sends, and the office when it enters a paper visit: records with ids made by the client, so that a
 * record sent again is the same record (S-02, S-06). Each record is taken or refused by itself: one that is refused
 * never holds up the others (S-03).
 */
import { z } from 'zod';
import { instant, line, requiredLine, sha256Hex, uuid } from '../../common/schemas.ts';
import { paperKinds, partySeals, signatureModes } from '../../tasks/papers/paper-kinds.ts';
import { fieldWrite, pictureMarks, position } from './visit-fields.ts';

/** Largest evidence file, bytes; chunks of an upload, bytes. */
export const evidenceMaxBytes = 200 * 1024 * 1024;
export const chunkBytes = 512 * 1024;

export const evidenceKinds = ['photo', 'video', 'audio', 'document', 'sample', 'scan'] as const;

/** A file taken at the visit. It belongs to one finding, one line or the visit from the shutter on, and never moves. */
export const evidence = z.object({
  id: uuid,
  kind: z.enum(evidenceKinds),
  findingId: uuid.nullable(),
  /** `sheetVersionId/lineKey`; null when it belongs to the finding or the visit only. */
  line: line(80).nullable(),
  /** Of the bytes as they left the shutter (R166). */
  sha256: sha256Hex,
  bytes: z.number().int().min(1).max(evidenceMaxBytes),
  contentType: line(100),
  /** By the phone's clock; the server keeps its own beside it. */
  capturedAt: instant,
  position: position.nullable(),
  note: line(300),
  /** Marks drawn on a copy (arrows, circles) and the watermark's text: the original is never touched. */
  marks: pictureMarks,
  watermark: line(300),
  /** Digest of the evidence before it on this phone at this visit; null for the first. */
  chainPrev: sha256Hex.nullable(),
});
export type Evidence = z.output<typeof evidence>;

export const signatureRoles = ['inspector', 'representative', 'witness', 'expert', 'leader'] as const;

/** One person's signature under one paper, or the refusal of it (R164, R165). */
export const signature = z.object({
  id: uuid,
  document: z.enum(paperKinds),
  role: z.enum(signatureRoles),
  name: requiredLine(60),
  /** Of the team; null for others. */
  memberId: uuid.nullable(),
  mode: z.enum(signatureModes),
  /** Picture of the signature, or photograph of the signed paper. */
  evidenceId: uuid.nullable(),
  /** The object's seal on what it confirms; null for other roles. */
  seal: z.enum(partySeals).nullable(),
  refused: z.object({ reason: requiredLine(300), witness: line(60), witnessContact: line(60) }).nullable(),
  /** SHA-256 of the paper's data that was signed, as shown to the signer. */
  signs: sha256Hex,
});
export type Signature = z.output<typeof signature>;

/** A paper issued on the spot with a number reserved for the team. `data` is checked by its kind's schema. */
export const fieldPaper = z.object({
  paperId: uuid,
  kind: z.enum(paperKinds),
  number: z.object({ year: z.number().int(), no: z.number().int().min(1) }).nullable(),
  data: z.record(z.string(), z.unknown()),
});

const head = {
  /** Made by the client, UUID of version 7; also the action id. */
  id: uuid,
  inspectionId: uuid,
  /** The agency whose team writes. */
  agencyId: uuid,
  /** Counts up per device from 1: the order in which things were done, whatever the clock says (S-11). */
  seq: z.number().int().min(1),
  /** Device clock. */
  at: instant,
};

export const visitRecord = z.discriminatedUnion('kind', [
  z.object({ ...head, kind: z.literal('writes'), writes: z.array(fieldWrite).min(1).max(200) }),
  z.object({ ...head, kind: z.literal('evidence'), evidence }),
  z.object({ ...head, kind: z.literal('signature'), signature }),
  z.object({ ...head, kind: z.literal('paper'), paper: fieldPaper }),
  /** 入企: with a reason when before approval, or entered later because the network failed (R147). */
  z.object({
    ...head,
    kind: z.literal('enter'),
    enteredAt: instant,
    emergency: line(300),
    late: line(300),
    codeShown: z.enum(['scanned', 'shown', 'paper', 'none']),
  }),
  /** The visit is over for this team; what is missing is refused with its list (`visit.incomplete`). */
  z.object({ ...head, kind: z.literal('finish'), finishedAt: instant }),
  /** A person claims the task from the phone. */
  z.object({ ...head, kind: z.literal('claim') }),
]);
export type VisitRecord = z.output<typeof visitRecord>;
export type VisitRecordInput = z.input<typeof visitRecord>;

/** What became of one record. A refusal names its reason; the phone keeps the record and shows it. */
export const recordOutcome = z.object({
  id: uuid,
  state: z.enum(['taken', 'again', 'refused']),
  code: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});
export type RecordOutcome = z.output<typeof recordOutcome>;

/**
 * Counts up with each record that the server has taken of a device. Lower than what the phone was told before: the
 * server was restored from a backup, and the phone sends again what it had acknowledged (S-12).
 */
export const watermark = z.object({ taken: z.number().int().min(0), epoch: uuid });

export const syncBody = z
  .object({ deviceId: uuid, sentAt: instant, records: z.array(z.unknown()).max(200) })
  .strict();
export const syncReply = z.object({
  serverTime: instant,
  watermark,
  outcomes: z.array(recordOutcome),
});

/** The five honest states of anything that is kept on a phone (S-16): 本机草稿, 待上传, 上传中, 已送达, 需处理. */
export const keptStates = ['draft', 'waiting', 'sending', 'delivered', 'attention'] as const;
export type KeptState = (typeof keptStates)[number];
