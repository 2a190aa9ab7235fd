/**
 * Taking an objection in: by staff for whoever came or wrote, by the public with or without the code of a paper, by a
 * signed-in enterprise. One transaction: receipt, due day, mark, event. Quotas hold whoever floods the intake (W-12).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type ApplicantProof,
  intakeQuotas,
  type ObjectionSource,
  type ObjectionState,
  objectionDue,
  openObjectionStates,
} from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionFields } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionNotices } from '@mingcha/core/publications/objections/objection-notices.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { publicationById, type StoredPublication } from '../publication.queries.ts';
import { holdIntake, officersOf, publicationOfPaper, sentToday, unverifiedToday } from './intake.queries.ts';
import { addObjectionStep, insertObjection, objectionsOf } from './objection.queries.ts';
import { markAsPending } from './objection-case.ts';
import { digest, makeReceipt, sealJson, sourceDigest } from './receipt.ts';

interface Taken {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
  readonly isVerified: boolean;
}

/** States in which there is a result that somebody can object to. */
const objectable: readonly string[] = ['prepared', 'returned', 'reviewed', 'suspended', 'published'];

/**
 * A paper objection, entered by staff. Errors: `objection.target_not_found`, `objection.forbidden`,
 * `objection.day_future_invalid`, `objection.day_early_invalid`, `objection.target_gone`.
 */
export async function enterObjection(
  platform: Platform,
  actor: Actor,
  input: ObjectionFields & {
    readonly actionId: string;
    readonly publicationId: string;
    readonly receivedOn: string;
    readonly isIdentitySeen: boolean;
  },
): Promise<Result<Taken>> {
  const { actionId, publicationId, receivedOn, isIdentitySeen } = input;
  return runAction(platform, { actor, actionId, routeId: 'objections.enter' }, async (tx) => {
    const target = await publicationById(tx, publicationId);
    if (target === undefined || target.agency_id !== actor.agencyId)
      return fail('objection.target_not_found');
    if (receivedOn > platform.clock.today()) return fail('objection.day_future_invalid', {}, 'receivedOn');
    if (receivedOn < (target.result_on ?? receivedOn))
      return fail('objection.day_early_invalid', { day: target.result_on ?? '' }, 'receivedOn');
    return takeObjection(tx, platform, {
      target,
      fields: input,
      receivedOn,
      source: 'paper',
      proof: isIdentitySeen ? 'seen' : 'none',
      proofHash: null,
      sourceHash: null,
      by: actor,
    });
  });
}

/**
 * From the portal. Errors: `objection.target_not_found`, `objection.target_gone`, `objection.code_unknown_invalid`,
 * `objection.pending_already`, `objection.quota_source`, `objection.quota_record`, `objection.quota_agency`.
 */
export async function fileObjection(
  platform: Platform,
  input: ObjectionFields & {
    readonly actionId: string;
    readonly publicationId: string | null;
    readonly paperCode: string;
    readonly ip: string;
  },
): Promise<Result<Omit<Taken, 'id'>>> {
  const known = await inTransaction(platform.db, (tx) => targetOf(tx, input));
  if (!known.ok) return known;
  const { target, proof } = known.value;
  const actor: Acting = {
    jurisdictionId: target.agency_jurisdiction_id,
    accountId: null,
    agencyId: target.agency_id,
  };
  const action = { actor, actionId: input.actionId, routeId: 'publicObjections.file' };
  const taken = await runAction(platform, action, async (tx) => {
    const sourceHash = sourceDigest(platform, input.ip);
    const proofHash = proof === 'paperCode' ? digest(input.paperCode) : null;
    const refused = await quotaRefusal(tx, platform, { target, sourceHash, proofHash });
    if (refused !== null) return refused;
    return takeObjection(tx, platform, {
      target,
      fields: input,
      receivedOn: platform.clock.today(),
      source: 'portal',
      proof,
      proofHash,
      sourceHash,
      by: null,
    });
  });
  if (!taken.ok) return taken;
  const { id: _id, ...shown } = taken.value;
  return ok(shown);
}

/** The record that is meant; a code that belongs to another record is refused, so that nobody tries codes through here. */
async function targetOf(
  tx: Tx,
  input: { readonly publicationId: string | null; readonly paperCode: string },
): Promise<Result<{ readonly target: StoredPublication; readonly proof: ApplicantProof }>> {
  const ofPaper = input.paperCode === '' ? undefined : await publicationOfPaper(tx, input.paperCode);
  if (input.paperCode !== '' && ofPaper === undefined)
    return fail('objection.code_unknown_invalid', {}, 'paperCode');
  const id = input.publicationId ?? ofPaper;
  const target = id === undefined ? undefined : await publicationById(tx, id);
  if (target === undefined || target.kind !== 'result') return fail('objection.target_not_found');
  if (ofPaper !== undefined && ofPaper !== target.id)
    return fail('objection.code_unknown_invalid', {}, 'paperCode');
  // Without a code only what is public can be meant: nobody learns by trying what else there is.
  if (ofPaper === undefined && target.state !== 'published') return fail('objection.target_not_found');
  return ok({ target, proof: ofPaper === undefined ? 'none' : 'paperCode' });
}

async function quotaRefusal(
  tx: Tx,
  platform: Platform,
  of: { readonly target: StoredPublication; readonly sourceHash: string; readonly proofHash: string | null },
): Promise<ReturnType<typeof fail> | null> {
  const { target, sourceHash, proofHash } = of;
  const today = platform.clock.today();
  await holdIntake(tx, `intake ${target.agency_id}`);
  const open = (
    await objectionsOf(tx, { jurisdictionId: target.jurisdiction_id, publicationId: target.id })
  ).filter((each) => openObjectionStates.includes(each.state as ObjectionState));
  if (proofHash !== null) {
    const own = open.find((each) => each.proof_hash === proofHash);
    return own === undefined ? null : fail('objection.pending_already', { due: own.due_on });
  }
  if ((await sentToday(tx, { sourceHash, today })) >= intakeQuotas.perSourceDay)
    return fail('objection.quota_source', { count: intakeQuotas.perSourceDay });
  if (open.filter((each) => !each.is_verified).length >= intakeQuotas.openPerRecord)
    return fail('objection.quota_record');
  const unverified = await unverifiedToday(tx, { agencyId: target.agency_id, today });
  return unverified >= intakeQuotas.perAgencyDay ? fail('objection.quota_agency') : null;
}

interface Taking {
  readonly target: StoredPublication;
  readonly fields: ObjectionFields;
  readonly receivedOn: string;
  readonly source: ObjectionSource;
  readonly proof: ApplicantProof;
  readonly proofHash: string | null;
  readonly sourceHash: string | null;
  /** Null: nobody of the office. */
  readonly by: Actor | null;
}

/** Saves an objection inside an action of the caller and appends `objection.received`. Errors: `objection.target_gone`. */
export async function takeObjection(tx: Tx, platform: Platform, of: Taking): Promise<Result<Taken>> {
  const { target, by } = of;
  if (!objectable.includes(target.state)) return fail('objection.target_gone');
  const saved = await saveReceived(tx, platform, of);
  const { id, receipt, dueOn, isVerified } = saved;
  const row = { jurisdiction_id: target.jurisdiction_id, id, publication_id: target.id };
  await addObjectionStep(tx, row, {
    step: 'received',
    account_id: by?.accountId ?? null,
    person_name: by?.personName ?? '',
    note: '',
    at: platform.clock.now(),
  });
  await markAsPending(tx, platform, { row, actor: by });
  await tellOffice(tx, platform, { target, id, dueOn });
  await record(tx, platform, {
    type: 'objection.received',
    actor: by ?? {
      jurisdictionId: target.agency_jurisdiction_id,
      accountId: null,
      agencyId: target.agency_id,
    },
    subject: { kind: 'objection', id },
    data: {
      number: receipt.number,
      publicationId: target.id,
      objectionSource: of.source,
      applicantKind: of.fields.applicantKind,
      isVerified,
      dueOn,
    },
  });
  return ok({ id, number: receipt.number, code: receipt.code, dueOn, isVerified });
}

async function saveReceived(tx: Tx, platform: Platform, of: Taking) {
  const { target, fields } = of;
  const jurisdictionId = target.agency_jurisdiction_id;
  const receipt = await makeReceipt(tx, platform, { jurisdictionId, kind: 'objection' });
  const book = await ruleBookInForce(tx, { jurisdictionId, agencyId: target.agency_id });
  const due = objectionDue(
    of.receivedOn,
    { deadlines: book.rules.deadlines, ruleVersion: book.version },
    await workCalendar(tx, jurisdictionId),
  );
  const id = platform.ids.next();
  const at = platform.clock.now();
  const isVerified = of.proof !== 'none';
  const { name, phone, address } = fields;
  await insertObjection(
    tx,
    {
      jurisdiction_id: target.jurisdiction_id,
      id,
      number: receipt.number,
      code_hash: receipt.codeHash,
      publication_id: target.id,
      agency_id: target.agency_id,
      agency_jurisdiction_id: jurisdictionId,
      source: of.source,
      applicant_kind: fields.applicantKind,
      applicant_name: fields.applicantKind === 'person' ? '' : name,
      proof: of.proof,
      is_verified: isVerified,
      proof_hash: of.proofHash,
      source_hash: of.sourceHash,
      grounds: fields.grounds,
      received_on: of.receivedOn,
      received_at: at,
      due_on: due.dueOn,
      due_basis: JSON.stringify(due.basis),
      state: 'received',
      updated_at: at,
    },
    sealJson(platform, { name, phone, address }),
  );
  return { id, receipt, dueOn: due.dueOn, isVerified };
}

async function tellOffice(
  tx: Tx,
  platform: Platform,
  of: { readonly target: StoredPublication; readonly id: string; readonly dueOn: string },
): Promise<void> {
  const { target, id, dueOn } = of;
  const scope = { jurisdictionId: target.agency_jurisdiction_id, agencyId: target.agency_id };
  const people = await officersOf(tx, { ...scope, roles: ['legalOfficer', 'agencyHead'] });
  await notifyAll(tx, platform, {
    jurisdictionId: scope.jurisdictionId,
    accountIds: people.map((each) => each.id),
    kind: objectionNotices.received,
    data: { due: dueOn },
    link: `/objections/${id}`,
    dueOn,
    dedupeKey: `objection received ${id}`,
  });
}
