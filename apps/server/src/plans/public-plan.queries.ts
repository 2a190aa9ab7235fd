/** SQL of published plans for everybody; nothing else than published versions is read. */
import { sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const published = ['published', 'superseded', 'closed'] as const;

function publicPlans(tx: Tx) {
  return tx
    .selectFrom('plans')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'plans.jurisdiction_id').onRef('a.id', '=', 'plans.agency_id'),
    )
    .selectAll('plans')
    .select((eb) => [
      'a.name as agency_name',
      'a.short_name as agency_short_name',
      'a.level as agency_level',
      eb
        .selectFrom('plan_entries as e')
        .select((inner) => inner.fn.countAll<bigint>().as('n'))
        .whereRef('e.jurisdiction_id', '=', 'plans.jurisdiction_id')
        .whereRef('e.plan_id', '=', 'plans.id')
        .where('e.state', '=', 'taken')
        .$asScalar()
        .$notNull()
        .as('entries'),
    ]);
}

/** Versions in force and closed years; superseded ones stand on the page of their plan. One row more than `limit`. */
export async function publicPlanPage(
  tx: Tx,
  query: {
    readonly year: number | undefined;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  const key = decodeCursor(query.after, 2);
  const after = key !== null && /^\d{4}$/.test(key[0] ?? '') && uuidForm.test(key[1] ?? '') ? key : null;
  const text = query.text ?? '';
  return publicPlans(tx)
    .where('plans.state', 'in', ['published', 'closed'])
    .$if(query.year !== undefined, (q) => q.where('plans.year', '=', query.year ?? 0))
    .$if(text !== '', (q) => q.where(sql<boolean>`position(${text} in a.name) > 0`))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(plans.year, plans.id) < (${Number(after?.[0])}::int, ${after?.[1]}::uuid)`),
    )
    .orderBy('plans.year', 'desc')
    .orderBy('plans.id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

export async function publicPlanById(tx: Tx, id: string) {
  return publicPlans(tx)
    .where('plans.id', '=', id)
    .where('plans.state', 'in', [...published])
    .executeTakeFirst();
}

/** All published versions of the same year, newest first. */
export async function publicVersions(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly year: number },
) {
  return tx
    .selectFrom('plans')
    .select(['id', 'version', 'published_on as publishedOn', 'reason'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('year', '=', of.year)
    .where('state', 'in', [...published])
    .orderBy('version', 'desc')
    .execute();
}
