/** Number of an approved paper: the next of the sending agency's register of numbers, of its kind and year, without gaps. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { supervisionPaperWords } from '@mingcha/core/oversight/papers/supervision-form.ts';
import type { SupervisionKind } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { nextPaperNumber } from '../../tasks/inspection.queries.ts';
import { insertNumbers } from '../../tasks/papers/number.queries.ts';
import { anyAgency } from './supervision.queries.ts';

/** How the kinds stand in the register of numbers, beside the papers of inspections. */
const registerKinds: Readonly<Record<SupervisionKind, string>> = {
  reminder: 'supervisionReminder',
  urge: 'supervisionUrge',
  circular: 'supervisionCircular',
  talk: 'supervisionTalk',
};

export async function supervisionNumber(
  tx: Tx,
  platform: Platform,
  of: { readonly kind: SupervisionKind; readonly paperId: string; readonly actor: Actor },
): Promise<string> {
  const { kind, paperId, actor } = of;
  const { jurisdictionId, agencyId } = actor;
  const year = Number(platform.clock.today().slice(0, 4));
  const counter = { jurisdictionId, agencyId, kind: registerKinds[kind], year };
  const no = await nextPaperNumber(tx, counter);
  const shortName = (await anyAgency(tx, agencyId))?.shortName ?? '';
  const number = supervisionPaperWords.number({ shortName, kind, year, no });
  const at = platform.clock.now();
  await insertNumbers(tx, [
    {
      jurisdiction_id: jurisdictionId,
      agency_id: agencyId,
      kind: registerKinds[kind],
      year,
      no,
      number,
      state: 'used',
      inspection_id: null,
      paper_id: paperId,
      taken_at: at,
      taken_name: actor.personName,
      settled_at: at,
    },
  ]);
  return number;
}
