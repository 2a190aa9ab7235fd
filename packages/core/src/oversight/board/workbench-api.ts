/** Routes of first screens: everything of a person's workbench in one answer, the rows of one kind, one's own settings. */
import { z } from 'zod';
import { route, signedIn } from '../../common/api.ts';
import { noticeRow } from '../../common/notice-api.ts';
import { instant, nothing, pageOf, pageQuery, plainDate } from '../../common/schemas.ts';
import { visitRisk } from '../../tasks/preparation/approval-api.ts';
import { deadlineScopes } from '../deadlines/deadline-api.ts';
import { deadlineClock } from '../deadlines/deadline-clock.ts';
import { guideSteps } from '../guidance/guide.ts';
import { mostQuickEntries, type TodoKind, todoKindNames } from './workbench.ts';

const kind = z.enum(todoKindNames as readonly [TodoKind, ...TodoKind[]]);

const todoRow = z.object({
  id: z.string(),
  /** Name of the object, or title of the document, draw or task. */
  title: z.string(),
  /** Number or whatever tells it from others of the same title; may be empty. */
  note: z.string(),
  /** Page of the office where the work is done. */
  path: z.string(),
  since: instant.nullable(),
  dueOn: plainDate.nullable(),
});
export type TodoRow = z.output<typeof todoRow>;

const todoCount = z.object({
  kind,
  count: z.number().int(),
  /** Of these, past their due day. */
  late: z.number().int(),
  oldest: z.array(todoRow),
});
export type TodoCount = z.output<typeof todoCount>;

/** An approval with what a leader weighs before deciding. */
const approvalLine = z.object({
  id: z.string(),
  objectName: z.string(),
  /** What is asked: the items. */
  items: z.array(z.string()),
  appliedByName: z.string(),
  appliedAt: instant,
  /** Reason of an emergency entry; empty for none. */
  emergency: z.string(),
  risk: visitRisk.nullable(),
});
export type ApprovalLine = z.output<typeof approvalLine>;

const leaderNumbers = z.object({
  /** Published in time, of everything published this year that had a due day. */
  published: z.number().int(),
  publishedInTime: z.number().int(),
  openRectifications: z.number().int(),
  overdueObjections: z.number().int(),
});

/** One light of the administrator's page. */
export const healthParts = ['database', 'disk', 'ledger', 'queue', 'notices', 'version'] as const;
const light = z.object({
  part: z.enum(healthParts),
  state: z.enum(['good', 'warning', 'bad']),
  /** Figures for the sentence of the part and state. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HealthLight = z.output<typeof light>;

const deadlineLine = z.object({
  key: z.string(),
  clock: deadlineClock,
  subject: z.string(),
  path: z.string(),
  dueOn: plainDate,
  /** Working days; 0 on the day, negative when past. */
  daysLeft: z.number().int(),
  people: z.array(z.string()),
});
export type DeadlineLine = z.output<typeof deadlineLine>;

export const workbenchView = z.object({
  asOf: plainDate,
  todo: z.array(todoCount),
  /** Clocks that are due soon or past, of the widest scope of the person; null for roles that no clock runs for. */
  deadlines: z
    .object({
      /** Whose clocks are counted; the list of deadlines opens with the same. */
      of: z.enum(deadlineScopes),
      today: z.number().int(),
      soon: z.number().int(),
      late: z.number().int(),
      rows: z.array(deadlineLine),
    })
    .nullable(),
  /** What the person began and what is not finished. */
  started: z.object({ count: z.number().int(), rows: z.array(todoRow) }),
  approvals: z.array(approvalLine),
  numbers: leaderNumbers.nullable(),
  /** Courses per column of the board; null for roles without a board. */
  board: z.record(z.string(), z.object({ count: z.number().int(), pressing: z.number().int() })).nullable(),
  health: z.array(light),
  ledger: z.object({ size: z.number().int(), at: instant }).nullable(),
  /** Objects of the agency that had this many counted visits this year or more. */
  visited: z
    .object({
      from: z.number().int(),
      rows: z.array(z.object({ name: z.string(), visits: z.number().int() })),
    })
    .nullable(),
  notices: z.array(noticeRow),
  /** Ids of the pages the person chose; null as long as nothing was chosen. */
  quick: z.array(z.string()).nullable(),
  /** Steps of the first day that are done, by record or by the person's own tick; null once it was put away. */
  guide: z.object({ done: z.array(z.enum(guideSteps)), byRecord: z.array(z.enum(guideSteps)) }).nullable(),
});
export type WorkbenchView = z.output<typeof workbenchView>;

const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;

export const getWorkbench = route({
  ...reading,
  id: 'workbench.get',
  path: '/api/workbench',
  params: nothing,
  query: nothing,
  response: workbenchView,
  policy: signedIn,
});

/** The rows that a kind of the workbench counts, the first due or the oldest first; `started`: what the person began. */
export const listTodo = route({
  ...reading,
  id: 'workbench.todo',
  path: '/api/workbench/todo',
  params: nothing,
  query: pageQuery.extend({ kind: z.enum([...todoKindNames, 'started'] as const) }).strict(),
  response: pageOf(todoRow),
  policy: signedIn,
});

/** Settings of one's own first screen, the same however often they are saved. */
export const saveDesk = route({
  id: 'workbench.settings',
  method: 'PUT',
  path: '/api/workbench/settings',
  params: nothing,
  query: nothing,
  body: z
    .object({
      quick: z
        .array(z.string().regex(/^[A-Za-z0-9.-]{1,60}$/))
        .max(mostQuickEntries)
        .optional(),
      ticked: z.array(z.enum(guideSteps)).max(guideSteps.length).optional(),
      /** Puts the checklist of the first day away, or brings it back. */
      guideAway: z.boolean().optional(),
    })
    .strict(),
  response: z.object({ saved: z.literal(true) }),
  policy: signedIn,
  audit: null,
  rate: 'write',
  transfer: 'json',
});
