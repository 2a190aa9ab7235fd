/**
 * Use cases of the justice bureau's personnel file: upload → columns → comparison. The comparison only finds
 * differences; the directory changes when somebody of the agency decides one (`difference.service.ts`).
 */
import { addDays, isPlainDate } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { columnPlan, knownTitles } from '@mingcha/core/registers/columns.ts';
import type { TableInfo } from '@mingcha/core/registers/import-api.ts';
import {
  compareHolders,
  type DirectoryHolder,
  type FeedDetail,
  type FeedSummary,
  type FileHolder,
} from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { postOn } from '@mingcha/core/registers/inspectors/standing.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectRoster } from '../import-table.ts';
import type { Scope } from '../object.queries.ts';
import { postChangesOfAgency } from './career.queries.ts';
import {
  dropGone,
  type FeedScope,
  feedById,
  insertFeed,
  lockFeed,
  markCompared,
  newestFeeds,
  replaceHolders,
  type StoredFeed,
  saveDifferences,
} from './feed.queries.ts';
import { agenciesOf, peopleOfAgency } from './inspector-facts.queries.ts';
import { readSmallTable, rowsOf } from './small-table.ts';

/** The justice bureau brings everybody's people, a legal section its own agency's. */
export function feedScope(actor: Actor): FeedScope {
  const all = hasRole(actor, 'justiceOfficer');
  return { jurisdictionId: actor.jurisdictionId, agencyId: all ? null : actor.agencyId };
}

/** Errors: those of reading a roster; `import.file_missing`. */
export async function uploadFeed(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; sheet: string | undefined; upload: Upload | null },
): Promise<Result<FeedDetail>> {
  const { upload } = input;
  if (upload === null) return fail('import.file_missing', {}, 'file');
  const { path, fileName } = upload;
  const inspected = await inspectRoster(platform, actor, {
    kind: 'inspectors',
    path,
    fileName,
    sheet: input.sheet,
  });
  if (!inspected.ok) return inspected;
  const file = await platform.files.putPath(path);
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'personnelFeeds.upload' },
    async (tx) => {
      const id = platform.ids.next();
      await insertFeed(tx, feedScope(actor), {
        id,
        fileName,
        sha256: file.sha256,
        table: inspected.value,
        by: actor.accountId,
        at: platform.clock.now(),
      });
      await record(tx, platform, {
        type: 'personnelFeed.uploaded',
        actor,
        subject: { kind: 'personnelFeed', id },
        data: { sha256: file.sha256, size: file.size },
      });
      const stored = await feedById(tx, feedScope(actor), id);
      return stored === undefined ? fail('personnelFeed.not_found') : ok(detailOf(stored));
    },
  );
}

export async function listFeeds(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ rows: (await newestFeeds(tx, feedScope(actor))).map(summaryOf) }),
  );
}

export async function getFeed(platform: Platform, actor: Actor, id: string): Promise<Result<FeedDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await feedById(tx, feedScope(actor), id);
    return stored === undefined ? fail('personnelFeed.not_found') : ok(detailOf(stored));
  });
}

export interface CompareInput {
  readonly actionId: string;
  readonly id: string;
  readonly mapping: Readonly<Record<string, number>>;
  readonly asOf: string;
}

/** Errors: `personnelFeed.not_found`, `personnel.columns_invalid`, `personnel.as_of_invalid`, those of reading the file. */
export async function compareFeed(
  platform: Platform,
  actor: Actor,
  input: CompareInput,
): Promise<Result<{ id: string; found: number; fresh: number }>> {
  const { mapping, asOf } = input;
  const isMapped = rosterFields.inspectors.every((field) => !field.required || field.field in mapping);
  if (!isMapped) return fail('personnel.columns_invalid', {}, 'mapping');
  if (asOf > addDays(platform.clock.today(), 1)) return fail('personnel.as_of_invalid', {}, 'asOf');
  const scope = feedScope(actor);
  const feed = await inTransaction(platform.db, (tx) => feedById(tx, scope, input.id));
  if (feed === undefined) return fail('personnelFeed.not_found');
  const read = await readHolders(platform, feed, mapping);
  if (!read.ok) return read;
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'personnelFeeds.compare' },
    async (tx) => {
      if ((await lockFeed(tx, scope, input.id)) === undefined) return fail('personnelFeed.not_found');
      const placed = await placeHolders(tx, scope, read.value);
      if (placed.byAgency.size === 0) return fail('personnel.nobody_placed', { rows: read.value.length });
      let [found, fresh] = [0, 0];
      for (const [agencyId, holders] of placed.byAgency) {
        const agency = { jurisdictionId: scope.jurisdictionId, agencyId };
        const one = await compareAgency(platform, tx, { agency, holders, feedId: feed.id });
        found += one.found;
        fresh += one.fresh;
      }
      await markCompared(tx, scope, {
        id: feed.id,
        mapping,
        asOf,
        rows: read.value.length,
        unplaced: placed.unplaced,
        at: platform.clock.now(),
      });
      await record(tx, platform, {
        type: 'personnelFeed.compared',
        actor,
        subject: { kind: 'personnelFeed', id: feed.id },
        data: { asOf, rows: read.value.length, found, fresh },
      });
      return ok({ id: feed.id, found, fresh });
    },
  );
}

type PlacedHolder = FileHolder & { readonly agency: string };

async function readHolders(
  platform: Platform,
  feed: StoredFeed,
  mapping: Readonly<Record<string, number>>,
): Promise<Result<readonly PlacedHolder[]>> {
  const table = feed.table_info as unknown as TableInfo;
  const read = await readSmallTable(platform, {
    path: platform.files.pathOf(feed.file_sha256),
    fileName: feed.file_name,
    sheet: table.sheet ?? undefined,
    knownTitles: knownTitles(),
  });
  if (!read.ok) return read;
  const rows = rowsOf(read.value, columnPlan('inspectors', mapping));
  return ok(
    rows
      .map(({ values }) => ({
        certificateNumber: values['certificateNumber'] ?? '',
        name: values['name'] ?? '',
        validTo: isPlainDate(values['certificateValidTo'] ?? '')
          ? (values['certificateValidTo'] ?? null)
          : null,
        status: values['status'] ?? '',
        post: (values['post'] ?? '').slice(0, 60),
        agency: values['agency'] ?? '',
      }))
      .filter((holder) => holder.certificateNumber !== '' && holder.name !== ''),
  );
}

/** Each holder at the agency whose name the row gives; without such a column at the uploader's own agency. */
async function placeHolders(tx: Tx, scope: FeedScope, holders: readonly PlacedHolder[]) {
  const idOf = new Map<string, string>();
  for (const agency of await agenciesOf(tx, scope.jurisdictionId)) {
    idOf.set(agency.short_name, agency.id);
    idOf.set(agency.name, agency.id);
  }
  const byAgency = new Map<string, Map<string, FileHolder>>();
  let unplaced = 0;
  for (const { agency, ...holder } of holders) {
    const id = agency === '' ? scope.agencyId : idOf.get(agency);
    if (id === undefined || id === null || (scope.agencyId !== null && id !== scope.agencyId)) {
      unplaced += 1;
      continue;
    }
    const known = byAgency.get(id) ?? new Map<string, FileHolder>();
    byAgency.set(id, known.set(holder.certificateNumber, holder));
  }
  return { byAgency: new Map([...byAgency].map(([id, known]) => [id, [...known.values()]])), unplaced };
}

async function compareAgency(
  platform: Platform,
  tx: Tx,
  one: { agency: Scope; holders: readonly FileHolder[]; feedId: string },
) {
  const { agency, holders, feedId } = one;
  const differences = compareHolders(holders, await directoryOf(tx, agency, platform.clock.today()));
  const rows = differences.map((difference) => ({ ...difference, id: platform.ids.next() }));
  await replaceHolders(tx, agency, { feedId, holders });
  const fresh = await saveDifferences(tx, agency, { feedId, at: platform.clock.now(), rows });
  await dropGone(tx, agency, feedId);
  return { found: rows.length, fresh };
}

async function directoryOf(tx: Tx, agency: Scope, today: string): Promise<readonly DirectoryHolder[]> {
  const changes = await postChangesOfAgency(tx, agency);
  return (await peopleOfAgency(tx, agency)).map((person) => ({
    id: person.id,
    certificateNumber: person.certificate_number,
    name: person.name,
    validTo: person.certificate_valid_to,
    status: postOn({ status: person.status, changes: changes.get(person.id) ?? [] }, today),
    post: person.post,
  }));
}

function summaryOf(feed: StoredFeed): FeedSummary {
  return {
    id: feed.id,
    fileName: feed.file_name,
    state: feed.state as FeedSummary['state'],
    asOf: feed.as_of,
    rowsRead: feed.rows_read,
    rowsUnplaced: feed.rows_unplaced,
    uploadedBy: feed.person_name ?? '',
    uploadedAt: feed.uploaded_at,
  };
}

function detailOf(feed: StoredFeed): FeedDetail {
  return { ...summaryOf(feed), table: feed.table_info as unknown as TableInfo };
}
