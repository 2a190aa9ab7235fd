/** Evidence of accountability events: entries of the ledger, papers and records by their page, files. Nothing is taken away. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { proveEvent as proveRoute } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import type { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import { fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { addEvidence, type EventKey, evidenceOf, raisedEvent, seenEvent } from './accountability.queries.ts';
import { proveByLedger } from './open-event.ts';
import { mayProve } from './read.service.ts';

type Proof = z.output<typeof proveRoute.body>['evidence'];
type Provable = EventKey & { readonly number: string };

/** Whoever reads it and may add; whoever raised it, while nobody has taken it up. */
async function provable(tx: Tx, actor: Actor, id: string): Promise<Result<Provable>> {
  const row = await seenEvent(tx, actor, { id, lock: true });
  if (row !== undefined) return mayProve(row, actor) ? ok(row) : fail('accountability.evidence_closed');
  const own = await raisedEvent(tx, actor, id);
  if (own === undefined) return fail('accountability.not_found');
  return own.state === 'opened' ? ok(own) : fail('accountability.evidence_closed');
}

/** Errors: `accountability.not_found`, `.evidence_closed`, `.entry_unknown_invalid`. */
export async function proveEvent(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly evidence: Proof },
): Promise<Result<{ seq: number }>> {
  const { actionId, evidence } = input;
  return runAction(platform, { actor, actionId, routeId: 'accountability.prove' }, async (tx) => {
    const event = await provable(tx, actor, input.id);
    if (!event.ok) return event;
    const key = event.value;
    const { accountId, personName } = actor;
    const seq =
      evidence.kind === 'ledger'
        ? await proveByLedger(tx, platform, { key, seq: evidence.ledgerSeq, by: actor, note: evidence.note })
        : await addEvidence(tx, key, {
            ...evidence,
            file_id: null,
            ledger_hash: null,
            account_id: accountId,
            person_name: personName,
            at: platform.clock.now(),
          });
    if (seq === null) return fail('accountability.entry_unknown_invalid', {}, 'ledgerSeq');
    await noteProof(tx, platform, { actor, key, kind: evidence.kind });
    return ok({ seq });
  });
}

async function noteProof(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly key: Provable; readonly kind: string; readonly sha256?: string },
): Promise<void> {
  const { key, kind } = of;
  await record(tx, platform, {
    type: 'accountability.proved',
    actor: of.actor,
    subject: { kind: 'accountabilityEvent', id: key.id },
    data: {
      number: key.number,
      evidenceKind: kind,
      ...(of.sha256 === undefined ? {} : { sha256: of.sha256 }),
    },
  });
}

const mostFiles = 40;

/** Errors: `accountability.not_found`, `.evidence_closed`, `.files_full`, `.file_missing`, `.file_type_invalid`. */
export async function addEventFile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'accountability.addFile' }, async (tx) => {
    const event = await provable(tx, actor, input.id);
    if (!event.ok) return event;
    const key = event.value;
    const files = (await evidenceOf(tx, key)).filter((each) => each.kind === 'file').length;
    if (files >= mostFiles) return fail('accountability.files_full', { count: mostFiles }, 'file');
    const kept = await keepUpload(platform, input.upload, {
      missing: 'accountability.file_missing',
      type: 'accountability.file_type_invalid',
      kinds: ['pdf', 'png', 'jpeg', 'docx'],
    });
    if (!kept.ok) return kept;
    const { jurisdictionId, accountId, personName } = actor;
    const fileId = await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId });
    await addEvidence(tx, key, {
      kind: 'file',
      title: kept.value.fileName,
      file_id: fileId,
      ledger_hash: null,
      account_id: accountId,
      person_name: personName,
      at: platform.clock.now(),
    });
    await noteProof(tx, platform, { actor, key, kind: 'file', sha256: kept.value.sha256 });
    return ok({ fileId });
  });
}

/** Errors: `accountability.not_found`. */
export async function downloadEventFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly fileId: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const row = await seenEvent(tx, actor, { id: asked.id, lock: false });
    if (row === undefined) return fail('accountability.not_found');
    const isPart = (await evidenceOf(tx, row)).some((each) => each.file_id === asked.fileId);
    const file = isPart ? await fileById(tx, row.jurisdiction_id, asked.fileId) : undefined;
    if (file === undefined) return fail('accountability.not_found');
    const { contentType, fileName, sha256 } = file;
    const body = await platform.files.get(sha256);
    return ok(fileReply({ contentType, fileName, disposition: 'inline', body }));
  });
}
