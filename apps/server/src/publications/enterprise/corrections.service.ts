/**
 * What an enterprise says is wrong about it in a directory (在线更正), and the clerk's decision. Nothing changes in the directory
 * before a clerk accepts; accepting changes it in the same transaction, with the revision that every change has.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import {
  type CorrectableField,
  type CorrectionChange,
  type CorrectionState,
  correctableFields,
} from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centreNotices } from '@mingcha/core/publications/enterprise/centre-notices.ts';
import { correctionForm } from '@mingcha/core/publications/enterprise/correction-form.ts';
import type { CorrectionRow } from '@mingcha/core/publications/enterprise/letter-api.ts';
import { runAction } from '../../platform/action.ts';
import { actingFor } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { accountsWithRole } from '../../platform/notices/notice.queries.ts';
import { notify, notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, objectColumns } from '../../registers/object.queries.ts';
import { fieldsOf, saveChange } from '../../registers/object.service.ts';
import { insertCorrection, ownCorrections, ownObjects } from './centre.queries.ts';
import {
  correctionPage,
  type ListedCorrection,
  lockCorrection,
  saveDecision,
} from './corrections.queries.ts';

export async function readOwnData(platform: Platform, enterprise: Enterprise) {
  return inTransaction(platform.db, async (tx) => {
    const objects = await ownObjects(tx, enterprise.creditCode);
    const corrections = await ownCorrections(tx, enterprise.creditCode);
    return ok({
      rows: objects.map((row) => ({
        objectId: row.id,
        agencyName: row.agency_name,
        agencyPhone: row.agency_phone,
        values: valuesOf(row),
        isActive: row.status === 'active',
        updatedAt: row.updated_at,
        corrections: corrections
          .filter((each) => each.object_id === row.id)
          .map((each) => ({
            id: each.id,
            state: each.state as CorrectionState,
            changes: [...each.changes],
            note: each.note,
            answer: each.answer,
            createdAt: each.created_at,
            decidedAt: each.decided_at,
          })),
      })),
    });
  });
}

function valuesOf(row: {
  readonly name: string;
  readonly address: string;
  readonly responsible_person: string;
  readonly industry: string;
}): Record<CorrectableField, string> {
  const { name, address, responsible_person: responsiblePerson, industry } = row;
  return { name, address, responsiblePerson, industry };
}

/** Errors: `enterprise.object.not_found`, `correction.nothing_invalid`, `correction.waiting`. */
export async function askCorrection(
  platform: Platform,
  enterprise: Enterprise,
  input: {
    readonly actionId: string;
    readonly objectId: string;
    readonly values: Readonly<Record<CorrectableField, string | null>>;
    readonly note: string;
  },
): Promise<Result<{ id: string }>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterpriseData.askCorrection',
  };
  return runAction(platform, action, async (tx) => {
    const object = (await ownObjects(tx, enterprise.creditCode)).find((row) => row.id === input.objectId);
    if (object === undefined) return fail('enterprise.object.not_found');
    const stands = valuesOf(object);
    const changes: CorrectionChange[] = correctableFields.flatMap((field) => {
      const after = input.values[field];
      return after === null || after === stands[field] ? [] : [{ field, before: stands[field], after }];
    });
    if (changes.length === 0) return fail('correction.nothing_invalid');
    const id = platform.ids.next();
    const { jurisdiction_id: jurisdictionId, agency_id: agencyId } = object;
    const isNew = await insertCorrection(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      object_id: object.id,
      agency_id: agencyId,
      credit_code: enterprise.creditCode,
      account_id: enterprise.enterpriseId,
      changes: JSON.stringify(changes),
      note: input.note,
      state: 'received',
      decided_by: null,
      decided_at: null,
      created_at: platform.clock.now(),
    });
    if (!isNew) return fail('correction.waiting');
    await record(tx, platform, {
      type: 'correction.received',
      actor: { jurisdictionId, accountId: null, agencyId },
      subject: { kind: 'correction', id },
      data: { objectId: object.id, fields: changes.map((each) => each.field) },
    });
    await notifyAll(tx, platform, {
      jurisdictionId,
      accountIds: await accountsWithRole(tx, { agencyId, roles: ['sectionOfficer', 'legalOfficer'] }),
      kind: centreNotices.correctionReceived,
      data: { object: object.name },
      link: '/enterprise-corrections',
      dedupeKey: `correction ${id}`,
    });
    return ok({ id });
  });
}

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Requests to this agency. */
export async function listCorrections(
  platform: Platform,
  actor: Actor,
  asked: { readonly of: 'open' | 'done'; readonly after?: string | undefined; readonly limit: number },
) {
  const [key = ''] = decodeCursor(asked.after, 1) ?? [];
  const after = idForm.test(key) ? key : undefined;
  const found = await inTransaction(platform.db, (tx) => correctionPage(tx, actor, { ...asked, after }));
  const { rows, next } = pageOfRows(found, asked.limit, (row) => [row.id]);
  return ok({ rows: rows.map(rowOf), next });
}

function rowOf(row: ListedCorrection): CorrectionRow {
  return {
    id: row.id,
    state: row.state as CorrectionState,
    version: row.version,
    objectId: row.object_id,
    objectName: row.object_name,
    creditCode: row.credit_code,
    changes: [...row.changes],
    note: row.note,
    answer: row.answer,
    createdAt: row.created_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
  };
}

/** Errors: `correction.not_found`, `correction.decided`, `correction.answer_invalid`, `correction.object_changed`. */
export async function decideCorrection(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly accepted: boolean;
    readonly answer: string;
  },
): Promise<Result<{ id: string; state: CorrectionState }>> {
  const action = { actor, actionId: input.actionId, routeId: 'enterpriseCorrections.decide' };
  return runAction(platform, action, async (tx) => {
    const row = await lockCorrection(tx, actor, input.id);
    if (row === undefined) return fail('correction.not_found');
    if (row.state !== 'received' || row.version !== input.version) return fail('correction.decided');
    if (!input.accepted && input.answer === '') return fail('correction.answer_invalid', {}, 'answer');
    if (input.accepted) {
      const changed = await changeDirectory(tx, platform, { actor, row });
      if (!changed.ok) return changed;
    }
    const state = input.accepted ? 'accepted' : 'refused';
    await saveDecision(tx, row, {
      state,
      answer: input.answer,
      by: actor.accountId,
      name: actor.personName,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'correction.decided',
      actor,
      subject: { kind: 'correction', id: row.id },
      data: { objectId: row.object_id, accepted: input.accepted },
    });
    await notify(tx, platform, {
      jurisdictionId: actor.jurisdictionId,
      to: { enterpriseKey: row.credit_code },
      kind: input.accepted ? centreNotices.correctionAccepted : centreNotices.correctionRefused,
      data: {},
      link: '/p/enterprise/data',
      dedupeKey: `correction ${row.id}`,
    });
    return ok({ id: row.id, state });
  });
}

/** The row as it stood when the enterprise asked, with what it asked for. Errors: `correction.object_changed`. */
async function changeDirectory(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly row: ListedCorrection },
): Promise<Result<null>> {
  const { actor, row } = of;
  const stored = await lockObject(tx, actor, row.object_id);
  if (stored === undefined || stored.uscc !== row.credit_code) return fail('correction.object_changed');
  const stands = valuesOf(stored);
  if (row.changes.some((each) => stands[each.field] !== each.before))
    return fail('correction.object_changed');
  const wanted = Object.fromEntries(row.changes.map((each) => [each.field, each.after]));
  const fields = fieldsOf(stored);
  const formerNames =
    wanted['name'] === undefined ? fields.formerNames : [...new Set([...fields.formerNames, stored.name])];
  const saved = await saveChange(platform, tx, {
    actor,
    stored,
    changes: Object.fromEntries(row.changes.map((each) => [each.field, [each.before, each.after]])),
    reason: format(correctionForm.reason, { day: platform.clock.today() }),
    event: 'object.changed',
    columns: objectColumns({ ...fields, ...wanted, formerNames }),
  });
  return saved.ok ? ok(null) : saved;
}
