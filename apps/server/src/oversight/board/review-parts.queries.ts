/** Results that wait for a review which this person may give: no own ones, and grave ones for the legal section only. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import { graveCodes } from '../../inspections/results/review.service.ts';
import type { Fragment } from './todo-parts.queries.ts';

/** Of a team `x`; the same as `reviewRefusal` decides when the review is sent. */
export function mayReview(actor: Actor): Fragment {
  const isGrave = sql`(r.concealment <> '' OR r.outcome = 'refused'
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(r.items) e WHERE e ->> 'code' = ANY(${[...graveCodes]}::text[])))`;
  return sql`NOT EXISTS (SELECT 1 FROM inspection_members m
      WHERE m.jurisdiction_id = x.jurisdiction_id AND m.inspection_id = x.inspection_id
        AND m.account_id = ${actor.accountId})
    AND EXISTS (SELECT 1 FROM visit_results r
      WHERE r.jurisdiction_id = x.jurisdiction_id AND r.inspection_id = x.inspection_id AND r.agency_id = x.agency_id
        AND NOT EXISTS (SELECT 1 FROM visit_results l WHERE l.jurisdiction_id = r.jurisdiction_id
          AND l.inspection_id = r.inspection_id AND l.agency_id = r.agency_id AND l.round > r.round)
        AND r.entered_by <> ${actor.accountId}
        AND (${hasRole(actor, 'legalOfficer')} OR NOT ${isGrave}))`;
}
