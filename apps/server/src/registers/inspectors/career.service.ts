/**
 * Use cases of an inspector's certificates, changes of post and telephone number. A change of post is recorded by day
 * and takes effect by itself; the number is sealed and shown whole only to who asks for it, by name in the ledger.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type CareerView,
  type CertificateFields,
  type CertificateRow,
  type PostChangeFields,
  postChangeState,
} from '@mingcha/core/registers/inspectors/career.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  insertInspectorRevision,
  inspectorWithCertificate,
  lockInspector,
  type StoredInspector,
  saveInspector,
} from '../inspector.queries.ts';
import {
  cancelPostChangeRow,
  certificateByNumber,
  certificatesOf,
  insertPostChange,
  lockPostChange,
  postChangesOf,
  saveCertificateRow,
  savePhoneColumns,
} from './career.queries.ts';
import { inspectorOfAgency } from './inspector-facts.queries.ts';
import { trainingPage, trainingRowOf } from './training.queries.ts';

type Made = Result<{ id: string }>;

export async function getCareer(platform: Platform, actor: Actor, id: string): Promise<Result<CareerView>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const person = await inspectorOfAgency(tx, actor, id);
    if (person === undefined) return fail('inspector.not_found');
    const stored = await certificatesOf(tx, actor, id);
    const training = await trainingPage(tx, actor, {
      inspectorId: id,
      page: { after: undefined, limit: 100 },
    });
    const changes = await postChangesOf(tx, actor, id);
    return ok({
      certificates: certificateRows(person, stored),
      changes: changes.map((row) => {
        const fields = {
          kind: row.kind as PostChangeFields['kind'],
          fromDay: row.from_day,
          toDay: row.to_day,
          cancelledOn: row.cancelled_on,
        };
        return {
          ...fields,
          id: row.id,
          reason: row.reason,
          recordedBy: row.person_name ?? '',
          recordedAt: row.recorded_at,
          cancelledReason: row.cancelled_reason,
          state: postChangeState(fields, today),
        };
      }),
      training: training.map(trainingRowOf),
      phoneTail: person.phone_tail,
    });
  });
}

type StoredCertificate = Awaited<ReturnType<typeof certificatesOf>>[number];

/** All certificates, the main one first; it may stand in the record alone. */
function certificateRows(person: StoredInspector, stored: readonly StoredCertificate[]): CertificateRow[] {
  const isMain = (row: StoredCertificate) =>
    row.kind === 'enforcement' && row.number === person.certificate_number;
  const main = stored.find(isMain);
  const first: CertificateRow = {
    id: main?.id ?? null,
    main: true,
    kind: 'enforcement',
    number: person.certificate_number,
    issuer: main?.issuer ?? '',
    scope: main?.scope ?? '',
    validFrom: main?.valid_from ?? null,
    validTo: person.certificate_valid_to,
    status: person.certificate_status as CertificateRow['status'],
  };
  const others = stored
    .filter((row) => !isMain(row))
    .map((row) => ({
      id: row.id,
      main: false,
      kind: row.kind as CertificateRow['kind'],
      number: row.number,
      issuer: row.issuer,
      scope: row.scope,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      status: row.status as CertificateRow['status'],
    }));
  return [first, ...others];
}

export async function saveCertificate(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; main: boolean; fields: CertificateFields },
): Promise<Made> {
  const { fields } = input;
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.certificate' },
    async (tx) => {
      const person = await lockInspector(tx, actor, input.id);
      if (person === undefined) return fail('inspector.not_found');
      const refusal = await refuseCertificate(tx, actor, { person, fields, main: input.main });
      if (refusal !== null) return refusal;
      const known = await certificateByNumber(tx, actor, fields);
      const id = known?.id ?? platform.ids.next();
      const at = platform.clock.now();
      await saveCertificateRow(tx, actor, { id, inspectorId: person.id, fields, at });
      const isMain = fields.kind === 'enforcement' && fields.number === person.certificate_number;
      if (input.main || isMain) await takeMain(platform, tx, { actor, person, fields });
      await record(tx, platform, {
        type: 'inspector.certificate_saved',
        actor,
        subject: { kind: 'inspector', id: person.id },
        data: { kind: fields.kind, status: fields.status, main: input.main || isMain },
      });
      return ok({ id });
    },
  );
}

async function refuseCertificate(
  tx: Tx,
  actor: Actor,
  wanted: { person: StoredInspector; fields: CertificateFields; main: boolean },
) {
  const { person, fields } = wanted;
  if (wanted.main && fields.kind !== 'enforcement') return fail('certificate.main_kind_invalid', {}, 'kind');
  if (fields.validFrom !== null && fields.validTo !== null && fields.validTo < fields.validFrom)
    return fail('certificate.days_invalid', {}, 'validTo');
  const known = await certificateByNumber(tx, actor, fields);
  if (known !== undefined && known.inspector_id !== person.id)
    return fail('certificate.number_taken', {}, 'number');
  if (fields.kind !== 'enforcement') return null;
  const holder = await inspectorWithCertificate(tx, actor, fields.number);
  return holder !== undefined && holder.id !== person.id
    ? fail('certificate.number_taken', {}, 'number')
    : null;
}

/** What a draw reads of the person follows the main certificate, with its place in the history. */
async function takeMain(
  platform: Platform,
  tx: Tx,
  change: { actor: Actor; person: StoredInspector; fields: CertificateFields },
): Promise<void> {
  const { actor, person, fields } = change;
  const wanted = {
    certificate_number: fields.number,
    certificate_valid_to: fields.validTo,
    certificate_status: fields.status,
  };
  const named = {
    certificateNumber: [person.certificate_number, fields.number],
    certificateValidTo: [person.certificate_valid_to, fields.validTo],
    certificateStatus: [person.certificate_status, fields.status],
  } as const;
  const changes = Object.fromEntries(
    Object.entries(named)
      .filter(([, [before, after]]) => before !== after)
      .map(([name, [before, after]]) => [name, [before, after] as [unknown, unknown]]),
  );
  if (Object.keys(changes).length === 0) return;
  const at = platform.clock.now();
  const version = person.version + 1;
  await saveInspector(tx, actor, { id: person.id, columns: wanted, version, at });
  await insertInspectorRevision(tx, actor, {
    id: person.id,
    version,
    changes,
    reason: '',
    by: actor.accountId,
    at,
  });
}

export async function recordPostChange(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; fields: PostChangeFields },
): Promise<Made> {
  const { fields } = input;
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.postChange' },
    async (tx) => {
      const person = await lockInspector(tx, actor, input.id);
      if (person === undefined) return fail('inspector.not_found');
      const ends = fields.kind === 'leave' || fields.kind === 'suspension';
      if (!ends && fields.toDay !== null) return fail('post.end_invalid', {}, 'toDay');
      if (fields.toDay !== null && fields.toDay < fields.fromDay)
        return fail('post.days_invalid', {}, 'toDay');
      const before = await postChangesOf(tx, actor, input.id);
      const meets = before.some(
        (row) =>
          row.cancelled_on === null &&
          row.from_day <= (fields.toDay ?? '9999-12-31') &&
          (row.to_day ?? '9999-12-31') >= fields.fromDay,
      );
      if (meets) return fail('post.days_overlap', {}, 'fromDay');
      const id = platform.ids.next();
      const at = platform.clock.now();
      await insertPostChange(tx, actor, { id, inspectorId: person.id, fields, by: actor.accountId, at });
      await record(tx, platform, {
        type: 'inspector.post_changed',
        actor,
        subject: { kind: 'inspector', id: person.id },
        data: { kind: fields.kind, from: fields.fromDay, to: fields.toDay },
      });
      return ok({ id });
    },
  );
}

export async function cancelPostChange(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; changeId: string; reason: string },
): Promise<Made> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.cancelPostChange' },
    async (tx) => {
      const person = await lockInspector(tx, actor, input.id);
      if (person === undefined) return fail('inspector.not_found');
      const change = await lockPostChange(tx, actor, { id: input.changeId, inspectorId: person.id });
      if (change === undefined) return fail('post.not_found');
      if (change.cancelled_on !== null) return fail('post.already_cancelled');
      await cancelPostChangeRow(tx, actor, {
        id: change.id,
        day: platform.clock.today(),
        reason: input.reason,
      });
      await record(tx, platform, {
        type: 'inspector.post_change_cancelled',
        actor,
        subject: { kind: 'inspector', id: person.id },
        data: { kind: change.kind, reason: input.reason },
      });
      return ok({ id: change.id });
    },
  );
}

export async function savePhone(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; phone: string },
): Promise<Result<{ phoneTail: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'inspectors.phone' }, async (tx) => {
    const person = await lockInspector(tx, actor, input.id);
    if (person === undefined) return fail('inspector.not_found');
    const phoneTail = input.phone.slice(-4);
    const sealed = input.phone === '' ? null : platform.secrets.seal(new TextEncoder().encode(input.phone));
    await savePhoneColumns(tx, actor, { inspectorId: person.id, sealed, tail: phoneTail });
    await record(tx, platform, {
      type: 'inspector.phone_saved',
      actor,
      subject: { kind: 'inspector', id: person.id },
      data: { kept: input.phone !== '' },
    });
    return ok({ phoneTail });
  });
}

export async function readPhone(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ phone: string }>> {
  return inTransaction(platform.db, async (tx) => {
    const person = await inspectorOfAgency(tx, actor, id);
    if (person === undefined) return fail('inspector.not_found');
    if (person.phone_sealed === null) return fail('phone.not_found');
    const phone = new TextDecoder().decode(platform.secrets.open(person.phone_sealed));
    await record(tx, platform, {
      type: 'inspector.phone_read',
      actor,
      subject: { kind: 'inspector', id },
      data: {},
    });
    return ok({ phone });
  });
}
