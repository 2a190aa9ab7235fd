/**
 * Redacted copies of evidence pictures (R166): kept beside the original, which is only read here. Who may cover is decided
 * by whose team took the picture; who may read, by who sees the inspection.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { isCoverable, type Redaction } from '@mingcha/core/inspections/results/redaction.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileOf, type KeptUpload, keepUpload } from '../../platform/files/kept-upload.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase } from '../../tasks/inspection.queries.ts';
import { ownMember, seesInspection } from '../../tasks/team.ts';
import { evidenceById, type StoredEvidence } from '../visits/record.queries.ts';
import { copyOf, insertCopy } from './redaction.queries.ts';

/** Members of the team, legal and business sections, each of the agency whose team took the picture. */
export function mayRedact(found: InspectionCase, actor: Actor, agencyId: string): boolean {
  if (actor.agencyId !== agencyId || !seesInspection(found, actor)) return false;
  return ownMember(found, actor) !== undefined || hasRole(actor, 'legalOfficer', 'sectionOfficer');
}

interface Input extends Redaction {
  readonly actionId: string;
  readonly evidenceId: string;
  readonly upload: Upload | null;
}

/**
 * Keeps a copy. Errors: `visit.evidence.not_found`, `evidence.redact.forbidden`, `evidence.copy_kind_invalid`,
 * `evidence.copy_missing_invalid`, `evidence.copy_type_invalid`, `evidence.copy_same_invalid`.
 */
export async function redactEvidence(
  platform: Platform,
  actor: Actor,
  input: Input,
): Promise<Result<{ id: string }>> {
  // Bytes of strangers are not kept, so the question comes before the file as well as in the action.
  const asked = await inTransaction(platform.db, (tx) => redactable(tx, actor, input.evidenceId));
  if (!asked.ok) return asked;
  const kept = await keepUpload(platform, input.upload, {
    missing: 'evidence.copy_missing_invalid',
    type: 'evidence.copy_type_invalid',
    kinds: ['jpeg', 'png'],
  });
  if (!kept.ok) return kept;
  const request = { actor, actionId: input.actionId, routeId: 'evidence.redact' };
  return runAction(platform, request, async (tx) => {
    const evidence = await redactable(tx, actor, input.evidenceId);
    if (!evidence.ok) return evidence;
    if (kept.value.sha256 === evidence.value.sha256) return fail('evidence.copy_same_invalid', {}, 'file');
    return ok({ id: await saveCopy(tx, platform, { actor, input, kept: kept.value, of: evidence.value }) });
  });
}

async function redactable(tx: Tx, actor: Actor, id: string): Promise<Result<StoredEvidence>> {
  const seen = await seenEvidence(tx, actor, id);
  if (seen === undefined) return fail('visit.evidence.not_found');
  const { evidence, found } = seen;
  if (!mayRedact(found, actor, evidence.agency_id)) return fail('evidence.redact.forbidden');
  if (!isCoverable(evidence.content.contentType)) return fail('evidence.copy_kind_invalid');
  return ok(evidence);
}

/** Evidence whose file has arrived, for whoever sees its inspection. */
async function seenEvidence(tx: Tx, actor: Actor, id: string) {
  const evidence = await evidenceById(tx, id);
  if (evidence === undefined || evidence.received_at === null) return undefined;
  const found = await inspectionCase(tx, evidence.inspection_id);
  return found !== undefined && seesInspection(found, actor) ? { evidence, found } : undefined;
}

async function saveCopy(
  tx: Tx,
  platform: Platform,
  copy: {
    readonly actor: Actor;
    readonly input: Redaction;
    readonly kept: KeptUpload;
    readonly of: StoredEvidence;
  },
): Promise<string> {
  const { actor, input, kept, of } = copy;
  const jurisdictionId = of.jurisdiction_id;
  const id = platform.ids.next();
  await insertCopy(tx, {
    jurisdiction_id: jurisdictionId,
    id,
    evidence_id: of.id,
    file_id: await fileOf(tx, platform, { kept, jurisdictionId, accountId: actor.accountId }),
    areas: JSON.stringify(input.areas),
    reason: input.reason,
    made_by: actor.accountId,
    made_name: actor.personName,
    made_at: platform.clock.now(),
  });
  await record(tx, platform, {
    type: 'evidence.redacted',
    actor,
    subject: { kind: 'inspection', id: of.inspection_id },
    data: {
      evidenceDigest: of.sha256,
      copyDigest: kept.sha256,
      coveredAreas: input.areas.length,
      redactionReason: input.reason,
    },
  });
  return id;
}

/** The copy for whoever sees the inspection. Errors: `evidence.copy.not_found`. */
export async function evidenceCopyFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly evidenceId: string; readonly id: string },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const seen = await seenEvidence(tx, actor, asked.evidenceId);
    const copy =
      seen === undefined
        ? undefined
        : await copyOf(tx, { jurisdictionId: seen.evidence.jurisdiction_id, ...asked });
    return seen === undefined || copy === undefined
      ? fail('evidence.copy.not_found')
      : ok({ copy, original: seen.evidence.sha256 });
  });
  if (!found.ok) return found;
  const { copy, original } = found.value;
  const ending = copy.content_type === 'image/png' ? 'png' : 'jpg';
  return ok(
    fileReply({
      contentType: copy.content_type,
      fileName: `redacted-copy-of-${original.slice(0, 16)}.${ending}`,
      disposition: 'inline',
      body: await platform.files.get(copy.sha256),
    }),
  );
}
