/** Routes of the deadlines: what runs, counts, why a day is that day, settings, and the suspension of a clock. */
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
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { clockBasis, deadlineClock, deadlineStates, pauseGrounds } from './deadline-clock.ts';
import { deadlineSettings } from './escalation.ts';

/** Whose clocks: those of the person, the section, the agency, or of the whole jurisdiction (auditor, coordination office). */
export const deadlineScopes = ['mine', 'section', 'agency', 'jurisdiction'] as const;
export type DeadlineScope = (typeof deadlineScopes)[number];

export const deadlineReaders = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'auditor',
  'coordinator',
] as const;
/** Who sees the clocks of all agencies of the jurisdiction. */
export const jurisdictionReaders = ['auditor', 'coordinator'] as const;

const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;

const filter = z.object({
  of: z.enum(deadlineScopes).optional(),
  clock: deadlineClock.optional(),
  state: z.enum(deadlineStates).optional(),
  agencyId: uuid.optional(),
  /** Part of the name of the person who has it to do. */
  person: line(60).optional(),
});
export type DeadlineFilter = z.output<typeof filter>;

const row = z.object({
  /** Clock and subject; unique in the list. */
  key: z.string(),
  clock: deadlineClock,
  agencyId: uuid,
  agencyName: z.string(),
  taskNumber: z.string(),
  /** Name of the object, or title of the plan, draw or task. */
  subject: z.string(),
  /** Page of the office on which it is met. */
  path: z.string(),
  people: z.array(z.string()),
  startedOn: plainDate,
  dueOn: plainDate,
  state: z.enum(deadlineStates),
  /** Working days; 0 on the day and while it stands still, negative when late. */
  daysLeft: z.number().int(),
  provisional: z.boolean(),
});
export type DeadlineRow = z.output<typeof row>;

export const listDeadlines = route({
  ...reading,
  id: 'deadlines.list',
  path: '/api/deadlines',
  params: nothing,
  query: filter.extend(pageQuery.shape),
  response: pageOf(row),
  policy: only(...deadlineReaders),
});

const counts = z.object({
  late: z.number().int(),
  today: z.number().int(),
  soon: z.number().int(),
  open: z.number().int(),
  suspended: z.number().int(),
});

export const countDeadlines = route({
  ...reading,
  id: 'deadlines.count',
  path: '/api/deadlines/counts',
  params: nothing,
  query: filter.pick({ of: true, agencyId: true, person: true }),
  response: z.object({
    asOf: plainDate,
    /** Those that the asker may choose; the first is taken where none is asked. */
    scopes: z.array(z.enum(deadlineScopes)),
    of: z.enum(deadlineScopes),
    agencies: z.array(z.object({ id: uuid, name: z.string() })),
    clocks: z.array(counts.extend({ clock: deadlineClock })),
  }),
  policy: only(...deadlineReaders),
});

const pause = z.object({
  id: uuid,
  state: z.enum(['asked', 'running', 'refused', 'ended']),
  ground: z.enum(pauseGrounds),
  basis: z.string(),
  note: z.string(),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string().nullable(),
  opinion: z.string(),
  startedOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
  days: z.number().int().nullable(),
  version: z.number().int(),
});
export type PauseView = z.output<typeof pause>;

/** Everything that 为什么是这一天 shows. */
const why = z.object({
  key: z.string(),
  clock: deadlineClock,
  subject: z.string(),
  startedOn: plainDate,
  dueOn: plainDate,
  doneOn: plainDate.nullable(),
  basis: clockBasis,
  way: z.object({
    breaks: z.array(z.object({ name: z.string(), from: plainDate, to: plainDate })),
    makeUpDays: z.array(plainDate),
    weekendDays: z.number().int(),
    workingDays: z.number().int(),
    calendarDays: z.number().int(),
    unpublishedYears: z.array(z.number().int()),
  }),
  pauses: z.array(pause),
  /** Grounds on which the asker may ask for a suspension now; empty where none. */
  mayAsk: z.array(z.enum(pauseGrounds)),
  mayDecide: z.boolean(),
  mayResume: z.boolean(),
});
export type WhyView = z.output<typeof why>;

/** Clock and subject as a row's key has them, e.g. `resultEntered:<inspection><agency>`. */
export const clockKey = z
  .string()
  .regex(/^[A-Za-z]{4,40}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[0-9a-f-]{0,44}$/)
  .refine((key) => deadlineClock.safeParse(key.slice(0, key.indexOf(':'))).success, 'input.wrong_choice');

export const explainDeadline = route({
  ...reading,
  id: 'deadlines.explain',
  path: '/api/deadlines/:key/why',
  params: z.object({ key: clockKey }),
  query: nothing,
  response: why,
  policy: only(...deadlineReaders),
});

export const askPause = route({
  ...writing,
  id: 'deadlines.askPause',
  path: '/api/deadlines/:key/pauses',
  params: z.object({ key: clockKey }),
  body: z.object({
    actionId,
    ground: z.enum(pauseGrounds),
    /** Law and article, or the paper of whoever ordered it. */
    basis: requiredLine(300),
    note: paragraph(1000),
  }),
  response: z.object({ id: uuid }),
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'deadline.pause_asked',
});

export const decidePause = route({
  ...writing,
  id: 'deadlines.decidePause',
  path: '/api/deadline-pauses/:id/decision',
  params: z.object({ id: uuid }),
  body: z.object({ actionId, version: z.number().int(), agrees: z.boolean(), opinion: paragraph(1000) }),
  response: z.object({ state: z.enum(['running', 'refused']) }),
  policy: only('agencyHead'),
  audit: 'deadline.pause_decided',
});

export const endPause = route({
  ...writing,
  id: 'deadlines.endPause',
  path: '/api/deadline-pauses/:id/end',
  params: z.object({ id: uuid }),
  body: z.object({ actionId, version: z.number().int(), note: paragraph(1000) }),
  response: z.object({ dueOn: plainDate }),
  policy: only('legalOfficer', 'sectionOfficer', 'inspector', 'agencyHead'),
  audit: 'deadline.resumed',
});

export const readSettings = route({
  ...reading,
  id: 'deadlines.settings',
  path: '/api/deadline-settings',
  params: nothing,
  query: nothing,
  response: z.object({
    settings: deadlineSettings,
    version: z.number().int(),
    changedName: z.string(),
    changedAt: instant.nullable(),
  }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
});

export const saveSettings = route({
  ...writing,
  id: 'deadlines.saveSettings',
  path: '/api/deadline-settings',
  params: nothing,
  body: z.object({ actionId, version: z.number().int(), settings: deadlineSettings }),
  response: z.object({ version: z.number().int() }),
  policy: only('agencyHead'),
  audit: 'deadline.settings_saved',
});
