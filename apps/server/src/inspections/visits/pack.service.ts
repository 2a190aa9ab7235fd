/**
 * The pack that a phone takes along (R149): the person's own visits after dispatch with everything needed at the door
 * without a network, and nothing of other people. Taking it keeps the sheets' versions and reserves paper numbers for the
 * own team; asked again it gives the same.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { termOf, termOfClock } from '@mingcha/core/inspections/visits/rectification-term.ts';
import type { PackedVisit, VisitPack, VisitTerms } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type {
  InspectedObject,
  InspectionOrigin,
  MemberRole,
  MemberState,
  Outcome,
  TeamStage,
} from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedItems } from '../../registers/items/published-items.queries.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { inspectionsOf } from '../../tasks/inspection.queries.ts';
import { paperSetting } from '../../tasks/papers/paper-setting.ts';
import { currentEpoch } from './device.queries.ts';
import { checkedDevice } from './device.service.ts';
import {
  earlierVisits,
  ownAgencyName,
  packedInspections,
  packedItems,
  packedMembers,
  packedTeams,
  passedResults,
  writtenPhrases,
} from './pack.queries.ts';
import { teamNumbers } from './pack-numbers.ts';
import { type PreparedVisit, preparedVisits } from './pack-preparation.ts';
import { freezeSheets, sheetsOfVisits, type VisitSheet } from './visit-sheets.ts';
import { type VisitState, visitStates } from './visit-state.ts';

type InspectionRow = Awaited<ReturnType<typeof packedInspections>>[number];
type TeamRow = Awaited<ReturnType<typeof packedTeams>>[number];
type MemberRow = Awaited<ReturnType<typeof packedMembers>>[number];
type ItemRow = Awaited<ReturnType<typeof packedItems>>[number];
type EarlierRow = Awaited<ReturnType<typeof earlierVisits>>[number];

/** Errors: those of `checkedDevice`. */
export async function fieldPack(
  platform: Platform,
  actor: Actor,
  deviceId: string,
): Promise<Result<VisitPack>> {
  return inTransaction(platform.db, async (tx) => {
    const device = await checkedDevice(tx, actor, deviceId);
    if (!device.ok) return device;
    const visits = await packedVisits(tx, platform, { actor });
    const { jurisdictionId, agencyId } = actor;
    const papers = await paperSetting(tx, platform, agencyId);
    return ok({
      serverTime: platform.clock.now(),
      watermark: { taken: device.value.taken, epoch: await currentEpoch(tx) },
      person: {
        accountId: actor.accountId,
        name: actor.personName,
        agencyName: await ownAgencyName(tx, { jurisdictionId, agencyId }),
      },
      visits: [...visits],
      phrases: [
        ...(await writtenPhrases(tx, {
          jurisdictionId,
          agencyId,
          since: `${addDays(platform.clock.today(), -365)}T00:00:00.000Z`,
        })),
      ],
      screenSigned: papers.ok ? papers.value.screenSigned : [],
      ...(papers.ok ? { papers: papers.value } : {}),
      addable: (await publishedItems(tx, { jurisdictionId, agencyId })).map(({ itemKey, code, name }) => ({
        itemKey,
        code,
        name,
      })),
      terms: await termsOf(tx, platform, { jurisdictionId, agencyId }),
    });
  });
}

/** What the phone reckons by: terms of the own agency's rule book. */
async function termsOf(
  tx: Tx,
  platform: Platform,
  scope: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<VisitTerms> {
  const { rules } = await ruleBookInForce(tx, scope);
  const of = { calendar: await workCalendar(tx, scope.jurisdictionId), today: platform.clock.today() };
  return { rectified: termOf(rules, of), lateEntry: termOfClock(rules, 'lateEntry', of) };
}

/** One visit as the phone has it, for pages of the office; `null` when it is not the person's. Errors: `visit.not_found`. */
export async function packedVisit(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly inspectionId: string },
): Promise<Result<PackedVisit>> {
  const visits = await packedVisits(tx, platform, { actor: of.actor, only: of.inspectionId });
  const [visit] = visits;
  return visit === undefined ? fail('visit.not_found') : ok(visit);
}

/** Everything that visits share, read at once. */
interface Gathered {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly teams: ReadonlyMap<string, readonly TeamRow[]>;
  readonly members: ReadonlyMap<string, readonly MemberRow[]>;
  readonly items: ReadonlyMap<string, ItemRow>;
  readonly sheets: ReadonlyMap<string, readonly VisitSheet[]>;
  readonly states: ReadonlyMap<string, VisitState>;
  readonly earlier: ReadonlyMap<string, readonly EarlierRow[]>;
  readonly passed: Awaited<ReturnType<typeof passedResults>>;
  readonly numbers: ReadonlyMap<string, PackedVisit['numbers']>;
  readonly prepared: ReadonlyMap<string, PreparedVisit>;
  readonly results: ReadonlyMap<string, PackedVisit['results']>;
}

async function packedVisits(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly only?: string },
): Promise<readonly PackedVisit[]> {
  const { actor, only } = of;
  const own = (await inspectionsOf(tx, actor)).filter((each) => only === undefined || each.id === only);
  if (own.length === 0) return [];
  const ids = {
    jurisdictionIds: [...new Set(own.map((each) => each.jurisdictionId))],
    inspectionIds: own.map((each) => each.id),
  };
  const rows = await packedInspections(tx, ids);
  const gathered = await gather(tx, platform, { actor, ids, rows });
  return rows.flatMap((row) => {
    const visit = visitOf(gathered, row);
    return visit === null ? [] : [visit];
  });
}

async function gather(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly ids: { readonly jurisdictionIds: string[]; readonly inspectionIds: string[] };
    readonly rows: readonly InspectionRow[];
  },
): Promise<Gathered> {
  const { actor, ids, rows } = of;
  const teamRows = await packedTeams(tx, ids);
  const teams = Map.groupBy(teamRows, (row) => row.inspection_id);
  const keys = rows.map((row) => ({ jurisdictionId: row.jurisdiction_id, inspectionId: row.id }));
  const states = await visitStates(tx, keys);
  const itemsOf = (team: TeamRow) => itemKeysOf(team, states.get(team.inspection_id));
  await freezeSheets(
    tx,
    keys.map((key) => ({
      ...key,
      teams: (teams.get(key.inspectionId) ?? []).map((team) => ({
        agencyId: team.agency_id,
        agencyJurisdictionId: team.agency_jurisdiction_id,
        itemKeys: itemsOf(team),
      })),
    })),
    platform.clock.now(),
  );
  const items = await packedItems(tx, {
    jurisdictionIds: [
      ...new Set(teamRows.map((team) => team.agency_jurisdiction_id ?? team.jurisdiction_id)),
    ],
    itemKeys: [...new Set(teamRows.flatMap(itemsOf))],
  });
  const earlier = await earlierVisits(tx, {
    jurisdictionIds: ids.jurisdictionIds,
    objectKeys: [...new Set(rows.map((row) => row.object_key))],
    since: addDays(platform.clock.today(), -3 * 366),
  });
  return {
    platform,
    actor,
    teams,
    members: Map.groupBy(await packedMembers(tx, ids), (row) => row.inspection_id),
    items: new Map(items.map((row) => [row.item_key, row])),
    sheets: await sheetsOfVisits(tx, ids),
    states,
    earlier: Map.groupBy(earlier, (row) => row.object_key),
    passed: await passedResults(tx, {
      jurisdictionIds: ids.jurisdictionIds,
      inspectionIds: earlier.flatMap((row) => (row.inspection_id === null ? [] : [row.inspection_id])),
    }),
    numbers: await teamNumbers(tx, platform, { actor, teams: teamRows, rows }),
    prepared: await preparedVisits(tx, platform, { ids, actor, teams: teamRows }),
    results: await resultCodes(tx, rows),
  };
}

/** The team's items with those that it added at the visit. */
function itemKeysOf(team: TeamRow, state: VisitState | undefined): readonly string[] {
  const added = (state?.content.addedItems ?? []).filter((each) => each.agencyId === team.agency_id);
  return [...new Set([...team.item_keys, ...added.map((each) => each.itemKey)])];
}

/** Result codes of the initiator's rule book, by agency. */
async function resultCodes(tx: Tx, rows: readonly InspectionRow[]) {
  const found = new Map<string, PackedVisit['results']>();
  for (const row of rows) {
    if (found.has(row.task_agency)) continue;
    const scope = { jurisdictionId: row.jurisdiction_id, agencyId: row.task_agency };
    found.set(row.task_agency, (await ruleBookInForce(tx, scope)).rules.results);
  }
  return found;
}

const unprepared: PreparedVisit = { notice: null, code: null, tripSheet: [] };

/** Null when the person stands in no team any more. */
function visitOf(all: Gathered, row: InspectionRow): PackedVisit | null {
  const members = all.members.get(row.id) ?? [];
  const own = members.find((each) => each.account_id === all.actor.accountId);
  const state = all.states.get(row.id);
  if (own === undefined || state === undefined) return null;
  const teams = all.teams.get(row.id) ?? [];
  const ownTeam = teams.find((team) => team.agency_id === own.agency_id);
  return {
    inspectionId: row.id,
    jurisdictionId: row.jurisdiction_id,
    taskId: row.task_id,
    taskNumber: row.task_number,
    taskTitle: row.task_title,
    origin: row.origin as InspectionOrigin,
    announced: row.announced,
    offSite: row.method !== 'onSite',
    window: { from: row.window_from, to: row.window_to },
    scheduledFor: row.scheduled_for,
    outcome: row.outcome as Outcome | null,
    object: row.object as InspectedObject,
    memberId: own.id,
    agencyId: own.agency_id,
    teams: teams.map((team) => teamOf(all, team, state)),
    members: members.map((each) => ({
      id: each.id,
      agencyId: each.agency_id,
      name: each.name,
      certificateNumber: each.certificate_number,
      role: each.role as MemberRole,
      state: each.state as MemberState,
    })),
    approvedAt: ownTeam?.approved_at ?? null,
    ...(all.prepared.get(row.id) ?? unprepared),
    sheets: [...(all.sheets.get(row.id) ?? [])],
    history: historyOf(all, row),
    numbers: [...(all.numbers.get(row.id) ?? [])],
    results: [...(all.results.get(row.task_agency) ?? [])],
    writes: [...state.writes],
    evidence: [...state.evidence],
    signatures: [...state.signatures],
  };
}

function teamOf(all: Gathered, team: TeamRow, state: VisitState): PackedVisit['teams'][number] {
  return {
    agencyId: team.agency_id,
    agencyName: team.agency_name,
    initiator: team.initiator,
    stage: team.stage as TeamStage,
    items: itemKeysOf(team, state).map((itemKey) => {
      const item = all.items.get(itemKey);
      return {
        itemKey,
        code: item?.code ?? '',
        name: item?.name ?? '',
        content: item?.fields.content ?? '',
        guidance: item?.fields.guidance ?? '',
        bases: (item?.fields.bases ?? []).map(({ law, article, text }) => ({ law, article, text })),
      };
    }),
    supervisionPhone: team.complaint_phone ?? '',
  };
}

/** Earlier visits by anybody; one line per visit and body, without names of people. */
function historyOf(all: Gathered, row: InspectionRow): PackedVisit['history'] {
  return (all.earlier.get(row.object_key) ?? [])
    .filter((each) => each.inspection_id !== row.id)
    .slice(0, 20)
    .map((each) => ({
      on: each.entered_on,
      agencyName: each.body_name,
      result: all.passed.get(each.inspection_id ?? '')?.get(each.body_name) ?? '',
      openFindings: 0,
    }));
}
