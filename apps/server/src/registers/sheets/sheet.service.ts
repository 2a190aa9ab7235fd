/** Use cases of the check sheets: templates, versions, their way, and merged sheets for joint visits. */
import { type DocumentState, type DocumentStepInput, mayChange } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  linesOf,
  linesWithoutBasis,
  type SheetContent,
  type SheetDetail,
  type SheetRow,
  type SheetVersionRow,
} from '@mingcha/core/registers/sheets/sheet.ts';
import { composeSheets, type JointSection } from '@mingcha/core/registers/sheets/sheet-compose.ts';
import { type StarterCode, starterSheets } from '@mingcha/core/registers/sheets/starters/starters.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { flowView, takeDocumentStep } from '../../platform/flow/flow.service.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  agencyNames,
  insertTemplate,
  insertVersion,
  lockLatest,
  ownVersion,
  publishedSheets,
  readableVersion,
  type StoredVersion,
  saveContent,
  saveState,
  versionRows,
} from './sheet.queries.ts';

const openStates: readonly DocumentState[] = ['draft', 'legalReview', 'reviewed', 'approved'];

export async function listSheets(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await versionRows(tx, actor);
    const sheets = new Map<string, SheetRow>();
    for (const row of rows) {
      const version = rowOf(row);
      const known = sheets.get(row.sheet_id);
      const latest = known?.latest ?? version;
      const published = known?.published ?? (row.state === 'published' ? version : null);
      sheets.set(row.sheet_id, {
        id: row.sheet_id,
        name: row.name,
        industry: row.industry,
        latest,
        published,
      });
    }
    return ok({ rows: [...sheets.values()] });
  });
}

export async function listPublished(platform: Platform, actor: Actor, of: 'agency' | 'jurisdiction') {
  const { jurisdictionId, agencyId } = actor;
  return inTransaction(platform.db, async (tx) => {
    const rows = await publishedSheets(
      tx,
      of === 'agency' ? { jurisdictionId, agencyId } : { jurisdictionId },
    );
    return ok({ rows: [...rows] });
  });
}

function rowOf(row: {
  readonly id: string;
  readonly no: number;
  readonly state: DocumentState;
  readonly lines: number;
  readonly published_on: string | null;
  readonly updated_at: string;
}): SheetVersionRow {
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    lines: row.lines,
    publishedOn: row.published_on,
    updatedAt: row.updated_at,
  };
}

export async function getVersion(platform: Platform, actor: Actor, id: string): Promise<Result<SheetDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<SheetDetail>> => {
    const stored = await ownVersion(tx, { ...actor, id });
    if (stored === undefined) return fail('sheet.not_found');
    const versions = await versionRows(tx, { ...actor, sheetId: stored.sheet_id });
    return ok({
      sheetId: stored.sheet_id,
      versionId: stored.id,
      no: stored.no,
      version: stored.version,
      content: stored.content,
      flow: await flowView(tx, actor, {
        id: stored.id,
        state: stored.state,
        publishedOn: stored.published_on,
      }),
      versions: versions.map(rowOf),
    });
  });
}

type Made = Result<{ sheetId: string; versionId: string }>;

export async function createSheet(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; name: string; industry: string; starter: StarterCode | null },
): Promise<Made> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'sheets.create' }, async (tx) => {
    const { name, industry } = input;
    const starter = input.starter === null ? null : starterSheets[input.starter];
    const content: SheetContent = {
      name,
      industry,
      note: starter?.note ?? '',
      sections: starter?.sections ?? [],
    };
    const sheetId = platform.ids.next();
    const at = platform.clock.now();
    await insertTemplate(tx, { ...actor, id: sheetId, name, industry, at });
    const versionId = await addVersion(tx, platform, { actor, sheetId, no: 1, content });
    await record(tx, platform, {
      type: 'sheet.created',
      actor,
      subject: { kind: 'sheet', id: sheetId },
      data: { name, lines: linesOf(content).length },
    });
    return ok({ sheetId, versionId });
  });
}

async function addVersion(
  tx: Tx,
  platform: Platform,
  draft: {
    readonly actor: Actor;
    readonly sheetId: string;
    readonly no: number;
    readonly content: SheetContent;
  },
): Promise<string> {
  const { actor, sheetId, no, content } = draft;
  const id = platform.ids.next();
  await insertVersion(tx, {
    jurisdictionId: actor.jurisdictionId,
    id,
    sheetId,
    no,
    content,
    lines: linesOf(content).length,
    createdBy: actor.accountId,
    at: platform.clock.now(),
  });
  return id;
}

/** Errors: `sheet.not_found`, `document.draft_exists`. */
export async function amendSheet(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; sheetId: string },
): Promise<Made> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'sheets.amend' }, async (tx) => {
    const latest = await lockLatest(tx, { ...actor, sheetId: input.sheetId });
    if (latest === undefined) return fail('sheet.not_found');
    if (openStates.includes(latest.state)) return fail('document.draft_exists');
    const no = latest.no + 1;
    const { sheetId } = input;
    const versionId = await addVersion(tx, platform, { actor, sheetId, no, content: latest.content });
    await record(tx, platform, {
      type: 'sheet.amended',
      actor,
      subject: { kind: 'sheet', id: sheetId },
      data: { name: latest.name, sheetVersion: no },
    });
    return ok({ sheetId, versionId });
  });
}

/** Errors: `sheet.not_found`, `document.not_draft`, `document.changed_meanwhile`; a name that another sheet has. */
export async function saveVersion(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; content: SheetContent },
): Promise<Result<{ version: number }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'sheetVersions.save' },
    async (tx) => {
      const stored = await ownVersion(tx, { ...actor, id: input.id }, true);
      if (stored === undefined) return fail('sheet.not_found');
      const may = mayChange(stored, input.version);
      if (!may.ok) return may;
      const { content } = input;
      const lines = linesOf(content).length;
      const key = { jurisdictionId: actor.jurisdictionId, id: stored.id, sheetId: stored.sheet_id };
      await saveContent(tx, key, { content, lines, at: platform.clock.now() });
      await record(tx, platform, {
        type: 'sheet.saved',
        actor,
        subject: { kind: 'sheet', id: stored.sheet_id },
        data: { name: content.name, sheetVersion: stored.no, lines },
      });
      return ok({ version: stored.version + 1 });
    },
  );
}

/** Errors: `sheet.not_found`, `document.*`, `sheet.empty_invalid` and `sheet.basis_missing_invalid` at the submission. */
export async function stepVersion(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { id: string },
): Promise<Result<{ version: number }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'sheetVersions.step' },
    async (tx) => {
      const stored = await ownVersion(tx, { ...actor, id: input.id }, true);
      if (stored === undefined) return fail('sheet.not_found');
      if (stored.version !== input.version) return fail('document.changed_meanwhile');
      const incomplete = input.step === 'submit' ? submissionProblem(stored) : null;
      if (incomplete !== null) return incomplete;
      const next = await takeDocumentStep(tx, platform, {
        actor,
        document: { kind: 'sheet', id: stored.id, state: stored.state },
        wanted: input,
        data: { name: stored.name, sheetVersion: stored.no },
      });
      if (!next.ok) return next;
      const key = { jurisdictionId: actor.jurisdictionId, id: stored.id, sheetId: stored.sheet_id };
      await saveState(tx, key, {
        state: next.value,
        publishedOn: next.value === 'published' ? platform.clock.today() : null,
        at: platform.clock.now(),
      });
      return ok({ version: stored.version + 1 });
    },
  );
}

function submissionProblem(stored: StoredVersion): ReturnType<typeof fail> | null {
  if (stored.lines === 0) return fail('sheet.empty_invalid');
  const bare = linesWithoutBasis(stored.content);
  const [first] = bare;
  return first === undefined
    ? null
    : fail('sheet.basis_missing_invalid', { count: bare.length, first: first.requirement.slice(0, 40) });
}

export interface JointSheet {
  /** Name of the agency that asks. */
  readonly authority: string;
  readonly parts: { readonly versionId: string; readonly name: string; readonly agency: string }[];
  readonly sections: JointSection[];
}

/** Merges versions in the order given; each must be published, or of the own agency. Errors: `sheet.not_found`. */
export async function jointSheet(
  platform: Platform,
  actor: Actor,
  ids: readonly string[],
): Promise<Result<JointSheet>> {
  return inTransaction(platform.db, async (tx): Promise<Result<JointSheet>> => {
    const found: StoredVersion[] = [];
    for (const id of new Set(ids)) {
      const stored = await readableVersion(tx, { ...actor, id });
      if (stored === undefined) return fail('sheet.not_found');
      found.push(stored);
    }
    const agencies = await agencyNames(tx, actor.jurisdictionId, [
      actor.agencyId,
      ...found.map((one) => one.agency_id),
    ]);
    const shortOf = (one: StoredVersion) => agencies.get(one.agency_id)?.shortName ?? '';
    return ok({
      authority: agencies.get(actor.agencyId)?.name ?? '',
      parts: found.map((one) => ({ versionId: one.id, name: one.name, agency: shortOf(one) })),
      sections: composeSheets(found.map((one) => ({ agency: shortOf(one), content: one.content }))),
    });
  });
}

/** What a printed sheet needs: its content and the name of its agency. Errors: `sheet.not_found`. */
export async function sheetToPrint(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ readonly authority: string; readonly no: number; readonly content: SheetContent }>> {
  return inTransaction(
    platform.db,
    async (tx): Promise<Result<{ authority: string; no: number; content: SheetContent }>> => {
      const stored = await readableVersion(tx, { ...actor, id });
      if (stored === undefined) return fail('sheet.not_found');
      const agencies = await agencyNames(tx, actor.jurisdictionId, [stored.agency_id]);
      const authority = agencies.get(stored.agency_id)?.name ?? '';
      return ok({ authority, no: stored.no, content: stored.content });
    },
  );
}
