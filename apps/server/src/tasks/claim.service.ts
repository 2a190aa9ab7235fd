/**
 * What an inspector does with the own list: claim (领取), where certificate, post and interests are asked once more (R122), or
 * step back. Nothing is picked here: a substitute follows from the draw or is drawn.
 */
import { type AppError, fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { InspectedObject, MemberRole, MemberState, TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { nextStage } from '@mingcha/core/tasks/inspection.ts';
import type { LeftOutInspection, MyInspection } from '@mingcha/core/tasks/task.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { sheetGateFor, sheetsInWords } from '../registers/training/sheet-gate.ts';
import { leftOutInspections, ownInspections, saveMemberState } from './claim.queries.ts';
import { goersOfAgency, interestPairs } from './dispatch.queries.ts';
import type { TaskWrite } from './dispatch.service.ts';
import { unfitReason } from './fitness.ts';
import {
  type InspectionCase,
  inspectionCase,
  type StoredMember,
  saveTeamMove,
} from './inspection.queries.ts';
import { moveFacts, ownMember } from './team.ts';

export async function listMine(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: MyInspection[]; leftOut: LeftOutInspection[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const rows = await ownInspections(tx, actor.accountId);
    return ok({
      leftOut: await leftOutInspections(tx, actor.accountId),
      rows: rows.map((row) => ({
        ...row,
        object: row.object as InspectedObject,
        role: row.role as MemberRole,
        memberState: row.memberState as MemberState,
        stage: row.stage as TeamStage,
        companions: row.companions.map((each) => ({ ...each, role: each.role as MemberRole })),
      })),
    });
  });
}

export interface Claimed {
  readonly claimed: string[];
  readonly refused: {
    readonly id: string;
    readonly code: string;
    readonly data?: Readonly<Record<string, string | number>>;
  }[];
  /** Claimed, but the person was not trained on these sheets, and the rule book wants that said. */
  readonly untrained: { readonly id: string; readonly sheets: string }[];
}

/** Claims what can be claimed; refused as a whole, with the first reason, when nothing can. */
export async function claimInspections(
  platform: Platform,
  write: TaskWrite,
  inspectionIds: readonly string[],
): Promise<Result<Claimed>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<Claimed>> => {
    const claimed: string[] = [];
    const refused: Claimed['refused'] = [];
    const untrained: Claimed['untrained'] = [];
    for (const id of [...new Set(inspectionIds)].toSorted()) {
      const result = await claimInspection(tx, platform, { actor, inspectionId: id });
      if (result.ok) {
        claimed.push(id);
        if (result.value.untrained !== '') untrained.push({ id, sheets: result.value.untrained });
      } else refused.push({ id, code: result.error.code, ...dataOf(result.error) });
    }
    const [first] = claimed;
    if (first === undefined) return fail(refused[0]?.code ?? 'inspection.not_found', refused[0]?.data);
    await record(tx, platform, {
      type: 'inspection.claimed',
      actor,
      subject: { kind: 'inspection', id: first },
      data: {
        inspections: claimed.length,
        inspectionIds: claimed.join(' '),
        ...(untrained.length === 0 ? {} : { untrained: untrained.length }),
      },
    });
    return ok({ claimed, refused, untrained });
  });
}

const dataOf = ({ data }: AppError) => (data === undefined ? {} : { data });

/**
 * Claims one inspection for the own person; the first member who claims takes it for the team. The caller records the event.
 * Errors: `inspection.not_found`, `inspection.already_claimed`, `inspection.interest_declared`, `inspection.not_fit`
 * {reason}, `inspection.not_trained` {sheets}, those of `nextStage`. Gives the sheets that the person was not trained on, in words,
 * where the rule book only warns.
 */
export async function claimInspection(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly inspectionId: string },
): Promise<Result<{ readonly untrained: string }>> {
  const found = await inspectionCase(tx, of.inspectionId, 'lock');
  const own = found === undefined ? undefined : ownMember(found, of.actor);
  if (found === undefined || own === undefined || !isOut(found)) return fail('inspection.not_found');
  if (own.state === 'claimed') return fail('inspection.already_claimed');
  const fit = await mayGo(tx, platform, { found, member: own });
  if (!fit.ok) return fit;
  const team = found.teams.find((each) => each.agency_id === own.agency_id);
  if (team === undefined || team.stage === 'withdrawn') return fail('inspection.not_found');
  const trained = await isTrained(tx, own, team);
  if (!trained.ok) return trained;
  const at = platform.clock.now();
  if (team.stage === 'assigned') {
    const to = nextStage('claim', moveFacts(found, team));
    if (!to.ok) return to;
    await saveTeamMove(tx, team, { move: 'claim', to: to.value, at });
  }
  await saveMemberState(tx, own, { state: 'claimed', at });
  return trained;
}

/** The gate "trained on this sheet version" of the own agency's rule book (R048). */
async function isTrained(
  tx: Tx,
  member: StoredMember,
  team: InspectionCase['teams'][number],
): Promise<Result<{ readonly untrained: string }>> {
  if (member.inspector_id === null || team.agency_jurisdiction_id == null) return ok({ untrained: '' });
  const scope = { jurisdictionId: team.agency_jurisdiction_id, agencyId: team.agency_id };
  const of = { inspectorId: member.inspector_id, itemKeys: team.item_keys };
  const { gate, untrained } = await sheetGateFor(tx, scope, of);
  const sheets = sheetsInWords(untrained);
  return gate === 'refuse' && untrained.length > 0
    ? fail('inspection.not_trained', { sheets })
    : ok({ untrained: sheets });
}

function isOut(found: InspectionCase): boolean {
  return found.task.state === 'dispatched' && found.inspection.state === 'open';
}

/** Interests declared and standing lost since the dispatch. */
async function mayGo(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly member: StoredMember },
): Promise<Result<null>> {
  const { found, member } = of;
  const team = found.teams.find((each) => each.agency_id === member.agency_id);
  if (member.inspector_id === null || team?.agency_jurisdiction_id == null) return ok(null);
  const today = platform.clock.today();
  const pairs = await interestPairs(tx, {
    jurisdictionId: found.task.jurisdiction_id,
    objectIds: [found.inspection.object_id],
    today,
    homes: [team.agency_jurisdiction_id],
  });
  if (pairs.has(`${member.inspector_id} ${found.inspection.object_id}`))
    return fail('inspection.interest_declared');
  const people = await goersOfAgency(tx, {
    jurisdictionId: team.agency_jurisdiction_id,
    agencyId: team.agency_id,
  });
  const reason = unfitReason(people.get(member.inspector_id), { today, from: today, to: today });
  return reason === null || reason === 'unknown' ? ok(null) : fail('inspection.not_fit', { reason });
}
