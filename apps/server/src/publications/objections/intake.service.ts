/**
 * Taking an objection in: by staff for whoever came or wrote, by the public with or without the code of a paper, by a
 * signed-in enterprise. One transaction: receipt, due day, mark, event. Quotas hold whoever floods the intake (W-12).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type ApplicantProof,
  intakeQuotas,
  type ObjectionState,
  objectableStates,
  objectionDue,
  openObjectionStates,
} from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionFields } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionNotices } from '@mingcha/core/publications/objections/objection-notices.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { publicationById, type StoredPublication } from '../publication.queries.ts';
import {
  holdIntake,
  officersOf,
  publicationOfPaper,
  sentToday,
  shownToday,
  unverifiedToday,
} from './intake.queries.ts';
import {
  addObjectionStep,
  insertObjection,
  objectionsOf,
  type StoredObjection,
} from './objection.queries.ts';
import { markAsPending } from './objection-case.ts';
import { digest, enterpriseDigest, makeReceipt, sealJson, sourceDigest } from './receipt.ts';

interface Taken {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
  readonly isVerified: boolean;
}

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
    if (target === undefined || !(await mayEnter(tx, target, actor)))
      return fail('objection.target_not_found');
    if (receivedOn > platform.clock.today()) return fail('objection.day_future_invalid', {}, 'receivedOn');
    if (receivedOn < (target.result_on ?? receivedOn))
      return fail('objection.day_early_invalid', { day: target.result_on ?? '' }, 'receivedOn');
    return takeObjection(tx, platform, {
      publicationId,
      fields: input,
      way: { source: 'paper', by: actor, receivedOn, isIdentitySeen },
    });
  });
}

/** Its own result, or a partner's in a task that it leads: people bring the paper to whoever led the visit. */
async function mayEnter(tx: Tx, target: StoredPublication, actor: Actor): Promise<boolean> {
  if (target.agency_id === actor.agencyId) return true;
  if (target.inspection_id === null || target.jurisdiction_id !== actor.jurisdictionId) return false;
  return (await inspectionCase(tx, target.inspection_id))?.task.agency_id === actor.agencyId;
}

/**
 * From the portal. Errors: `objection.code_unknown_invalid`, `objection.quota_source`, `objection.quota_record`,
 * `objection.quota_agency`, those of `takeObjection`.
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
  const { target, isOfPaper } = known.value;
  const actor: Acting = {
    jurisdictionId: target.agency_jurisdiction_id,
    accountId: null,
    agencyId: target.agency_id,
  };
  const action = { actor, actionId: input.actionId, routeId: 'publicObjections.file' };
  const taken = await runAction(platform, action, async (tx) => {
    const sourceHash = sourceDigest(platform, input.ip);
    const refused = isOfPaper ? null : await quotaRefusal(tx, platform, { target, sourceHash });
    if (refused !== null) return refused;
    return takeObjection(tx, platform, {
      publicationId: target.id,
      fields: input,
      way: { source: 'portal', paperCode: isOfPaper ? input.paperCode : null, sourceHash },
    });
  });
  if (!taken.ok) return taken;
  const { id: _id, ...shown } = taken.value;
  return ok(shown);
}

/** The record that is meant; a code that belongs to another record is refused, so that nobody tries codes through here. */
export async function targetOf(
  tx: Tx,
  input: { readonly publicationId: string | null; readonly paperCode: string },
): Promise<Result<{ readonly target: StoredPublication; readonly isOfPaper: boolean }>> {
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
  return ok({ target, isOfPaper: ofPaper !== undefined });
}

/** For somebody who shows nothing. Errors: `objection.quota_source`, `objection.quota_record`, `objection.quota_agency`. */
async function quotaRefusal(
  tx: Tx,
  platform: Platform,
  of: { readonly target: StoredPublication; readonly sourceHash: string },
): Promise<ReturnType<typeof fail> | null> {
  const { target, sourceHash } = of;
  const today = platform.clock.today();
  await holdIntake(tx, `intake ${target.agency_id}`);
  if ((await sentToday(tx, { sourceHash, today })) >= intakeQuotas.perSourceDay)
    return fail('objection.quota_source', { count: intakeQuotas.perSourceDay });
  const open = await openObjectionsOf(tx, target);
  if (open.filter((each) => !each.is_verified).length >= intakeQuotas.openPerRecord)
    return fail('objection.quota_record');
  const unverified = await unverifiedToday(tx, { agencyId: target.agency_id, today });
  return unverified >= intakeQuotas.perAgencyDay ? fail('objection.quota_agency') : null;
}

async function openObjectionsOf(tx: Tx, target: StoredPublication): Promise<readonly StoredObjection[]> {
  const all = await objectionsOf(tx, { jurisdictionId: target.jurisdiction_id, publicationId: target.id });
  return all.filter((each) => openObjectionStates.includes(each.state as ObjectionState));
}

/** How an objection came, and what shows who makes it. */
export type IntakeWay =
  /** Somebody came or wrote; staff enter it. */
  | {
      readonly source: 'paper';
      readonly by: Actor;
      readonly receivedOn: string;
      readonly isIdentitySeen: boolean;
    }
  /** From the portal, with the code of a delivered paper or without; one that stands apart says on what day it came. */
  | {
      readonly source: 'portal';
      readonly paperCode: string | null;
      readonly sourceHash: string;
      readonly receivedOn?: string;
    }
  /** A signed-in enterprise; its credit code is the session's, never the request's. */
  | { readonly source: 'enterprise'; readonly creditCode: string };

interface Taking {
  readonly publicationId: string;
  readonly fields: ObjectionFields;
  readonly way: IntakeWay;
}

interface Shown {
  readonly proof: ApplicantProof;
  /** Digest of what shows who it is; null where nothing repeatable does. */
  readonly proofHash: string | null;
}

/**
 * Saves an objection inside an action of the caller and appends `objection.received` once. An enterprise objects to results
 * of its own credit code alone; another's is not found. Errors: `objection.target_not_found`, `objection.target_gone`,
 * `objection.pending_already` {due}, `objection.quota_enterprise` {count}.
 */
export async function takeObjection(tx: Tx, platform: Platform, of: Taking): Promise<Result<Taken>> {
  const { way } = of;
  const target = await publicationById(tx, of.publicationId);
  if (target === undefined || target.kind !== 'result') return fail('objection.target_not_found');
  if (way.source === 'enterprise' && (await creditCodeOf(tx, target)) !== way.creditCode)
    return fail('objection.target_not_found');
  if (!objectableStates.includes(target.state)) return fail('objection.target_gone');
  const shown = shownBy(way);
  const refused = await repeatRefusal(tx, platform, { target, way, shown });
  if (refused !== null) return refused;
  const by = way.source === 'paper' ? way.by : null;
  const saved = await saveReceived(tx, platform, { ...of, target, shown });
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
      objectionSource: way.source,
      applicantKind: of.fields.applicantKind,
      isVerified,
      dueOn,
    },
  });
  return ok({ id, number: receipt.number, code: receipt.code, dueOn, isVerified });
}

function shownBy(way: IntakeWay): Shown {
  switch (way.source) {
    case 'paper':
      return { proof: way.isIdentitySeen ? 'seen' : 'none', proofHash: null };
    case 'portal':
      return way.paperCode === null
        ? { proof: 'none', proofHash: null }
        : { proof: 'paperCode', proofHash: digest(way.paperCode) };
    case 'enterprise':
      return { proof: 'account', proofHash: enterpriseDigest(way.creditCode) };
  }
}

async function creditCodeOf(tx: Tx, target: StoredPublication): Promise<string | null> {
  if (target.inspection_id === null) return null;
  const found = await inspectionCase(tx, target.inspection_id);
  return found === undefined ? null : inspectedObject.parse(found.inspection.object).uscc;
}

/** The same code does not object twice at once, an enterprise not without end. */
async function repeatRefusal(
  tx: Tx,
  platform: Platform,
  of: { readonly target: StoredPublication; readonly way: IntakeWay; readonly shown: Shown },
): Promise<ReturnType<typeof fail> | null> {
  const { target, way, shown } = of;
  const { proofHash } = shown;
  if (proofHash === null) return null;
  await holdIntake(tx, `intake ${proofHash}`);
  const own = (await openObjectionsOf(tx, target)).find((each) => each.proof_hash === proofHash);
  if (own !== undefined) return fail('objection.pending_already', { due: own.due_on });
  const count = intakeQuotas.perEnterpriseDay;
  const isTooMany =
    way.source === 'enterprise' &&
    (await shownToday(tx, { proofHash, today: platform.clock.today() })) >= count;
  return isTooMany ? fail('objection.quota_enterprise', { count }) : null;
}

async function saveReceived(
  tx: Tx,
  platform: Platform,
  of: Taking & { readonly target: StoredPublication; readonly shown: Shown },
) {
  const { target, fields, way, shown } = of;
  const receivedOn = (way.source === 'enterprise' ? undefined : way.receivedOn) ?? platform.clock.today();
  const jurisdictionId = target.agency_jurisdiction_id;
  const receipt = await makeReceipt(tx, platform, { jurisdictionId, kind: 'objection' });
  const book = await ruleBookInForce(tx, { jurisdictionId, agencyId: target.agency_id });
  const due = objectionDue(
    receivedOn,
    { deadlines: book.rules.deadlines, ruleVersion: book.version },
    await workCalendar(tx, jurisdictionId),
  );
  const id = platform.ids.next();
  const at = platform.clock.now();
  const isVerified = shown.proof !== 'none';
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
      source: way.source,
      applicant_kind: fields.applicantKind,
      applicant_name: fields.applicantKind === 'person' ? '' : name,
      proof: shown.proof,
      is_verified: isVerified,
      proof_hash: shown.proofHash,
      source_hash: way.source === 'portal' ? way.sourceHash : null,
      grounds: fields.grounds,
      received_on: receivedOn,
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
