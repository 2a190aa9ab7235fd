/**
 * The annual plan (年度抽查计划) and its entries: what sections propose and the office puts together, what is published, and
 * what a draw task is made of. Titles and numbers are generated, never typed (R080).
 */
import { z } from 'zod';
import { line, paragraph, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { inspectionMethods } from '../registers/items/item.ts';
import { poolFilter } from '../registers/pool-filter.ts';
import { ruleClass } from '../registers/rules/rule-book.ts';
import { plainText } from './plain-markup.ts';

/** 随机抽查, or yearly routine visits that sections enter (年审, 维护检查, 指导服务) and that take part in merging only. */
export const entryForms = ['draw', 'routineVisit'] as const;

/** Where objects are drawn and where they are inspected (市抽市查, 市抽县查; R079), highest first. */
export const drawLevels = ['province', 'prefecture', 'county', 'township'] as const;
export type DrawLevel = (typeof drawLevels)[number];

/** Approval of a special inspection (专项检查) by government or superior body: title, number, day, and who approved (R082). */
export const adHocGround = z.object({
  document: requiredLine(200),
  number: line(80),
  day: plainDate,
  approver: requiredLine(80),
  reason: paragraph(1000),
});
export type AdHocGround = z.output<typeof adHocGround>;

export const entryParticipant = z.object({
  agencyId: uuid.nullable(),
  /** Name of a body that is not on this platform and joins by a letter of assistance (协助函). */
  outsideName: line(80).default(''),
  itemKeys: z.array(uuid).max(40).default([]),
  duty: line(300).default(''),
});
export type EntryParticipant = z.output<typeof entryParticipant>;

export const planEntryFields = z.object({
  form: z.enum(entryForms).default('draw'),
  /** Stable keys of published items: the lead item and the X beside it (1+X). */
  leadItemKey: uuid.nullable(),
  extraItemKeys: z.array(uuid).max(40),
  /** A special inspection stands on an approval from above; null for an ordinary one. */
  special: adHocGround.nullable().default(null),
  /** Stable ids of the check sheets that all who take part use together. */
  sheetIds: z.array(uuid).max(20).default([]),
  /** Scene of 一业一查, in words: what the joint inspection is about, e.g. 非煤矿山. */
  scene: line(60),
  scope: z.enum(['untargeted', 'targeted']),
  objectsText: paragraph(2000),
  filter: poolFilter,
  /** How many: classes with their rates as in the rule book; empty = the rule book's own classes. */
  classes: z.array(ruleClass).max(50),
  /** Times a year that the entry draws. */
  times: z.number().int().min(1).max(12),
  methods: z.array(z.enum(inspectionMethods)).min(1).max(inspectionMethods.length),
  window: z.object({ from: plainDate, to: plainDate }),
  drawLevel: z.enum(drawLevels),
  checkLevel: z.enum(drawLevels),
  participants: z.array(entryParticipant).max(20),
  /** 责任股室, and the person who answers. */
  sectionId: uuid.nullable(),
  responsibleId: uuid.nullable(),
  /** Inspectors per visit, and visits that a team makes in a working day: what the capacity check counts. */
  teamSize: z.number().int().min(2).max(20),
  visitsPerDay: z.number().int().min(1).max(20),
  /** Pasted markup becomes plain numbered text (R367). */
  steps: paragraph(8000).transform(plainText),
  requirements: paragraph(8000).transform(plainText),
  remark: paragraph(2000),
});
export type PlanEntryFields = z.output<typeof planEntryFields>;

export const planStates = [
  'collecting', // sections propose
  'drafted', // the office has consolidated
  'checked', // conflicts, caps and capacity were looked at and answered
  'approved', // by the head
  'filed', // with the coordination office or the justice bureau
  'published', // in force
  'superseded', // replaced by an adjusted version
  'closed', // the year is over
] as const;
export type PlanState = (typeof planStates)[number];
/** States of a version that is still being prepared. */
export const openPlanStates = ['collecting', 'drafted', 'checked', 'approved', 'filed'] as const;

export const planSteps = [
  'draft', // the office closes the collecting of proposals
  'check', // what the check shows was looked at and answered
  'approve',
  'file', // receipt confirmed, or filing on paper noted
  'publish',
  'close',
  'return',
  'supersede', // taken by the publication of the next version
] as const;
export type PlanStep = (typeof planSteps)[number];

export const entryOrigins = ['section', 'office', 'lastYear', 'items', 'file'] as const;
export type EntryOrigin = (typeof entryOrigins)[number];

export const entryStates = [
  'draft', // a section's own, not yet proposed
  'proposed',
  'returned', // by the office, with a reason
  'taken', // stands in the plan
  'dropped', // taken out
  'merged', // goes on inside another entry (1+X)
] as const;
export type EntryState = (typeof entryStates)[number];

/** An entry of a published plan, as a draw task is made of it. */
export interface DrawableEntry {
  readonly planId: string;
  readonly planVersion: number;
  readonly entryId: string;
  /** Stable over versions of the plan. */
  readonly entryKey: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  readonly fields: PlanEntryFields;
  /** Draw tasks already made from this entry (any version), voided ones not counted. */
  readonly drawn: number;
}

/** `joint` when somebody else takes part. */
export function isJoint(entry: Pick<PlanEntryFields, 'participants'>): boolean {
  return entry.participants.length > 0;
}
