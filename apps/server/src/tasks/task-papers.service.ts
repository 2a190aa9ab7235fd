/**
 * Papers of a task before anybody goes: the dispatch form (抽查任务派发单), issued and sealed, and the trip sheet (出行单), printed
 * as it stands because it changes until the team leaves.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { AdHocGround } from '@mingcha/core/plans/plan.ts';
import type { InspectedObject, MemberRole } from '@mingcha/core/tasks/inspection.ts';
import { type PaperInput, paperData } from '@mingcha/core/tasks/papers/paper-data.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { taskListForm } from '@mingcha/core/tasks/task-list-form.ts';
import { drawById } from '../draws/draw.queries.ts';
import { resultOf } from '../draws/result.queries.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../platform/documents/paper-reply.ts';
import type { FileReply } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import type { TaskWrite } from './dispatch.service.ts';
import { inspectionCase, type StoredTask, type StoredTeam } from './inspection.queries.ts';
import { issuePaper } from './papers/paper.service.ts';
import { paperSetting } from './papers/paper-setting.ts';
import { teamFacts } from './preparation/paper-facts.ts';
import { itemsForPaper } from './preparation/preparation.queries.ts';
import { inspectionsOfTask, type ListedInspection, lockOwnTask } from './task.queries.ts';
import { noteSeen } from './task-view.ts';
import { tripFieldsOf } from './team.service.ts';
import { seesInspection, standing } from './team.ts';

/** Issues the dispatch form of a task that was sent out. Errors: `task.not_found`, `task.not_dispatched`, those of `issuePaper`. */
export async function issueDispatchForm(
  platform: Platform,
  write: TaskWrite,
  taskId: string,
): Promise<Result<{ paperId: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ paperId: string }>> => {
    const task = await lockOwnTask(tx, actor, taskId);
    if (task === undefined) return fail('task.not_found');
    if (task.state === 'prepared' || task.state === 'void') return fail('task.not_dispatched');
    await noteSeen(tx, platform, { task, actor, kind: 'print' });
    const issued = await issuePaper(tx, platform, {
      jurisdictionId: task.jurisdiction_id,
      inspectionId: null,
      taskId: task.id,
      agencyId: task.agency_id,
      kind: 'dispatchForm',
      data: await dispatchData(tx, platform, task),
      by: actor,
    });
    return issued.ok ? ok({ paperId: issued.value.paperId }) : issued;
  });
}

async function dispatchData(
  tx: Tx,
  platform: Platform,
  task: StoredTask,
): Promise<PaperInput<'dispatchForm'>> {
  const home = { jurisdictionId: task.jurisdiction_id, agencyId: task.agency_id };
  const agency = await agencyById(tx, { jurisdictionId: home.jurisdictionId, id: home.agencyId });
  const found = (await inspectionsOfTask(tx, task)).filter(
    ({ inspection }) => inspection.outcome !== 'replaced' && inspection.outcome !== 'cancelled',
  );
  const items = await itemsForPaper(tx, home, task.item_keys);
  const agencyName = agency?.name ?? '';
  const joint = found.flatMap(({ teams }) => teams.filter(isPartner).map((team) => team.agency_name));
  return {
    agency: { name: agencyName, phone: agency?.phone ?? '' },
    issuedOn: platform.clock.today(),
    taskNumber: task.number,
    taskTitle: task.title,
    origin: task.origin as NonNullable<PaperInput<'dispatchForm'>['origin']>,
    jointAgencies: [...new Set(joint)].slice(0, 40),
    contact: { name: task.dispatched_name ?? '', phone: agency?.phone ?? '' },
    basis: basisText(task.basis as AdHocGround | null),
    ...(await drawData(tx, task)),
    window: { from: task.window_from, to: task.window_to },
    method: task.method as NonNullable<PaperInput<'dispatchForm'>['method']>,
    announced: task.announced,
    items: items.map(({ fields }) => ({
      code: fields.code,
      name: cut(fields.name, 200),
      content: cut(fields.content, 2000),
      agencyName,
      bases: fields.bases.slice(0, 20).map(({ law, article }) => ({ law, article })),
    })),
    requirements: task.instructions,
    objects: found.map(objectLine),
  };
}

function isPartner(team: StoredTeam): boolean {
  return !team.initiator && team.stage !== 'withdrawn';
}

function basisText(basis: AdHocGround | null): string {
  return basis === null ? '' : cut(`${basis.document} ${basis.number}`.trim(), 400);
}

/** Size of the pool, rates and number of the draw, as the source's form asks for them. */
async function drawData(
  tx: Tx,
  task: StoredTask,
): Promise<Pick<PaperInput<'dispatchForm'>, 'poolSize' | 'rate' | 'drawNumber'>> {
  if (task.draw_id === null) return {};
  const key = { jurisdictionId: task.jurisdiction_id, id: task.draw_id };
  const draw = await drawById(tx, key);
  const result = await resultOf(tx, key);
  if (draw === undefined || result === undefined) return {};
  const rates = draw.settings.strata.map((stratum) => {
    if (stratum.rule !== 'draw') return stratum.rule === 'all' ? taskListForm.all : `${stratum.number}`;
    return `${(100 * stratum.rate[0]) / stratum.rate[1]}%`;
  });
  const { series, no, attempt } = draw;
  return {
    poolSize: result.figures.counts.reduce((sum, count) => sum + count, 0),
    rate: cut([...new Set(rates)].join(taskListForm.separator), 60),
    drawNumber: no === null ? '' : drawNumber({ series, no, attempt }),
  };
}

function objectLine({ inspection, teams, members }: ListedInspection) {
  const object = inspection.object as InspectedObject;
  const going = teams.filter((team) => team.stage !== 'withdrawn');
  return {
    name: cut(object.name, 200),
    uscc: object.uscc ?? object.localCode,
    address: cut(object.address, 300),
    people: going.flatMap((team) =>
      standing(members)
        .filter((each) => each.agency_id === team.agency_id)
        .map((each) => ({
          name: each.name,
          certificateNumber: each.certificate_number,
          agencyName: cut(team.agency_name, 100),
          role: each.role as MemberRole,
        })),
    ),
  };
}

/** The trip sheet of a visit as it stands now. Errors: `inspection.not_found`, those of `paperSetting`. */
export async function printTripSheet(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const made = await inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, asked.id);
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    const setting = await paperSetting(tx, platform, found.task.agency_id);
    if (!setting.ok) return setting;
    const going = found.teams.filter((team) => team.stage !== 'withdrawn');
    const facts = await Promise.all(going.map((team) => teamFacts(tx, { found, team })));
    const [first] = facts;
    if (first === undefined) return fail('inspection.not_found');
    const trip = await tripFieldsOf(tx, found);
    const { task, inspection } = found;
    const data: PaperInput<'tripSheet'> = {
      agency: { name: setting.value.agency.name, phone: setting.value.agency.phone },
      issuedOn: platform.clock.today(),
      object: { ...first.object, address: trip.address },
      contact: { name: trip.contact, phone: trip.phone },
      taskTitle: task.title,
      taskNumber: task.number,
      visitAt: inspection.scheduled_for,
      window: { from: task.window_from, to: task.window_to },
      announced: task.announced,
      people: facts.flatMap((each) => each.people),
      assistants: facts.flatMap((each) => each.assistants).slice(0, 10),
      jointAgencies: going.filter(isPartner).map((team) => team.agency_name),
      safetyRules: linesOf(trip.siteRules),
      vehicle: trip.vehicle,
      driver: trip.driver,
      meetingPoint: trip.meetingPoint,
      meetingAt: trip.meetsAt,
      brings: trip.brings,
      note: trip.note,
    };
    await noteSeen(tx, platform, { task, actor, kind: 'print' });
    const { wording } = setting.value;
    return ok({
      name: first.object.name,
      paper: buildPaper('tripSheet', paperData.tripSheet.parse(data), { number: '', wording, check: null }),
    });
  });
  if (!made.ok) return made;
  const { paper, name } = made.value;
  return ok(
    await paperReply(paper, asked.format, format(taskListForm.tripFile, { title: paper.title, name })),
  );
}

/** Rules stand line by line; longer ones are cut as the form has room. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((each) => cut(each.trim(), 300))
    .filter((each) => each !== '')
    .slice(0, 40);
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');
