/** SQL of the reach of publicity: adding to the counts of a day, and the table of a period. Agencies by name, never by figures. */
import type { ReachLecture, ReachRow } from '@mingcha/core/publications/reach/reach-api.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface DayViews {
  readonly day: string;
  readonly subjectId: string;
  readonly count: number;
}

/** Adds to the counts of published articles and trainings; what is neither is dropped. */
export async function addViews(tx: Tx, views: readonly DayViews[]): Promise<void> {
  await sql`INSERT INTO reach_counts AS c (jurisdiction_id, subject_id, day, views)
    SELECT s.jurisdiction_id, s.id, v.day, v.n
      FROM unnest(${views.map((each) => each.subjectId)}::uuid[], ${views.map((each) => each.day)}::date[],
                  ${views.map((each) => each.count)}::integer[]) AS v(subject, day, n)
      JOIN (SELECT jurisdiction_id, id FROM articles UNION ALL SELECT jurisdiction_id, id FROM lectures) AS s ON s.id = v.subject
    ON CONFLICT (jurisdiction_id, subject_id, day) DO UPDATE SET views = c.views + excluded.views`.execute(
    tx,
  );
}

interface Period {
  readonly jurisdictionId: string;
  /** Null: every agency of the jurisdiction. */
  readonly agencyId: string | null;
  /** First day, and the first day after it. */
  readonly since: string;
  readonly until: string;
}

const of = (period: Period, alias: string): RawBuilder<boolean> =>
  period.agencyId === null
    ? sql<boolean>`${sql.ref(`${alias}.jurisdiction_id`)} = ${period.jurisdictionId}`
    : sql<boolean>`${sql.ref(`${alias}.jurisdiction_id`)} = ${period.jurisdictionId} AND ${sql.ref(`${alias}.agency_id`)} = ${period.agencyId}`;

const startDay = sql`(l.starts_at AT TIME ZONE 'Asia/Shanghai')::date`;
const monthOf = (day: RawBuilder<unknown>) => sql`to_char(${day}, 'YYYY-MM')`;
const zero = sql`0 AS articles, 0 AS policy, 0 AS cases, 0 AS training, 0 AS guide, 0 AS opened`;
const noLecture = sql`0 AS lectures, 0 AS signups, 0 AS people, 0 AS came, 0 AS came_people`;

export async function reachRows(tx: Tx, period: Period): Promise<readonly ReachRow[]> {
  const { since, until } = period;
  const within = (day: RawBuilder<unknown>) => sql`${day} >= ${since}::date AND ${day} < ${until}::date`;
  const viewed = (kind: string) => sql`CASE WHEN a.kind = ${kind} THEN c.views ELSE 0 END`;
  const found = await sql<ReachRow>`SELECT x.agency_id AS "agencyId", g.name AS "agencyName", x.month,
      sum(articles)::integer AS articles, sum(policy)::integer AS "policyViews", sum(cases)::integer AS "caseViews",
      sum(training)::integer AS "trainingViews", sum(guide)::integer AS "guideViews", sum(opened)::integer AS "lectureViews",
      sum(lectures)::integer AS lectures, sum(signups)::integer AS signups, sum(people)::integer AS people,
      sum(came)::integer AS "attendedUnits", sum(came_people)::integer AS "attendedPeople"
    FROM (
      SELECT a.agency_id, ${monthOf(sql`a.published_on`)} AS month, 1 AS articles, 0 AS policy, 0 AS cases, 0 AS training,
          0 AS guide, 0 AS opened, ${noLecture}
        FROM articles a WHERE ${of(period, 'a')} AND a.state = 'published' AND ${within(sql`a.published_on`)}
      UNION ALL
      SELECT a.agency_id, ${monthOf(sql`c.day`)}, 0, ${viewed('policy')}, ${viewed('case')}, ${viewed('training')},
          ${viewed('guide')}, 0, ${noLecture}
        FROM reach_counts c JOIN articles a ON a.jurisdiction_id = c.jurisdiction_id AND a.id = c.subject_id
       WHERE ${of(period, 'a')} AND ${within(sql`c.day`)}
      UNION ALL
      SELECT l.agency_id, ${monthOf(sql`c.day`)}, 0, 0, 0, 0, 0, c.views, ${noLecture}
        FROM reach_counts c JOIN lectures l ON l.jurisdiction_id = c.jurisdiction_id AND l.id = c.subject_id
       WHERE ${of(period, 'l')} AND ${within(sql`c.day`)}
      UNION ALL
      SELECT l.agency_id, ${monthOf(startDay)}, ${zero}, 1, 0, 0, 0, 0
        FROM lectures l WHERE ${of(period, 'l')} AND l.state = 'published' AND ${within(startDay)}
      UNION ALL
      SELECT l.agency_id, ${monthOf(startDay)}, ${zero}, 0, 1, s.people, (coalesce(s.attended, 0) > 0)::integer, coalesce(s.attended, 0)
        FROM lectures l JOIN lecture_signups s ON s.jurisdiction_id = l.jurisdiction_id AND s.lecture_id = l.id AND s.state = 'signed'
       WHERE ${of(period, 'l')} AND l.state = 'published' AND ${within(startDay)}
    ) AS x JOIN agencies g ON g.jurisdiction_id = ${period.jurisdictionId} AND g.id = x.agency_id
    GROUP BY x.agency_id, g.name, x.month
    ORDER BY g.name COLLATE "C", x.agency_id, x.month COLLATE "C" DESC LIMIT 5000`.execute(tx);
  return found.rows;
}

export async function reachLectures(tx: Tx, period: Period): Promise<readonly ReachLecture[]> {
  const found =
    await sql<ReachLecture>`SELECT l.id, l.title, g.name AS "agencyName", l.starts_at AS "startsAt", l.capacity,
      count(s.id)::integer AS signups, coalesce(sum(s.people), 0)::integer AS people,
      (count(s.id) FILTER (WHERE s.attended > 0))::integer AS "attendedUnits", coalesce(sum(s.attended), 0)::integer AS "attendedPeople"
    FROM lectures l JOIN agencies g ON g.jurisdiction_id = l.jurisdiction_id AND g.id = l.agency_id
    LEFT JOIN lecture_signups s ON s.jurisdiction_id = l.jurisdiction_id AND s.lecture_id = l.id AND s.state = 'signed'
    WHERE ${of(period, 'l')} AND l.state = 'published' AND ${startDay} >= ${period.since}::date AND ${startDay} < ${period.until}::date
    GROUP BY l.jurisdiction_id, l.id, g.name ORDER BY l.starts_at DESC, l.id LIMIT 500`.execute(tx);
  return found.rows;
}
