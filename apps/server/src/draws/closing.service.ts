/**
 * What ends a draw: evidence and signed record, release, closing, void by two persons, and the redraw that carries
 * over what the void attempt drew, so that voiding frees nobody (draw-protocol §10.3).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { CeremonyAction, VoidRequest } from '@mingcha/core/draws/ceremony.ts';
import {
  carryOver,
  decideApprover,
  decideClose,
  decideMove,
  decideRedraw,
  decideRelease,
  decideVoid,
  decideVoidProposal,
} from '@mingcha/core/draws/draw-rules.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import { voidDraw } from '../plans/entry-draw.queries.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { type AfterDraw, nothingFollows } from './after-draw.ts';
import { type CaseFile, lockVisibleCase, momentOf } from './case-file.ts';
import { computeDraw, contributionsOf } from './compute.ts';
import { carriedOf, insertCarried, redrawOf } from './draw.queries.ts';
import { appendEvents, type NewEvent } from './draw-log.ts';
import { drawFile, selectedOf } from './result.queries.ts';
import { sealedDocument } from './sealed-params.ts';
import { snapshotById } from './snapshot.queries.ts';
import { insertDraft, type TaskWrite } from './task.service.ts';
import { accept, type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

type CloseWrite = TaskWrite & { readonly id: string };

/** Appends the step and tells it in the public log. */
async function publish(
  tx: Tx,
  platform: Platform,
  input: {
    readonly file: CaseFile;
    readonly write: CloseWrite;
    readonly action: CeremonyAction;
    readonly event: Omit<NewEvent, 'at'>;
  },
): Promise<CaseFile> {
  const { file, write, action, event } = input;
  const { document, freezeId } = await sealedDocument(tx, file.draw);
  await appendEvents(tx, platform, {
    draw: { ...file.draw, freezeId },
    params: document,
    events: [{ ...event, at: action.at }],
  });
  return accept(tx, file, { actor: write.actor, action });
}

/** Opens the names, not before the sealed moment. Errors: `draw.embargo`, `draw.wrong_step`. */
export async function releaseDraw(platform: Platform, write: CloseWrite): Promise<Result<Nothing>> {
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.released' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const { disclosure } = file.draw.settings;
      const releaseAt = disclosure.mode === 'sealed' ? disclosure.releaseAt : null;
      const decided = decideRelease(file.ceremony, moment, { unit: file.unit, releaseAt });
      if (!decided.ok) return decided;
      const next = await publish(tx, platform, {
        file,
        write,
        action: decided.value,
        event: { type: 'opened' },
      });
      return ok({ file: next, value: nothingMore });
    },
  );
}

export async function closeDraw(platform: Platform, write: CloseWrite): Promise<Result<Nothing>> {
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.closed' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const decided = decideClose(file.ceremony, moment, file.unit);
      if (!decided.ok) return decided;
      const next = await publish(tx, platform, {
        file,
        write,
        action: decided.value,
        event: { type: 'closed' },
      });
      return ok({ file: next, value: nothingMore });
    },
  );
}

export async function proposeVoid(
  platform: Platform,
  write: CloseWrite,
  request: VoidRequest,
): Promise<Result<Nothing>> {
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.void_proposed' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const decided = decideVoidProposal(file.ceremony, moment, { unit: file.unit, request });
      if (!decided.ok) return decided;
      const evidence = await drawFile(tx, file.draw, { kind: 'evidence', sha256: request.evidenceSha256 });
      if (evidence === undefined) return fail('draw.evidence_not_found', {}, 'evidenceSha256');
      const next = await accept(tx, file, { actor: write.actor, action: decided.value });
      return ok({
        file: next,
        value: nothingMore,
        data: { reason: request.reason, evidence: request.evidenceSha256 },
      });
    },
  );
}

export async function refuseVoid(platform: Platform, write: CloseWrite): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.void_refused' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const move = decideMove(file.ceremony, 'voidRefused');
      if (!move.ok) return move;
      if (file.ceremony.voidRequest === null) return fail('draw.void_not_proposed');
      const approver = decideApprover(moment, {
        unit: file.unit,
        proposedBy: file.ceremony.voidRequest.by,
        operators: file.ceremony.operators,
      });
      if (!approver.ok) return approver;
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'voidRefused', by: actor.accountId, at: moment.now },
      });
      return ok({ file: next, value: nothingMore });
    },
  );
}

/** The second person voids. Errors: `draw.approver_same_person`, `draw.approver_inside_unit`, `draw.void_not_proposed`. */
export async function approveVoid(
  platform: Platform,
  write: CloseWrite,
  after: AfterDraw = nothingFollows,
): Promise<Result<Nothing>> {
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.voided' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const decided = decideVoid(file.ceremony, moment, file.unit);
      if (!decided.ok) return decided;
      const request = file.ceremony.voidRequest;
      const data = {
        reason: request?.reason ?? '',
        text: oneLine(request?.text ?? ''),
        evidence: request?.evidenceSha256 ?? '',
      };
      const next = await publish(tx, platform, {
        file,
        write,
        action: decided.value,
        event: { type: 'voided', data },
      });
      await voidDraw(tx, { jurisdictionId: file.draw.jurisdictionId, drawId: file.draw.id });
      const followed = await after.voided(tx, platform, file.draw);
      if (!followed.ok) return followed;
      return ok({
        file: next,
        value: nothingMore,
        data: { reason: data.reason, evidence: data.evidence, from: file.ceremony.state },
      });
    },
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A new attempt under the same number. Errors: `draw.not_voided`, `draw.void_beacon_missing`, `draw.redraw_exists`, those of the settings. */
export async function redraw(
  platform: Platform,
  write: CloseWrite,
  settings: DrawSettings,
): Promise<Result<{ readonly id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockVisibleCase(tx, actor, write.id);
    if (!found.ok) return found;
    const file = found.value;
    const decided = decideRedraw(file.ceremony, momentOf(platform, actor), file.unit);
    if (!decided.ok) return decided;
    if ((await redrawOf(tx, file.draw)) !== undefined) return fail('draw.redraw_exists');
    const { series, no, attempt } = file.draw;
    const key = await insertDraft(tx, platform, {
      actor,
      settings,
      after: {
        previousId: file.draw.id,
        series,
        no: no ?? 0,
        attempt: attempt + 1,
        isOld: file.draw.settings.origin === null,
      },
    });
    if (!key.ok) return key;
    const carried = [...new Set([...(await carriedOf(tx, file.draw)), ...(await carriedObjects(tx, file))])];
    await insertCarried(tx, key.value, carried);
    await record(tx, platform, {
      type: 'draw.created',
      actor,
      subject: { kind: 'draw', id: key.value.id },
      data: { previous: file.draw.id, carried: carried.length },
    });
    return ok({ id: key.value.id });
  });
}

/** Every object that the void attempt drew, or would have drawn: its seed can be computed, whoever pressed what. What it carried over itself comes on top. */
async function carriedObjects(tx: Tx, file: CaseFile): Promise<readonly string[]> {
  if (carryOver(file.ceremony) !== 'carry') return [];
  const stored = await selectedOf(tx, file.draw, 'drawn');
  if (file.draw.drawnAt !== null) return stored.map((row) => row.objectId);
  const { document: params, snapshotId } = await sealedDocument(tx, file.draw);
  const snapshot = await snapshotById(tx, { jurisdictionId: file.draw.jurisdictionId, snapshotId });
  if (snapshot === undefined) throw new Error(`no snapshot ${snapshotId}`);
  const contributions = await contributionsOf(tx, file.draw, file.ceremony);
  const computed = await computeDraw(tx, { params, snapshot, contributions });
  return computed.rows.filter((row) => !row.reserve).map((row) => row.objectId);
}
