/** Use cases of the object directory: each write is one action with its revision and its ledger event. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ObjectDetail, ObjectFields, ObjectRow } from '@mingcha/core/registers/object.ts';
import type { ObjectFilter } from '@mingcha/core/registers/object-api.ts';
import { changedFields, objectWarnings } from '@mingcha/core/registers/object-rules.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  insertObject,
  insertObjectRevision,
  type ListedObject,
  lockObject,
  objectById,
  objectColumns,
  objectFacetValues,
  objectRevisions,
  objectWithCode,
  type Page,
  type StoredObject,
  saveObject,
  sectionsOf,
} from './object.queries.ts';
import { objectCount, objectPage } from './object-list.queries.ts';

/** Counting stops here; the list then says "more than". */
const countLimit = 10_000;

export async function listObjects(
  platform: Platform,
  actor: Actor,
  query: { filter: ObjectFilter; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await objectPage(tx, actor, query);
    const page = pageOfRows(rows, query.page.limit, (row) => [row.name, row.id]);
    return ok({ rows: page.rows.map(rowOf), next: page.next });
  });
}

export async function countObjects(platform: Platform, actor: Actor, filter: ObjectFilter) {
  return inTransaction(platform.db, async (tx) => {
    const count = await objectCount(tx, actor, { filter, limit: countLimit + 1 });
    return ok({ count: Math.min(count, countLimit), exact: count <= countLimit });
  });
}

export async function getObject(platform: Platform, actor: Actor, id: string): Promise<Result<ObjectDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await objectById(tx, actor, id);
    if (stored === undefined) return fail('object.not_found');
    const revisions = await objectRevisions(tx, actor, id);
    return ok({
      ...rowOf(stored),
      ...fieldsOf(stored),
      statusReason: stored.status_reason,
      statusOn: stored.status_on,
      version: stored.version,
      createdAt: stored.created_at,
      warnings: objectWarnings(stored.uscc, stored.local_code),
      revisions: revisions.map((revision) => ({
        version: revision.version,
        changedAt: revision.changed_at,
        changedBy: revision.person_name ?? '',
        reason: revision.reason,
        changes: revision.changes,
        importId: revision.import_id,
      })),
    });
  });
}

export async function objectFacets(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ ...(await objectFacetValues(tx, actor)), sections: await sectionsOf(tx, actor) }),
  );
}

type Changed = Result<{ id: string; version: number }>;

export async function createObject(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; fields: ObjectFields },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'objects.create' }, async (tx) => {
    const refusal = await codeTaken(tx, actor, { fields: input.fields, id: null });
    if (refusal !== null) return refusal;
    if (!(await sectionFits(tx, actor, input.fields.sectionId)))
      return fail('object.section_invalid', {}, 'sectionId');
    const id = platform.ids.next();
    const at = platform.clock.now();
    await insertObject(tx, actor, { id, fields: input.fields, at });
    await record(tx, platform, {
      type: 'object.created',
      actor,
      subject: { kind: 'object', id },
      data: { kind: input.fields.kind, name: input.fields.name },
    });
    return ok({ id, version: 1 });
  });
}

export async function updateObject(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; reason: string; fields: ObjectFields },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'objects.update' }, async (tx) => {
    const stored = await lockObject(tx, actor, input.id);
    if (stored === undefined) return fail('object.not_found');
    if (stored.version !== input.version) return changedMeanwhile(tx, actor, input.id);
    const changes = changedFields(fieldsOf(stored), input.fields);
    if (Object.keys(changes).length === 0) return fail('object.nothing_changed');
    const refusal = await codeTaken(tx, actor, { fields: input.fields, id: input.id });
    if (refusal !== null) return refusal;
    if (!(await sectionFits(tx, actor, input.fields.sectionId)))
      return fail('object.section_invalid', {}, 'sectionId');
    return saveChange(platform, tx, {
      actor,
      stored,
      changes,
      reason: input.reason,
      event: 'object.changed',
      columns: objectColumns(input.fields),
    });
  });
}

export async function setObjectStatus(
  platform: Platform,
  actor: Actor,
  input: {
    actionId: string;
    id: string;
    version: number;
    to: 'active' | 'inactive';
    reason: string;
    note: string;
  },
): Promise<Changed> {
  const routeId = input.to === 'inactive' ? 'objects.deactivate' : 'objects.reactivate';
  return runAction(platform, { actor, actionId: input.actionId, routeId }, async (tx) => {
    const stored = await lockObject(tx, actor, input.id);
    if (stored === undefined) return fail('object.not_found');
    if (stored.version !== input.version) return changedMeanwhile(tx, actor, input.id);
    if (stored.status === input.to)
      return fail(input.to === 'inactive' ? 'object.already_inactive' : 'object.already_active');
    return saveChange(platform, tx, {
      actor,
      stored,
      changes: { status: [stored.status, input.to], statusReason: [stored.status_reason, input.reason] },
      reason: input.note,
      event: input.to === 'inactive' ? 'object.deactivated' : 'object.reactivated',
      columns: { status: input.to, status_reason: input.reason, status_on: platform.clock.today() },
    });
  });
}

interface Change {
  readonly actor: Actor;
  readonly stored: StoredObject;
  readonly changes: Record<string, [unknown, unknown]>;
  readonly reason: string;
  readonly event: string;
  readonly columns: Parameters<typeof saveObject>[2]['columns'];
}

async function saveChange(platform: Platform, tx: Tx, change: Change): Promise<Changed> {
  const { actor, stored } = change;
  const at = platform.clock.now();
  const version = stored.version + 1;
  await saveObject(tx, actor, { id: stored.id, columns: change.columns, version, at });
  await insertObjectRevision(tx, actor, {
    id: stored.id,
    version,
    changes: change.changes,
    reason: change.reason,
    by: actor.accountId,
    at,
  });
  await record(tx, platform, {
    type: change.event,
    actor,
    subject: { kind: 'object', id: stored.id },
    data: { version, fields: Object.keys(change.changes) },
  });
  return ok({ id: stored.id, version });
}

async function codeTaken(tx: Tx, actor: Actor, wanted: { fields: ObjectFields; id: string | null }) {
  const other = await objectWithCode(tx, actor, {
    uscc: wanted.fields.uscc,
    localCode: wanted.fields.localCode,
    except: wanted.id,
  });
  if (other === undefined) return null;
  const bySocialCode = other.uscc !== null && other.uscc === wanted.fields.uscc;
  const code = (bySocialCode ? other.uscc : other.local_code) ?? '';
  return fail('object.already_exists', { code, name: other.name }, bySocialCode ? 'uscc' : 'localCode');
}

async function sectionFits(tx: Tx, actor: Actor, sectionId: string | null): Promise<boolean> {
  if (sectionId === null) return true;
  const sections = await sectionsOf(tx, actor);
  return sections.some((section) => section.id === sectionId);
}

async function changedMeanwhile(tx: Tx, actor: Actor, id: string) {
  const [latest] = await objectRevisions(tx, actor, id);
  return fail('object.changed_meanwhile', { person: latest?.person_name ?? '' });
}

function rowOf(stored: ListedObject): ObjectRow {
  return {
    id: stored.id,
    agencyId: stored.agency_id,
    kind: stored.kind as ObjectRow['kind'],
    name: stored.name,
    uscc: stored.uscc,
    registrationNumber: stored.registration_number,
    localCode: stored.local_code,
    address: stored.address,
    divisionCode: stored.division_code,
    industry: stored.industry,
    riskLevel: stored.risk_level as ObjectRow['riskLevel'],
    creditClass: stored.credit_class as ObjectRow['creditClass'],
    tags: stored.tags,
    status: stored.status as ObjectRow['status'],
    sectionName: stored.section_name,
    updatedAt: stored.updated_at,
  };
}

/** The fields that a person may write, as stored. */
export function fieldsOf(stored: StoredObject): ObjectFields {
  return {
    kind: stored.kind as ObjectFields['kind'],
    name: stored.name,
    formerNames: stored.former_names,
    uscc: stored.uscc,
    registrationNumber: stored.registration_number,
    localCode: stored.local_code,
    address: stored.address,
    divisionCode: stored.division_code,
    industry: stored.industry,
    riskLevel: stored.risk_level as ObjectFields['riskLevel'],
    creditClass: stored.credit_class as ObjectFields['creditClass'],
    creditClassOn: stored.credit_class_on,
    tags: stored.tags,
    responsiblePerson: stored.responsible_person,
    registeredOn: stored.registered_on,
    remark: stored.remark,
    sectionId: stored.section_id,
  };
}
