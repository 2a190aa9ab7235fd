/** A paper that the team issued on the spot, with a number reserved for it. What stands on it is checked by its kind. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { issuePaper } from '../../tasks/papers/paper.service.ts';
import { deliverOnTheSpot } from './on-the-spot.ts';
import type { RecordOf, Taking } from './take-record.ts';

/** Errors: those of `issuePaper`. */
export async function takePaper(
  taking: Taking,
  record: RecordOf<'paper'>,
): Promise<Result<Readonly<Record<string, Json>>>> {
  const { tx, platform, found, team } = taking;
  const { paper } = record;
  const issued = await issuePaper(tx, platform, {
    jurisdictionId: found.inspection.jurisdiction_id,
    inspectionId: found.inspection.id,
    taskId: found.task.id,
    agencyId: team.agency_id,
    kind: paper.kind,
    data: paper.data,
    ...(paper.number === null ? {} : { number: paper.number }),
    paperId: paper.paperId,
    by: taking.actor,
  });
  if (!issued.ok) return issued;
  return ok({ signedDocument: paper.kind, ...(await deliverOnTheSpot(taking, paper.kind)) });
}
