/** Routes of the working-day calendar: years with their notices, reading a pasted notice, entering or correcting a year. */
import { z } from 'zod';
import { only, route, signedIn } from '../../common/api.ts';
import { actionId, instant, line, nothing, paragraph, plainDate } from '../../common/schemas.ts';
import { calendarYearFields } from './calendar.ts';

const administrators = only('administrator');

export const calendarVersion = calendarYearFields.extend({
  /** 0 = bundled with the software. */
  version: z.number().int(),
  reason: z.string(),
  enteredBy: z.string(),
  enteredAt: instant.nullable(),
  workingDays: z.number().int(),
});
export type CalendarVersion = z.output<typeof calendarVersion>;

export const calendarYears = route({
  id: 'calendar.years',
  method: 'GET',
  path: '/api/calendar-years',
  params: nothing,
  query: nothing,
  body: nothing,
  /** Newest year first; of each year the version in force first, then the older ones. */
  response: z.object({
    today: plainDate,
    years: z.array(z.object({ year: z.number().int(), versions: z.array(calendarVersion) })),
  }),
  transfer: 'json',
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** The working day so many days after another, and the days between: for trying out and for forms. */
export const countWorkingDays = route({
  id: 'calendar.count',
  method: 'GET',
  path: '/api/working-days',
  params: nothing,
  query: z.object({ from: plainDate, days: z.coerce.number().int().min(0).max(1000) }),
  body: nothing,
  response: z.object({ day: plainDate }),
  transfer: 'json',
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** Reads a pasted notice; keeps nothing. */
export const readNotice = route({
  id: 'calendar.readNotice',
  method: 'POST',
  path: '/api/calendar-notice',
  params: nothing,
  query: nothing,
  body: z.object({ text: paragraph(20_000) }),
  response: calendarYearFields,
  transfer: 'json',
  policy: administrators,
  audit: null,
  rate: 'write',
});
export const enterCalendarYear = route({
  id: 'calendar.enter',
  method: 'POST',
  path: '/api/calendar-years',
  params: nothing,
  query: nothing,
  /** `version`: the one that the person saw; 0 = bundled or none. */
  body: calendarYearFields.extend({ actionId, version: z.number().int().min(0), reason: line(300) }),
  response: z.object({ year: z.number().int(), version: z.number().int() }),
  transfer: 'json',
  policy: administrators,
  audit: 'calendar.year_entered',
  rate: 'write',
});
