/** Evidence of voids and amendments, and the signed scan of the record.  */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { decideMove, decideOperator } from '@mingcha/core/draws/draw-rules.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { fileById } from '../platform/files/files.queries.ts';
import { fileOf, type KeptUpload, keepUpload } from '../platform/files/kept-upload.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import { type CaseFile, openCase } from './case-file.ts';
import { mayKnowNames } from './readers.ts';
import { type DrawFile, drawFile, insertDrawFile } from './result.queries.ts';
import type { TaskWrite } from './task.service.ts';
import { accept, type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

type FileWrite = TaskWrite & { readonly id: string; readonly upload: Upload | null };

const codes = { missing: 'draw.file_missing', type: 'draw.file_type_invalid' };

async function attach(
  tx: Tx,
  platform: Platform,
  input: {
    readonly file: CaseFile;
    readonly actor: Actor;
    readonly kept: KeptUpload;
    readonly kind: DrawFile['kind'];
  },
): Promise<void> {
  const { file, actor, kept, kind } = input;
  const { jurisdictionId } = file.draw;
  const fileId = await fileOf(tx, platform, { kept, jurisdictionId, accountId: actor.accountId });
  const { sha256, contentType } = kept;
  await insertDrawFile(tx, file.draw, { sha256, kind, fileId, contentType });
}

/** Errors: `draw.file_missing`, `draw.file_type_invalid`, `draw.agency_forbidden`. */
export async function storeEvidence(
  platform: Platform,
  write: FileWrite,
): Promise<Result<{ readonly sha256: string; readonly size: number }>> {
  const kept = await keepUpload(platform, write.upload, codes);
  if (!kept.ok) return kept;
  const { sha256, size } = kept.value;
  const { actor, actionId, routeId } = write;
  return writeDraw(
    platform,
    { actor, actionId, routeId, drawId: write.id, audit: 'draw.evidence_stored' },
    async (tx, file, moment): Promise<Result<Decided<{ sha256: string; size: number }>>> => {
      const operator = decideOperator(moment.person, file.unit);
      if (!operator.ok) return operator;
      await attach(tx, platform, { file, actor, kept: kept.value, kind: 'evidence' });
      return ok({ file, value: { sha256, size }, data: { sha256 } });
    },
  );
}

/** Files the signed record. Errors: as `storeEvidence`, `draw.wrong_step`. */
export async function storeSignedRecord(platform: Platform, write: FileWrite): Promise<Result<Nothing>> {
  const kept = await keepUpload(platform, write.upload, codes);
  if (!kept.ok) return kept;
  const { sha256 } = kept.value;
  const { actor, actionId, routeId } = write;
  return writeDraw(
    platform,
    { actor, actionId, routeId, drawId: write.id, audit: 'draw.recorded' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const operator = decideOperator(moment.person, file.unit);
      if (!operator.ok) return operator;
      const move = decideMove(file.ceremony, 'recorded');
      if (!move.ok) return move;
      await attach(tx, platform, { file, actor, kept: kept.value, kind: 'signedRecord' });
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'recorded', fileSha256: sha256, by: actor.accountId, at: moment.now },
      });
      return ok({ file: next, value: nothingMore, data: { sha256 } });
    },
  );
}

export interface FoundFile {
  readonly sha256: string;
  readonly contentType: string;
  readonly fileName: string;
}

/** The signed record for those who may know names. Errors: `draw.not_found`, `draw.file_not_found`. */
export async function findSignedRecord(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FoundFile>> {
  return inTransaction(platform.db, async (tx): Promise<Result<FoundFile>> => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    const { ceremony, draw } = file.value;
    if (!mayKnowNames(actor, file.value)) return fail('draw.role_forbidden');
    const sha256 = ceremony.recordSha256;
    const stored = sha256 === null ? undefined : await drawFile(tx, draw, { kind: 'signedRecord', sha256 });
    const meta = stored === undefined ? undefined : await fileById(tx, draw.jurisdictionId, stored.fileId);
    if (stored === undefined || meta === undefined) return fail('draw.file_not_found');
    return ok({ sha256: stored.sha256, contentType: stored.contentType, fileName: meta.fileName });
  });
}
