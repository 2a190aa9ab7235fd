/**
 * Facts of the public pages that are no records: whose installation it is, agencies with their duties, statistics. The pages
 * read them by name; in the office they are counted when asked, on a portal of its own they are what the last package
 * carried. Nothing outside these strict schemas can reach such a page: agencies and counts, never a unit or a person. Pure.
 */
import { z } from 'zod';
import { plainDate, uuid } from '../../common/schemas.ts';
import { qualificationStatuses } from '../../registers/organisation/organisation.ts';
import { itemCounts, monthCounts } from '../portal/period-statistics.ts';

const text = z.string().max(4000);
const count = z.number().int().min(0);
const percent = z.number().min(0).max(100).nullable();

/** What every page says: whose installation this is and whom to call. */
export const siteFact = z.strictObject({
  isDemo: z.boolean(),
  /** Day and minute at which the office packed what a portal of its own shows; null in the office, where all is as of now. */
  asOf: z.string().max(20).nullable(),
  agencies: z
    .array(z.strictObject({ id: uuid, name: text, phone: text, complaintPhone: text, email: text }))
    .max(500),
});
export type SiteFact = z.output<typeof siteFact>;

const agency = z.strictObject({
  id: uuid,
  name: text,
  place: text,
  phone: text,
  complaintPhone: text,
  email: text,
  website: text,
  qualification: z.enum(qualificationStatuses),
  qualificationBasis: text,
});
export const agenciesFact = z.array(agency).max(500);
export type AgencyFact = z.output<typeof agency>;

/** One agency's page: itself and the first duties of its list, with how many there are. */
export const agencyFact = z.strictObject({
  agency,
  duties: z
    .array(
      z.strictObject({
        name: text,
        bases: z
          .array(z.strictObject({ law: text, article: text }))
          .max(100)
          .readonly(),
      }),
    )
    .max(200)
    .readonly(),
  total: count,
});
export type AgencyPageFact = z.output<typeof agencyFact>;

const figures = z.strictObject({
  agencyId: uuid,
  agencyName: text,
  /** The jurisdiction of the agency. */
  place: text,
  published: count,
  inTime: count,
  late: count,
  waiting: count,
  exempt: count,
  suspended: count,
  excluded: count,
  /** 已撤下: withdrawn, or contained; never by name. */
  removed: count,
  overdue: count,
  checked: count,
  problems: count,
  timeliness: percent,
  rate: percent,
  findingRate: percent,
});
export type AgencyFigures = z.output<typeof figures>;

export const overdueRow = z.strictObject({
  agencyId: uuid,
  agencyName: text,
  taskId: uuid,
  taskNumber: text,
  taskName: text,
  overdue: count,
  earliestDue: plainDate,
});

export const statisticsFact = z.strictObject({
  asOf: plainDate,
  agencies: z.array(figures).max(2000),
  overdue: z.array(overdueRow).max(100_000),
  months: z.array(monthCounts).max(100_000),
  items: z.array(itemCounts).max(500_000),
});
export type StatisticsFact = z.output<typeof statisticsFact>;
