/** 一企一档: reads what stands beside an object's fields; enters and changes its licences. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { creditHistory } from '@mingcha/core/registers/objects/credit-history.ts';
import type {
  Licence,
  LicenceFields,
  LicenceStatus,
  ObjectFile,
} from '@mingcha/core/registers/objects/file-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, objectById, type StoredObject } from '../object.queries.ts';
import { creditRevisions, directoriesOf, pointingAt } from './file.queries.ts';
import {
  insertLicence,
  licencesOf,
  licenceWithNumber,
  lockLicence,
  type StoredLicence,
  saveLicence,
} from './licence.queries.ts';
import { datedTagsOf } from './tag.queries.ts';

export async function getObjectFile(
  platform: Platform,
  actor: Actor,
  objectId: string,
): Promise<Result<ObjectFile>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const stored = await objectById(tx, actor, objectId);
    if (stored === undefined) return fail('object.not_found');
    const licences = await licencesOf(tx, actor, { objectId, today });
    const tags = await datedTagsOf(tx, actor, objectId);
    const directories = await directoriesOf(tx, actor, objectId);
    return ok({
      licences: licences.map(licenceOf),
      tags: tags.map((one) => ({
        id: one.id,
        tag: one.tag,
        validFrom: one.valid_from,
        validTo: one.valid_to,
      })),
      directories: directories.map(({ number, ...one }) => ({ ...one, licenceNumber: number })),
      credit: await creditOf(tx, actor, stored),
      mergedFrom: (await pointingAt(tx, actor, { objectId, by: 'merged_into' })).map(otherOf),
      operates: (await pointingAt(tx, actor, { objectId, by: 'operator_object_id' })).map(otherOf),
    });
  });
}

/** Classes of an object with their days and sources, the latest first (R261). */
export async function creditOf(tx: Tx, actor: Actor, stored: StoredObject) {
  const revisions = await creditRevisions(tx, actor, stored.id);
  return creditHistory(
    { creditClass: stored.credit_class, asOf: stored.credit_class_on, source: stored.credit_source },
    revisions.map((one) => ({
      changes: one.changes,
      changedAt: one.changed_at,
      changedBy: one.person_name ?? '',
    })),
    { at: stored.created_at },
  );
}

const otherOf = (one: { id: string; name: string; status: string }) => ({
  id: one.id,
  name: one.name,
  status: one.status as 'active' | 'inactive',
});

function licenceOf(stored: StoredLicence & { readonly live: boolean }): Licence {
  return {
    id: stored.id,
    name: stored.name,
    number: stored.number,
    issuer: stored.issuer,
    approvedOn: stored.approved_on,
    validTo: stored.valid_to,
    longTerm: stored.long_term,
    status: stored.status as LicenceStatus,
    version: stored.version,
    live: stored.live,
    fed: stored.receipt_id !== null,
  };
}

function refuseFields(fields: LicenceFields) {
  const { approvedOn, validTo } = fields;
  return approvedOn !== null && validTo !== null && validTo < approvedOn
    ? fail('objectLicence.days_invalid', {}, 'validTo')
    : null;
}

/** Errors: `object.not_found`, `objectLicence.days_invalid`, `objectLicence.number_taken` naming the holder. */
export async function addLicence(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; objectId: string; fields: LicenceFields },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectLicences.add' };
  return runAction(platform, request, async (tx) => {
    const { fields, objectId } = input;
    const stored = await lockObject(tx, actor, objectId);
    if (stored === undefined) return fail('object.not_found');
    const refused = refuseFields(fields) ?? (await numberTaken(tx, actor, { fields, except: null }));
    if (refused !== null) return refused;
    const id = platform.ids.next();
    const holder = { holderName: stored.name, holderCode: stored.uscc ?? '' };
    await insertLicence(tx, actor, { id, objectId, ...holder, fields, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'objectLicence.added',
      actor,
      subject: { kind: 'object', id: objectId },
      data: { name: fields.name, number: fields.number },
    });
    return ok({ id });
  });
}

/** Errors: as `addLicence`, `objectLicence.not_found`, `objectLicence.changed_meanwhile`. */
export async function updateLicence(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; fields: LicenceFields },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectLicences.update' };
  return runAction(platform, request, async (tx) => {
    const { fields, id, version } = input;
    const stored = await lockLicence(tx, actor, id);
    if (stored === undefined) return fail('objectLicence.not_found');
    if (stored.version !== version) return fail('objectLicence.changed_meanwhile');
    const refused = refuseFields(fields) ?? (await numberTaken(tx, actor, { fields, except: id }));
    if (refused !== null) return refused;
    await saveLicence(tx, actor, { id, fields, version: version + 1, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'objectLicence.changed',
      actor,
      subject: { kind: 'object', id: stored.object_id ?? stored.id },
      data: { number: fields.number, status: fields.status, validTo: fields.validTo ?? '' },
    });
    return ok({ id });
  });
}

async function numberTaken(tx: Tx, actor: Actor, wanted: { fields: LicenceFields; except: string | null }) {
  const { number, issuer } = wanted.fields;
  const other = await licenceWithNumber(tx, actor, { number, issuer, except: wanted.except });
  return other === undefined
    ? null
    : fail('objectLicence.number_taken', { number, name: other.holder_name }, 'number');
}
