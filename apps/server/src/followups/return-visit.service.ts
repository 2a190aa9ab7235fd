/**
 * Return visits of the discipline post: a sample of the agency's passed inspections, drawn by tickets of the draw library
 * under a typed public seed. The list that was drawn from is kept by its digest; seed and list give the same sample again.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type ReturnAnswers, returnAnswers } from '@mingcha/core/followups/return-visit.ts';
import { compareBytes, encodeUtf8, hex, plainSha256Provider, ticketOf } from '@mingcha/draw';
import { runAction } from '../platform/action.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  insertSample,
  returnPopulation,
  returnSamples,
  returnVisitsOf,
  saveAnswers,
} from './return-visit.queries.ts';

const digest = (text: string): Uint8Array => plainSha256Provider.hash(encodeUtf8(text));

/** SHA-256 of the ids in ascending order, one a line. */
export function populationDigest(ids: readonly string[]): string {
  return hex(digest(ids.join('\n')));
}

/** The `wanted` ids with the smallest tickets, in that order; pure, so that anybody can repeat it. */
export function drawnSample(ids: readonly string[], of: { readonly seed: string; readonly wanted: number }) {
  const key = digest(`return-visit\n${populationDigest(ids)}\n${of.seed}`);
  return ids
    .map((id) => ({ id, ticket: ticketOf(plainSha256Provider, key, digest(id)) }))
    .toSorted((a, b) => compareBytes(a.ticket, b.ticket))
    .slice(0, of.wanted)
    .map((each) => each.id);
}

export async function listReturnSamples(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const samples = await returnSamples(tx, actor);
    const visits = await returnVisitsOf(
      tx,
      actor,
      samples.map((each) => each.id),
    );
    return ok({
      rows: samples.map((sample) => ({
        id: sample.id,
        from: sample.from_day,
        to: sample.to_day,
        seed: sample.seed,
        wanted: sample.wanted,
        population: sample.population,
        populationSha256: sample.population_sha256,
        drawnAt: sample.drawn_at,
        drawnBy: sample.drawn_name,
        visits: visits
          .filter((visit) => visit.sample_id === sample.id)
          .map((visit) => ({
            inspectionId: visit.inspection_id,
            position: visit.position,
            objectName: visit.object_name,
            taskNumber: visit.task_number,
            closedOn: visit.closed_on,
            answers: visit.answers === null ? null : returnAnswers.parse(visit.answers),
            answeredBy: visit.answered_name ?? '',
            answeredAt: visit.answered_at,
          })),
      })),
    });
  });
}

/** Errors: `returnVisit.period_invalid`, `returnVisit.none_passed`. */
export async function drawReturnVisits(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly from: string;
    readonly to: string;
    readonly seed: string;
    readonly wanted: number;
  },
): Promise<Result<{ id: string; drawn: number }>> {
  if (input.to < input.from) return fail('returnVisit.period_invalid', {}, 'to');
  const action = { actor, actionId: input.actionId, routeId: 'returnVisits.draw' };
  return runAction(platform, action, async (tx): Promise<Result<{ id: string; drawn: number }>> => {
    const ids = await returnPopulation(tx, actor, input);
    if (ids.length === 0) return fail('returnVisit.none_passed', {}, 'from');
    const id = platform.ids.next();
    const drawn = drawnSample(ids, input);
    const populationSha256 = populationDigest(ids);
    await insertSample(
      tx,
      {
        jurisdiction_id: actor.jurisdictionId,
        id,
        agency_id: actor.agencyId,
        from_day: input.from,
        to_day: input.to,
        seed: input.seed,
        wanted: input.wanted,
        population: ids.length,
        population_sha256: populationSha256,
        drawn_by: actor.accountId,
        drawn_name: actor.personName,
        drawn_at: platform.clock.now(),
      },
      drawn.map((inspectionId, index) => ({
        jurisdiction_id: actor.jurisdictionId,
        sample_id: id,
        inspection_id: inspectionId,
        position: index + 1,
      })),
    );
    await record(tx, platform, {
      type: 'returnVisit.drawn',
      actor,
      subject: { kind: 'returnSample', id },
      data: { publicSeed: input.seed, wantedCount: drawn.length, populationDigest: populationSha256 },
    });
    return ok({ id, drawn: drawn.length });
  });
}

/** Errors: `returnVisit.not_found` (no such visit, or answered already). */
export async function answerReturnVisit(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly inspectionId: string;
    readonly answers: ReturnAnswers;
  },
): Promise<Result<{ id: string }>> {
  const action = { actor, actionId: input.actionId, routeId: 'returnVisits.answer' };
  return runAction(platform, action, async (tx): Promise<Result<{ id: string }>> => {
    const saved = await saveAnswers(tx, actor, {
      sampleId: input.id,
      inspectionId: input.inspectionId,
      answers: input.answers,
      by: actor.accountId,
      name: actor.personName,
      at: platform.clock.now(),
    });
    if (!saved) return fail('returnVisit.not_found');
    await record(tx, platform, {
      type: 'returnVisit.answered',
      actor,
      subject: { kind: 'returnSample', id: input.id },
      data: { inspection: input.inspectionId },
    });
    return ok({ id: input.id });
  });
}
