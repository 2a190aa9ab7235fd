/** Who may know names between draw and release: those who must plan the visits, of the agencies that take part. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { isDisclosed } from './bundle.ts';
import type { CaseFile } from './case-file.ts';

export function mayKnowNames(actor: Actor, file: CaseFile): boolean {
  if (isDisclosed(file.ceremony, file.draw.settings.disclosure.mode)) return true;
  const takesPart = file.participants.some(
    (row) =>
      row.agencyId === actor.agencyId &&
      row.agencyJurisdictionId === actor.jurisdictionId &&
      row.state === 'confirmed',
  );
  return takesPart && hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead');
}
