/** Reads of coordination tickets: at one problem, over a jurisdiction, one ticket, and what may contradict. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  opinionDays,
  possibleCoordinationMoves,
  type Raiser,
  sharedWords,
  silentAgencies,
} from '@mingcha/core/followups/coordination/coordination.ts';
import type {
  CoordinationDetail,
  CoordinationRow,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { dayAfter } from '@mingcha/core/registers/rules/deadline.ts';
import { z } from 'zod';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import {
  casesOf,
  type FollowupCase,
  followupCases,
  objectsOfSeveral,
  openDemands,
} from '../followup.queries.ts';
import {
  coordinationById,
  coordinationPage,
  demandsOf,
  opinionsOf,
  type StoredCoordination,
  type StoredDemand,
  type StoredOpinion,
  seesCoordination,
  ticketsAt,
} from './coordination.queries.ts';
import { candidateObject, demandOf, storedDemandOf, withNumbers, wordsOf } from './coordination-demands.ts';

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function ticketsOfProblem(
  tx: Tx,
  found: FollowupCase,
): Promise<FollowupDetail['coordinations']> {
  const tickets = await ticketsAt(tx, found);
  return tickets.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state as StoredCoordination['state'],
    opinionsBy: row.opinions_by,
    fate: row.fate as StoredDemand['fate'],
    fateText: row.fate_text,
    ground: row.ground,
  }));
}

/** Open demands of other agencies on the object of an own problem, most words shared first. Errors: `followup.not_found`. */
export async function contradictionsOf(platform: Platform, actor: Actor, findingId: string) {
  return inTransaction(platform.db, async (tx) => {
    const [own] = await followupCases(tx, actor, { ids: [findingId] });
    if (own === undefined || own.agency_id !== actor.agencyId) return fail('followup.not_found');
    const place = { jurisdictionId: own.jurisdiction_id };
    const cases = await openDemands(tx, { objectKeys: [own.object_key], place });
    const others = cases.filter((each) => each.agency_id !== own.agency_id);
    const rows = (await withNumbers(tx, others)).map((each) => ({
      ...demandOf(each),
      shared: [...sharedWords(wordsOf(own), wordsOf(each.found))],
      isTaken: each.found.is_coordinated,
    }));
    const weight = (words: readonly string[]): number => words.join('').length;
    return ok({ rows: rows.toSorted((a, b) => weight(b.shared) - weight(a.shared)) });
  });
}

/** Objects on which several agencies have open demands. */
export async function listCandidates(platform: Platform, actor: Actor, page: Page) {
  return inTransaction(platform.db, async (tx) => {
    const place = { jurisdictionId: actor.jurisdictionId };
    const [after = ''] = decodeCursor(page.after, 1) ?? [];
    const keys = await objectsOfSeveral(tx, { ...place, after, limit: page.limit });
    const { rows, next } = pageOfRows(keys, page.limit, (key) => [key]);
    const demands = await withNumbers(tx, await openDemands(tx, { objectKeys: rows, place }));
    const byObject = Map.groupBy(demands, (each) => each.found.object_key);
    return ok({ rows: rows.map((key) => candidateObject(byObject.get(key) ?? [])), next });
  });
}

export async function listCoordinations(
  platform: Platform,
  actor: Actor,
  query: Page & { readonly of: 'open' | 'closed' },
) {
  return inTransaction(platform.db, async (tx) => {
    const [after] = decodeCursor(query.after, 1) ?? [];
    const isOurs = z.uuid().safeParse(after);
    const found = await coordinationPage(tx, actor, {
      of: query.of,
      after: isOurs.success ? isOurs.data : null,
      limit: query.limit,
    });
    const { rows, next } = pageOfRows(found, query.limit, (row) => [row.id]);
    const demands = Map.groupBy(await demandsOf(tx, rows), (each) => each.coordination_id);
    const opinions = Map.groupBy(await opinionsOf(tx, rows), (each) => each.coordination_id);
    return ok({
      rows: rows.map((row) =>
        rowOf(row, { demands: demands.get(row.id) ?? [], opinions: opinions.get(row.id) ?? [] }),
      ),
      next,
    });
  });
}

interface Parts {
  readonly demands: readonly StoredDemand[];
  readonly opinions: readonly StoredOpinion[];
}

/** See `silentAgencies`. */
export function silentOf({ demands, opinions }: Parts): readonly string[] {
  return silentAgencies(
    demands.map((each) => ({ agencyId: each.agency_id, agencyName: each.agency_name })),
    opinions.map((each) => ({ agencyId: each.agency_id })),
  );
}

function rowOf(row: StoredCoordination, parts: Parts): CoordinationRow {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    objectName: row.object_name,
    agencies: [...new Set(parts.demands.map((each) => each.agency_name))],
    raisedAs: row.raised_as as Raiser,
    raisedBy: row.raised_name,
    raisedOn: row.raised_on,
    opinionsBy: row.opinions_by,
    silent: [...silentOf(parts)],
    closedOn: row.closed_on,
  };
}

/** Errors: `coordination.not_found`. */
export async function getCoordination(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<CoordinationDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await coordinationById(tx, id);
    if (row === undefined || !(await seesCoordination(tx, actor, row))) return fail('coordination.not_found');
    const demands = await demandsOf(tx, [row]);
    const opinions = await opinionsOf(tx, [row]);
    const today = platform.clock.today();
    return ok({
      ...rowOf(row, { demands, opinions }),
      version: row.row_version,
      contradiction: row.contradiction,
      demands: await demandsShown(tx, actor, { row, demands }),
      opinions: opinions.map((each) => ({
        agencyName: each.agency_name,
        opinion: each.opinion,
        personName: each.person_name,
        at: each.at,
      })),
      ground: row.ground,
      decidedBy: row.decided_name,
      allowed: settles(actor, row) ? [...possibleCoordinationMoves(row.state)] : [],
      mayGiveOpinion: mayGiveOpinion(actor, { row, demands, opinions }),
      proposedBy: dayAfter(await workCalendar(tx, row.jurisdiction_id), today, opinionDays).day,
    });
  });
}

const settles = (actor: Actor, row: StoredCoordination): boolean =>
  hasRole(actor, 'coordinator') && actor.jurisdictionId === row.jurisdiction_id;

export function mayGiveOpinion(actor: Actor, of: Parts & { readonly row: StoredCoordination }): boolean {
  return (
    of.row.state === 'settling' &&
    hasRole(actor, 'legalOfficer', 'agencyHead') &&
    of.demands.some((each) => each.agency_id === actor.agencyId) &&
    of.opinions.every((each) => each.agency_id !== actor.agencyId)
  );
}

async function demandsShown(
  tx: Tx,
  actor: Actor,
  of: { readonly row: StoredCoordination; readonly demands: readonly StoredDemand[] },
): Promise<CoordinationDetail['demands']> {
  const findingIds = of.demands.map((each) => each.finding_id);
  const cases = await casesOf(tx, { jurisdictionId: of.row.jurisdiction_id, findingIds });
  const closed = new Set(cases.filter((each) => each.state === 'closed').map((each) => each.finding_id));
  return of.demands.map((each) => ({
    ...storedDemandOf(each),
    fate: each.fate,
    fateText: each.fate_text,
    isOwn: each.agency_id === actor.agencyId,
    isClosed: closed.has(each.finding_id),
  }));
}
