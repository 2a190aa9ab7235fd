/**
 * After the draw: an object that is closed or moved gives way to the next reserve, an inspector who must step back to
 * the substitute that the seed determines (draw-protocol §10.4). Nobody chooses: the office gives reason and
 * evidence, a person from outside the operating unit approves, and the change enters log and bundle.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { decideApprover, decideMove, decideOperator } from '@mingcha/core/draws/draw-rules.ts';
import { itemOfSettings } from '@mingcha/core/draws/draw-task.ts';
import {
  type Amendment,
  DrawError,
  type JsonObject,
  recuse,
  replaceObject,
  successorOf,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type AfterDraw, nothingFollows } from './after-draw.ts';
import { appendEvents } from './draw-log.ts';
import { insertStruck } from './duty.queries.ts';
import { parseRecord, saltsOf } from './frozen.ts';
import {
  type AmendmentRequest,
  type AmendmentRow,
  decideAmendmentRow,
  drawFile,
  insertAmendment,
} from './result.queries.ts';
import { areaOfRecord, type DrawnCase, loadDrawn } from './standing.ts';
import type { TaskWrite } from './task.service.ts';
import { accept, type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

type AmendmentWrite = TaskWrite & { readonly id: string };

const refusals: Readonly<Record<string, string>> = {
  'amend.not_drawn': 'draw.object_not_drawn',
  'amend.no_reserve': 'draw.no_reserve_left',
  'amend.no_seat': 'draw.seat_not_found',
  'amend.no_substitute': 'draw.no_substitute',
};

/** The library's refusals as ours; anything else is a bug. */
function tryAmend<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    const code = error instanceof DrawError ? refusals[error.code] : undefined;
    if (code === undefined) throw error;
    return fail(code);
  }
}

type Draft = { readonly amendment: Omit<Amendment, 'index'>; readonly data: JsonObject };

/** What the seed determines for a request. Errors: `draw.object_not_drawn`, `draw.no_reserve_left`, `draw.seat_not_found`, `draw.no_substitute`. */
function determine(platform: Platform, drawn: DrawnCase, request: AmendmentRequest): Result<Draft> {
  return request.kind === 'replaced'
    ? determineSuccessor(platform, drawn, request)
    : determineSubstitute(drawn, request);
}

function determineSuccessor(
  platform: Platform,
  drawn: DrawnCase,
  request: AmendmentRequest & { readonly kind: 'replaced' },
): Result<Draft> {
  const { context, standing, selected, snapshot } = drawn;
  const next = tryAmend(() => successorOf(context, standing, request.c));
  if (!next.ok) return next;
  const row = selected.find((each) => each.c === next.value.c);
  if (row === undefined) throw new Error('a reserve without record');
  const replaced = tryAmend(() =>
    replaceObject(context, standing, { struck: request.c, area: areaOfRecord(row.record) }),
  );
  if (!replaced.ok) return replaced;
  const { stratum, rank, c: successor } = replaced.value.successor;
  const data = { stratum, c: request.c, successor, rank, reason: request.reason, evidence: request.evidence };
  const record = parseRecord(row.record);
  const opening = { record, salt: saltsOf(platform, snapshot, context.hash)(record.id) };
  return ok({ data, amendment: { type: 'replaced', ...data, opening, team: replaced.value.team } });
}

function determineSubstitute(
  drawn: DrawnCase,
  request: AmendmentRequest & { readonly kind: 'recused' },
): Result<Draft> {
  const { context, standing } = drawn;
  const { c, group, k, reason, evidence } = request;
  const held = standing.seats?.find((seat) => seat.c === c && seat.group === group && seat.k === k);
  if (held === undefined) return fail('draw.seat_not_found');
  const recused = tryAmend(() => recuse(context, standing, { c, group, k }));
  if (!recused.ok) return recused;
  const { substitute, changes } = recused.value;
  if (substitute === null) return fail('draw.no_substitute');
  const data = { c, group, k, inspector: held.inspector, substitute, reason, evidence };
  return ok({ data, amendment: { type: 'recused', ...data, changes } });
}

/** Proposes a replacement or recusal; refused at once where nothing could follow from it. */
export async function proposeAmendment(
  platform: Platform,
  write: AmendmentWrite & { readonly audit: string },
  request: AmendmentRequest,
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const operator = decideOperator(moment.person, file.unit);
      if (!operator.ok) return operator;
      const move = decideMove(file.ceremony, 'amendmentProposed');
      if (!move.ok) return move;
      const evidence = await drawFile(tx, file.draw, { kind: 'evidence', sha256: request.evidence });
      if (evidence === undefined) return fail('draw.evidence_not_found', {}, 'evidenceSha256');
      const drawn = await loadDrawn(tx, file);
      if (drawn === null) return fail('draw.not_drawn_yet');
      const possible = determine(platform, drawn, request);
      if (!possible.ok) return possible;
      const id = platform.ids.next();
      await insertAmendment(tx, file.draw, {
        id,
        state: 'proposed',
        request,
        amendment: null,
        proposedBy: actor.accountId,
        proposedName: actor.personName,
        proposedAt: moment.now,
        decidedName: null,
        decidedAt: null,
      });
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'amendmentProposed', amendmentId: id, by: actor.accountId, at: moment.now },
      });
      return ok({
        file: next,
        value: nothingMore,
        data: { amendment: id, kind: request.kind, reason: request.reason },
      });
    },
  );
}

interface Decision extends AmendmentWrite {
  readonly amendmentId: string;
}

/** The open request, when this person may decide it. */
function decidable(
  drawn: DrawnCase,
  amendmentId: string,
  moment: Parameters<typeof decideApprover>[0],
): Result<AmendmentRow> {
  const row = drawn.amendments.find((each) => each.id === amendmentId);
  if (row === undefined) return fail('draw.amendment_not_found');
  if (row.state !== 'proposed') return fail('draw.amendment_decided');
  const approver = decideApprover(moment, {
    unit: drawn.file.unit,
    proposedBy: row.proposedBy,
    operators: drawn.file.ceremony.operators,
  });
  return approver.ok ? ok(row) : approver;
}

/** Approves: the change takes effect, enters the public log, and reaches the task that was made of the draw. */
export async function approveAmendment(
  platform: Platform,
  write: Decision,
  after: AfterDraw = nothingFollows,
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.amended' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const move = decideMove(file.ceremony, 'amendmentApproved');
      if (!move.ok) return move;
      const drawn = await loadDrawn(tx, file);
      if (drawn === null) return fail('draw.not_drawn_yet');
      const row = decidable(drawn, write.amendmentId, moment);
      if (!row.ok) return row;
      const draft = determine(platform, drawn, row.value.request);
      if (!draft.ok) return draft;
      const index = await logAmendment(tx, platform, { drawn, draft: draft.value, at: moment.now });
      const amendment = { ...draft.value.amendment, index } as Amendment;
      await decideAmendmentRow(tx, file.draw, {
        id: write.amendmentId,
        amendment,
        name: actor.personName,
        at: moment.now,
      });
      if (amendment.type === 'replaced') await noteStruck(tx, drawn, { c: amendment.c, at: moment.now });
      const next = await accept(tx, file, {
        actor,
        action: {
          kind: 'amendmentApproved',
          amendmentId: write.amendmentId,
          by: actor.accountId,
          at: moment.now,
        },
      });
      const followed = await after.amended(tx, platform, file.draw);
      if (!followed.ok) return followed;
      return ok({ file: next, value: nothingMore, data: { amendment: write.amendmentId, index } });
    },
  );
}

/** The struck object is owed to the next draw of this item (draw-protocol §10.4). */
async function noteStruck(
  tx: Tx,
  drawn: DrawnCase,
  struck: { readonly c: string; readonly at: string },
): Promise<void> {
  const { draw } = drawn.file;
  const row = drawn.selected.find((each) => each.c === struck.c);
  if (row === undefined) throw new Error('a struck object without record');
  await insertStruck(tx, draw, { ...itemOfSettings(draw.settings), objectId: row.objectId, at: struck.at });
}

async function logAmendment(
  tx: Tx,
  platform: Platform,
  input: { readonly drawn: DrawnCase; readonly draft: Draft; readonly at: string },
): Promise<number> {
  const { drawn, draft, at } = input;
  const { type } = draft.amendment;
  const draw = { ...drawn.file.draw, freezeId: drawn.seal.freezeId };
  const [appended] = await appendEvents(tx, platform, {
    draw,
    params: drawn.seal.document,
    events: [{ type, at, data: draft.data }],
  });
  return appended?.index ?? -1;
}

export async function refuseAmendment(platform: Platform, write: Decision): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.amendment_refused' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const move = decideMove(file.ceremony, 'amendmentRefused');
      if (!move.ok) return move;
      const drawn = await loadDrawn(tx, file);
      if (drawn === null) return fail('draw.not_drawn_yet');
      const row = decidable(drawn, write.amendmentId, moment);
      if (!row.ok) return row;
      await decideAmendmentRow(tx, file.draw, {
        id: write.amendmentId,
        amendment: null,
        name: actor.personName,
        at: moment.now,
      });
      const next = await accept(tx, file, {
        actor,
        action: {
          kind: 'amendmentRefused',
          amendmentId: write.amendmentId,
          by: actor.accountId,
          at: moment.now,
        },
      });
      return ok({ file: next, value: nothingMore, data: { amendment: write.amendmentId } });
    },
  );
}
