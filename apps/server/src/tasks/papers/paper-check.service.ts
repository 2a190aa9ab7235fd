/**
 * The page behind a paper's QR code: whoever holds the paper, and so knows its id and digest, learns whether it is genuine
 * and holds. Never its content or the party; nothing of papers of the house or of those not yet delivered.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { PublicPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import { isCheckable } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { businessDay } from '../../platform/business-day.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { paperOf } from './paper.service.ts';

/** `digest`: of the paper's data or its beginning. Errors: `paperCheck.not_found`, the same whatever the reason. */
export async function checkedPaper(
  platform: Platform,
  of: { readonly id: string; readonly digest: string },
): Promise<Result<PublicPaper>> {
  const paper = await inTransaction(platform.db, (tx) => paperOf(tx, of.id));
  if (paper === undefined || !paper.sha256.startsWith(of.digest)) return fail('paperCheck.not_found');
  const { kind, state, seal_state: sealState, voided_at: voidedAt } = paper;
  if (!isCheckable({ kind, state, sealState, isDelivered: paper.delivered_at !== null }))
    return fail('paperCheck.not_found');
  const data = paper.data as { agency: { name: string }; issuedOn: string };
  return ok({
    kind,
    title: paperWording.parse(paper.wording).titles[kind],
    number: paper.number,
    agencyName: data.agency.name,
    issuedOn: data.issuedOn,
    sha256: paper.sha256,
    state: state === 'void' ? 'void' : 'valid',
    voidedOn: voidedAt === null ? null : businessDay(platform, voidedAt),
    sealedOn: paper.sealed_on,
  });
}
