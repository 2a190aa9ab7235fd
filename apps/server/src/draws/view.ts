/** The office's view of a draw, put together from the case file. What the reader may not know yet is null. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { allowedMoves } from '@mingcha/core/draws/ceremony.ts';
import { agencyCode, drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import { carryOver } from '@mingcha/core/draws/draw-rules.ts';
import type { DrawSummary, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { displayFreezeId } from '@mingcha/draw';
import { decodeCursor, pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { invitableAgencies } from './agency.queries.ts';
import { basisOf } from './basis.ts';
import { currentBundle } from './bundle.ts';
import { type CaseFile, openCase } from './case-file.ts';
import { contributionViews, entropySoFar } from './contributions-view.ts';
import {
  carriedOf,
  type DrawRow,
  listDrawRows,
  listInvited,
  type OpenRequests,
  redrawOf,
} from './draw.queries.ts';
import { drawnObjects } from './drawn-objects.ts';
import { logHead } from './log.queries.ts';
import { type ParticipantRow, policyOf } from './participant.queries.ts';
import { previewStrata } from './preview.ts';
import { mayKnowNames, noteNames } from './readers.ts';
import { shortagesOf } from './shortages.ts';
import { type SnapshotRow, snapshotById } from './snapshot.queries.ts';
import { type DrawnCase, loadDrawn, screenLimit } from './standing.ts';

function summaryOf(
  draw: DrawRow,
  more: { readonly agencyName: string; readonly open: OpenRequests },
): DrawSummary {
  const { agencyName, open } = more;
  const { settings, series, no, attempt } = draw;
  return {
    id: draw.id,
    title: draw.title,
    state: draw.state,
    agencyId: draw.agencyId,
    agencyName,
    open,
    series,
    no,
    attempt,
    number: no === null ? null : drawNumber({ series, no, attempt }),
    itemName: settings.item.name,
    joint: settings.participants.some((id) => id !== draw.agencyId),
    targeted: settings.scope.mode === 'targeted',
    sealedAt: draw.sealedAt,
    drawnAt: draw.drawnAt,
    updatedAt: draw.updatedAt,
  };
}

export function participantView(row: ParticipantRow): DrawView['participants'][number] {
  const {
    agencyId,
    agencyName,
    agencyCode: code,
    initiator,
    state,
    inspectorIds,
    answeredAt,
    basis,
    assisting,
  } = row;
  return {
    agencyId,
    agencyName,
    agencyCode: code,
    initiator,
    state,
    inspectorCount: inspectorIds?.length ?? null,
    confirmedAt: answeredAt,
    basis,
    assisting,
  };
}

export function snapshotView(snapshot: SnapshotRow): NonNullable<DrawView['snapshot']> {
  const { takenAt, objects, inspectors, pairs, frameRoot, inspectorsRoot, conflictsRoot, plan, facts } =
    snapshot;
  return {
    takenAt,
    objects,
    inspectors,
    pairs,
    frameRoot,
    inspectorsRoot,
    conflictsRoot,
    since: facts.since,
    strata: previewStrata(plan.strata, facts.counts),
    excluded: [...facts.excluded],
  };
}

export function amendmentViews(drawn: DrawnCase): DrawView['amendments'] {
  const nameOf = new Map([
    ...drawn.selected.map((row) => [row.c, nameIn(row.record)] as const),
    ...drawn.inspectors.map((row) => [row.c, row.record.name] as const),
  ]);
  return drawn.amendments.map((row) => {
    const { request, amendment } = row;
    const out =
      request.kind === 'replaced'
        ? request.c
        : amendment?.type === 'recused'
          ? amendment.inspector
          : request.c;
    const into =
      amendment === null ? null : amendment.type === 'replaced' ? amendment.successor : amendment.substitute;
    return {
      id: row.id,
      kind: request.kind,
      state: row.state,
      reason: request.reason,
      text: request.text,
      evidenceSha256: request.evidence,
      proposedBy: row.proposedName,
      proposedAt: row.proposedAt,
      decidedBy: row.decidedName,
      decidedAt: row.decidedAt,
      out: nameOf.get(out) ?? '',
      in: into === null ? null : (nameOf.get(into) ?? ''),
    };
  });
}

function nameIn(record: string): string {
  const { name } = JSON.parse(record) as { name?: string };
  return name ?? '';
}

function resultView(drawn: DrawnCase, bundleSha256: string): NonNullable<DrawView['result']> {
  const { result } = drawn;
  const { seed, bits, counts, quotas, threshold, selRoot, assign } = result.figures;
  const feasible = assign !== null && !('infeasible' in assign) ? assign : null;
  return {
    drawnAt: result.drawnAt,
    seed,
    bits,
    counts: [...counts],
    quotas: [...quotas],
    threshold: [...threshold],
    selRoot,
    assignRoot: feasible?.root ?? null,
    choiceMin: feasible?.choice.min ?? null,
    certificateHash: result.certificateHash,
    bundleSha256,
    shortages: shortagesOf(drawn),
  };
}

function personName(file: CaseFile, accountId: string | null): string | null {
  if (accountId === null) return null;
  return file.actions.find(({ action }) => action.by === accountId)?.personName ?? '';
}

function voidView(file: CaseFile): DrawView['voidRequest'] {
  const { voidRequest, state } = file.ceremony;
  if (voidRequest === null) return null;
  const { reason, text, evidenceSha256, by, at } = voidRequest;
  const approved =
    state === 'voided' ? file.actions.findLast(({ action }) => action.kind === 'voided') : undefined;
  return {
    reason,
    text,
    evidenceSha256,
    proposedBy: personName(file, by) ?? '',
    proposedAt: at,
    approvedBy: approved?.personName ?? null,
  };
}

interface ViewInput {
  readonly file: CaseFile;
  readonly actor: Actor;
  readonly bundleSha256: string;
}

async function viewOf(tx: Tx, input: ViewInput): Promise<DrawView> {
  const { file, actor } = input;
  const { draw, ceremony, participants } = file;
  const snapshotId = ceremony.snapshotId ?? draw.snapshotId;
  const snapshot =
    snapshotId === null
      ? undefined
      : await snapshotById(tx, { jurisdictionId: draw.jurisdictionId, snapshotId });
  const drawn = await loadDrawn(tx, file, 'screen');
  return {
    ...summaryOf(
      { ...draw, state: ceremony.state },
      {
        agencyName: participants.find((row) => row.initiator)?.agencyName ?? '',
        open: {
          void: ceremony.voidRequest !== null && ceremony.state !== 'voided',
          amendments: ceremony.openAmendments.length,
        },
      },
    ),
    settings: draw.settings,
    basis: await basisOf(tx, draw),
    version: draw.version,
    sectionId: draw.sectionId,
    participants: participants.map(participantView),
    policy: (await policyOf(tx, draw)).policy,
    snapshot: snapshot === undefined ? null : snapshotView(snapshot),
    operatorStandsInPool: snapshot?.facts.operatorStandsInPool ?? false,
    ...ceremonyFields(file),
    ...resultFields(drawn, { names: mayKnowNames(actor, file), bundleSha256: input.bundleSha256 }),
    carriedOver: (await carriedOf(tx, draw)).length,
    previousId: draw.previousId,
    redrawId: (await redrawOf(tx, draw))?.id ?? null,
    checkpoint: await checkpointOf(tx, file),
  };
}

/** Head of the public log, once the draw stands in it. */
async function checkpointOf(tx: Tx, file: CaseFile): Promise<string | null> {
  if (file.ceremony.freezeId === null) return null;
  return (await logHead(tx, file.draw))?.checkpoint ?? null;
}

function ceremonyFields(file: CaseFile) {
  const { draw, ceremony } = file;
  const { freezeId } = ceremony;
  return {
    createdBy: personName(file, draw.createdBy) ?? '',
    firstSealer: personName(file, ceremony.firstSealer),
    secondSealer: personName(file, ceremony.secondSealer),
    freezeId,
    freezeDisplay: freezeId === null ? null : displayFreezeId(freezeId),
    deadline: ceremony.deadline,
    attendees: [...ceremony.attendees],
    contributions: contributionViews(file),
    entropyBits: entropySoFar(file),
    voidRequest: voidView(file),
    carry: carryOver(ceremony),
    recordSha256: ceremony.recordSha256,
    moves: [...allowedMoves[ceremony.state]],
  };
}

function resultFields(
  drawn: DrawnCase | null,
  reader: { readonly names: boolean; readonly bundleSha256: string },
): Pick<DrawView, 'result' | 'objects' | 'amendments'> {
  if (drawn === null) return { result: null, objects: null, amendments: [] };
  return {
    result: resultView(drawn, reader.bundleSha256),
    objects: reader.names ? drawnObjects(drawn).slice(0, screenLimit) : null,
    amendments: reader.names ? amendmentViews(drawn) : [],
  };
}

/** The view of a draw for its readers. Errors: `draw.not_found`. */
export async function readDraw(platform: Platform, actor: Actor, id: string): Promise<Result<DrawView>> {
  const key = await inTransaction(platform.db, async (tx) => {
    const file = await openCase(tx, actor, id);
    return file.ok ? ok(file.value.draw) : file;
  });
  if (!key.ok) return key;
  const bundle = key.value.drawnAt === null ? null : await currentBundle(platform, key.value);
  return inTransaction(platform.db, async (tx): Promise<Result<DrawView>> => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    const view = await viewOf(tx, { file: file.value, actor, bundleSha256: bundle?.sha256 ?? '' });
    if (view.objects !== null) await noteNames(tx, platform, { file: file.value, actor, kind: 'list' });
    return ok(view);
  });
}

function readerOf(actor: Actor) {
  return {
    jurisdictionId: actor.jurisdictionId,
    agencyId: actor.agencyId,
    wholeJurisdiction: hasRole(actor, 'witness', 'auditor'),
  };
}

/** A page of draws, newest first. */
export async function listDraws(
  platform: Platform,
  actor: Actor,
  query: { readonly state?: string | undefined; readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const after = decodeCursor(query.after, 2);
    const rows = await listDrawRows(tx, readerOf(actor), { state: query.state, after, limit: query.limit });
    const page = pageOfRows(rows, query.limit, (row) => [row.createdAt, row.id]);
    return ok({ rows: page.rows.map((row) => summaryOf(row, row)), next: page.next });
  });
}

export async function listInvitations(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await listInvited(tx, readerOf(actor));
    return ok({
      rows: rows.map((row) => ({
        ...summaryOf(row, row),
        participation: row.participation,
        inspectorCount: row.inspectorIds?.length ?? null,
      })),
    });
  });
}

export async function listPartners(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await invitableAgencies(tx, actor.agencyId);
    return ok({
      rows: rows.map((row) => ({
        agencyId: row.id,
        name: row.name,
        code: agencyCode(row),
        own: row.id === actor.agencyId,
      })),
    });
  });
}
