/** Evidence and signatures as records: what the shutter and the signer left. Neither is ever changed afterwards. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { deliverOnTheSpot } from './on-the-spot.ts';
import {
  evidenceById,
  insertEvidence,
  insertSignature,
  isKnownEvidence,
  lastValue,
  type NewEvidence,
} from './record.queries.ts';
import type { RecordOf, Taking } from './take-record.ts';

type Data = Readonly<Record<string, Json>>;

/** Notes a file before its bytes arrive. Errors: those of `checkedEvidence`, `visit.evidence_twice`. */
export async function takeEvidence(taking: Taking, record: RecordOf<'evidence'>): Promise<Result<Data>> {
  const row = await checkedEvidence(taking, record);
  if (!row.ok) return row;
  if (await isKnownEvidence(taking.tx, [record.evidence.id])) return fail('visit.evidence_twice');
  await insertEvidence(taking.tx, [row.value]);
  return ok(factsOf(record));
}

/** What the ledger says of evidence. */
export const factsOf = ({ evidence }: RecordOf<'evidence'>): Data => ({ evidenceDigest: evidence.sha256 });

/** The row of evidence that may be noted. Errors: `visit.finding_unknown`, `visit.other_agency.forbidden`. */
export async function checkedEvidence(
  taking: Taking,
  record: RecordOf<'evidence'>,
): Promise<Result<NewEvidence>> {
  const { tx, found, team } = taking;
  const { evidence } = record;
  const { inspection } = found;
  if (evidence.findingId !== null) {
    const head = await lastValue(
      tx,
      { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id },
      `findings/${evidence.findingId}`,
    );
    if (typeof head !== 'object' || head === null || !('agencyId' in head))
      return fail('visit.finding_unknown');
    if (head.agencyId !== team.agency_id) return fail('visit.other_agency.forbidden');
  }
  return ok({
    jurisdiction_id: inspection.jurisdiction_id,
    id: evidence.id,
    inspection_id: inspection.id,
    agency_id: team.agency_id,
    record_id: record.id,
    account_id: taking.author.accountId,
    by_name: taking.author.name,
    device_id: taking.deviceId,
    device_seq: record.seq,
    content: JSON.stringify(evidence),
    kind: evidence.kind,
    finding_id: evidence.findingId,
    sha256: evidence.sha256,
    bytes: evidence.bytes,
    chain_prev: evidence.chainPrev,
    captured_at: taking.trueTime(evidence.capturedAt),
    clock_offset_ms: taking.clockOffsetMs,
    taken_at: taking.at,
  });
}

/** Errors: `visit.member_unknown`, `visit.evidence_unknown`. */
export async function takeSignature(taking: Taking, record: RecordOf<'signature'>): Promise<Result<Data>> {
  const { tx, found } = taking;
  const { signature } = record;
  const { inspection } = found;
  const { memberId, evidenceId } = signature;
  if (memberId !== null && !found.members.some((each) => each.id === memberId))
    return fail('visit.member_unknown');
  if (evidenceId !== null) {
    const picture = await evidenceById(tx, evidenceId);
    if (picture === undefined || picture.inspection_id !== inspection.id)
      return fail('visit.evidence_unknown');
  }
  await insertSignature(tx, {
    jurisdiction_id: inspection.jurisdiction_id,
    id: signature.id,
    inspection_id: inspection.id,
    agency_id: taking.team.agency_id,
    record_id: record.id,
    document: signature.document,
    role: signature.role,
    content: JSON.stringify(signature),
    account_id: taking.author.accountId,
    by_name: taking.author.name,
    signed_at: taking.trueTime(record.at),
    taken_at: taking.at,
  });
  const handedOver =
    signature.role === 'representative' && signature.refused === null
      ? await deliverOnTheSpot(taking, signature.document)
      : {};
  return ok({
    signedDocument: signature.document,
    signerRole: signature.role,
    signatureRefused: signature.refused !== null,
    ...handedOver,
  });
}
