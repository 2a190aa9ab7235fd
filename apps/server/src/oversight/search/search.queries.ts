/**
 * SQL of the global search. Each kind is bounded by what its own list shows the person. Names and codes are found through the
 * indexes of pairs of characters (0010, 0079), which hold in Chinese as in digits; draws and tasks, some hundred a year, by
 * reading them.
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { type RawBuilder, sql } from 'kysely';
import { seen } from '../../inspections/results/inspection-list.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { compared, pairsOf } from '../../registers/object-list.queries.ts';

export interface Hit {
  readonly id: string;
  readonly title: string;
  readonly note: string;
}

interface Asked {
  readonly text: string;
  readonly limit: number;
}

/** A part of an indexed text; `indexed` must be written exactly as in the index. */
function holds(indexed: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  const part = compared(text);
  return sql<boolean>`${indexed} LIKE ${likePart(part)} AND bigrams(${indexed}) @> ${pairsOf(part)}::text[]`;
}

const objectText = sql`upper(coalesce(i.object ->> 'name', '') || '|' || coalesce(i.object ->> 'uscc', '') || '|' || coalesce(i.object ->> 'localCode', ''))`;

/** Inspections that the person sees after dispatch, or as the office of an agency that takes part. */
export async function foundInspections(
  tx: Tx,
  actor: Actor,
  { text, limit }: Asked,
): Promise<readonly Hit[]> {
  const found = await sql<Hit>`SELECT i.id, coalesce(i.object ->> 'name', '') AS title, t.number AS note
    FROM inspections i JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
    WHERE ${holds(objectText, text)} AND t.state <> 'void' AND ${seen(actor)}
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit}`.execute(tx);
  return found.rows;
}

const publicationText = sql`upper(p.object_name || '|' || p.task_number || '|' || p.title)`;

export async function foundPublications(
  tx: Tx,
  actor: Actor,
  { text, limit }: Asked,
): Promise<readonly Hit[]> {
  const own = hasRole(actor, 'auditor')
    ? sql`p.jurisdiction_id = ${actor.jurisdictionId}`
    : sql`p.agency_id = ${actor.agencyId}`;
  const found =
    await sql<Hit>`SELECT p.id, CASE WHEN p.object_name = '' THEN p.title ELSE p.object_name END AS title,
      p.task_number AS note
    FROM publications p WHERE ${holds(publicationText, text)} AND ${own}
    ORDER BY p.prepared_at DESC, p.id DESC LIMIT ${limit}`.execute(tx);
  return found.rows;
}

/** Papers of the own agency about inspections that the person sees; those of a task for its office. */
export async function foundPapers(
  tx: Tx,
  actor: Actor,
  { text, limit }: Asked,
): Promise<
  readonly (Hit & {
    readonly kind: string;
    readonly inspectionId: string | null;
    readonly taskId: string | null;
  })[]
> {
  const office = hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead');
  const found = await sql<Hit & { kind: string; inspectionId: string | null; taskId: string | null }>`
    SELECT r.id, r.number AS title, coalesce(i.object ->> 'name', t.title, '') AS note, r.kind,
      r.inspection_id AS "inspectionId", coalesce(r.task_id, i.task_id) AS "taskId"
    FROM papers r
      LEFT JOIN inspections i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
      LEFT JOIN inspection_tasks t ON t.jurisdiction_id = r.jurisdiction_id AND t.id = coalesce(i.task_id, r.task_id)
    WHERE ${holds(sql`upper(r.number)`, text)} AND r.agency_id = ${actor.agencyId}
      AND CASE WHEN i.id IS NULL THEN ${office} AND t.id IS NOT NULL ELSE ${seen(actor)} END
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit}`.execute(tx);
  return found.rows;
}

export async function foundDraws(tx: Tx, actor: Actor, { text, limit }: Asked): Promise<readonly Hit[]> {
  const whole = hasRole(actor, 'witness', 'auditor');
  const own = whole ? sql`true` : sql`d.agency_id = ${actor.agencyId}`;
  const invited = sql`EXISTS (SELECT 1 FROM draw_participants q WHERE q.jurisdiction_id = d.jurisdiction_id
    AND q.draw_id = d.id AND q.agency_jurisdiction_id = ${actor.jurisdictionId} AND q.agency_id = ${actor.agencyId})`;
  const number = sql`CASE WHEN d.no IS NULL THEN '' ELSE d.series || '-' || lpad(d.no::text, 3, '0') END`;
  const like = likePart(text);
  const found = await sql<Hit>`SELECT d.id, d.title_zh AS title, ${number} AS note FROM draws d
    WHERE ((d.jurisdiction_id = ${actor.jurisdictionId} AND ${own}) OR ${invited})
      AND (d.title_zh ILIKE ${like} OR d.title_en ILIKE ${like} OR ${number} ILIKE ${like})
    ORDER BY d.created_at DESC, d.id LIMIT ${limit}`.execute(tx);
  return found.rows;
}

export async function foundPeople(tx: Tx, actor: Actor, { text, limit }: Asked): Promise<readonly Hit[]> {
  const part = text.replaceAll(' ', '');
  const indexed = sql`inspectors.name || ' ' || inspectors.certificate_number`;
  const found = await sql<Hit>`SELECT id, name AS title, certificate_number AS note FROM inspectors
    WHERE (${indexed}) LIKE ${likePart(part)} AND bigrams(${indexed}) @> ${pairsOf(part)}::text[]
      AND jurisdiction_id = ${actor.jurisdictionId} AND agency_id = ${actor.agencyId}
    ORDER BY name COLLATE "C", id LIMIT ${limit}`.execute(tx);
  return found.rows;
}
