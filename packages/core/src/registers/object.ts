/**
 * Inspection objects (检查对象): enterprises, individual businesses, works, projects and other things under supervision.
 * Types and schemas shared by form, import row, API and the pool of a draw.
 */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../common/schemas.ts';

export const objectKinds = [
  'enterprise',
  'individualBusiness',
  'cooperative',
  'foreignRepOffice',
  'institution',
  'project',
  'facility',
  'product',
  'act',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Sector risk (风险等级), an axis apart from credit: 低, 一般, 较大, 重大; empty when not graded. */
export const riskLevels = ['', 'low', 'general', 'higher', 'major'] as const;
/** Credit-risk class (信用风险分类) A–D; empty when not classed. */
export const creditClasses = ['', 'A', 'B', 'C', 'D'] as const;
export const objectStatuses = ['active', 'inactive'] as const;
/** Why an object leaves the pool (R028). */
export const deactivationReasons = [
  'closed',
  'moved',
  'deregistered',
  'revoked',
  'duplicate',
  'outOfScope',
  'other',
] as const;

const tag = requiredLine(40);

/** What a person may write about an object. */
export const objectFields = z.object({
  kind: z.enum(objectKinds),
  name: requiredLine(200),
  formerNames: z.array(requiredLine(200)).max(20),
  uscc: line(18).nullable(),
  registrationNumber: line(50).nullable(),
  localCode: line(60).nullable(),
  address: line(300),
  /** Division code (GB/T 2260, or 9 or 12 statistical digits), or the name by which the area is known; inspectors' areas use the same words. */
  divisionCode: line(60),
  industry: line(100),
  riskLevel: z.enum(riskLevels),
  creditClass: z.enum(creditClasses),
  creditClassOn: plainDate.nullable(),
  tags: z.array(tag).max(30),
  responsiblePerson: line(60),
  registeredOn: plainDate.nullable(),
  remark: paragraph(1000),
  sectionId: uuid.nullable(),
});
export type ObjectFields = z.output<typeof objectFields>;

export const objectRow = z.object({
  id: uuid,
  agencyId: uuid,
  kind: z.enum(objectKinds),
  name: z.string(),
  uscc: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  localCode: z.string().nullable(),
  address: z.string(),
  divisionCode: z.string(),
  industry: z.string(),
  riskLevel: z.enum(riskLevels),
  creditClass: z.enum(creditClasses),
  tags: z.array(z.string()),
  status: z.enum(objectStatuses),
  sectionName: z.string().nullable(),
  updatedAt: instant,
});
export type ObjectRow = z.output<typeof objectRow>;

export const revision = z.object({
  version: z.number().int(),
  changedAt: instant,
  changedBy: z.string(),
  reason: z.string(),
  /** Field by field: [before, after]. */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  importId: uuid.nullable(),
});

export const objectDetail = objectRow.extend({
  formerNames: z.array(z.string()),
  creditClassOn: plainDate.nullable(),
  responsiblePerson: z.string(),
  registeredOn: plainDate.nullable(),
  remark: z.string(),
  sectionId: uuid.nullable(),
  statusReason: z.string(),
  statusOn: plainDate.nullable(),
  version: z.number().int(),
  createdAt: instant,
  revisions: z.array(revision),
  /** Doubts that do not block: check characters that do not fit, missing codes (codes of register-text). */
  warnings: z.array(z.string()),
});
export type ObjectDetail = z.output<typeof objectDetail>;
