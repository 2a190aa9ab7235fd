/**
 * A re-inspection with a visit is a task of its own (origin `recheck`). By the rule book the members of the first visit who
 * still stand go again, or people drawn anew (`recheck-draw.ts`); nobody is picked. On documents no visit is opened; the opinion says what was checked. Work of an agency of another jurisdiction
 * is always noted without a task here, because its tasks lie in its own.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { format } from '@mingcha/core/common/text.ts';
import { recheckForm } from '@mingcha/core/followups/handling-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { noteDispatch, taskNumber } from '../tasks/dispatch.service.ts';
import {
  type InspectionCase,
  insertInspections,
  insertTask,
  inspectionCase,
  type StoredMember,
} from '../tasks/inspection.queries.ts';
import { storedPaper } from '../tasks/papers/paper.queries.ts';
import { standing } from '../tasks/team.ts';
import { insertRecheckDraw } from './recheck-draw.queries.ts';
import { type DrawnTeam, drawRecheckTeam } from './recheck-draw.ts';
import type { Work } from './work.ts';

/** Who goes, and how they were drawn where they were. */
interface Going {
  readonly members: readonly Goes[];
  readonly draw: DrawnTeam | null;
}
type Goes = Pick<
  StoredMember,
  'inspector_id' | 'account_id' | 'name' | 'certificate_number' | 'role' | 'seat_group' | 'seat'
>;

/** The new inspection's id; null when none was opened. Errors: `followup.recheck_people_missing`, those of `drawRecheckTeam`. */
export async function openRecheck(work: Work<'startRecheck'>): Promise<Result<string | null>> {
  const { tx, actor, cases, form } = work;
  const [first] = cases;
  if (first === undefined || form.mode === 'documents' || first.jurisdiction_id !== actor.jurisdictionId)
    return ok(null);
  const found = await inspectionCase(tx, first.inspection_id);
  if (found === undefined) return fail('followup.not_found');
  const { matching } = (await ruleBookInForce(tx, actor)).rules;
  const going = matching.recheck === 'drawn' ? await drawn(work, { found, matching }) : again(work, found);
  return going.ok ? ok(await plant(work, { found, going: going.value })) : going;
}

/** Last day of the visit's window. */
function lastDay({ form, today }: Work<'startRecheck'>): string {
  return form.on > today ? addDays(form.on, 3) : today;
}

function again({ actor }: Work<'startRecheck'>, found: InspectionCase): Result<Going> {
  const own = standing(found.members).filter((each) => each.agency_id === actor.agencyId);
  const sworn = own.filter((each) => each.role === 'lead' || each.role === 'member');
  return sworn.length < 2 ? fail('followup.recheck_people_missing') : ok({ members: own, draw: null });
}

async function drawn(
  work: Work<'startRecheck'>,
  of: { readonly found: InspectionCase; readonly matching: RuleBook['matching'] },
): Promise<Result<Going>> {
  const window = { from: work.today, to: lastDay(work) };
  const team = await drawRecheckTeam(work, { ...of, window });
  if (!team.ok) return team;
  const members = team.value.people.map(
    (goer, seat): Goes => ({
      inspector_id: goer.id,
      account_id: goer.accountId,
      name: goer.name,
      certificate_number: goer.certificateNumber,
      role: seat === 0 ? 'lead' : 'member',
      seat_group: 0,
      seat,
    }),
  );
  return ok({ members, draw: team.value });
}

async function plant(
  work: Work<'startRecheck'>,
  { found, going }: { readonly found: InspectionCase; readonly going: Going },
): Promise<string> {
  const { tx, platform, actor, cases, at, today } = work;
  const orderId = cases[0]?.order_paper_id ?? null;
  const order = orderId === null ? undefined : await storedPaper(tx, orderId);
  const number = await taskNumber(tx, platform, actor);
  const taskId = platform.ids.next();
  const inspectionId = platform.ids.next();
  const name = cases[0]?.object_name ?? '';
  await insertTask(tx, {
    ...number,
    jurisdiction_id: actor.jurisdictionId,
    id: taskId,
    agency_id: actor.agencyId,
    section_id: found.task.section_id,
    title: format(recheckForm.title, { object: name }),
    title_en: `Re-inspection: ${name}`,
    origin: 'recheck',
    draw_id: null,
    plan_entry_key: found.task.plan_entry_key,
    basis: JSON.stringify({
      document: recheckForm.document,
      number: order?.number ?? '',
      day: (order?.data as { readonly issuedOn?: string } | undefined)?.issuedOn ?? today,
      approver: actor.personName,
      reason: recheckForm.reason,
    }),
    item_keys: found.teams.find((each) => each.agency_id === actor.agencyId)?.item_keys ?? [],
    method: 'onSite',
    announced: true,
    window_from: today,
    window_to: lastDay(work),
    instructions: recheckForm.instructions,
    rule_book_id: found.task.rule_book_id,
    rule_book_version: found.task.rule_book_version,
    state: 'dispatched',
    dispatch_due: null,
    dispatched_at: at,
    dispatched_by: actor.accountId,
    dispatched_name: actor.personName,
    reveal_at: null,
    created_by: actor.accountId,
    created_name: actor.personName,
    created_at: at,
    updated_at: at,
  });
  await plantInspection(work, { found, going, taskId, inspectionId });
  if (going.draw !== null) await keepDraw(work, inspectionId, going.draw);
  await noteDispatch(tx, platform, { actor, id: taskId, number: number.number, inspections: 1 });
  return inspectionId;
}

async function keepDraw(
  { tx, actor, at }: Work<'startRecheck'>,
  inspectionId: string,
  draw: DrawnTeam,
): Promise<void> {
  await insertRecheckDraw(tx, {
    jurisdiction_id: actor.jurisdictionId,
    inspection_id: inspectionId,
    ledger_seq: draw.ledgerSeq,
    seed: draw.seed,
    tickets: JSON.stringify(draw.tickets),
    account_id: actor.accountId,
    person_name: actor.personName,
    drawn_at: at,
  });
}

async function plantInspection(
  work: Work<'startRecheck'>,
  of: Again & { readonly taskId: string },
): Promise<void> {
  const { tx, actor, at } = work;
  const { found, going, taskId, inspectionId } = of;
  const { object_id, object_key, object, id } = found.inspection;
  await insertInspections(tx, {
    inspections: [
      {
        jurisdiction_id: actor.jurisdictionId,
        id: inspectionId,
        task_id: taskId,
        position: 1,
        object_id,
        object_key,
        object: JSON.stringify(object),
        c: null,
        replaces: null,
        recheck_of: id,
        outcome: null,
        outcome_at: null,
        scheduled_for: null,
        created_at: at,
        updated_at: at,
      },
    ],
    teams: teamsAgain(work, of),
    members: membersOf(work, { going, inspectionId }),
  });
}

interface Again {
  readonly found: InspectionCase;
  readonly going: Going;
  readonly inspectionId: string;
}

function teamsAgain({ actor, at }: Work<'startRecheck'>, { found, inspectionId }: Again) {
  return found.teams
    .filter((team) => team.agency_id === actor.agencyId)
    .map((team) => ({
      jurisdiction_id: actor.jurisdictionId,
      inspection_id: inspectionId,
      updated_at: at,
      agency_id: team.agency_id,
      agency_jurisdiction_id: team.agency_jurisdiction_id,
      agency_name: team.agency_name,
      initiator: true,
      item_keys: team.item_keys,
      stage: 'assigned',
      claimed_at: null,
      approved_at: null,
      noticed_at: null,
      entered_at: null,
      recorded_at: null,
      submitted_at: null,
      passed_at: null,
      visit_no: null,
    }));
}

function membersOf(
  { platform, actor, at }: Work<'startRecheck'>,
  { going, inspectionId }: Pick<Again, 'going' | 'inspectionId'>,
) {
  return going.members.map((each) => ({
    jurisdiction_id: actor.jurisdictionId,
    inspection_id: inspectionId,
    updated_at: at,
    id: platform.ids.next(),
    agency_id: actor.agencyId,
    inspector_id: each.inspector_id,
    account_id: each.account_id,
    name: each.name,
    certificate_number: each.certificate_number,
    role: each.role,
    state: 'assigned',
    c: null,
    seat_group: each.seat_group,
    seat: each.seat,
    replaced_by: null,
    claimed_at: null,
  }));
}
