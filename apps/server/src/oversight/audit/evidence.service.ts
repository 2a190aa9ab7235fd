/**
 * Files of evidence: what an auditor saw, the entries of the ledger about it with their proofs, the signed checkpoint, and a
 * manifest that the installation signs. It opens without the platform and is checked by `mingcha ledger verify --evidence`.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import {
  type EvidenceManifest,
  evidenceFormat,
  evidenceNoteBody,
  evidencePaths,
} from '@mingcha/core/oversight/audit/evidence.ts';
import type { ExceptionKind } from '@mingcha/core/oversight/audit/exceptions.ts';
import { currentBundle } from '../../draws/bundle.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type ZipPart, zipPieces } from '../../platform/files/zip-writer.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { signNote } from '../../platform/ledger/note.ts';
import { originOf } from '../../platform/ledger/origin.ts';
import { seqsAbout } from '../../platform/ledger/proof.queries.ts';
import { proofsOf } from '../../platform/ledger/proof.service.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsv } from '../../platform/spreadsheets/index.ts';
import { auditedRecord } from './draw-proof.service.ts';
import { type AskedScope, exceptionsOf, recordLook, scopeOf } from './exceptions.service.ts';
import { jurisdictionOf } from './proof.queries.ts';

/** So much one file holds; whoever needs more narrows the period or the kind. */
const mostRows = 5_000;
const mostEntries = 5_000;

interface Part {
  readonly path: string;
  readonly content: Buffer;
}

/** Exceptions of a scope with the entries about them. Errors: `ledger.checkpoint.not_found`. */
export async function exceptionEvidence(
  platform: Platform,
  actor: Actor,
  asked: AskedScope & { readonly kind?: ExceptionKind | undefined },
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const scope = await scopeOf(tx, platform, { actor, asked });
    const rows = await exceptionsOf(tx, scope, { kind: asked.kind, limit: mostRows });
    const subjectIds = rows.flatMap((row) => (row.evidence.kind === 'entry' ? [] : [row.evidence.id]));
    const numbered = rows.flatMap((row) => (row.evidence.kind === 'entry' ? [Number(row.evidence.id)] : []));
    const seqs = [
      ...numbered,
      ...(await seqsAbout(tx, actor.jurisdictionId, { subjectIds, limit: mostEntries })),
    ];
    const about = `exceptions ${asked.kind ?? 'all'} ${asked.from} ${asked.to}`;
    const parts = [json('exceptions.json', rows), await csvOf(rows)];
    return evidenceFile(tx, platform, {
      actor,
      about,
      seqs,
      parts,
      name: `evidence-${asked.from}-${asked.to}`,
    });
  });
}

/** One draw: its record, its bundle as it may be disclosed now, and the entries about it. */
export async function drawEvidence(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const found = await auditedRecord(platform, actor, id);
  if (!found.ok) return found;
  const { record, jurisdictionId } = found.value;
  const bundle = await currentBundle(platform, { jurisdictionId, id });
  const content =
    bundle === null ? [] : [{ path: 'draw/bundle.json', content: await bytesOf(platform, bundle.sha256) }];
  return inTransaction(platform.db, async (tx) => {
    const seqs = await seqsAbout(tx, actor.jurisdictionId, { subjectIds: [id], limit: mostEntries });
    const parts = [json('draw/record.json', record), ...content];
    const about = `draw ${record.number} ${id}`;
    return evidenceFile(tx, platform, {
      actor,
      about,
      seqs,
      parts,
      name: `evidence-draw-${record.number.replaceAll('/', '-')}`,
    });
  });
}

async function bytesOf(platform: Platform, sha256: string): Promise<Buffer> {
  const stream = await platform.files.get(sha256);
  return Buffer.concat(await Readable.from(stream).toArray());
}

const json = (path: string, value: unknown): Part => ({
  path,
  content: Buffer.from(`${JSON.stringify(value, null, 1)}\n`),
});

async function csvOf(rows: readonly ExceptionRow[]): Promise<Part> {
  const keys = ['kind', 'day', 'agencyName', 'subject', 'people', 'facts', 'evidence'] as const;
  const columns = keys.map((key) => ({ key, title: key }));
  const flat = rows.map((row) => ({
    ...row,
    facts: JSON.stringify(row.facts),
    evidence: `${row.evidence.kind} ${row.evidence.id}`,
  }));
  return { path: 'exceptions.csv', content: Buffer.concat(await writeCsv(columns, flat).toArray()) };
}

interface Evidence {
  readonly actor: Actor;
  readonly about: string;
  readonly seqs: readonly number[];
  readonly parts: readonly Part[];
  readonly name: string;
}

async function evidenceFile(tx: Tx, platform: Platform, of: Evidence): Promise<Result<FileReply>> {
  const { actor, about } = of;
  const { jurisdictionId } = actor;
  const seqs = [...new Set(of.seqs)];
  const made = await proofsOf(tx, platform, { jurisdictionId, seqs: seqs.length === 0 ? [1] : seqs });
  if (!made.ok) return made;
  const [first] = made.value;
  if (first === undefined) return fail('ledger.checkpoint.not_found');
  const lines = made.value.map(({ seq, entry, hash, path }) => JSON.stringify({ seq, entry, hash, path }));
  const jurisdiction = await jurisdictionOf(tx, jurisdictionId);
  const parts: readonly Part[] = [
    ...of.parts,
    { path: evidencePaths.entries, content: Buffer.from(`${lines.join('\n')}\n`) },
    { path: evidencePaths.checkpoint, content: Buffer.from(first.note) },
    { path: evidencePaths.key, content: Buffer.from(`${first.verifierKey}\n`) },
  ];
  const manifest: EvidenceManifest = {
    format: evidenceFormat,
    jurisdiction: jurisdiction.name,
    takenBy: actor.personName,
    takenAt: platform.clock.now(),
    about,
    files: parts.map(({ path, content }) => ({
      path,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
  const whole = signed(platform, { manifest, parts, origin: originOf(jurisdiction.divisionCode) });
  await recordLook(tx, platform, { actor, type: 'audit.evidence_taken', asked: { about } });
  return ok(
    fileReply({
      contentType: 'application/zip',
      fileName: `${of.name}.zip`,
      disposition: 'attachment',
      body: Readable.from(zipPieces(whole)),
    }),
  );
}

function signed(
  platform: Platform,
  of: { readonly manifest: EvidenceManifest; readonly parts: readonly Part[]; readonly origin: string },
): readonly ZipPart[] {
  const { origin } = of;
  const { path, content } = json(evidencePaths.manifest, of.manifest);
  const { publicKey } = platform.signer;
  const sign = (message: Uint8Array) => platform.signer.sign(message);
  const note = signNote(evidenceNoteBody(origin, content), { name: origin, publicKey, sign });
  return [...of.parts, { path, content }, { path: evidencePaths.signature, content: Buffer.from(note) }];
}
