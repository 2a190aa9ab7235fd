/**
 * The end of the run at both bureaus: a filed dossier with its two files, and a sample of visits that the discipline post
 * drew and partly asked about. What is filed was passed and closed before.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { fileDossier } from '../followups/archive/archive.service.ts';
import { openFollowups } from '../followups/followup.service.ts';
import { answerReturnVisit, drawReturnVisits, listReturnSamples } from '../followups/return-visit.service.ts';
import { listInspections } from '../inspections/results/inspection-view.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

export async function loadArchive(platform: Platform, { actors }: Organisation): Promise<void> {
  for (const [legal, witness] of [
    [actors['jz.legal'], actors['jz.witness']],
    [actors['jc.legal'], actors['jc.witness']],
  ] as const) {
    await filed(platform, legal);
    await asked(platform, witness);
  }
}

/** The first closed inspection of the bureau's own without an open problem. */
async function filed(platform: Platform, legal: Actor): Promise<void> {
  const { jurisdictionId } = legal;
  const { rows } = must(
    await listInspections(platform, legal, { filter: { of: 'all' }, page: { limit: 200 } }),
  );
  for (const { id, state, teams } of rows) {
    if (state !== 'closed' || teams.length !== 1) continue;
    const open = await inTransaction(platform.db, (tx) =>
      openFollowups(tx, { jurisdictionId, inspectionId: id }),
    );
    if (open.length > 0) continue;
    const filing = await fileDossier(platform, {
      actor: legal,
      actionId: platform.ids.next(),
      id,
      retention: null,
      situation: '材料齐全，纸质件与电子件一致。',
      carryReason: '',
    });
    if (filing.ok) return;
  }
}

/** The seed is read from a public draw; the first visit was asked about by telephone. */
async function asked(platform: Platform, witness: Actor): Promise<void> {
  const today = platform.clock.today();
  const from = `${today.slice(0, 4)}-01-01`;
  const drawn = await drawReturnVisits(platform, witness, {
    actionId: platform.ids.next(),
    from,
    to: today,
    seed: '7 21 03 16 30 11',
    wanted: 3,
  });
  if (!drawn.ok) return;
  const sample = must(await listReturnSamples(platform, witness)).rows.find(
    (row) => row.id === drawn.value.id,
  );
  const [first] = sample?.visits ?? [];
  if (first === undefined) return;
  must(
    await answerReturnVisit(platform, witness, {
      actionId: platform.ids.next(),
      id: drawn.value.id,
      inspectionId: first.inspectionId,
      answers: {
        way: 'phone',
        person: '企业安全负责人（演示）',
        answers: {
          certificatesShown: 'yes',
          noticeGiven: 'yes',
          noGifts: 'yes',
          noFees: 'yes',
          noDesignated: 'yes',
          attitude: 'yes',
        },
        opinion: '检查人员出示了证件，说明了问题的依据。',
      },
    }),
  );
}
