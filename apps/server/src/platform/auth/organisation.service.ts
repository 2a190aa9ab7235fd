/**
 * Agencies and their sections, as the administrator of a jurisdiction keeps them. Nothing is ever deleted, since
 * accounts, rosters and draws point to them. Papers already printed and draws already sealed keep
 * the old names, and what something was called on a day stays known (`former_names`).
 */
import type { AgencyFields } from '@mingcha/core/common/organisation-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './organisation.queries.ts';

type Agency = AgencyFields & { readonly id: string };
interface Section {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
}
interface Action {
  readonly actionId: string;
}

/** Errors: `access.agency.not_found` (the superior), `access.agency_name_taken`. */
export async function createAgency(
  platform: Platform,
  actor: Actor,
  input: Action & AgencyFields,
): Promise<Result<Agency>> {
  const { actionId, ...fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'agencies.create' }, async (tx) => {
    const id = platform.ids.next();
    const refused = await checkAgency(tx, actor, { ...fields, id });
    if (!refused.ok) return refused;
    await queries.insertAgency(tx, { ...fields, id, jurisdictionId: actor.jurisdictionId });
    await record(tx, platform, {
      type: 'agency.created',
      actor,
      subject: { kind: 'agency', id },
      data: { ...fields },
    });
    return ok({ ...fields, id });
  });
}

/** Errors: `access.agency.not_found`, `access.agency_name_taken`, `access.agency_parent.invalid`. */
export async function changeAgency(
  platform: Platform,
  actor: Actor,
  input: Action & Agency,
): Promise<Result<Agency>> {
  const { actionId, id, ...fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'agencies.change' }, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id };
    const before = await queries.agencyById(tx, key);
    if (before === undefined) return fail('access.agency.not_found');
    const refused = await checkAgency(tx, actor, { ...fields, id });
    if (!refused.ok) return refused;
    await queries.saveAgency(tx, key, fields);
    if (before.name !== fields.name || before.shortName !== fields.shortName)
      await queries.insertFormerName(tx, key, {
        subjectKind: 'agency',
        name: before.name,
        shortName: before.shortName,
        untilDay: platform.clock.today(),
        accountId: actor.accountId,
      });
    const { id: _, ...old } = before;
    await record(tx, platform, {
      type: 'agency.changed',
      actor,
      subject: { kind: 'agency', id },
      data: { before: old, after: { ...fields } },
    });
    return ok({ ...fields, id });
  });
}

/** The name is free, the superior exists and is not below the agency itself. */
async function checkAgency(tx: Tx, actor: Actor, agency: Agency): Promise<Result<null>> {
  const all = await queries.lockAgencyTree(tx, actor.jurisdictionId);
  if (all.some((row) => row.name === agency.name && row.id !== agency.id)) {
    return fail('access.agency_name_taken', { name: agency.name }, 'name');
  }
  if (agency.parentId === null) return ok(null);
  const parents = new Map(all.map((row) => [row.id, row.parentId]));
  if (!parents.has(agency.parentId)) return fail('access.agency.not_found', undefined, 'parentId');
  for (let above: string | null = agency.parentId; above !== null; above = parents.get(above) ?? null) {
    if (above === agency.id) return fail('access.agency_parent.invalid', undefined, 'parentId');
  }
  return ok(null);
}

/** Errors: `access.agency.not_found`, `access.section_name_taken`. */
export async function createSection(
  platform: Platform,
  actor: Actor,
  input: Action & { readonly agencyId: string; readonly name: string },
): Promise<Result<Section>> {
  const { actionId, ...fields } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'sections.create' }, async (tx) => {
    const agency = await queries.agencyById(tx, { jurisdictionId, id: fields.agencyId });
    if (agency === undefined) return fail('access.agency.not_found');
    const ended = await queries.agencyEnded(tx, { jurisdictionId, id: agency.id }, platform.clock.today());
    if (ended !== null) return fail('organisation.agency_ended', ended);
    if (await queries.sectionNameTaken(tx, jurisdictionId, { ...fields, except: null })) {
      return fail('access.section_name_taken', { name: fields.name }, 'name');
    }
    const section = { ...fields, id: platform.ids.next() };
    await queries.insertSection(tx, { ...section, jurisdictionId });
    await record(tx, platform, {
      type: 'section.created',
      actor,
      subject: { kind: 'section', id: section.id },
      data: { agency: fields.agencyId, name: fields.name },
    });
    return ok(section);
  });
}

/** Errors: `access.section.not_found`, `access.section_name_taken`. */
export async function renameSection(
  platform: Platform,
  actor: Actor,
  input: Action & { readonly id: string; readonly name: string },
): Promise<Result<Section>> {
  const { actionId, id, name } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'sections.rename' }, async (tx) => {
    const before = await queries.sectionById(tx, { jurisdictionId, id });
    if (before === undefined) return fail('access.section.not_found');
    const { agencyId } = before;
    if (await queries.sectionNameTaken(tx, jurisdictionId, { agencyId, name, except: id })) {
      return fail('access.section_name_taken', { name }, 'name');
    }
    await queries.saveSectionName(tx, { jurisdictionId, id }, name);
    await queries.insertFormerName(
      tx,
      { jurisdictionId, id },
      {
        subjectKind: 'section',
        name: before.name,
        shortName: '',
        untilDay: platform.clock.today(),
        accountId: actor.accountId,
      },
    );
    await record(tx, platform, {
      type: 'section.renamed',
      actor,
      subject: { kind: 'section', id },
      data: { before: before.name, after: name },
    });
    return ok({ id, agencyId, name });
  });
}
