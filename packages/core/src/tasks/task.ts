/**
 * Inspection tasks (检查任务) as people handle them: what is waiting to be dispatched, the list of a task with its teams, what
 * an inspector has to claim, why somebody cannot go. Schemas and small rules; nothing is read or saved here.
 */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { adHocGround } from '../plans/plan.ts';
import { inspectionMethods } from '../registers/items/item.ts';
import {
  inspectedObject,
  inspectionOrigins,
  memberRoles,
  memberStates,
  outcomes,
  type TeamStage,
  taskStates,
  teamStages,
} from './inspection.ts';

/** Where a list of objects and people comes from. */
export const dispatchSource = z.object({ kind: z.enum(['draw', 'outsideDraw']), id: uuid });
export type DispatchSource = z.output<typeof dispatchSource>;

/** Why a drawn person cannot go: off post, certificate not in force, an interest in the object, a closed account. */
export const blockReasons = [
  'inactive',
  'onLeave',
  'transferred',
  'retired',
  'certificate',
  'recusal',
  'accountEnded',
  'unknown',
] as const;
export type BlockReason = (typeof blockReasons)[number];
export const blockedMember = z.object({
  /** Commitment of the object's leaf, for the substitute that the draw determines. */
  c: z.string().nullable(),
  objectName: z.string(),
  agencyName: z.string(),
  name: z.string(),
  reason: z.enum(blockReasons),
});
export type BlockedMember = z.output<typeof blockedMember>;

/** A draw whose list has not gone out. */
export const pendingDispatch = z.object({
  source: dispatchSource,
  title: z.string(),
  number: z.string(),
  drawnAt: instant,
  windowFrom: plainDate,
  windowTo: plainDate,
  /** Last day to send it out (D4); null where the rule book sets none or the calendar does not reach so far. */
  due: plainDate.nullable(),
  isOverdue: z.boolean(),
  /** Why it may not go out yet; null when it may. */
  waitsFor: z.enum(['signedRecord']).nullable(),
});
export type PendingDispatch = z.output<typeof pendingDispatch>;

/** What a dispatch would send out. */
export const dispatchPreview = z.object({
  pending: pendingDispatch,
  objects: z.number().int(),
  teams: z.array(z.object({ agencyName: z.string(), people: z.number().int(), outside: z.boolean() })),
  /** Names stay with planners and teams until then; null = open. */
  revealAt: instant.nullable(),
  claimDue: plainDate,
  blocked: z.array(blockedMember),
  /** Objects of the list that the directory does not know. */
  unknownObjects: z.array(z.string()),
  /** The list names no items; they are chosen at the dispatch. */
  asksItems: z.boolean(),
});
export type DispatchPreview = z.output<typeof dispatchPreview>;

export const dispatchFields = z.object({
  source: dispatchSource,
  claimDue: plainDate,
  instructions: paragraph(4000),
  /** Items of the initiator, for lists that name none. */
  itemKeys: z.array(uuid).max(40).default([]),
});
export type DispatchFields = z.output<typeof dispatchFields>;

/** Working days that teams have to claim unless the dispatch says otherwise. */
export const claimWorkingDays = 3;

export const stageCount = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  stage: z.enum(teamStages),
  count: z.number().int(),
});
export const taskRow = z.object({
  id: uuid,
  number: z.string(),
  title: z.string(),
  titleEn: z.string(),
  origin: z.enum(inspectionOrigins),
  agencyName: z.string(),
  isOwn: z.boolean(),
  state: z.enum(taskStates),
  windowFrom: plainDate,
  windowTo: plainDate,
  dispatchDue: plainDate.nullable(),
  dispatchedAt: instant.nullable(),
  claimDue: plainDate.nullable(),
  isOverdue: z.boolean(),
  inspections: z.number().int(),
  /** Of the reader's own agency where it takes part, else of the initiator. */
  stages: z.array(z.object({ stage: z.enum(teamStages), count: z.number().int() })),
  createdAt: instant,
});
export type TaskRow = z.output<typeof taskRow>;

export const taskView = taskRow.extend({
  version: z.number().int(),
  basis: adHocGround.nullable(),
  draw: z.object({ id: uuid, outside: z.boolean() }).nullable(),
  items: z.array(z.object({ key: uuid, code: z.string(), name: z.string() })),
  method: z.enum(inspectionMethods),
  announced: z.boolean(),
  instructions: z.string(),
  dispatchedBy: z.string().nullable(),
  revealAt: instant.nullable(),
  /** Whether this reader may see names of objects and people now. */
  seesNames: z.boolean(),
  counts: z.array(stageCount),
  outcomes: z.array(z.object({ outcome: z.enum(outcomes), count: z.number().int() })),
  /** Teams of the reader's agency for which no item is named. */
  ownWithoutItems: z.number().int(),
  /** Teams that have not claimed after the last day for it. */
  silent: z.array(z.object({ agencyId: uuid, agencyName: z.string(), count: z.number().int() })),
  may: z.object({
    dispatch: z.boolean(),
    /** Absences, substitutes, leaving a silent partner out. */
    plan: z.boolean(),
    seeViews: z.boolean(),
  }),
});
export type TaskView = z.output<typeof taskView>;

export const memberView = z.object({
  id: uuid,
  name: z.string(),
  certificateNumber: z.string(),
  role: z.enum(memberRoles),
  state: z.enum(memberStates),
  reason: z.string(),
  hasAccount: z.boolean(),
});
export const teamView = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  outside: z.boolean(),
  stage: z.enum(teamStages),
  withdrawnReason: z.string(),
  items: z.array(z.string()),
  /** Who of the reader's own agency could go when the list went out; null for other agencies and older lists (R121). */
  eligible: z
    .object({
      count: z.number().int(),
      not: z.array(z.object({ name: z.string(), reason: z.enum(blockReasons) })),
    })
    .nullable(),
  members: z.array(memberView),
});
export const inspectionRow = z.object({
  id: uuid,
  position: z.number().int(),
  object: inspectedObject,
  outcome: z.enum(outcomes).nullable(),
  fromReserve: z.boolean(),
  scheduledFor: instant.nullable(),
  state: z.enum(['open', 'closed', 'archived']),
  teams: z.array(teamView),
});
export type InspectionRow = z.output<typeof inspectionRow>;

export const myInspection = z.object({
  id: uuid,
  taskId: uuid,
  taskNumber: z.string(),
  title: z.string(),
  titleEn: z.string(),
  agencyName: z.string(),
  windowFrom: plainDate,
  windowTo: plainDate,
  claimDue: plainDate.nullable(),
  scheduledFor: instant.nullable(),
  announced: z.boolean(),
  object: inspectedObject,
  role: z.enum(memberRoles),
  memberState: z.enum(memberStates),
  stage: z.enum(teamStages),
  companions: z.array(z.object({ name: z.string(), agencyName: z.string(), role: z.enum(memberRoles) })),
});
export type MyInspection = z.output<typeof myInspection>;

/** An inspection at which the person's team was left out, because nobody claimed it in time (R285): that, and no more. */
export const leftOutInspection = z.object({
  id: uuid,
  taskNumber: z.string(),
  title: z.string(),
  titleEn: z.string(),
  agencyName: z.string(),
  objectName: z.string(),
  reason: z.string(),
  at: instant,
});
export type LeftOutInspection = z.output<typeof leftOutInspection>;

/** Why an inspector asks to stand back (行政处罚法第四十三条), and why a planner takes somebody off. */
export const recusalReasons = [
  'kinship',
  'formerEmployment',
  'shareholding',
  'previousVisit',
  'other',
] as const;
export const absenceReasons = ['leave', 'certificate', 'transferred', 'illness', 'other'] as const;
export const recusalFields = z.object({ reason: z.enum(recusalReasons), note: requiredLine(300) });
export const absenceFields = z.object({ reason: z.enum(absenceReasons), note: line(300) });

/** How a substitute was found, as everybody can check it. */
export const substituteView = z.object({
  out: z.string(),
  in: z.string(),
  seed: z.string(),
  ledgerSeq: z.number().int(),
  tickets: z.array(z.object({ name: z.string(), certificateNumber: z.string(), ticket: z.string() })),
});
export type SubstituteView = z.output<typeof substituteView>;

export const taskSeen = z.object({
  personName: z.string(),
  agencyName: z.string(),
  kind: z.enum(['list', 'export', 'print']),
  at: instant,
});
export type TaskSeen = z.output<typeof taskSeen>;

/** An inspection that no draw gave: what it rests on, where it goes, who goes (I1). */
export const caseFields = z.object({
  origin: z.enum(inspectionOrigins).exclude(['draw']),
  title: requiredLine(200),
  basis: adHocGround,
  method: z.enum(inspectionMethods),
  announced: z.boolean(),
  window: z.object({ from: plainDate, to: plainDate }),
  itemKeys: z.array(uuid).min(1).max(40),
  objectIds: z.array(uuid).min(1).max(200),
  /** The first one leads. */
  inspectorIds: z.array(uuid).min(2).max(20),
  /** Null: so many working days after the opening. */
  claimDue: plainDate.nullable().default(null),
  instructions: paragraph(4000).default(''),
  /** The inspection whose correction is checked again; only for `recheck`. */
  recheckOf: uuid.nullable().default(null),
});
export type CaseFields = z.output<typeof caseFields>;

/** What the people who go take along (出行单). */
export const tripFields = z.object({
  contact: line(60),
  phone: line(40),
  address: line(300),
  /** Safety rules of the site: helmet, no phones in explosion zones, sign-in at the gate. */
  siteRules: paragraph(2000),
  meetingPoint: line(200),
  meetsAt: line(60),
  vehicle: line(60),
  driver: line(60),
  brings: z.array(z.object({ who: line(60), what: requiredLine(200) })).max(30),
  note: paragraph(1000),
});
export type TripFields = z.output<typeof tripFields>;

/** Stages at which inspectors may still be exchanged: a result that was entered keeps those who entered it (R127). */
export const changeableStages: readonly TeamStage[] = [
  'assigned',
  'claimed',
  'approved',
  'noticed',
  'visiting',
  'recorded',
];
