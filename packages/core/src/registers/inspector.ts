/**
 * Inspectors (执法检查人员) and their declarations of interest. Experts and staff without a certificate stand in
 * directories of their own and never count towards the minimum of two (行政处罚法; 国办发〔2024〕54号).
 */
import { z } from 'zod';
import { instant, line, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { certificateStatuses, establishments } from './inspectors/career.ts';
import { revision } from './object.ts';

export const inspectorStatuses = ['active', 'inactive', 'onLeave', 'transferred', 'retired'] as const;
export const relations = ['kinship', 'formerEmployment', 'shareholding', 'previousVisit', 'other'] as const;
/** As declared, or as decided on an enterprise's request. */
export const avoidedFor = [...relations, 'recusalDecision'] as const;

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
  establishment: z.enum(establishments).default(''),
  level: line(40).default(''),
  postSince: plainDate.nullable().default(null),
  qualifications: z.array(requiredLine(60)).max(20).default([]),
});
export type InspectorFields = z.output<typeof inspectorFields>;

export const inspectorRow = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  name: z.string(),
  certificateNumber: z.string(),
  certificateValidTo: plainDate.nullable(),
  /** valid, expiring (within 90 days), expired, or unknown when no day is recorded. */
  certificateState: z.enum(['valid', 'expiring', 'expired', 'unknown']),
  specialities: z.array(z.string()),
  areas: z.array(z.string()),
  canLead: z.boolean(),
  sectionName: z.string().nullable(),
  establishment: z.enum(establishments),
  /** What holds today: the status set by hand, else that of a leave, transfer or retirement in force. */
  status: z.enum(inspectorStatuses),
  updatedAt: instant,
});
export type InspectorRow = z.output<typeof inspectorRow>;

export const inspectorDetail = inspectorRow.extend({
  post: z.string(),
  yearlyCap: z.number().int().nullable(),
  priorLoad: z.number().int(),
  sectionId: uuid.nullable(),
  level: z.string(),
  postSince: plainDate.nullable(),
  qualifications: z.array(z.string()),
  certificateStatus: z.enum(certificateStatuses),
  /** Where the record came from: entered or imported here, or adopted from the justice bureau's file. */
  source: z.enum(['manual', 'justice']),
  statusReason: z.string(),
  statusOn: plainDate.nullable(),
  version: z.number().int(),
  revisions: z.array(revision),
});
export type InspectorDetail = z.output<typeof inspectorDetail>;

export const declarationRow = z.object({
  id: uuid,
  inspectorId: uuid,
  inspectorName: z.string(),
  objectId: uuid,
  objectName: z.string(),
  relation: z.enum(avoidedFor),
  note: z.string(),
  declaredOn: plainDate,
  validTo: plainDate.nullable(),
  withdrawnOn: plainDate.nullable(),
  /** Neither withdrawn nor past its last day: a draw of today avoids the pair. */
  inForce: z.boolean(),
});
export type DeclarationRow = z.output<typeof declarationRow>;
