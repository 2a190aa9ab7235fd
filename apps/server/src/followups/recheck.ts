/**
 * A re-inspection with a visit is a task of its own (origin `recheck`): the members of the first visit who still stand go
 * again. On documents no visit is opened; the opinion says what was checked. Work of an agency of another jurisdiction
 * is always noted without a task here, because its tasks lie in its own.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { format } from '@mingcha/core/common/text.ts';
import { recheckForm } from '@mingcha/core/followups/handling-form.ts';
import { noteDispatch, taskNumber } from '../tasks/dispatch.service.ts';
import {
  type InspectionCase,
  insertInspections,
  insertTask,
  inspectionCase,
} from '../tasks/inspection.queries.ts';
import { storedPaper } from '../tasks/papers/paper.queries.ts';
import { standing } from '../tasks/team.ts';
import type { Work } from './work.ts';

/** The new inspection's id; null when none was opened. Errors: `followup.recheck_people_missing`. */
export async function openRecheck(work: Work<'startRecheck'>): Promise<Result<string | null>> {
  const { tx, actor, cases, form } = work;
  const [first] = cases;
  if (first === undefined || form.mode === 'documents' || first.jurisdiction_id !== actor.jurisdictionId)
    return ok(null);
  const found = await inspectionCase(tx, first.inspection_id);
  if (found === undefined) return fail('followup.not_found');
  const going = standing(found.members).filter(
    (each) => each.agency_id === first.agency_id && (each.role === 'lead' || each.role === 'member'),
  );
  if (going.length < 2) return fail('followup.recheck_people_missing');
  return ok(await plant(work, found));
}

async function plant(work: Work<'startRecheck'>, found: InspectionCase): Promise<string> {
  const { tx, platform, actor, cases, form, at, today } = work;
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
    window_to: form.on > today ? addDays(form.on, 3) : today,
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
  await plantInspection(work, { found, taskId, inspectionId });
  await noteDispatch(tx, platform, { actor, id: taskId, number: number.number, inspections: 1 });
  return inspectionId;
}

async function plantInspection(
  work: Work<'startRecheck'>,
  of: { readonly found: InspectionCase; readonly taskId: string; readonly inspectionId: string },
): Promise<void> {
  const { tx, actor, at } = work;
  const { found, taskId, inspectionId } = of;
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
    teams: teamsAgain(work, { found, inspectionId }),
    members: membersAgain(work, { found, inspectionId }),
  });
}

type Again = { readonly found: InspectionCase; readonly inspectionId: string };

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

function membersAgain({ platform, actor, at }: Work<'startRecheck'>, { found, inspectionId }: Again) {
  return standing(found.members)
    .filter((each) => each.agency_id === actor.agencyId)
    .map((each) => ({
      jurisdiction_id: actor.jurisdictionId,
      inspection_id: inspectionId,
      updated_at: at,
      id: platform.ids.next(),
      agency_id: each.agency_id,
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
