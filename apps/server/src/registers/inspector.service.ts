/** Use cases of the inspectors' directory: each write is one action with its revision and its ledger event. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { InspectorDetail, InspectorFields, InspectorRow } from '@mingcha/core/registers/inspector.ts';
import type { InspectorFilter } from '@mingcha/core/registers/inspector-api.ts';
import { certificateState } from '@mingcha/core/registers/inspector-rules.ts';
import { changedFields } from '@mingcha/core/registers/object-rules.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  type InspectorChange,
  insertInspector,
  insertInspectorRevision,
  inspectorById,
  inspectorColumns,
  inspectorFacetValues,
  inspectorOfAccount,
  inspectorPage,
  inspectorRevisions,
  inspectorWithCertificate,
  type ListedInspector,
  lockInspector,
  type StoredInspector,
  saveInspector,
} from './inspector.queries.ts';
import { type Page, sectionsOf } from './object.queries.ts';

/** A certificate that ends within so many days is shown as expiring (R041). */
export const warningDays = 90;

export async function listInspectors(
  platform: Platform,
  actor: Actor,
  query: { filter: InspectorFilter; page: Page },
) {
  const today = platform.clock.today();
  const days = { today, soon: addDays(today, warningDays) };
  return inTransaction(platform.db, async (tx) => {
    const rows = await inspectorPage(tx, actor, { ...query, days });
    const page = pageOfRows(rows, query.page.limit, (row) => [row.name, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, days)), next: page.next });
  });
}

export async function getInspector(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<InspectorDetail>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const stored = await inspectorById(tx, actor, { id, today });
    if (stored === undefined) return fail('inspector.not_found');
    const revisions = await inspectorRevisions(tx, actor, id);
    return ok({
      ...rowOf(stored, { today, soon: addDays(today, warningDays) }),
      post: stored.post,
      yearlyCap: stored.yearly_cap,
      priorLoad: stored.prior_load,
      sectionId: stored.section_id,
      level: stored.level,
      postSince: stored.post_since,
      qualifications: stored.qualifications,
      certificateStatus: stored.certificate_status as InspectorDetail['certificateStatus'],
      source: stored.source as InspectorDetail['source'],
      statusReason: stored.status_reason,
      statusOn: stored.status_on,
      version: stored.version,
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

/** The inspector to whom the signed-in account belongs, or null. */
export async function ownInspector(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ inspector: (await inspectorOfAccount(tx, actor, actor.accountId)) ?? null }),
  );
}

export async function inspectorFacets(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ ...(await inspectorFacetValues(tx, actor)), sections: await sectionsOf(tx, actor) }),
  );
}

type Changed = Result<{ id: string; version: number }>;

export async function createInspector(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; fields: InspectorFields },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.create' },
    async (tx) => {
      const refusal = await refuseFields(tx, actor, { fields: input.fields, id: null });
      if (refusal !== null) return refusal;
      const id = platform.ids.next();
      await insertInspector(tx, actor, { id, fields: input.fields, at: platform.clock.now() });
      await record(tx, platform, {
        type: 'inspector.created',
        actor,
        subject: { kind: 'inspector', id },
        data: {},
      });
      return ok({ id, version: 1 });
    },
  );
}

export async function updateInspector(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; reason: string; fields: InspectorFields },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.update' },
    async (tx) => {
      const stored = await lockInspector(tx, actor, input.id);
      if (stored === undefined) return fail('inspector.not_found');
      if (stored.version !== input.version) return changedMeanwhile(tx, actor, input.id);
      const changes = changedFields(fieldsOf(stored), input.fields);
      if (Object.keys(changes).length === 0) return fail('inspector.nothing_changed');
      const refusal = await refuseFields(tx, actor, { fields: input.fields, id: input.id });
      if (refusal !== null) return refusal;
      const columns = inspectorColumns(input.fields);
      return saveChange(platform, tx, {
        actor,
        stored,
        changes,
        columns,
        reason: input.reason,
        event: 'inspector.changed',
      });
    },
  );
}

export async function setInspectorStatus(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; status: InspectorRow['status']; reason: string },
): Promise<Changed> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'inspectors.status' },
    async (tx) => {
      const stored = await lockInspector(tx, actor, input.id);
      if (stored === undefined) return fail('inspector.not_found');
      if (stored.version !== input.version) return changedMeanwhile(tx, actor, input.id);
      if (stored.status === input.status)
        return refuseSameStatus(tx, actor, { id: stored.id, today: platform.clock.today() });
      return saveChange(platform, tx, {
        actor,
        stored,
        changes: { status: [stored.status, input.status] },
        columns: { status: input.status, status_reason: input.reason, status_on: platform.clock.today() },
        reason: input.reason,
        event: 'inspector.statusChanged',
      });
    },
  );
}

interface Change {
  readonly actor: Actor;
  readonly stored: StoredInspector;
  readonly changes: Record<string, [unknown, unknown]>;
  readonly columns: InspectorChange['columns'];
  readonly reason: string;
  readonly event: string;
}

async function saveChange(platform: Platform, tx: Tx, change: Change): Promise<Changed> {
  const { actor, stored } = change;
  const at = platform.clock.now();
  const version = stored.version + 1;
  await saveInspector(tx, actor, { id: stored.id, columns: change.columns, version, at });
  const { changes, reason } = change;
  await insertInspectorRevision(tx, actor, {
    id: stored.id,
    version,
    changes,
    reason,
    by: actor.accountId,
    at,
  });
  const data = { version, fields: Object.keys(changes) };
  await record(tx, platform, {
    type: change.event,
    actor,
    subject: { kind: 'inspector', id: stored.id },
    data,
  });
  return ok({ id: stored.id, version });
}

async function refuseFields(tx: Tx, actor: Actor, wanted: { fields: InspectorFields; id: string | null }) {
  const holder = await inspectorWithCertificate(tx, actor, wanted.fields.certificateNumber);
  // Who holds it in another agency is not for this one to know.
  if (holder !== undefined && holder.agency_id !== actor.agencyId)
    return fail('inspector.certificate_elsewhere', {}, 'certificateNumber');
  if (holder !== undefined && holder.id !== wanted.id) {
    return fail(
      'inspector.already_exists',
      { code: holder.certificate_number, name: holder.name },
      'certificateNumber',
    );
  }
  if (wanted.fields.sectionId === null) return null;
  const sections = await sectionsOf(tx, actor);
  const fits = sections.some((section) => section.id === wanted.fields.sectionId);
  return fits ? null : fail('inspector.section_invalid', {}, 'sectionId');
}

/** On post by hand, yet away by a recorded leave: that record is what must be ended. */
async function refuseSameStatus(tx: Tx, actor: Actor, one: { id: string; today: string }) {
  const listed = await inspectorById(tx, actor, one);
  const isAway = listed?.status === 'active' && listed.post_today !== 'active';
  return fail(isAway ? 'inspector.change_in_force' : 'inspector.nothing_changed');
}

async function changedMeanwhile(tx: Tx, actor: Actor, id: string) {
  const [latest] = await inspectorRevisions(tx, actor, id);
  return fail('inspector.changed_meanwhile', { person: latest?.person_name ?? '' });
}

function rowOf(stored: ListedInspector, days: { today: string; soon: string }): InspectorRow {
  return {
    id: stored.id,
    agencyId: stored.agency_id,
    agencyName: stored.agency_name,
    name: stored.name,
    certificateNumber: stored.certificate_number,
    certificateValidTo: stored.certificate_valid_to,
    certificateState: certificateState(stored.certificate_valid_to, days),
    specialities: stored.specialities,
    areas: stored.areas,
    canLead: stored.can_lead,
    sectionName: stored.section_name,
    establishment: stored.establishment as InspectorRow['establishment'],
    status: stored.post_today as InspectorRow['status'],
    updatedAt: stored.updated_at,
  };
}

function fieldsOf(stored: StoredInspector): InspectorFields {
  return {
    name: stored.name,
    certificateNumber: stored.certificate_number,
    certificateValidTo: stored.certificate_valid_to,
    specialities: stored.specialities,
    areas: stored.areas,
    canLead: stored.can_lead,
    post: stored.post,
    yearlyCap: stored.yearly_cap,
    priorLoad: stored.prior_load,
    sectionId: stored.section_id,
    establishment: stored.establishment as InspectorFields['establishment'],
    level: stored.level,
    postSince: stored.post_since,
    qualifications: stored.qualifications,
  };
}
