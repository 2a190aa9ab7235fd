/** What stands on the papers of tasks and preparation: 抽查任务派发单, 检查审批表, 行政检查通知书, 出行单. Data only. */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine } from '../../common/schemas.ts';
import { inspectionOrigins } from '../inspection.ts';
import {
  paperAssistants,
  paperClauses,
  paperCommon,
  paperContact,
  paperItems,
  paperMethods,
  paperObject,
  paperOpinion,
  paperPeople,
} from './paper-parts.ts';

const joint = z.array(line(100)).max(40).default([]);

/** 抽查任务派发单: the task and who checks whom. */
export const dispatchFormData = z.object({
  ...paperCommon,
  taskNumber: requiredLine(100),
  taskTitle: requiredLine(200),
  origin: z.enum(inspectionOrigins).default('draw'),
  /** Other agencies that take part. */
  jointAgencies: joint,
  section: line(100).default(''),
  contact: paperContact.nullable().default(null),
  basis: line(400).default(''),
  /** Size of the pool, and the rate as written: 15%. */
  poolSize: z.number().int().min(0).nullable().default(null),
  rate: line(60).default(''),
  drawNumber: line(100).default(''),
  window: z.object({ from: plainDate, to: plainDate }),
  method: z.enum(paperMethods).default('onSite'),
  announced: z.boolean().default(false),
  items: paperItems.default([]),
  /** Steps and what is asked of the teams. */
  requirements: paragraph(4000).default(''),
  objects: z
    .array(
      z.object({
        name: requiredLine(200),
        uscc: line(30).nullable().default(null),
        address: line(300).default(''),
        people: paperPeople,
      }),
    )
    .max(20_000),
});

/** 行政检查审批表 */
export const approvalFormData = z.object({
  ...paperCommon,
  object: paperObject,
  items: paperItems.default([]),
  bases: paperClauses.default([]),
  origin: z.enum(inspectionOrigins),
  /** Number and title of the task, or the document behind it. */
  source: line(300).default(''),
  method: z.enum(paperMethods),
  announced: z.boolean(),
  planned: z.object({ from: plainDate.nullable(), to: plainDate.nullable() }),
  people: paperPeople,
  assistants: paperAssistants.default([]),
  jointAgencies: joint,
  /** Inspections of the object this year, by the platform's records, and the cap; null = not known or none. */
  frequency: z
    .object({ done: z.number().int().min(0), cap: z.number().int().min(0).nullable(), counts: line(200) })
    .nullable()
    .default(null),
  handler: paperOpinion.nullable().default(null),
  legal: paperOpinion.nullable().default(null),
  /** `delegation`: number and day of the written delegation when a deputy decides; empty for the head. */
  decision: paperOpinion
    .extend({ delegation: line(300) })
    .nullable()
    .default(null),
  /** Entered before the approval: why and when (D10). */
  emergency: z
    .object({ reason: requiredLine(300), enteredAt: instant.nullable() })
    .nullable()
    .default(null),
  /**
   * Assistance procedure where the object lies outside the agency's region: document, number, assisting agency (R305). Absent
   * elsewhere, so that papers issued before it keep their check value.
   */
  assistance: requiredLine(300).optional(),
});

/** 行政检查通知书 */
export const noticeData = z.object({
  ...paperCommon,
  object: paperObject,
  items: paperItems.default([]),
  bases: paperClauses.default([]),
  method: z.enum(paperMethods),
  announced: z.boolean(),
  /** Agreed hour; or the days between which the team comes. */
  visitAt: instant.nullable().default(null),
  window: z.object({ from: plainDate, to: plainDate }).nullable().default(null),
  place: line(300).default(''),
  people: paperPeople,
  assistants: paperAssistants.default([]),
  jointAgencies: joint,
  /** Second list of R144: what should lie ready. */
  materials: z.array(line(300)).max(60).default([]),
  /** 本年度第 n 次（按本平台记录）, and whose visits count. */
  visitNo: z
    .object({ no: z.number().int().min(1), counts: line(200) })
    .nullable()
    .default(null),
  contact: paperContact.nullable().default(null),
  supervisionPhone: line(60).default(''),
  /** Address of the inspection code (亮码), also for rating; empty for none. */
  codeUrl: line(500).default(''),
});

/** 出行单: one page for the team. */
export const tripSheetData = z.object({
  ...paperCommon,
  object: paperObject,
  contact: paperContact.nullable().default(null),
  taskTitle: line(200).default(''),
  taskNumber: line(100).default(''),
  visitAt: instant.nullable().default(null),
  window: z.object({ from: plainDate, to: plainDate }).nullable().default(null),
  announced: z.boolean().default(false),
  people: paperPeople,
  assistants: paperAssistants.default([]),
  jointAgencies: joint,
  safetyRules: z.array(line(300)).max(40).default([]),
  vehicle: line(100).default(''),
  driver: line(100).default(''),
  meetingPoint: line(200).default(''),
  meetingAt: line(60).default(''),
  brings: z
    .array(z.object({ who: line(60), what: line(300) }))
    .max(40)
    .default([]),
  note: paragraph(1000).default(''),
});
