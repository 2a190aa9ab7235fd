/**
 * Handed over on the spot: the representative's signature under a paper that the team issued is its receipt (送达), so the
 * paper is delivered with who took it and when. A paper that waits for its seal is not; nor is one whose signature was
 * refused: the office notes those. Paper and signature may arrive in either order. A notice is delivered in preparation.
 */
import { signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { type PaperRow, papersOfInspection } from '../../tasks/papers/paper.queries.ts';
import { deliverable, markDelivered } from '../../tasks/papers/paper.service.ts';
import { insertDelivery } from '../../tasks/preparation/notice.queries.ts';
import type { Taking } from './take-record.ts';
import { signatureRows } from './visit-state.queries.ts';

/** Delivers the team's papers of this kind that somebody signed for; gives what the event says of it. */
export async function deliverOnTheSpot(
  taking: Taking,
  document: PaperKind,
): Promise<Readonly<Record<string, Json>>> {
  if (document === 'notice' || !paperDuties[document].delivered) return {};
  const { tx, found, team } = taking;
  const { id: inspectionId, jurisdiction_id: jurisdictionId } = found.inspection;
  const rows = await signatureRows(tx, {
    jurisdictionIds: [jurisdictionId],
    inspectionIds: [inspectionId],
  });
  const taken = rows.flatMap((row) => {
    const { name, refused, signs } = signature.parse(row.content);
    const isReceipt =
      row.agency_id === team.agency_id && row.document === document && row.role === 'representative';
    return isReceipt && refused === null ? [{ name, signs, at: row.signed_at }] : [];
  });
  const numbers: string[] = [];
  for (const paper of await papersOfInspection(tx, { jurisdictionId, inspectionId })) {
    if (paper.kind !== document || paper.agency_id !== team.agency_id || paper.delivered_at !== null)
      continue;
    const receipt = taken.find((each) => each.signs === paper.sha256);
    if (receipt === undefined || !deliverable(paper).ok) continue;
    await handOver(taking, paper, receipt);
    numbers.push(paper.number);
  }
  return numbers.length === 0 ? {} : { deliveredNumbers: numbers };
}

async function handOver(
  taking: Taking,
  paper: PaperRow,
  receipt: { readonly name: string; readonly at: string },
): Promise<void> {
  const { tx, platform, author } = taking;
  await insertDelivery(tx, {
    jurisdiction_id: paper.jurisdiction_id,
    id: platform.ids.next(),
    inspection_id: taking.found.inspection.id,
    agency_id: paper.agency_id,
    notice_id: null,
    paper_id: paper.id,
    channel: 'atTheDoor',
    outcome: 'received',
    delivered_at: receipt.at,
    recipient: receipt.name,
    recipient_post: '',
    reached_at: '',
    deliverer: author.name,
    told: '',
    witness: '',
    receipt_id: null,
    note: '',
    recorded_by: author.accountId,
    recorded_name: author.name,
    recorded_at: taking.at,
  });
  await markDelivered(tx, { paperId: paper.id, at: receipt.at });
}
