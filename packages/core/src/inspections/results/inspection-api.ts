/** Routes of the office's pages of inspections: the list, and the head of one inspection. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { instant, line, nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { inspectionMethods } from '../../registers/items/item.ts';
import {
  inspectedObject,
  inspectionOrigins,
  memberRoles,
  memberStates,
  outcomes,
  teamStages,
} from '../../tasks/inspection.ts';
import { resultClocks } from './result-clocks.ts';

/** Who may call at all; each inspection decides again who sees it. */
export const inspectionReaders = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
export const inspectionStates = ['open', 'closed', 'archived'] as const;

const clock = z.object({ clock: z.enum(resultClocks), dueOn: plainDate, daysLeft: z.number().int() });

export const inspectionRow = z.object({
  id: uuid,
  objectName: z.string(),
  objectCode: z.string(),
  taskId: uuid,
  taskNumber: z.string(),
  taskTitle: z.string(),
  windowTo: plainDate,
  scheduledFor: instant.nullable(),
  state: z.enum(inspectionStates),
  outcome: z.enum(outcomes).nullable(),
  teams: z.array(z.object({ agencyId: uuid, agencyName: z.string(), stage: z.enum(teamStages) })),
  /** The open clock that ends first. */
  due: clock.nullable(),
});
export type InspectionRow = z.output<typeof inspectionRow>;

export const inspectionTeamView = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  initiator: z.boolean(),
  outside: z.boolean(),
  items: z.array(z.object({ itemKey: uuid, code: z.string(), name: z.string() })),
  stage: z.enum(teamStages),
  version: z.number().int(),
  claimedAt: instant.nullable(),
  approvedAt: instant.nullable(),
  noticedAt: instant.nullable(),
  enteredAt: instant.nullable(),
  emergency: z.string(),
  recordedAt: instant.nullable(),
  submittedAt: instant.nullable(),
  passedAt: instant.nullable(),
  visitNo: z.number().int().nullable(),
});
export type InspectionTeamView = z.output<typeof inspectionTeamView>;

export const inspectionView = z.object({
  id: uuid,
  jurisdictionId: uuid,
  task: z.object({
    id: uuid,
    number: z.string(),
    title: z.string(),
    titleEn: z.string(),
    origin: z.enum(inspectionOrigins),
    method: z.enum(inspectionMethods),
    announced: z.boolean(),
    windowFrom: plainDate,
    windowTo: plainDate,
    instructions: z.string(),
    dispatchedAt: instant.nullable(),
    dispatchedBy: z.string(),
  }),
  objectId: uuid,
  object: inspectedObject,
  state: z.enum(inspectionStates),
  outcome: z.enum(outcomes).nullable(),
  outcomeNote: z.string(),
  scheduledFor: instant.nullable(),
  replaces: uuid.nullable(),
  recheckOf: uuid.nullable(),
  teams: z.array(inspectionTeamView),
  members: z.array(
    z.object({
      id: uuid,
      agencyId: uuid,
      name: z.string(),
      certificateNumber: z.string(),
      role: z.enum(memberRoles),
      state: z.enum(memberStates),
      reason: z.string(),
    }),
  ),
  /** The reader's own agency and row, where there is one. */
  ownAgencyId: uuid.nullable(),
  ownMemberId: uuid.nullable(),
  due: z.array(clock.extend({ agencyId: uuid })),
});
export type InspectionView = z.output<typeof inspectionView>;

export const inspectionFilter = z.object({
  /** `section`: begun by the reader's section; `own`: the reader stands in the team. */
  of: z.enum(['all', 'section', 'own']).default('all'),
  stage: z.enum(teamStages).optional(),
  due: z.enum(['soon', 'overdue']).optional(),
  agencyId: uuid.optional(),
  taskId: uuid.optional(),
  /** Part of the object's name or code, or of the task's number or title. */
  text: line(100).optional(),
});
export type InspectionFilter = z.output<typeof inspectionFilter>;

const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

export const listInspections = route({
  ...reading,
  id: 'inspections.list',
  path: '/api/inspections',
  params: nothing,
  query: pageQuery.extend(inspectionFilter.shape),
  response: pageOf(inspectionRow),
  policy: inspectionReaders,
});
export const getInspection = route({
  ...reading,
  id: 'inspections.get',
  path: '/api/inspections/:id',
  params: z.object({ id: uuid }),
  query: nothing,
  response: inspectionView,
  policy: inspectionReaders,
});
