/** Rows behind the indicators of visits: teams, and entries of the frequency ledger. */
import { offSiteMethods } from '@mingcha/core/inspections/results/off-site.ts';
import { sql } from 'kysely';
import {
  type CaseBounds,
  type CaseCut,
  type CasePart,
  casePart,
  dayOf,
  isKept,
  isOut,
  ofTeams,
  publicationJoin,
  teamColumns,
  teamJoins,
} from './case-source.queries.ts';

const isOffSite = sql`t.method = ANY(${[...offSiteMethods]}::text[])`;

export function inspectionCompletion(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...teamColumns(bounds),
      day: sql`t.window_to`,
      base: sql`NOT ${isOut} AND NOT ${isKept} AND coalesce(p.state, '') <> 'withdrawn'`,
      hit: sql`p.state IN ('published', 'ended') AND p.published_on <= ${bounds.asOf}::date`,
      exempt: sql`NOT ${isOut} AND ${isKept}`,
      from: sql`inspection_teams m ${teamJoins} ${publicationJoin}
        WHERE ${ofTeams(bounds)} AND ${dayOf(sql`o.created_at`)} <= ${bounds.asOf}::date`,
    }),
  ];
}

/** Teams that finished their visit. */
function recorded(bounds: CaseCut) {
  return {
    ...teamColumns(bounds),
    day: dayOf(sql`m.recorded_at`),
    from: sql`inspection_teams m ${teamJoins} WHERE ${ofTeams(bounds)} AND ${dayOf(sql`m.recorded_at`)} <= ${bounds.asOf}::date`,
  };
}

export function mobileUse(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...recorded(bounds),
      base: sql`NOT ${isOut} AND NOT ${isOffSite}`,
      hit: sql`EXISTS (SELECT 1 FROM visit_records r WHERE r.jurisdiction_id = m.jurisdiction_id
        AND r.inspection_id = m.inspection_id AND r.agency_id = m.agency_id
        AND r.source IN ('phone', 'file') AND r.kind <> 'claim')`,
      exempt: sql`NOT ${isOut} AND ${isOffSite}`,
    }),
  ];
}

/** How the code was shown, as the visit's record says last; the agencies of a joint visit identify themselves together. */
const shownCode = sql`(SELECT w.value ->> 'code' FROM visit_writes w WHERE w.jurisdiction_id = m.jurisdiction_id
  AND w.inspection_id = m.inspection_id AND w.path = 'identify' ORDER BY w.seq DESC LIMIT 1)`;

export function codeShown(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...teamColumns(bounds),
      day: dayOf(sql`m.entered_at`),
      base: sql`NOT ${isOut}`,
      hit: sql`coalesce(${shownCode} = 'scanned', false)`,
      from: sql`inspection_teams m ${teamJoins} WHERE ${ofTeams(bounds)} AND ${dayOf(sql`m.entered_at`)} <= ${bounds.asOf}::date`,
    }),
  ];
}

export function offSiteShare(bounds: CaseCut): readonly CasePart[] {
  return [casePart({ ...recorded(bounds), base: sql`NOT ${isOut}`, hit: isOffSite })];
}

const entryColumns = {
  key: sql`e.id::text`,
  agencyId: sql`e.agency_id`,
  area: sql`x.division_code`,
  items: sql`e.item_keys`,
  subject: sql`e.object_name`,
  mark: sql`e.entered_on::text`,
  path: sql`coalesce('/inspections/' || e.inspection_id::text, '/objects/' || e.object_id::text)`,
};
const entries = sql`frequency_entries e
  JOIN objects x ON x.jurisdiction_id = e.jurisdiction_id AND x.id = e.object_id`;
const entryTask = sql`(SELECT o.task_id FROM inspections o WHERE o.jurisdiction_id = e.jurisdiction_id AND o.id = e.inspection_id)`;
const entryStands = sql`e.withdrawn_on IS NULL AND e.kind <> 'service'`;
const entryIsService = sql`e.withdrawn_on IS NULL AND e.kind = 'service'`;

export function jointShare({ asOf, isOf }: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...entryColumns,
      taskId: entryTask,
      day: sql`e.entered_on`,
      base: entryStands,
      hit: sql`EXISTS (SELECT 1 FROM frequency_entries q WHERE q.jurisdiction_id = e.jurisdiction_id
        AND q.object_key = e.object_key AND q.entered_on = e.entered_on AND q.visit_key = e.visit_key
        AND q.id <> e.id AND q.withdrawn_on IS NULL AND q.body_name <> e.body_name)`,
      exempt: entryIsService,
      from: sql`${entries} WHERE ${isOf(sql`e.agency_id`)} AND e.entered_on <= ${asOf}::date`,
    }),
  ];
}

/** The period itself in the numerator, the same days of the year before, moved by that year, in the denominator. */
export function entryChange({ from, to, asOf, isOf }: CaseBounds): readonly CasePart[] {
  const between = sql`BETWEEN (${from}::date - interval '1 year')::date AND (LEAST(${to}::date, ${asOf}::date) - interval '1 year')::date`;
  return [
    {
      ...casePart({
        ...entryColumns,
        day: sql`e.entered_on`,
        base: sql`false`,
        hit: sql`false`,
        exempt: entryIsService,
        from: sql`${entries} WHERE ${isOf(sql`e.agency_id`)} AND e.entered_on BETWEEN ${from}::date AND LEAST(${to}::date, ${asOf}::date)`,
      }),
      hit: entryStands,
    },
    casePart({
      ...entryColumns,
      key: sql`e.id::text || ':before'`,
      day: sql`(e.entered_on + interval '1 year')::date`,
      base: entryStands,
      hit: sql`false`,
      exempt: entryIsService,
      from: sql`${entries} WHERE ${isOf(sql`e.agency_id`)} AND e.entered_on ${between}`,
    }),
  ];
}

/** Entries of one object are one row: above the cap when one of them went above it. */
export function overCap({ asOf, isOf }: CaseCut): readonly CasePart[] {
  const counts = sql`e.withdrawn_on IS NULL AND e.counted`;
  return [
    casePart({
      ...entryColumns,
      key: sql`e.object_key`,
      day: sql`e.entered_on`,
      mark: sql`e.object_code`,
      path: sql`'/objects/' || e.object_id::text`,
      base: counts,
      hit: sql`coalesce(e.count_at_time > e.cap_at_time, false)`,
      exempt: sql`e.withdrawn_on IS NULL AND NOT e.counted`,
      from: sql`${entries} WHERE ${isOf(sql`e.agency_id`)} AND e.entered_on <= ${asOf}::date`,
    }),
  ];
}
