/** Use cases of policy documents: kept once for all agencies of a jurisdiction, flagged when they lapse. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PolicyFilter } from '@mingcha/core/registers/library/library-api.ts';
import {
  type PolicyFields,
  type PolicyRow,
  policyState,
} from '@mingcha/core/registers/library/policy-document.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { keepFile } from './kept-file.ts';
import * as queries from './policy-document.queries.ts';
import type { Page } from './statute.queries.ts';

type Changed = Result<{ id: string; version: number }>;

export async function listPolicyDocuments(
  platform: Platform,
  actor: Actor,
  asked: { readonly filter: PolicyFilter; readonly page: Page },
) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.policyPage(tx, actor.jurisdictionId, { ...asked, today });
    const page = pageOfRows(rows, asked.page.limit, (row) => [row.title, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, today)), next: page.next });
  });
}

/** Errors: `policyDocument.already_exists`, `policyDocument.period_invalid`. */
export async function createPolicyDocument(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly fields: PolicyFields },
): Promise<Changed> {
  const { actionId, fields } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'policyDocuments.create' }, async (tx) => {
    const refused = await check(tx, jurisdictionId, { id: null, fields });
    if (!refused.ok) return refused;
    const id = platform.ids.next();
    await queries.insertPolicy(tx, jurisdictionId, { id, fields, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'policyDocument.created',
      actor,
      subject: { kind: 'policyDocument', id },
      data: { name: fields.title, number: fields.number },
    });
    return ok({ id, version: 1 });
  });
}

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/** Errors: `policyDocument.not_found`, `.changed_meanwhile`, `.already_exists`, `.period_invalid`. */
export async function savePolicyDocument(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly fields: PolicyFields },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'policyDocuments.save' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const refused = await check(tx, actor.jurisdictionId, { id, fields });
    if (!refused.ok) return refused;
    return saveChange(tx, platform, {
      actor,
      stored: found.value,
      columns: queries.policyColumns(fields),
      type: 'policyDocument.changed',
      data: { name: fields.title, number: fields.number },
    });
  });
}

/** Withdrawn before its time. Errors: `policyDocument.not_found`, `.changed_meanwhile`, `.already_ended`. */
export async function endPolicyDocument(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly endedOn: string; readonly reason: string },
): Promise<Changed> {
  const { actionId, endedOn, reason } = input;
  return runAction(platform, { actor, actionId, routeId: 'policyDocuments.end' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    if (found.value.ended_on !== null)
      return fail('policyDocument.already_ended', { day: found.value.ended_on });
    return saveChange(tx, platform, {
      actor,
      stored: found.value,
      columns: { ended_on: endedOn, end_reason: reason },
      type: 'policyDocument.ended',
      data: { name: found.value.title, endedOn, reason },
    });
  });
}

/** Errors: `policyDocument.not_found`, `library.file_missing`, `library.file_type_invalid`. */
export async function addPolicyFile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Changed> {
  const { actionId, id, upload } = input;
  return runAction(platform, { actor, actionId, routeId: 'policyDocuments.upload' }, async (tx) => {
    const stored = await queries.lockPolicy(tx, actor.jurisdictionId, id);
    if (stored === undefined) return fail('policyDocument.not_found');
    const kept = await keepFile(tx, platform, { actor, upload });
    if (!kept.ok) return kept;
    return saveChange(tx, platform, {
      actor,
      stored,
      columns: { file_id: kept.value.id },
      type: 'policyDocument.file_added',
      data: { name: stored.title, fileName: kept.value.fileName, sha256: kept.value.sha256 },
    });
  });
}

/** Errors: `policyDocument.not_found`, `library.file.not_found`. */
export async function policyFile(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const [stored] = await queries.policiesByIds(tx, actor.jurisdictionId, [id]);
    if (stored === undefined) return fail('policyDocument.not_found');
    const file =
      stored.file_id === null ? undefined : await fileById(tx, actor.jurisdictionId, stored.file_id);
    if (file === undefined) return fail('library.file.not_found');
    const body = await platform.files.get(file.sha256);
    return ok(
      fileReply({ contentType: file.contentType, fileName: file.fileName, disposition: 'inline', body }),
    );
  });
}

async function check(
  tx: Tx,
  jurisdictionId: string,
  wanted: { readonly id: string | null; readonly fields: PolicyFields },
): Promise<Result<null>> {
  const { id, fields } = wanted;
  const { issuedOn, validUntil } = fields;
  if (issuedOn !== null && validUntil !== null && validUntil < issuedOn)
    return fail('policyDocument.period_invalid', { day: issuedOn }, 'validUntil');
  const other = await queries.policyWithTitle(tx, jurisdictionId, fields);
  if (other !== undefined && other.id !== id)
    return fail('policyDocument.already_exists', { name: fields.title, number: fields.number }, 'title');
  return ok(null);
}

async function lockVersion(tx: Tx, actor: Actor, write: Write): Promise<Result<queries.StoredPolicy>> {
  const stored = await queries.lockPolicy(tx, actor.jurisdictionId, write.id);
  if (stored === undefined) return fail('policyDocument.not_found');
  return stored.version === write.version ? ok(stored) : fail('policyDocument.changed_meanwhile');
}

async function saveChange(
  tx: Tx,
  platform: Platform,
  change: {
    readonly actor: Actor;
    readonly stored: queries.StoredPolicy;
    readonly columns: Parameters<typeof queries.savePolicyColumns>[2]['columns'];
    readonly type: string;
    readonly data: { readonly [key: string]: Json };
  },
): Promise<Changed> {
  const { actor, stored, columns, type, data } = change;
  const version = stored.version + 1;
  const at = platform.clock.now();
  await queries.savePolicyColumns(tx, actor.jurisdictionId, { id: stored.id, columns, version, at });
  await record(tx, platform, {
    type,
    actor,
    subject: { kind: 'policyDocument', id: stored.id },
    data: { version, ...data },
  });
  return ok({ id: stored.id, version });
}

function rowOf(stored: queries.ListedPolicy, today: string): PolicyRow {
  return {
    id: stored.id,
    title: stored.title,
    number: stored.number,
    issuer: stored.issuer,
    issuedOn: stored.issued_on,
    validUntil: stored.valid_until,
    link: stored.link,
    note: stored.note,
    state: policyState({ validUntil: stored.valid_until, endedOn: stored.ended_on }, today),
    endedOn: stored.ended_on,
    endReason: stored.end_reason,
    fileName: stored.fileName,
    version: stored.version,
    updatedAt: stored.updated_at,
  };
}
