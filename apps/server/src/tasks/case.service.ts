/**
 * Tasks that no draw gave (举报核查、专项、上级交办、复查…): a coded kind with its basis and approver, objects and people named from
 * the directories, at least two certified and free of interest (I1, R120). A section's task waits until the legal section
 * sends it out; the approval of each inspection comes after that.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { CaseFields } from '@mingcha/core/tasks/task.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { type Goer, goersOfAgency, type ListedObject, objectsOfAgency } from './dispatch.queries.ts';
import { blockedRefusal, named, noteDispatch, type TaskWrite, taskNumber } from './dispatch.service.ts';
import { insertTask } from './inspection.queries.ts';
import { defaultClaimDue } from './pending.service.ts';
import { blockedMembers, directoriesOf, insertPlanned, type PlannedInspection } from './planned.ts';
import { inspectionsOfTask, lockOwnTask, saveDispatched } from './task.queries.ts';

/** Opens the task; a legal officer's goes out at once. Errors: those of `openCase`. */
export async function openCaseTask(
  platform: Platform,
  write: TaskWrite,
  fields: CaseFields,
): Promise<Result<{ id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ id: string }>> => {
    const opened = await openCase(tx, platform, { actor, fields });
    if (!opened.ok) return opened;
    const { id, number } = opened.value;
    await record(tx, platform, {
      type: 'task.opened',
      actor,
      subject: { kind: 'inspectionTask', id },
      data: { number, origin: fields.origin, inspections: fields.objectIds.length },
    });
    return ok({ id });
  });
}

export interface OpenedCase {
  readonly id: string;
  readonly number: string;
  /** In the order of the named objects. */
  readonly inspectionIds: readonly string[];
}

/**
 * The rows of a task without a draw, for whoever opens one inside an action of their own; the caller records the event.
 * Errors: `task.window_reversed_invalid`, `task.claim_due_invalid`, `task.item_not_published_invalid`,
 * `task.object_unknown_invalid`, `task.person_unknown_invalid`, `task.people_blocked_invalid`, `task.recheck_missing_invalid`.
 */
export async function openCase(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly fields: CaseFields },
): Promise<Result<OpenedCase>> {
  const { actor, fields } = of;
  const planned = await plannedCase(tx, platform, of);
  if (!planned.ok) return planned;
  const id = platform.ids.next();
  const number = await taskNumber(tx, platform, actor);
  const book = await ruleBookInForce(tx, actor);
  const at = platform.clock.now();
  const goesOut = hasRole(actor, 'legalOfficer');
  await insertTask(tx, {
    ...number,
    jurisdiction_id: actor.jurisdictionId,
    id,
    agency_id: actor.agencyId,
    section_id: actor.sectionId,
    title: fields.title,
    title_en: fields.title,
    origin: fields.origin,
    draw_id: null,
    plan_entry_key: null,
    basis: JSON.stringify(fields.basis),
    item_keys: [...fields.itemKeys],
    method: fields.method,
    announced: fields.announced,
    window_from: fields.window.from,
    window_to: fields.window.to,
    instructions: fields.instructions,
    rule_book_id: book.id,
    rule_book_version: book.version,
    state: goesOut ? 'dispatched' : 'prepared',
    dispatch_due: null,
    claim_due: fields.claimDue ?? (await defaultClaimDue(tx, platform, actor.jurisdictionId)),
    dispatched_at: goesOut ? at : null,
    dispatched_by: goesOut ? actor.accountId : null,
    dispatched_name: goesOut ? actor.personName : null,
    reveal_at: null,
    created_by: actor.accountId,
    created_name: actor.personName,
    created_at: at,
    updated_at: at,
  });
  const inspectionIds = await insertPlanned(tx, platform, {
    planned: planned.value,
    jurisdictionId: actor.jurisdictionId,
    taskId: id,
    from: 1,
    directories: await directoriesOf(tx, planned.value),
    window: fields.window,
  });
  return ok({ id, number: number.number, inspectionIds });
}

async function plannedCase(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly fields: CaseFields },
): Promise<Result<readonly PlannedInspection[]>> {
  const { actor, fields } = of;
  const { window } = fields;
  if (window.to < window.from) return fail('task.window_reversed_invalid', {}, 'window.to');
  if (fields.claimDue !== null && fields.claimDue < platform.clock.today())
    return fail('task.claim_due_invalid', {}, 'claimDue');
  if ((fields.origin === 'recheck') !== (fields.recheckOf !== null))
    return fail('task.recheck_missing_invalid', {}, 'origin');
  const published = new Set((await publishedItems(tx, actor)).map((item) => item.itemKey));
  const unknownItems = fields.itemKeys.filter((key) => !published.has(key)).length;
  if (unknownItems > 0) return fail('task.item_not_published_invalid', { count: unknownItems }, 'itemKeys');
  const objects = await objectsOfAgency(tx, actor, fields.objectIds);
  const chosen = [...new Set(fields.objectIds)];
  const unknownObjects = chosen.filter((id) => objects.get(id)?.status !== 'active').length;
  if (unknownObjects > 0) return fail('task.object_unknown_invalid', { count: unknownObjects }, 'objectIds');
  const people = await goersOfAgency(tx, actor);
  const ids = [...new Set(fields.inspectorIds)];
  const unknownPeople = fields.inspectorIds.length - ids.filter((id) => people.has(id)).length;
  if (unknownPeople > 0) return fail('task.person_unknown_invalid', { count: unknownPeople }, 'inspectorIds');
  const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
  const planned = caseList({
    actor,
    fields,
    agencyName: agency?.name ?? '',
    objects: chosen.flatMap((id) => objects.get(id) ?? []),
    people: ids.flatMap((id) => people.get(id) ?? []),
  });
  const blocked = await blockedMembers(tx, planned, {
    directories: new Map([[actor.agencyId, people]]),
    jurisdictionId: actor.jurisdictionId,
    days: { today: platform.clock.today(), ...window },
  });
  return blocked.length === 0
    ? ok(planned)
    : fail('task.people_blocked_invalid', named(blocked.map((each) => each.name)), 'inspectorIds');
}

function caseList(of: {
  readonly actor: Actor;
  readonly fields: CaseFields;
  readonly agencyName: string;
  readonly objects: readonly ListedObject[];
  readonly people: readonly Goer[];
}): readonly PlannedInspection[] {
  const { actor, fields } = of;
  return of.objects.map((object) => ({
    object,
    c: null,
    replaces: null,
    recheckOf: fields.recheckOf,
    teams: [
      {
        agencyId: actor.agencyId,
        agencyJurisdictionId: actor.jurisdictionId,
        agencyName: of.agencyName,
        initiator: true,
        outside: false,
        itemKeys: fields.itemKeys,
        members: of.people.map((person, seat) => ({
          inspectorId: person.id,
          name: person.name,
          certificateNumber: person.certificateNumber,
          role: seat === 0 ? ('lead' as const) : ('member' as const),
          c: null,
          group: 0,
          seat,
        })),
      },
    ],
  }));
}

/**
 * Sends a prepared task out; people are checked again. Errors: `task.not_found`, `task.already_dispatched`,
 * `task.changed_meanwhile`, `task.members_blocked`.
 */
export async function sendTask(
  platform: Platform,
  write: TaskWrite,
  task: { readonly id: string; readonly version: number },
): Promise<Result<{ id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ id: string }>> => {
    const found = await lockOwnTask(tx, actor, task.id);
    if (found === undefined) return fail('task.not_found');
    if (found.state !== 'prepared') return fail('task.already_dispatched');
    if (found.row_version !== task.version) return fail('task.changed_meanwhile');
    const listed = await inspectionsOfTask(tx, found);
    const planned = listed.map(plannedOf);
    const directories = await directoriesOf(tx, planned);
    const blocked = await blockedMembers(tx, planned, {
      directories,
      jurisdictionId: actor.jurisdictionId,
      days: { today: platform.clock.today(), from: found.window_from, to: found.window_to },
    });
    if (blocked.length > 0) return blockedRefusal(blocked);
    const { accountId, personName: name } = actor;
    await saveDispatched(tx, found, { accountId, name, at: platform.clock.now() });
    await noteDispatch(tx, platform, {
      actor,
      id: found.id,
      number: found.number,
      inspections: listed.length,
    });
    return ok({ id: found.id });
  });
}

/** Stored rows as a list again, for the check of people. */
function plannedOf(listed: Awaited<ReturnType<typeof inspectionsOfTask>>[number]): PlannedInspection {
  const { inspection, teams, members } = listed;
  const { name } = inspection.object as { readonly name: string };
  return {
    object: {
      id: inspection.object_id,
      name,
      uscc: null,
      localCode: null,
      kind: '',
      address: '',
      division: '',
      responsible: '',
      status: 'active',
    },
    c: inspection.c,
    replaces: null,
    recheckOf: null,
    teams: teams.map((team) => ({
      agencyId: team.agency_id,
      agencyJurisdictionId: team.agency_jurisdiction_id,
      agencyName: team.agency_name,
      initiator: team.initiator,
      outside: team.outside,
      itemKeys: [],
      members: members
        .filter((each) => each.agency_id === team.agency_id && each.state === 'assigned')
        .map((each) => ({
          inspectorId: each.inspector_id,
          name: each.name,
          certificateNumber: each.certificate_number,
          role: 'member' as const,
          c: each.c,
          group: each.seat_group,
          seat: each.seat,
        })),
    })),
  };
}
