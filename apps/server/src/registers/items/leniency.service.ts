/** Use cases of the leniency list: a draft is saved as a whole, goes the documents' way, and is read by everybody. */
import { type DocumentStepInput, mayChange } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type LeniencyEntry,
  type LeniencyListDetail,
  leniencyFaults,
} from '@mingcha/core/registers/items/leniency.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import { flowView, takeDocumentStep } from '../../platform/flow/flow.service.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { dayColumns, mayEdit } from './item-list.service.ts';
import { leniencyListPaper } from './item-list-paper.ts';
import {
  deleteLeniencyList,
  entriesOf,
  insertLeniencyList,
  leniencyListById,
  leniencyLists,
  lockPublishedLeniency,
  publicLeniencyListById,
  publicLeniencyLists,
  publicLeniencyVersions,
  replaceEntries,
  type StoredEntry,
  type StoredLeniencyList,
  saveLeniencyRow,
} from './leniency.queries.ts';

type Changed = Result<{ id: string; version: number }>;
const namedObstacles = 8;

export async function listLeniencyLists(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({
      rows: (await leniencyLists(tx, actor)).map((row) => ({ ...headOf(row), entries: row.entries })),
    }),
  );
}

export async function getLeniencyList(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<LeniencyListDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await leniencyListById(tx, actor, { id });
    if (stored === undefined) return fail('leniency.not_found');
    const flow = await flowView(tx, actor, { id, state: stored.state, publishedOn: stored.published_on });
    const entries = await entriesOf(tx, actor, id);
    return ok({ ...headOf(stored), flow, editable: mayEdit(actor, stored), entries: entries.map(entryOf) });
  });
}

/** The list as PDF or DOCX. Errors: `leniency.not_found`. */
export async function leniencyPaper(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const list = await getLeniencyList(platform, actor, wanted.id);
  if (!list.ok) return list;
  const { jurisdictionId, agencyId } = actor;
  const agency = await inTransaction(platform.db, (tx) => agencyById(tx, { jurisdictionId, id: agencyId }));
  const paper = leniencyListPaper(agency?.name ?? '', list.value);
  return ok(await paperReply(paper, wanted.format, list.value.title));
}

export async function createLeniencyList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; title: string },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'leniencyLists.create' },
    async (tx) => {
      const lists = await leniencyLists(tx, actor);
      const open = lists.some((list) => !['published', 'superseded', 'revoked'].includes(list.state));
      if (open) return fail('document.draft_exists');
      const published = lists.find((list) => list.state === 'published');
      const id = platform.ids.next();
      const listVersion = (lists[0]?.list_version ?? 0) + 1;
      await insertLeniencyList(tx, actor, {
        id,
        title: input.title,
        listVersion,
        basedOn: published?.id ?? null,
        by: actor.accountId,
        at: platform.clock.now(),
      });
      if (published !== undefined) {
        const entries = await entriesOf(tx, actor, published.id);
        const copies = entries.map((entry) => ({ ...entry, id: platform.ids.next() }));
        await replaceEntries(tx, actor, { listId: id, entries: copies });
      }
      await note(tx, platform, {
        type: 'leniencyList.created',
        actor,
        list: { id, title: input.title, list_version: listVersion },
      });
      return ok({ id, version: 1 });
    },
  );
}

/** Errors: `leniency.not_found`, `leniency.key_invalid`, `document.not_draft`, `document.changed_meanwhile`. */
export async function saveLeniencyList(
  platform: Platform,
  actor: Actor,
  input: {
    actionId: string;
    id: string;
    version: number;
    title: string;
    entries: readonly LeniencyEntry[];
  },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'leniencyLists.save' },
    async (tx) => {
      const draft = await lockDraft(tx, actor, input);
      if (!draft.ok) return draft;
      const known = new Set((await entriesOf(tx, actor, input.id)).map((entry) => entry.entryKey));
      const keys = input.entries.flatMap((entry) => entry.entryKey ?? []);
      if (keys.some((key) => !known.has(key)) || new Set(keys).size !== keys.length)
        return fail('leniency.key_invalid', {}, 'entries');
      const entries = input.entries.map(({ entryKey, ...fields }) => ({
        id: platform.ids.next(),
        entryKey: entryKey ?? platform.ids.next(),
        fields,
      }));
      await replaceEntries(tx, actor, { listId: input.id, entries });
      const version = input.version + 1;
      const at = platform.clock.now();
      await saveLeniencyRow(tx, actor, { id: input.id, version, at, set: { title: input.title } });
      await note(tx, platform, {
        type: 'leniencyList.changed',
        actor,
        list: { ...draft.value, title: input.title },
        rows: entries.length,
      });
      return ok({ id: input.id, version });
    },
  );
}

export async function discardLeniencyList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'leniencyLists.discard' },
    async (tx) => {
      const draft = await lockDraft(tx, actor, input);
      if (!draft.ok) return draft;
      await deleteLeniencyList(tx, actor, input.id);
      await note(tx, platform, { type: 'leniencyList.discarded', actor, list: draft.value });
      return ok({ id: input.id });
    },
  );
}

/** Takes a step of the documents' way. Errors: those of the way, `leniency.empty`, `leniency.obstacles`. */
export async function stepLeniencyList(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { id: string },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'leniencyLists.step' },
    async (tx) => {
      const list = await leniencyListById(tx, actor, { id: input.id, lock: true });
      if (list === undefined) return fail('leniency.not_found');
      if (list.version !== input.version) return fail('document.changed_meanwhile');
      const obstacle = await refuseIncomplete(tx, actor, { list, step: input.step });
      if (obstacle !== null) return obstacle;
      const at = platform.clock.now();
      const today = platform.clock.today();
      const earlier = input.step === 'publish' ? await lockPublishedLeniency(tx, actor) : undefined;
      if (earlier !== undefined) {
        const set = { state: 'superseded', effective_to: today } as const;
        await saveLeniencyRow(tx, actor, { id: earlier.id, version: earlier.version + 1, at, set });
      }
      const next = await takeDocumentStep(tx, platform, {
        actor,
        document: { kind: 'leniencyList', id: list.id, state: list.state },
        wanted: input,
        data: { name: list.title, version: list.list_version },
      });
      if (!next.ok) return next;
      const version = list.version + 1;
      const set = { state: next.value, ...dayColumns(next.value, today, input.place) };
      await saveLeniencyRow(tx, actor, { id: list.id, version, at, set });
      return ok({ id: list.id, version });
    },
  );
}

async function refuseIncomplete(
  tx: Tx,
  actor: Actor,
  wanted: { readonly list: StoredLeniencyList; readonly step: DocumentStepInput['step'] },
) {
  if (!['submit', 'review', 'approve', 'publish'].includes(wanted.step)) return null;
  const entries = await entriesOf(tx, actor, wanted.list.id);
  if (entries.length === 0) return fail('leniency.empty');
  const faulty = entries.filter((entry) => leniencyFaults(entry.fields).length > 0);
  if (faulty.length === 0) return null;
  const named = faulty.slice(0, namedObstacles).map((entry) => entry.fields.conduct.slice(0, 30));
  return fail('leniency.obstacles', { count: faulty.length, entries: named.join('；') });
}

/** The entries in force of the agency; empty while none is published. */
export async function listPublishedLeniency(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const list = (await leniencyLists(tx, actor)).find((one) => one.state === 'published');
    if (list === undefined) return ok({ rows: [] });
    const entries = await entriesOf(tx, actor, list.id);
    return ok({
      rows: entries.map((entry) => ({
        ...entryOf(entry),
        listId: list.id,
        listVersion: list.list_version,
      })),
    });
  });
}

export async function listPublicLeniencyLists(
  platform: Platform,
  query: { text: string | undefined; after: string | undefined; limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await publicLeniencyLists(tx, query);
    const page = pageOfRows(rows, query.limit, (row) => [row.published_on ?? '', row.id]);
    return ok({
      rows: page.rows.map((row) => ({ ...publicHead(row), entries: row.entries })),
      next: page.next,
    });
  });
}

export async function getPublicLeniencyList(platform: Platform, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const list = await publicLeniencyListById(tx, id);
    if (list === undefined) return fail('leniency.not_found');
    const entries = await entriesOf(tx, { jurisdictionId: list.jurisdiction_id }, id);
    const versions = await publicLeniencyVersions(tx, list);
    return ok({
      ...publicHead(list),
      complaintPhone: list.complaint_phone,
      entries: entries.map(entryOf),
      versions: versions.map((one) => ({
        id: one.id,
        listVersion: one.list_version,
        state: one.state,
        publishedOn: one.published_on ?? '',
        effectiveTo: one.effective_to,
      })),
    });
  });
}

async function lockDraft(
  tx: Tx,
  actor: Actor,
  wanted: { readonly id: string; readonly version: number },
): Promise<Result<StoredLeniencyList>> {
  const list = await leniencyListById(tx, actor, { id: wanted.id, lock: true });
  if (list === undefined) return fail('leniency.not_found');
  const may = mayChange(list, wanted.version);
  return may.ok ? ok(list) : may;
}

function note(
  tx: Tx,
  platform: Platform,
  event: {
    readonly type: string;
    readonly actor: Actor;
    readonly list: Pick<StoredLeniencyList, 'id' | 'title' | 'list_version'>;
    readonly rows?: number;
  },
) {
  const { list, rows } = event;
  return record(tx, platform, {
    type: event.type,
    actor: event.actor,
    subject: { kind: 'leniencyList', id: list.id },
    data: { name: list.title, version: list.list_version, ...(rows === undefined ? {} : { rows }) },
  });
}

function entryOf({ entryKey, fields }: StoredEntry) {
  return { ...fields, entryKey };
}

function headOf(list: StoredLeniencyList) {
  return {
    id: list.id,
    title: list.title,
    listVersion: list.list_version,
    version: list.version,
    state: list.state,
    publishedOn: list.published_on,
    publishedPlace: list.published_place,
    effectiveTo: list.effective_to,
  };
}

function publicHead(list: StoredLeniencyList & { readonly agency_name: string; readonly place: string }) {
  return {
    id: list.id,
    agencyId: list.agency_id,
    agencyName: list.agency_name,
    place: list.place,
    title: list.title,
    listVersion: list.list_version,
    state: list.state,
    publishedOn: list.published_on ?? '',
    publishedPlace: list.published_place,
    effectiveFrom: list.effective_from,
    effectiveTo: list.effective_to,
  };
}
