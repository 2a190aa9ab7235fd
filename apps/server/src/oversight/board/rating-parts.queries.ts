/** What opinions of enterprises ask of somebody: matters of oversight, and questions to an agency that name no matter. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TodoKind } from '@mingcha/core/oversight/board/workbench.ts';
import { handlesRatings } from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { sql } from 'kysely';
import { wasNotThere } from '../ratings/rating.queries.ts';
import type { Part } from './todo-parts.queries.ts';

/** Whoever also inspects, or stood at the visit, finds no matter here, as everywhere. */
export function ratingParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  const { jurisdictionId, agencyId, accountId } = actor;
  return {
    ratingMatters: {
      id: sql`z.id::text`,
      title: sql`z.number`,
      note: sql`z.handler_name`,
      path: sql`'/rating-matters/' || z.id::text`,
      since: sql`z.created_at`,
      dueOn: sql`z.due_on`,
      from: sql`rating_matters z WHERE ${handlesRatings(actor)} AND z.jurisdiction_id = ${jurisdictionId}
        AND z.state <> 'closed' AND coalesce(z.handler_id = ${accountId}, true) AND ${wasNotThere('z', accountId)}`,
    },
    ratingQuestions: {
      id: sql`z.id::text`,
      title: sql`left(z.words, 60)`,
      note: sql`''`,
      path: sql`'/rating-summary'`,
      since: sql`z.asked_on::timestamptz`,
      dueOn: sql`NULL::date`,
      from: sql`rating_questions z WHERE z.jurisdiction_id = ${jurisdictionId} AND z.agency_id = ${agencyId}
        AND z.state = 'asked'`,
    },
  };
}
