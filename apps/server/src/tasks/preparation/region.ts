/** Whether a team goes outside its agency's region: then the assistance procedure is recorded before the approval (R305). */
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { objectById } from '../../registers/object.queries.ts';
import { isOutsideRegion } from '../../registers/rules/frequency-judging.ts';
import type { InspectionCase, StoredTeam } from '../inspection.queries.ts';

/**
 * The division of the inspected object when it lies outside the region of the team's agency; else null. Partners come along
 * on the word of whoever leads the task.
 */
export async function outsideDivision(
  tx: Tx,
  of: { readonly found: InspectionCase; readonly team: StoredTeam },
): Promise<string | null> {
  const { inspection, task } = of.found;
  const { jurisdiction_id: jurisdictionId } = inspection;
  const { team } = of;
  if (team.agency_id !== task.agency_id) return null;
  const home = team.agency_jurisdiction_id ?? jurisdictionId;
  const agency = await agencyById(tx, { jurisdictionId: home, id: team.agency_id });
  const keeper = { jurisdictionId, agencyId: task.agency_id };
  const object = await objectById(tx, keeper, inspection.object_id);
  if (agency === undefined || object === undefined) return null;
  return isOutsideRegion(agency, object.division_code) ? object.division_code : null;
}
