/** Use cases of themed sub-directories: save, list, add rows by hand or from licences, remove. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  Directory,
  DirectoryEntry,
  DirectoryFields,
} from '@mingcha/core/registers/objects/directory-api.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Page } from '../object.queries.ts';
import {
  addEntries,
  addEntriesByLicence,
  deleteEntry,
  directoriesWithCounts,
  directoryNamed,
  entryPage,
  hasDirectory,
  lockDirectory,
  storeDirectory,
} from './directory.queries.ts';

type Status = Directory['status'];

export async function listDirectories(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: Directory[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const rows = await directoriesWithCounts(tx, actor, platform.clock.today());
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        itemKey: row.item_key,
        needsLicence: row.needs_licence,
        licenceName: row.licence_name,
        note: row.note,
        status: row.status as Status,
        version: row.version,
        entries: Number(row.entries ?? 0n),
        withoutLicence: Number(row.without_licence),
      })),
    });
  });
}

/** Errors: `themedDirectory.not_found`, `.changed_meanwhile`, `.already_exists`. */
export async function saveDirectory(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string | null; version: number; status: Status; fields: DirectoryFields },
): Promise<Result<{ id: string; version: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'themedDirectories.save' };
  return runAction(platform, request, async (tx) => {
    const { fields, status } = input;
    const stored = input.id === null ? null : await lockDirectory(tx, actor, input.id);
    if (stored === undefined) return fail('themedDirectory.not_found');
    if (stored !== null && stored.version !== input.version) return fail('themedDirectory.changed_meanwhile');
    const other = await directoryNamed(tx, actor, fields.name);
    if (other !== undefined && other.id !== input.id)
      return fail('themedDirectory.already_exists', { name: fields.name }, 'name');
    const id = stored?.id ?? platform.ids.next();
    const version = (stored?.version ?? 0) + 1;
    await storeDirectory(tx, actor, { id, fields, status, version, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'themedDirectory.saved',
      actor,
      subject: { kind: 'themedDirectory', id },
      data: { name: fields.name, status, version },
    });
    return ok({ id, version });
  });
}

export async function listDirectoryEntries(
  platform: Platform,
  actor: Actor,
  query: { id: string; page: Page },
): Promise<Result<{ rows: DirectoryEntry[]; next: string | null }>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    if (!(await hasDirectory(tx, actor, query.id))) return fail('themedDirectory.not_found');
    const rows = await entryPage(tx, actor, { directoryId: query.id, page: query.page, today });
    const page = pageOfRows(rows, query.page.limit, (row) => [row.name, row.id]);
    return ok({
      rows: page.rows.map((row) => ({
        id: row.id,
        objectId: row.object_id,
        objectName: row.name,
        code: row.uscc ?? row.local_code ?? '',
        objectStatus: row.status as Status,
        licenceNumber: row.number,
        licenceName: row.licence_name,
        validTo: row.valid_to,
        live: row.live,
      })),
      next: page.next,
    });
  });
}

/** Errors: `themedDirectory.not_found`, `.nothing_added`. */
export async function addDirectoryEntries(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; objectIds: readonly string[]; licenceId: string | null },
): Promise<Result<{ added: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'themedDirectories.add' };
  return runAction(platform, request, async (tx) => {
    if ((await lockDirectory(tx, actor, input.id)) === undefined) return fail('themedDirectory.not_found');
    const stamp = { directoryId: input.id, by: actor.accountId, at: platform.clock.now() };
    const added = await addEntries(tx, actor, { ...stamp, ...input });
    if (added === 0) return fail('themedDirectory.nothing_added');
    await noteAdded(platform, tx, { actor, id: input.id, added });
    return ok({ added });
  });
}

/** Errors: `themedDirectory.not_found`, `.no_licence_name`, `.nothing_added`. */
export async function fillDirectory(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<{ added: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'themedDirectories.fill' };
  return runAction(platform, request, async (tx) => {
    const stored = await lockDirectory(tx, actor, input.id);
    if (stored === undefined) return fail('themedDirectory.not_found');
    if (stored.licence_name === '') return fail('themedDirectory.no_licence_name', {}, 'licenceName');
    const stamp = { directoryId: input.id, by: actor.accountId, at: platform.clock.now() };
    const today = platform.clock.today();
    const added = await addEntriesByLicence(tx, actor, { ...stamp, word: stored.licence_name, today });
    if (added === 0) return fail('themedDirectory.nothing_added');
    await noteAdded(platform, tx, { actor, id: input.id, added });
    return ok({ added });
  });
}

async function noteAdded(
  platform: Platform,
  tx: Tx,
  { actor, id, added }: { actor: Actor; id: string; added: number },
): Promise<void> {
  await record(tx, platform, {
    type: 'themedDirectory.entriesAdded',
    actor,
    subject: { kind: 'themedDirectory', id },
    data: { added },
  });
}

/** Errors: `themedDirectory.entry_not_found`. The object stays in the directory itself. */
export async function removeDirectoryEntry(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; reason: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'themedDirectories.remove' };
  return runAction(platform, request, async (tx) => {
    const removed = await deleteEntry(tx, actor, input.id);
    if (removed === undefined) return fail('themedDirectory.entry_not_found');
    await record(tx, platform, {
      type: 'themedDirectory.entryRemoved',
      actor,
      subject: { kind: 'object', id: removed.object_id },
      data: { directory: removed.directory_id, reason: input.reason },
    });
    return ok({ id: input.id });
  });
}
