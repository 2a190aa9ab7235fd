/**
 * A result that passed its review gets its publication by itself: payload, due day, the section that will review it. A
 * result that changed afterwards changes what waits, or corrects what is public. Nobody has to begin anything.
 */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import { carriedOver, changedParts, sameValue } from '@mingcha/core/publications/public-result.ts';
import { publicationDue } from '@mingcha/core/publications/publication.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { clocksOf } from '../inspections/results/clock.queries.ts';
import { answeringAgency } from '../inspections/results/result-case.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../tasks/inspection.queries.ts';
import {
  addVersion,
  currentPayload,
  type Doer,
  markPublicationClock,
  recordPublication,
  replacePublished,
} from './engine.ts';
import {
  insertPublication,
  keyOf,
  publicationById,
  publicationOfTeam,
  type StoredPublication,
  savePublication,
} from './publication.queries.ts';
import { type BuiltResult, buildResult } from './result-facts.ts';

export interface TeamPart {
  readonly found: InspectionCase;
  readonly team: StoredTeam;
}

/** Prepares a team's publication, or takes over what changed. `ground` is shown where a public record is corrected by it. */
export async function prepareResult(
  tx: Tx,
  platform: Platform,
  of: TeamPart & { readonly doer: Doer; readonly ground: string },
): Promise<Result<StoredPublication | null>> {
  const { found, team } = of;
  const built = await buildResult(tx, platform, of);
  if (built === undefined) return ok(null);
  const known = await publicationOfTeam(
    tx,
    {
      jurisdictionId: team.jurisdiction_id,
      inspectionId: found.inspection.id,
      agencyId: team.agency_id,
    },
    'lock',
  );
  if (known === undefined) return ok(await insertPrepared(tx, platform, { ...of, built }));
  return takeOver(tx, platform, { row: known, built, doer: of.doer, ground: of.ground });
}

async function insertPrepared(
  tx: Tx,
  platform: Platform,
  of: TeamPart & { readonly built: BuiltResult; readonly doer: Doer },
): Promise<StoredPublication> {
  const { found, team, built, doer } = of;
  const { task, inspection } = found;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const object = inspectedObject.parse(inspection.object);
  await insertPublication(tx, {
    jurisdiction_id: inspection.jurisdiction_id,
    id,
    kind: 'result',
    subject_id: inspection.id,
    team_agency_id: team.agency_id,
    agency_id: answeringAgency(found, team),
    agency_jurisdiction_id: team.outside
      ? task.jurisdiction_id
      : (team.agency_jurisdiction_id ?? task.jurisdiction_id),
    agency_name: team.agency_name,
    section_id: task.agency_id === team.agency_id ? task.section_id : null,
    inspection_id: inspection.id,
    task_id: task.id,
    task_number: task.number,
    title: task.title,
    object_key: inspection.object_key,
    object_name: object.name,
    state: built.payload === null ? 'excluded' : 'prepared',
    version: built.payload === null ? 0 : 1,
    result_on: built.resultOn,
    due_on: await dueDay(tx, { team, built }),
    embargo_until: task.reveal_at !== null && task.reveal_at > at ? task.reveal_at : null,
    prepared_at: at,
    updated_at: at,
  });
  const row = await publicationById(tx, id, 'lock');
  if (row === undefined) throw new Error('a publication that was inserted is gone');
  const data =
    built.payload === null
      ? {}
      : {
          payloadDigest: await addVersion(tx, platform, {
            row,
            version: 1,
            payload: built.payload,
            why: 'prepared',
            ground: '',
            doer,
          }),
        };
  if (built.payload === null) await markPublicationClock(tx, row, platform.clock.today());
  await recordPublication(tx, platform, { row, type: 'publication.prepared', doer, data });
  return row;
}

/**
 * What was emptied by a containment is built anew from the record, in which the removed texts are struck by now; a new
 * version that is reviewed like the first. Null where there is nothing to publish.
 */
export async function buildAnew(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly doer: Doer },
): Promise<number | null> {
  const { row, doer } = of;
  const found = row.inspection_id === null ? undefined : await inspectionCase(tx, row.inspection_id);
  const team = found?.teams.find((each) => each.agency_id === row.team_agency_id);
  if (found === undefined || team === undefined) return null;
  const built = await buildResult(tx, platform, { found, team });
  if (built === undefined || built.payload === null) return null;
  const version = row.version + 1;
  await addVersion(tx, platform, {
    row,
    version,
    payload: built.payload,
    why: 'resultChanged',
    ground: '',
    doer,
  });
  return version;
}

/** The clock that runs already; one is computed where the result came without. */
async function dueDay(
  tx: Tx,
  of: { readonly team: StoredTeam; readonly built: BuiltResult },
): Promise<string> {
  const { team, built } = of;
  const clocks = await clocksOf(tx, {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
  });
  const own = clocks.find((each) => each.agency_id === team.agency_id && each.clock === 'resultPublished');
  if (own !== undefined) return own.due_on;
  const { rules, version } = built.book;
  const calendar = await workCalendar(tx, team.agency_jurisdiction_id ?? team.jurisdiction_id);
  return publicationDue(built.resultOn, { deadlines: rules.deadlines, ruleVersion: version }, calendar).dueOn;
}

const waiting: readonly string[] = ['prepared', 'returned', 'reviewed', 'suspended'];

interface Takeover {
  readonly row: StoredPublication;
  readonly built: BuiltResult;
  readonly doer: Doer;
  readonly ground: string;
}

/** What stands now in place of what was prepared or published. Nothing happens when nothing of it is public. */
async function takeOver(
  tx: Tx,
  platform: Platform,
  { row, built, doer, ground }: Takeover,
): Promise<Result<StoredPublication | null>> {
  const before = (await currentPayload(tx, row)) as PublicResult | null;
  if (before === null || built.payload === null) return ok(row);
  const after = carriedOver(built.payload, before);
  if (sameValue(before, after)) return ok(row);
  const parts = changedParts(before, after);
  const isFollowup = parts.every((part) => part === 'followups');
  if (row.state === 'published')
    return replacePublished(tx, platform, {
      row,
      payload: isFollowup ? after : corrected(after, { row, parts, ground, on: platform.clock.today() }),
      why: isFollowup ? 'followup' : 'objection',
      ground,
      doer,
    });
  if (!waiting.includes(row.state)) return ok(row);
  const version = row.version + 1;
  const why = isFollowup ? 'followup' : 'resultChanged';
  const digest = await addVersion(tx, platform, { row, version, payload: after, why, ground, doer });
  const state = isFollowup || row.state === 'suspended' ? {} : { state: 'prepared' as const };
  await savePublication(tx, keyOf(row), { version, ...state, at: platform.clock.now() });
  const now = (await publicationById(tx, row.id)) ?? row;
  await recordPublication(tx, platform, {
    row: now,
    type: isFollowup ? 'publication.updated' : 'publication.prepared',
    doer,
    data: { payloadDigest: digest, versionReason: why },
  });
  return ok(now);
}

/** The payload with one more correction in sight. */
export function corrected(
  payload: PublicResult,
  of: {
    readonly row: StoredPublication;
    readonly parts: ReturnType<typeof changedParts>;
    readonly ground: string;
    readonly on: string;
  },
): PublicResult {
  const correction = { version: of.row.version + 1, on: of.on, what: [...of.parts], ground: of.ground };
  return { ...payload, corrections: [...payload.corrections, correction] };
}
