/** What stands on the papers of the archive: 卷宗封面, 卷内目录, 备考表, 档案盒标签, 移交清册. Data only. */
import { z } from 'zod';
import { line, paragraph, plainDate, requiredLine } from '../../common/schemas.ts';
import { paperCommon, paperPeople } from './paper-parts.ts';

/** 定期10年, 定期30年, 永久 */
export const retentionClasses = ['years10', 'years30', 'permanent'] as const;
export type RetentionClass = (typeof retentionClasses)[number];

const dossier = {
  ...paperCommon,
  /** 档号, the same for paper and electronic dossier. */
  archiveNumber: requiredLine(100),
  title: requiredLine(300),
  retention: z.enum(retentionClasses),
};

/** 卷宗封面 */
export const dossierCoverData = z.object({
  ...dossier,
  /** 全宗号; empty where none was given. */
  fonds: line(20).default(''),
  objectName: requiredLine(200),
  uscc: line(30).nullable().default(null),
  taskNumber: line(100).default(''),
  taskTitle: line(200).default(''),
  result: line(200).default(''),
  handling: line(300).default(''),
  people: paperPeople.default([]),
  from: plainDate.nullable(),
  to: plainDate.nullable(),
  filedOn: plainDate,
  filedBy: line(60),
  pieces: z.number().int().min(0),
  pages: z.number().int().min(0).nullable().default(null),
});

/** 卷内目录 */
export const dossierIndexData = z.object({
  ...dossier,
  rows: z
    .array(
      z.object({
        name: requiredLine(300),
        number: line(100).default(''),
        responsible: line(100).default(''),
        on: plainDate.nullable(),
        pages: line(20).default(''),
        note: line(200).default(''),
      }),
    )
    .max(2000),
});

/** 备考表 */
export const dossierNotesData = z.object({
  ...dossier,
  pieces: z.number().int().min(0),
  pages: z.number().int().min(0).nullable().default(null),
  evidenceFiles: z.number().int().min(0).default(0),
  /** What is missing, added later or carried over. */
  situation: paragraph(4000).default(''),
  filedBy: line(60),
  checkedBy: line(60).default(''),
  filedOn: plainDate,
});

/** 档案盒标签 */
export const boxLabelData = z.object({
  ...paperCommon,
  /** 全宗号; empty where none was given. */
  fonds: line(20).default(''),
  boxNumber: requiredLine(60),
  year: z.number().int(),
  category: line(100).default(''),
  retention: z.enum(retentionClasses),
  rows: z.array(z.object({ archiveNumber: requiredLine(100), title: requiredLine(300) })).max(200),
});

/** 移交清册 */
export const archiveTransferData = z.object({
  ...paperCommon,
  /** 接收方: 机关档案室. */
  to: requiredLine(200),
  rows: z
    .array(
      z.object({
        archiveNumber: requiredLine(100),
        title: requiredLine(300),
        retention: z.enum(retentionClasses),
        pieces: z.number().int().min(0),
        pages: z.number().int().min(0).nullable().default(null),
        sha256: line(64).default(''),
        note: line(200).default(''),
      }),
    )
    .min(1)
    .max(2000),
  giver: line(60).default(''),
  taker: line(60).default(''),
});
