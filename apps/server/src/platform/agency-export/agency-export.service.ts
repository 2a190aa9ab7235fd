/**
 * The export of everything of one agency in the office: the administrator asks with a reason, the security administrator
 * confirms or refuses, the background makes it (`export-work.ts`), and whoever asked downloads it while it is kept.
 */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { AgencyExport } from '@mingcha/core/common/agency-export-api.ts';
import { agencyExportNotices } from '@mingcha/core/common/agency-export-notices.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { businessDay } from '../business-day.ts';
import { inTransaction } from '../db/transaction.ts';
import { type FileReply, fileReply } from '../http/call.ts';
import { record } from '../ledger/ledger.ts';
import { accountsWithRole } from '../notices/notice.queries.ts';
import { notify, notifyAll } from '../notices/notify.ts';
import type { Platform } from '../platform.ts';
import * as queries from './agency-export.queries.ts';
import { archivePath, openArchive } from './closed-archive.ts';

export const exportPage = '/agency-exports';

export async function listExports(platform: Platform, actor: Actor) {
  const now = platform.clock.now();
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.exportsOf(tx, actor.jurisdictionId);
    const mayAsk = hasRole(actor, 'administrator');
    const agencies = mayAsk ? await queries.agenciesFor(tx, actor) : [];
    return ok({ rows: rows.map((row) => viewOf(row, actor, now)), agencies: [...agencies] });
  });
}

function viewOf(row: queries.ExportRow, actor: Actor, now: string): AgencyExport {
  const isOwn = row.asked_by === actor.accountId;
  return {
    id: row.id,
    agencyName: row.agency_name,
    reason: row.reason,
    state: row.state,
    askedName: row.asked_name,
    askedAt: row.asked_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
    percent: row.steps_all === 0 ? 0 : Math.floor((row.steps_done / row.steps_all) * 100),
    problem: row.problem === '' ? null : row.problem,
    endedAt: row.ended_at,
    tables: row.table_count,
    rows: Number(row.row_count),
    files: row.file_count,
    missingFiles: row.missing_files,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    expiresAt: row.expires_at,
    mayDecide: row.state === 'waiting' && !isOwn && hasRole(actor, 'securityAdministrator'),
    mayDownload: row.state === 'done' && isOwn && hasRole(actor, 'administrator') && !isOver(row, now),
  };
}

const isOver = (row: queries.ExportRow, now: string) => row.expires_at !== null && row.expires_at <= now;

export interface ExportRequest {
  readonly actionId: string;
  readonly agencyId: string;
  readonly reason: string;
}

/** Errors: `agencyExport.agency.forbidden`, `agencyExport.open_already`. */
export async function requestExport(
  platform: Platform,
  actor: Actor,
  { actionId, agencyId, reason }: ExportRequest,
): Promise<Result<{ id: string }>> {
  const { jurisdictionId } = actor;
  const request = { actor, actionId, routeId: 'agencyExports.create' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string }>> => {
    const allowed = await queries.agenciesFor(tx, actor);
    const agency = allowed.find((one) => one.id === agencyId);
    if (agency === undefined) return fail('agencyExport.agency.forbidden', undefined, 'agencyId');
    const open = await queries.openExport(tx, { jurisdictionId, agencyId });
    if (open !== undefined) return fail('agencyExport.open_already', { asker: open.asked_name });
    const id = platform.ids.next();
    await queries.insertExport(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      agency_id: agencyId,
      agency_name: agency.name,
      reason,
      asked_by: actor.accountId,
      asked_name: actor.personName,
      asked_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'agencyExport.requested',
      actor,
      subject: { kind: 'agencyExport', id },
      data: { exportedAgency: agencyId, reason },
    });
    await notifyAll(tx, platform, {
      jurisdictionId,
      accountIds: await accountsWithRole(tx, { jurisdictionId, roles: ['securityAdministrator'] }),
      kind: agencyExportNotices.waiting,
      data: { agency: agency.name, person: actor.personName },
      link: exportPage,
      dedupeKey: `agencyExport.waiting ${id}`,
    });
    return ok({ id });
  });
}

export interface ExportDecision {
  readonly actionId: string;
  readonly id: string;
  /** Null confirms. */
  readonly refusedFor: string | null;
}

/** Errors: `agencyExport.not_found`, `agencyExport.decided_already`, `agencyExport.own_forbidden`. */
export async function decideExport(
  platform: Platform,
  actor: Actor,
  { actionId, id, refusedFor }: ExportDecision,
): Promise<Result<{ id: string }>> {
  const { jurisdictionId } = actor;
  const isRefusal = refusedFor !== null;
  const routeId = isRefusal ? 'agencyExports.refuse' : 'agencyExports.confirm';
  return runAction(platform, { actor, actionId, routeId }, async (tx): Promise<Result<{ id: string }>> => {
    const key = { jurisdictionId, id };
    const row = await queries.exportById(tx, key, 'lock');
    if (row === undefined) return fail('agencyExport.not_found');
    if (row.state !== 'waiting') return fail('agencyExport.decided_already', { person: row.decided_name });
    if (row.asked_by === actor.accountId) return fail('agencyExport.own_forbidden');
    await queries.saveExport(
      tx,
      { ...key, from: 'waiting' },
      {
        state: isRefusal ? 'refused' : 'confirmed',
        decided_by: actor.accountId,
        decided_name: actor.personName,
        decided_at: platform.clock.now(),
        decision_reason: refusedFor ?? '',
      },
    );
    await record(tx, platform, {
      type: isRefusal ? 'agencyExport.refused' : 'agencyExport.confirmed',
      actor,
      subject: { kind: 'agencyExport', id },
      data: { exportedAgency: row.agency_id, ...(isRefusal ? { reason: refusedFor } : {}) },
    });
    if (isRefusal)
      await notify(tx, platform, {
        jurisdictionId,
        to: { accountId: row.asked_by },
        kind: agencyExportNotices.refused,
        data: { agency: row.agency_name, person: actor.personName },
        link: exportPage,
        dedupeKey: `agencyExport.refused ${id}`,
      });
    return ok({ id });
  });
}

/**
 * The archive as a stream, opened on its way; each download is on record.
 * Errors: `agencyExport.not_found`, `agencyExport.asker.forbidden`, `agencyExport.not_ready`, `agencyExport.over`.
 */
export async function downloadExport(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx): Promise<Result<FileReply>> => {
    const row = await queries.exportById(tx, { jurisdictionId: actor.jurisdictionId, id });
    if (row === undefined) return fail('agencyExport.not_found');
    if (row.asked_by !== actor.accountId) return fail('agencyExport.asker.forbidden');
    const path = archivePath(platform, id);
    if (row.state === 'removed' || isOver(row, platform.clock.now())) return fail('agencyExport.over');
    if (row.state !== 'done' || row.archive_key === null) return fail('agencyExport.not_ready');
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return fail('agencyExport.over');
    await record(tx, platform, {
      type: 'agencyExport.downloaded',
      actor,
      subject: { kind: 'agencyExport', id },
      data: { exportedAgency: row.agency_id, archiveSha256: row.sha256 ?? '' },
    });
    return ok(
      fileReply({
        contentType: 'application/zip',
        fileName: `${row.agency_name}-${businessDay(platform, row.ended_at ?? platform.clock.now())}.zip`,
        disposition: 'attachment',
        body: openArchive(platform, row.archive_key, createReadStream(path)),
      }),
    );
  });
}
