/** Routes of the approval of inspections (检查审批): submit, decide singly or in batch, register a form signed by hand. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  uuid,
} from '../../common/schemas.ts';
import { capScopes } from '../../registers/rules/rule-book.ts';
import { inspectionOrigins, teamStages } from '../inspection.ts';
import type { approvalFormData } from '../papers/dispatch-data.ts';
import { capacities } from './authority.ts';

export type ApprovalForm = z.output<typeof approvalFormData>;

export const approvalStates = ['submitted', 'approved', 'refused', 'withdrawn'] as const;
export type ApprovalState = (typeof approvalStates)[number];
/** `afterwards`: the team entered in an emergency, the approval is made up for. */
export const approvalTimings = ['before', 'afterwards'] as const;

/** What a leader should see in one line: how often the object was visited, and who comes again. */
export const visitRisk = z.object({
  /** Counted visits of the year by the platform's records, and the cap; null = no cap. */
  done: z.number().int(),
  cap: z.number().int().nullable(),
  /** Whose visits add up. */
  scope: z.enum(capScopes),
  /** With this visit the cap is passed. */
  isOver: z.boolean(),
  /** This visit does not count (exempt ground or kind). */
  isExempt: z.boolean(),
  /** Inspectors who have been there so often without a finding that a reason is asked for. */
  repeated: z.array(z.string()),
});
export type VisitRisk = z.output<typeof visitRisk>;

export const approvalRow = z.object({
  id: uuid,
  inspectionId: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  taskNumber: z.string(),
  taskTitle: z.string(),
  origin: z.enum(inspectionOrigins),
  objectName: z.string(),
  items: z.array(z.string()),
  people: z.array(z.string()),
  window: z.object({ from: plainDate, to: plainDate }),
  announced: z.boolean(),
  state: z.enum(approvalStates),
  timing: z.enum(approvalTimings),
  note: z.string(),
  emergency: z.string(),
  /** Assistance procedure where the object lies outside the agency's region (R305). */
  assistance: z.string(),
  appliedByName: z.string(),
  appliedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  decidedAs: z.enum(capacities).nullable(),
  authority: z.string(),
  opinion: z.string(),
  via: z.enum(['screen', 'paper']).nullable(),
  signedOn: plainDate.nullable(),
  registeredByName: z.string().nullable(),
  hasScan: z.boolean(),
  version: z.number().int(),
  /** Those with whom it waits now. */
  waitsWith: z.array(z.string()),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
  risk: visitRisk.nullable(),
});
export type ApprovalRow = z.output<typeof approvalRow>;

const byId = z.object({ id: uuid });
const staff = only('legalOfficer', 'sectionOfficer', 'inspector');
const deciding = only('agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

/** `mine`: waiting for a decision of the signed-in person; `agency`: all of the own agency. */
export const listApprovals = route({
  ...reading,
  id: 'approvals.list',
  path: '/api/inspection-approvals',
  params: nothing,
  query: pageQuery.extend({
    of: z.enum(['mine', 'agency']).default('mine'),
    state: z.enum(approvalStates).optional(),
  }),
  response: pageOf(approvalRow),
  policy: deciding,
});

/** Approvals of one inspection, newest first, and what may be done next by the own agency's team. */
export const inspectionApprovals = route({
  ...reading,
  id: 'approvals.ofInspection',
  path: '/api/inspections/:id/approvals',
  params: byId,
  query: nothing,
  response: z.object({
    rows: z.array(approvalRow),
    teams: z.array(
      z.object({
        agencyId: uuid,
        agencyName: z.string(),
        stage: z.enum(teamStages),
        approvedAt: instant.nullable(),
        isOwn: z.boolean(),
      }),
    ),
    mayApply: z.boolean(),
    /** Division of the object when it lies outside the own agency's region: the assistance procedure is asked for (R305). */
    outsideDivision: z.string().nullable(),
    /** People of the own agency who may sign a printed form: head, deputies by delegation, substitutes. */
    signers: z.array(z.object({ accountId: uuid, name: z.string(), as: z.enum(capacities) })),
  }),
  policy: deciding,
});

/** One outcome per inspection or application: what was done, and what was left with the reason's code. */
const outcomes = z.object({
  done: z.array(uuid),
  notDone: z.array(
    z.object({ id: uuid, code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});
export type BatchOutcome = z.output<typeof outcomes>;

export const applyApproval = route({
  ...writing,
  id: 'approvals.apply',
  path: '/api/inspection-approvals',
  params: nothing,
  body: z.object({
    actionId,
    inspectionIds: z.array(uuid).min(1).max(200),
    note: paragraph(500),
    /** Document, number, assisting agency; needed for objects outside the agency's region (R305). */
    assistance: line(300).default(''),
  }),
  response: outcomes,
  policy: staff,
  audit: 'approval.applied',
});

export const decideApproval = route({
  ...writing,
  id: 'approvals.decide',
  path: '/api/inspection-approvals/decisions',
  params: nothing,
  body: z.object({
    actionId,
    decision: z.enum(['approve', 'refuse']),
    opinion: paragraph(500),
    approvals: z
      .array(z.object({ id: uuid, version: z.number().int() }))
      .min(1)
      .max(200),
  }),
  response: outcomes,
  policy: deciding,
  audit: 'approval.decided',
});

export const withdrawApproval = route({
  ...writing,
  id: 'approvals.withdraw',
  path: '/api/inspection-approvals/:id/withdraw',
  params: byId,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  policy: staff,
  audit: 'approval.withdrawn',
});

/** A form that was printed and signed by hand: the scan, the day on it, who signed; the record says who registered it. */
export const registerApproval = route({
  id: 'approvals.registerPaper',
  method: 'POST',
  path: '/api/inspection-approvals/:id/paper',
  params: byId,
  query: z.object({
    actionId,
    version: z.coerce.number().int(),
    decision: z.enum(['approve', 'refuse']),
    signedBy: uuid,
    signedOn: plainDate,
    opinion: paragraph(500).default(''),
  }),
  body: nothing,
  transfer: 'upload',
  response: z.object({ id: uuid }),
  policy: staff,
  audit: 'approval.paper_registered',
  rate: 'upload',
});

const download = { ...reading, transfer: 'file', response: nothing } as const;
export const approvalScan = route({
  ...download,
  id: 'approvals.scan',
  path: '/api/inspection-approvals/:id/scan',
  params: byId,
  query: nothing,
  policy: deciding,
});
export const approvalPaper = route({
  ...download,
  id: 'approvals.form',
  path: '/api/inspection-approvals/:id/form',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  policy: deciding,
});
