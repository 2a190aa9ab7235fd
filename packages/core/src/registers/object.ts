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
  'place',
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

/** What a map position refers to; the offset of GCJ-02 against WGS-84 is several hundred metres. */
export const coordinateSystems = ['', 'GCJ-02', 'WGS-84', 'CGCS2000'] as const;
/** Values of the fields that only the object's kind has (`objects/kind-fields-form.ts`), each as text. */
export const objectDetails = z
  .record(z.string().max(40), line(300))
  .refine((details) => Object.keys(details).length <= 60, { message: 'input.too_big' });

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
  /** Earlier registration numbers and codes. */
  formerCodes: z.array(requiredLine(60)).max(20).default([]),
  details: objectDetails.default({}),
  /** Who operates the works, alarm site, place or product. */
  operatorObjectId: uuid.nullable().default(null),
  /** GB/T 4754 with the section's letter; checked softly (`objects/industry.ts`). */
  industryCode: line(6).default(''),
  riskOn: plainDate.nullable().default(null),
  riskSource: line(200).default(''),
  creditSource: line(200).default(''),
  grid: line(60).default(''),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  coordinateSystem: z.enum(coordinateSystems).default(''),
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
  industryCode: z.string(),
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
  formerCodes: z.array(z.string()),
  details: z.record(z.string(), z.string()),
  operatorObjectId: uuid.nullable(),
  operatorName: z.string().nullable(),
  riskOn: plainDate.nullable(),
  riskSource: z.string(),
  creditSource: z.string(),
  grid: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  coordinateSystem: z.enum(coordinateSystems),
  /** The object that this one was merged into. */
  mergedInto: z.object({ id: uuid, name: z.string() }).nullable(),
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
