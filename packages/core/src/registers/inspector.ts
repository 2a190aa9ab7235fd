/**
 * Inspectors (执法检查人员) and experts (专家). Experts assist only: they stand in a directory of their own
 * and never count towards the minimum of two inspectors (行政处罚法; 国办发〔2024〕54号).
 */
import { z } from 'zod';
import { instant, line, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { revision } from './object.ts';

export const inspectorStatuses = ['active', 'inactive', 'onLeave', 'transferred', 'retired'] as const;
export const relations = ['kinship', 'formerEmployment', 'shareholding', 'previousVisit', 'other'] as const;

/** What a person may write about an inspector. `areas` is `["*"]` for everywhere, else division codes. */
export const inspectorFields = z.object({
  name: requiredLine(60),
  certificateNumber: requiredLine(40),
  certificateValidTo: plainDate.nullable(),
  specialities: z.array(requiredLine(40)).max(20),
  areas: z.array(requiredLine(40)).min(1).max(100),
  canLead: z.boolean(),
  post: line(60),
  yearlyCap: z.number().int().min(0).max(1_000_000).nullable(),
  priorLoad: z.number().int().min(0).max(1_000_000),
  sectionId: uuid.nullable(),
});
export type InspectorFields = z.output<typeof inspectorFields>;

export const inspectorRow = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  name: z.string(),
  certificateNumber: z.string(),
  certificateValidTo: plainDate.nullable(),
  /** valid, expiring (within 60 days), expired, or unknown when no day is recorded. */
  certificateState: z.enum(['valid', 'expiring', 'expired', 'unknown']),
  specialities: z.array(z.string()),
  areas: z.array(z.string()),
  canLead: z.boolean(),
  sectionName: z.string().nullable(),
  status: z.enum(inspectorStatuses),
  updatedAt: instant,
});
export type InspectorRow = z.output<typeof inspectorRow>;

export const inspectorDetail = inspectorRow.extend({
  post: z.string(),
  yearlyCap: z.number().int().nullable(),
  priorLoad: z.number().int(),
  sectionId: uuid.nullable(),
  statusReason: z.string(),
  statusOn: plainDate.nullable(),
  version: z.number().int(),
  revisions: z.array(revision),
});
export type InspectorDetail = z.output<typeof inspectorDetail>;

export const expertFields = z.object({
  name: requiredLine(60),
  organisation: line(200),
  specialities: z.array(requiredLine(40)).max(20),
  qualification: line(200),
});
export type ExpertFields = z.output<typeof expertFields>;
export const expertRow = expertFields.extend({
  id: uuid,
  status: z.enum(['active', 'inactive']),
  statusReason: z.string(),
  version: z.number().int(),
  updatedAt: instant,
});
export type ExpertRow = z.output<typeof expertRow>;

export const declarationRow = z.object({
  id: uuid,
  inspectorId: uuid,
  inspectorName: z.string(),
  objectId: uuid,
  objectName: z.string(),
  relation: z.enum(relations),
  note: z.string(),
  declaredOn: plainDate,
  validTo: plainDate.nullable(),
  withdrawnOn: plainDate.nullable(),
  /** Neither withdrawn nor past its last day: a draw of today avoids the pair. */
  inForce: z.boolean(),
});
export type DeclarationRow = z.output<typeof declarationRow>;
