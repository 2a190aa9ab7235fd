/** Use cases of the object directory: each write is one action with its revision and its ledger event. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import type { ObjectDetail, ObjectFields, ObjectRow } from '@mingcha/core/registers/object.ts';
import type { ObjectFilter } from '@mingcha/core/registers/object-api.ts';
import { changedFields, objectWarnings } from '@mingcha/core/registers/object-rules.ts';
import { normalIndustryCode } from '@mingcha/core/registers/objects/industry.ts';
import { cleanDetails } from '@mingcha/core/registers/objects/kind-details.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inOneStatement, inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  insertObject,
  insertObjectRevision,
  type ListedRow,
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
import { objectCount, objectPage, objectPageKey } from './object-list.queries.ts';
import { endTags } from './objects/tag.queries.ts';

/** Counting stops here; the list then says "more than". */
const countLimit = 10_000;

export async function listObjects(
  platform: Platform,
  actor: Actor,
  query: { filter: ObjectFilter; page: Page },
) {
  // Without a text the page is one statement.
  const read = (query.filter.text ?? '') === '' ? inOneStatement : inTransaction;
  const rows = await read(platform.db, (tx) => objectPage(tx, actor, query));
  const page = pageOfRows(rows, query.page.limit, (row) => objectPageKey(row, query.filter.text));
  return ok({ rows: page.rows.map(rowOf), next: page.next });
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
      warnings: objectWarnings(stored.uscc, stored.local_code, stored.industry_code),
      operatorName: (await namedObject(tx, actor, stored.operator_object_id))?.name ?? null,
      mergedInto: (await namedObject(tx, actor, stored.merged_into)) ?? null,
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
  const { actionId, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'objects.create' }, (tx) =>
    enterObject(platform, tx, { actor, fields }),
  );
}

/** Enters an object within a write that is under way, with its event. Errors: as `createObject`. */
export async function enterObject(
  platform: Platform,
  tx: Tx,
  given: { actor: Actor; fields: ObjectFields },
): Promise<Changed> {
  const { actor } = given;
  if (given.fields.tags.includes(listedTag)) return fail('objectTag.listed_invalid', {}, 'tags');
  const mended = await mendFields(tx, actor, { fields: given.fields, id: null });
  if (!mended.ok) return mended;
  const fields = mended.value;
  const id = platform.ids.next();
  await insertObject(tx, actor, { id, fields, at: platform.clock.now() });
  await record(tx, platform, {
    type: 'object.created',
    actor,
    subject: { kind: 'object', id },
    data: { kind: fields.kind, name: fields.name },
  });
  return ok({ id, version: 1 });
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
    const mended = await mendFields(tx, actor, { fields: input.fields, id: input.id });
    if (!mended.ok) return mended;
    if (mended.value.tags.includes(listedTag) !== stored.tags.includes(listedTag))
      return fail('objectTag.listed_invalid', {}, 'tags');
    const changes = changedFields(fieldsOf(stored), mended.value);
    if (Object.keys(changes).length === 0) return fail('object.nothing_changed');
    const tags = { objectId: stored.id, not: mended.value.tags };
    await endTags(tx, actor, { where: tags, today: platform.clock.today() });
    return saveChange(platform, tx, {
      actor,
      stored,
      changes,
      reason: input.reason,
      event: 'object.changed',
      columns: objectColumns(mended.value),
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

export interface ObjectChange {
  readonly actor: Actor;
  readonly stored: StoredObject;
  readonly changes: Record<string, [unknown, unknown]>;
  readonly reason: string;
  readonly event: string;
  readonly columns: Parameters<typeof saveObject>[2]['columns'];
}

/** Writes one change with its revision and its event; the caller has locked the row. */
export async function saveChange(platform: Platform, tx: Tx, change: ObjectChange): Promise<Changed> {
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

/** Fields as they are stored, or why not: the code, the section, the kind's own fields, the operator, the map position. */
async function mendFields(
  tx: Tx,
  actor: Actor,
  wanted: { fields: ObjectFields; id: string | null },
): Promise<Result<ObjectFields>> {
  const { fields, id } = wanted;
  const refusal = await codeTaken(tx, actor, wanted);
  if (refusal !== null) return refusal;
  if (!(await sectionFits(tx, actor, fields.sectionId)))
    return fail('object.section_invalid', {}, 'sectionId');
  const details = cleanDetails(fields.kind, fields.details);
  if (!details.ok) return details;
  const operator = fields.operatorObjectId;
  if (operator !== null && (operator === id || (await objectById(tx, actor, operator)) === undefined))
    return fail('object.operator_invalid', {}, 'operatorObjectId');
  const position = [fields.latitude, fields.longitude, fields.coordinateSystem || null];
  if (position.some((part) => part === null) && position.some((part) => part !== null))
    return fail('object.position_invalid', {}, 'latitude');
  return ok({
    ...fields,
    details: details.value,
    industryCode: normalIndustryCode(fields.industryCode),
  });
}

async function namedObject(tx: Tx, actor: Actor, id: string | null) {
  if (id === null) return undefined;
  const found = await objectById(tx, actor, id);
  return found === undefined ? undefined : { id: found.id, name: found.name };
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

export function rowOf(stored: ListedRow): ObjectRow {
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
    industryCode: stored.industry_code,
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
    formerCodes: stored.former_codes,
    details: stored.details,
    operatorObjectId: stored.operator_object_id,
    industryCode: stored.industry_code,
    riskOn: stored.risk_on,
    riskSource: stored.risk_source,
    creditSource: stored.credit_source,
    grid: stored.grid,
    latitude: stored.latitude === null ? null : Number(stored.latitude),
    longitude: stored.longitude === null ? null : Number(stored.longitude),
    coordinateSystem: stored.coordinate_system as ObjectFields['coordinateSystem'],
  };
}
