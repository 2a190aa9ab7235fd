/**
 * Dispatch (派发): the list of a draw, or a task that no draw gave, goes out. Whoever cannot go is named first and the
 * substitute is asked for; the number comes from the rule book's form; from now on each inspector sees what is theirs.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { InspectionMethod } from '@mingcha/core/registers/items/item.ts';
import type { BlockedMember, DispatchFields } from '@mingcha/core/tasks/task.ts';
import { drawById } from '../draws/draw.queries.ts';
import { outsideById } from '../draws/outside/outside.queries.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { drawFacts } from './dispatch.queries.ts';
import { insertTask, nextPaperNumber } from './inspection.queries.ts';
import { type DispatchList, dispatchList } from './pending.service.ts';
import { insertPlanned, type PlannedInspection } from './planned.ts';

export interface TaskWrite {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
}

/**
 * Sends the list of a draw out. Errors: `task.source_not_found`, `task.record_missing`, `task.members_blocked` {count,
 * names}, `task.objects_unknown` {count, names}, `task.items_missing_invalid`, `task.item_not_published_invalid`,
 * `task.claim_due_invalid`, `task.nobody_drawn`.
 */
export async function dispatchTask(
  platform: Platform,
  write: TaskWrite,
  fields: DispatchFields,
): Promise<Result<{ id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ id: string }>> => {
    const found = await dispatchList(tx, platform, { actor, source: fields.source });
    if (!found.ok) return found;
    const list = found.value;
    const refused = refusal(list, fields, platform.clock.today());
    if (refused !== null) return refused;
    const about = await sourceFacts(tx, actor, fields);
    if (!about.ok) return about;
    const id = platform.ids.next();
    const number = await taskNumber(tx, platform, actor);
    const at = platform.clock.now();
    await insertTask(tx, {
      ...about.value,
      ...number,
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      origin: 'draw',
      basis: null,
      window_from: list.pending.windowFrom,
      window_to: list.pending.windowTo,
      instructions: fields.instructions,
      state: 'dispatched',
      dispatch_due: list.pending.due,
      claim_due: fields.claimDue,
      dispatched_at: at,
      dispatched_by: actor.accountId,
      dispatched_name: actor.personName,
      reveal_at: list.revealAt,
      created_by: actor.accountId,
      created_name: actor.personName,
      created_at: at,
      updated_at: at,
    });
    const planned = withItems(list.planned, fields.itemKeys);
    await insertPlanned(tx, platform, {
      planned,
      jurisdictionId: actor.jurisdictionId,
      taskId: id,
      from: 1,
      directories: list.directories,
      window: { from: list.pending.windowFrom, to: list.pending.windowTo },
    });
    await noteDispatch(tx, platform, { actor, id, number: number.number, inspections: planned.length });
    return ok({ id });
  });
}

function refusal(list: DispatchList, fields: DispatchFields, today: string): ReturnType<typeof fail> | null {
  const { pending, planned, blocked, unknownObjects } = list;
  if (pending.waitsFor !== null) return fail('task.record_missing');
  if (unknownObjects.length > 0) return fail('task.objects_unknown', named(unknownObjects));
  if (planned.length === 0 || planned.some((each) => each.teams.length === 0))
    return fail('task.nobody_drawn');
  if (blocked.length > 0) return blockedRefusal(blocked);
  if (fields.claimDue < today) return fail('task.claim_due_invalid', {}, 'claimDue');
  if (list.asksItems && fields.itemKeys.length === 0)
    return fail('task.items_missing_invalid', {}, 'itemKeys');
  return null;
}

export function blockedRefusal(blocked: readonly BlockedMember[]): ReturnType<typeof fail> {
  return fail('task.members_blocked', named(blocked.map((each) => each.name)));
}

/** The first names of a list and how many there are. */
export function named(names: readonly string[]): { readonly count: number; readonly names: string } {
  const once = [...new Set(names)];
  return { count: once.length, names: once.slice(0, 5).join('、') };
}

interface SourceFacts {
  readonly draw_id: string | null;
  readonly outside_draw_id: string | null;
  readonly section_id: string | null;
  readonly title: string;
  readonly title_en: string;
  readonly plan_entry_key: string | null;
  readonly item_keys: string[];
  readonly method: InspectionMethod;
  readonly announced: boolean;
  readonly rule_book_id: string | null;
  readonly rule_book_version: number;
}

async function sourceFacts(tx: Tx, actor: Actor, fields: DispatchFields): Promise<Result<SourceFacts>> {
  const { source } = fields;
  const book = await ruleBookInForce(tx, actor);
  const rules = { rule_book_id: book.id, rule_book_version: book.version };
  const items = new Map((await publishedItems(tx, actor)).map((item) => [item.itemKey, item]));
  if (source.kind === 'outsideDraw') {
    const unknown = fields.itemKeys.filter((key) => !items.has(key)).length;
    if (unknown > 0) return fail('task.item_not_published_invalid', { count: unknown }, 'itemKeys');
    const outside = await outsideById(tx, actor, source.id);
    if (outside === undefined) return fail('task.source_not_found');
    const lead = items.get(fields.itemKeys[0] ?? '');
    return ok({
      ...rules,
      draw_id: null,
      outside_draw_id: source.id,
      section_id: null,
      title: outside.title,
      title_en: outside.title,
      plan_entry_key: null,
      item_keys: [...fields.itemKeys],
      method: lead?.methods[0] ?? 'onSite',
      announced: lead?.announced ?? false,
    });
  }
  const key = { jurisdictionId: actor.jurisdictionId, id: source.id };
  const draw = await drawById(tx, key);
  if (draw === undefined) return fail('task.source_not_found');
  const { settings } = draw;
  return ok({
    ...rules,
    draw_id: source.id,
    outside_draw_id: null,
    section_id: draw.sectionId,
    title: draw.title.zh,
    title_en: draw.title.en,
    plan_entry_key: (await drawFacts(tx, key)).planEntryKey,
    item_keys: [...settings.itemKeys],
    method: items.get(settings.itemKeys[0] ?? '')?.methods[0] ?? 'onSite',
    announced: settings.announced,
  });
}

/** Lists that name no items: the initiator's team checks those chosen at the dispatch. */
function withItems(
  planned: readonly PlannedInspection[],
  itemKeys: readonly string[],
): readonly PlannedInspection[] {
  if (itemKeys.length === 0) return planned;
  return planned.map((each) => ({
    ...each,
    teams: each.teams.map((team) =>
      team.initiator && team.itemKeys.length === 0 ? { ...team, itemKeys } : team,
    ),
  }));
}

/** The next number in the rule book's form. */
export async function taskNumber(
  tx: Tx,
  platform: Platform,
  actor: Pick<Actor, 'jurisdictionId' | 'agencyId'>,
): Promise<{ readonly number: string; readonly year: number }> {
  const { jurisdictionId, agencyId } = actor;
  const { rules } = await ruleBookInForce(tx, actor);
  const agency = await agencyById(tx, { jurisdictionId, id: agencyId });
  const year = Number(platform.clock.today().slice(0, 4));
  const serial = await nextPaperNumber(tx, { jurisdictionId, agencyId, kind: 'task', year });
  const short = agency?.shortName ?? '';
  const number = format(rules.formats.taskNumber, {
    agency: short === '' ? (agency?.name ?? '') : short,
    year,
    serial,
  });
  return { number, year };
}

export async function noteDispatch(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string; readonly number: string; readonly inspections: number },
): Promise<void> {
  await record(tx, platform, {
    type: 'task.dispatched',
    actor: of.actor,
    subject: { kind: 'inspectionTask', id: of.id },
    data: { number: of.number, inspections: of.inspections },
  });
}
