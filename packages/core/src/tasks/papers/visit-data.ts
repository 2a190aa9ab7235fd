/** What stands on the papers of the visit: 现场检查记录, 检查单, 检查结果告知书, 责令限期整改指令书, 整改复查意见书. Data only. */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine } from '../../common/schemas.ts';
import {
  paperAssistants,
  paperClauses,
  paperCommon,
  paperFiles,
  paperFinding,
  paperFindings,
  paperItems,
  paperObject,
  paperPeople,
  paperRefusal,
  paperRemedies,
  paperRepresentative,
} from './paper-parts.ts';

export const paperAnswers = ['conform', 'nonConform', 'notApplicable', 'notChecked'] as const;

/** A line of a sheet as it was answered. */
const paperLine = z.object({
  section: line(100).default(''),
  requirement: requiredLine(1000),
  clauses: paperClauses.default([]),
  method: paragraph(1000).default(''),
  agencyName: line(100).default(''),
  answer: z.enum(paperAnswers).nullable(),
  /** Of measures, choices and texts, with its unit. */
  value: line(540).default(''),
  note: paragraph(2000).default(''),
  photos: z.array(line(40)).max(200).default([]),
});
const paperLines = z.array(paperLine).max(2000);

/** 现场检查记录（笔录） */
export const siteRecordData = z.object({
  ...paperCommon,
  jointAgencies: z.array(line(100)).max(40).default([]),
  object: paperObject,
  place: line(300).default(''),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  representative: paperRepresentative,
  people: paperPeople,
  assistants: paperAssistants.default([]),
  certificatesShown: z.boolean(),
  noticeNumber: line(100).default(''),
  rights: z.object({
    told: z.boolean(),
    recusal: z.enum(['notAsked', 'asked']),
    /** The answer in the object's words. */
    answer: paragraph(1000).default(''),
  }),
  items: paperItems.default([]),
  /** Items that came to it at the visit, each with its reason (R168). */
  addedItems: z
    .array(z.object({ name: line(200), reason: line(300) }))
    .max(41)
    .default([]),
  lines: paperLines.default([]),
  /** Said on the record beside the lines. */
  situation: paragraph(8000).default(''),
  findings: paperFindings.default([]),
  /** 无法联系, 关闭停业, …: what was met instead of a normal visit. */
  outcome: z
    .object({ text: requiredLine(100), facts: paragraph(2000), witness: line(60), witnessContact: line(60) })
    .nullable()
    .default(null),
  guidance: z.array(paragraph(2000)).max(100).default([]),
  /** Opinions of experts, never findings. */
  opinions: z
    .array(z.object({ name: line(60), text: paragraph(4000) }))
    .max(20)
    .default([]),
  partyOpinion: z.enum(['agrees', 'objects', 'none']).default('none'),
  partyStatement: paragraph(2000).default(''),
  refusal: paperRefusal.nullable().default(null),
  annexes: paperFiles.default([]),
});

/** 检查单 */
export const checkSheetData = z.object({
  ...paperCommon,
  object: paperObject,
  sheetName: requiredLine(200),
  sheetVersion: line(60).default(''),
  checkedOn: plainDate.nullable(),
  people: paperPeople,
  representative: paperRepresentative.nullable().default(null),
  lines: paperLines,
});

/** 检查结果告知书, with the feedback given on the spot. */
export const resultNoticeData = z.object({
  ...paperCommon,
  object: paperObject,
  checkedOn: plainDate.nullable(),
  people: paperPeople,
  /** Result of each item, in the wording of the rule book. */
  results: z
    .array(z.object({ item: requiredLine(200), wording: line(100), note: paragraph(2000).default('') }))
    .max(41),
  /** The overall result; empty while the review is open. */
  overall: line(200).default(''),
  findings: paperFindings.default([]),
  /** 处理意向 */
  intention: paragraph(2000).default(''),
  guidance: z.array(paragraph(2000)).max(100).default([]),
  publication: z.object({ channels: z.array(line(100)).max(12), by: plainDate.nullable() }),
  /** Where and until when to object. */
  objection: z.object({ to: line(200), days: line(60) }),
  contact: z
    .object({ name: line(60), phone: line(60) })
    .nullable()
    .default(null),
});

/** 责令限期整改指令书: each problem has its own day. */
export const rectificationOrderData = z.object({
  ...paperCommon,
  object: paperObject,
  checkedOn: plainDate.nullable(),
  findings: z
    .array(paperFinding.extend({ dueOn: plainDate }))
    .min(1)
    .max(200),
  /** Clause that empowers the order: 《安全生产法》第六十五条. */
  power: paperClauses.default([]),
  /** Measures for all the time until correction. */
  measures: paragraph(2000).default(''),
  people: paperPeople,
  remedies: paperRemedies,
  siteRecordNumber: line(100).default(''),
});

/** 整改复查意见书 */
export const reinspectionOpinionData = z.object({
  ...paperCommon,
  object: paperObject,
  orderNumber: requiredLine(100),
  orderedOn: plainDate,
  checkedOn: plainDate,
  checks: z
    .array(
      z.object({
        finding: paperFinding,
        state: z.enum(['done', 'partly', 'notDone']),
        facts: paragraph(2000).default(''),
        photos: z.array(line(40)).max(200).default([]),
      }),
    )
    .min(1)
    .max(200),
  decision: z.enum(['agreed', 'extended', 'case']),
  extendedTo: plainDate.nullable().default(null),
  note: paragraph(2000).default(''),
  people: paperPeople,
});
