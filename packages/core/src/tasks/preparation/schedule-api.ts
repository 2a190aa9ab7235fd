/** Routes of the time of a visit: slots proposed and accepted by the agencies, peak hours of the object; and registration of an entry. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';

export const slotStates = ['open', 'agreed', 'withdrawn', 'superseded'] as const;
export type SlotState = (typeof slotStates)[number];
export const entryKindsLate = ['emergency', 'networkFailure'] as const;
export type LateEntryKind = (typeof entryKindsLate)[number];

/** Another visit of the same object, or of the same people, near a time. */
export const visitConflict = z.object({
  kind: z.enum(['object', 'person']),
  agencyNames: z.array(z.string()),
  /** Null: not scheduled yet, within its window. */
  at: instant.nullable(),
  window: z.object({ from: plainDate, to: plainDate }),
  /** Object of the other visit, or the people who are on both. */
  names: z.array(z.string()),
});
export type VisitConflict = z.output<typeof visitConflict>;

export const slotRow = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  byObject: z.boolean(),
  startsAt: instant,
  note: z.string(),
  state: z.enum(slotStates),
  proposedByName: z.string(),
  answers: z.array(
    z.object({ agencyId: uuid, agencyName: z.string(), accepts: z.boolean(), reason: z.string() }),
  ),
  conflicts: z.array(visitConflict),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type SlotRow = z.output<typeof slotRow>;

const registration = z.object({
  id: uuid,
  agencyName: z.string(),
  kind: z.enum(entryKindsLate),
  enteredAt: instant,
  reason: z.string(),
  /** Came after the last day (D10). */
  isLate: z.boolean(),
  allowedByName: z.string().nullable(),
  allowedNote: z.string(),
  registeredByName: z.string(),
  registeredAt: instant,
});

export const scheduleView = z.object({
  scheduledFor: instant.nullable(),
  announced: z.boolean(),
  offSite: z.boolean(),
  window: z.object({ from: plainDate, to: plainDate }),
  peakHours: z.object({ hours: z.string(), notedByName: z.string(), notedAt: instant }).nullable(),
  /** Other open inspections of the same object, which could be one visit. */
  others: z.array(visitConflict),
  slots: z.array(slotRow),
  mayPropose: z.boolean(),
  /** Days within which an entry may be registered late; null = the rule book names none. */
  lateDays: z.string(),
  mayRegister: z.boolean(),
  /** May let a late registration in. */
  mayAllow: z.boolean(),
  registrations: z.array(registration),
});
export type ScheduleView = z.output<typeof scheduleView>;

const byId = z.object({ id: uuid });
const staff = only('legalOfficer', 'sectionOfficer', 'inspector');
const readers = only('legalOfficer', 'sectionOfficer', 'inspector', 'agencyHead');
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const inspectionSchedule = route({
  id: 'visitSlots.ofInspection',
  method: 'GET',
  path: '/api/inspections/:id/schedule',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: scheduleView,
  policy: readers,
  audit: null,
  rate: 'read',
});

export const proposeSlot = route({
  ...writing,
  id: 'visitSlots.propose',
  path: '/api/inspections/:id/slots',
  params: byId,
  body: z.object({
    actionId,
    startsAt: instant,
    /** Proposed by the enterprise and noted down here. */
    byObject: z.boolean(),
    note: line(300),
  }),
  response: z.object({ id: uuid, agreed: z.boolean() }),
  policy: staff,
  audit: 'slot.proposed',
});

export const answerSlot = route({
  ...writing,
  id: 'visitSlots.answer',
  path: '/api/visit-slots/:id/answer',
  params: byId,
  body: z.object({ actionId, accepts: z.boolean(), reason: line(300) }),
  response: z.object({ id: uuid, agreed: z.boolean() }),
  policy: staff,
  audit: 'slot.answered',
});

export const withdrawSlot = route({
  ...writing,
  id: 'visitSlots.withdraw',
  path: '/api/visit-slots/:id/withdraw',
  params: byId,
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  policy: staff,
  audit: 'slot.withdrawn',
});

export const notePeakHours = route({
  ...writing,
  id: 'visitSlots.peakHours',
  path: '/api/inspections/:id/peak-hours',
  params: byId,
  body: z.object({ actionId, hours: paragraph(200) }),
  response: z.object({ hours: z.string() }),
  policy: staff,
  audit: 'slot.peak_hours_noted',
});

/** 补登: before leaving in an emergency, or after the network had failed (R147). */
export const registerEntry = route({
  ...writing,
  id: 'entries.register',
  path: '/api/inspections/:id/entries',
  params: byId,
  body: z.object({
    actionId,
    kind: z.enum(entryKindsLate),
    enteredAt: instant,
    reason: requiredLine(300),
    /** Reason of whoever lets it in after the last day; empty otherwise. */
    allowNote: line(300),
  }),
  response: z.object({ id: uuid }),
  policy: readers,
  audit: 'entry.registered',
});
