/** Use cases of complaints and violations: enter, say whether verified, strike. Others read the table; nobody else writes it. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Incident, IncidentFields, IncidentKind } from '@mingcha/core/registers/objects/incident-api.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, objectById } from '../object.queries.ts';
import {
  deleteIncident,
  incidentsOf,
  insertIncident,
  lockIncident,
  setVerified,
} from './incident.queries.ts';

export async function listIncidents(
  platform: Platform,
  actor: Actor,
  objectId: string,
): Promise<Result<{ rows: Incident[] }>> {
  return inTransaction(platform.db, async (tx) => {
    if ((await objectById(tx, actor, objectId)) === undefined) return fail('object.not_found');
    const rows = await incidentsOf(tx, actor, objectId);
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind as IncidentKind,
        onDay: row.on_day,
        verified: row.verified,
        source: row.source,
        note: row.note,
        recordedBy: row.person_name ?? '',
        recordedAt: row.recorded_at,
      })),
    });
  });
}

/** Errors: `object.not_found`; `objectIncident.future_invalid` for a day after today. */
export async function addIncident(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; objectId: string; fields: IncidentFields },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectIncidents.add' };
  return runAction(platform, request, async (tx) => {
    const { fields } = input;
    if ((await lockObject(tx, actor, input.objectId)) === undefined) return fail('object.not_found');
    if (fields.onDay > platform.clock.today()) return fail('objectIncident.future_invalid', {}, 'onDay');
    const id = platform.ids.next();
    const { objectId } = input;
    await insertIncident(tx, actor, {
      id,
      objectId,
      fields,
      by: actor.accountId,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'objectIncident.recorded',
      actor,
      subject: { kind: 'object', id: input.objectId },
      data: { incidentKind: fields.kind, onDay: fields.onDay, verified: fields.verified },
    });
    return ok({ id });
  });
}

/** Errors: `objectIncident.not_found`, `objectIncident.unchanged`. */
export async function verifyIncident(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; verified: boolean; reason: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectIncidents.verify' };
  return runAction(platform, request, async (tx) => {
    const stored = await lockIncident(tx, actor, input.id);
    if (stored === undefined) return fail('objectIncident.not_found');
    if (stored.verified === input.verified) return fail('objectIncident.unchanged');
    await setVerified(tx, actor, input);
    await record(tx, platform, {
      type: 'objectIncident.verified',
      actor,
      subject: { kind: 'object', id: stored.object_id },
      data: {
        incidentKind: stored.kind,
        onDay: stored.on_day,
        verified: input.verified,
        reason: input.reason,
      },
    });
    return ok({ id: input.id });
  });
}

/** Errors: `objectIncident.not_found`. What was struck stands whole in the ledger. */
export async function strikeIncident(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; reason: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectIncidents.strike' };
  return runAction(platform, request, async (tx) => {
    const stored = await lockIncident(tx, actor, input.id);
    if (stored === undefined) return fail('objectIncident.not_found');
    await deleteIncident(tx, actor, input.id);
    await record(tx, platform, {
      type: 'objectIncident.struck',
      actor,
      subject: { kind: 'object', id: stored.object_id },
      data: {
        incidentKind: stored.kind,
        onDay: stored.on_day,
        verified: stored.verified,
        source: stored.source,
        reason: input.reason,
      },
    });
    return ok({ id: input.id });
  });
}
