/** Who may know names between draw and release: those who must plan the visits, of the agencies that take part. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../platform/db/database.ts';
import { noteListView } from '../platform/list-views/list-views.queries.ts';
import type { Platform } from '../platform/platform.ts';
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

/** Notes who read the drawn names before their release; gives the number for what is printed, empty for all else. */
export async function noteNames(
  tx: Tx,
  platform: Platform,
  of: { readonly file: CaseFile; readonly actor: Actor; readonly kind: 'list' | 'print' },
): Promise<string> {
  const { draw, ceremony } = of.file;
  if (draw.drawnAt === null || isDisclosed(ceremony, draw.settings.disclosure.mode)) return '';
  return noteListView(tx, platform, {
    jurisdictionId: draw.jurisdictionId,
    subject: { kind: 'draw', id: draw.id },
    what: 'drawn',
    kind: of.kind,
    actor: of.actor,
  });
}

/** Notes who looked at the pool before it was sealed. */
export async function notePool(
  tx: Tx,
  platform: Platform,
  of: { readonly file: CaseFile; readonly actor: Actor },
): Promise<void> {
  const { draw, ceremony } = of.file;
  if (ceremony.freezeId !== null) return;
  const subject = { kind: 'draw', id: draw.id } as const;
  const { jurisdictionId } = draw;
  await noteListView(tx, platform, { jurisdictionId, subject, what: 'pool', kind: 'list', actor: of.actor });
}
