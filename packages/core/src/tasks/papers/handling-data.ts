/** What stands on the papers of handling: 案件移送书, 线索移送函, 内部移交单, 送达回证, 不予处罚决定书, 教育记录, 承诺书. Data only. */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine } from '../../common/schemas.ts';
import {
  paperClauses,
  paperCommon,
  paperContact,
  paperFiles,
  paperFindings,
  paperObject,
  paperPeople,
  paperRefusal,
  paperRemedies,
  paperRepresentative,
} from './paper-parts.ts';

const transfer = {
  ...paperCommon,
  /** 受移送机关 */
  to: requiredLine(200),
  /** 案由 */
  cause: requiredLine(300),
  object: paperObject,
  /** 案情摘要 */
  summary: paragraph(4000),
  findings: paperFindings.default([]),
  /** 移送依据 */
  bases: paperClauses.default([]),
  files: paperFiles,
  handler: paperContact,
};

/** 案件移送书; `crime`: to the police, with the copy to the procuratorate. */
export const caseTransferData = z.object({
  ...transfer,
  crime: z.boolean().default(false),
  copyTo: line(200).default(''),
  /** Day until which the receiver should answer; null for none. */
  replyBy: plainDate.nullable().default(null),
});

/** 线索移送函 */
export const clueTransferData = z.object({ ...transfer, replyBy: plainDate.nullable().default(null) });

/** 内部移交单: section to brigade. */
export const handoverData = z.object({
  ...transfer,
  from: requiredLine(100),
  /** Day until which it must be answered. */
  dueOn: plainDate.nullable().default(null),
});

export const deliveryWays = [
  'direct', // 直接送达
  'left', // 留置送达
  'entrusted', // 委托送达
  'post', // 邮寄送达
  'electronic', // 电子送达
  'phone', // 电话通知
  'announcement', // 公告送达
] as const;

/** 送达回证 */
export const deliveryReceiptData = z.object({
  ...paperCommon,
  receiver: paperObject,
  cause: line(300).default(''),
  documents: z
    .array(
      z.object({
        name: requiredLine(200),
        number: line(100).default(''),
        copies: z.number().int().min(1).max(100),
      }),
    )
    .min(1)
    .max(60),
  way: z.enum(deliveryWays),
  place: line(300).default(''),
  deliveredAt: instant.nullable(),
  /** Who took it, and who that is: 法定代表人, 员工. */
  taker: z.object({ name: line(60), relation: line(60) }),
  people: paperPeople,
  refusal: paperRefusal.nullable().default(null),
  note: paragraph(1000).default(''),
});

/** Three grounds of 行政处罚法 that are never mixed. */
export const noPenaltyGrounds = ['minorCorrected', 'firstSlight', 'noFault'] as const;

/** 不予处罚决定书 */
export const noPenaltyDecisionData = z.object({
  ...paperCommon,
  object: paperObject,
  facts: paragraph(4000),
  evidence: paperFiles.default([]),
  /** The clauses that were violated. */
  violated: paperClauses,
  ground: z.enum(noPenaltyGrounds),
  /** Entry of the leniency list; empty for none. */
  listEntry: line(300).default(''),
  reasons: paragraph(4000),
  bases: paperClauses.default([]),
  /** What the party was told about statement and defence, and what it said. */
  statement: paragraph(2000).default(''),
  remedies: paperRemedies,
});

/** 教育记录 */
export const educationRecordData = z.object({
  ...paperCommon,
  object: paperObject,
  at: instant.nullable(),
  place: line(300).default(''),
  people: paperPeople,
  representative: paperRepresentative,
  findings: paperFindings.default([]),
  content: paragraph(4000),
  clauses: paperClauses.default([]),
  statement: paragraph(2000).default(''),
});

/** 承诺书 */
export const commitmentData = z.object({
  ...paperCommon,
  object: paperObject,
  representative: paperRepresentative,
  findings: paperFindings.default([]),
  promises: z.array(paragraph(500)).max(20).default([]),
  dueOn: plainDate.nullable().default(null),
});
