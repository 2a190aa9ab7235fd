/** Use cases of standing teams and of declarations of interest. Only inspectors on post make a team. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { DeclarationRow } from '@mingcha/core/registers/inspector.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  activeInspectors,
  declarationEnds,
  declarationPage,
  insertDeclaration,
  lockDeclaration,
  saveTeamRow,
  teamsWithMembers,
  withdrawDeclarationRow,
} from './inspector-relations.queries.ts';
import type { Page } from './object.queries.ts';

interface Team {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive';
  readonly members: { readonly id: string; readonly name: string }[];
}

export async function listTeams(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: await teamsOf(tx, actor) }));
}

async function teamsOf(tx: Tx, actor: Actor): Promise<Team[]> {
  const teams = new Map<string, Team>();
  for (const row of await teamsWithMembers(tx, actor)) {
    const team = teams.get(row.id) ?? {
      id: row.id,
      name: row.name,
      status: row.status as Team['status'],
      members: [],
    };
    teams.set(row.id, team);
    if (row.person_id !== null) team.members.push({ id: row.person_id, name: row.person_name ?? '' });
  }
  return [...teams.values()];
}

export interface TeamInput {
  readonly actionId: string;
  readonly id?: string | undefined;
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly status: 'active' | 'inactive';
}

/** A person is in one standing team only, and so in one leaf of a draw. */
export async function saveTeam(
  platform: Platform,
  actor: Actor,
  input: TeamInput,
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'teams.save' }, async (tx) => {
    const teams = await teamsOf(tx, actor);
    if (input.id !== undefined && !teams.some((team) => team.id === input.id)) return fail('team.not_found');
    const others = teams.filter((team) => team.id !== input.id);
    if (others.some((team) => team.name === input.name))
      return fail('team.already_exists', { name: input.name }, 'name');
    const memberIds = [...new Set(input.memberIds)];
    const people = await activeInspectors(tx, actor, memberIds);
    if (memberIds.length < 2 || people.length !== memberIds.length)
      return fail('team.member_invalid', {}, 'memberIds');
    for (const team of others) {
      const taken = team.members.find((member) => memberIds.includes(member.id));
      if (taken !== undefined)
        return fail('team.member_taken', { name: taken.name, team: team.name }, 'memberIds');
    }
    const id = input.id ?? platform.ids.next();
    await saveTeamRow(tx, actor, {
      id,
      name: input.name,
      status: input.status,
      memberIds,
      at: platform.clock.now(),
    });
    const data = { members: memberIds.length, status: input.status };
    await record(tx, platform, { type: 'team.saved', actor, subject: { kind: 'team', id }, data });
    return ok({ id });
  });
}

type DeclarationFilter = { inspectorId?: string | undefined; objectId?: string | undefined; page: Page };

/** An inspector without an officer's role sees only his own declarations. */
export async function listDeclarations(platform: Platform, actor: Actor, filter: DeclarationFilter) {
  const officer = hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const found = await declarationPage(tx, actor, {
      ...filter,
      onlyAccountId: officer ? null : actor.accountId,
    });
    const page = pageOfRows(found, filter.page.limit, (row) => [row.created_at, row.id]);
    const rows = page.rows.map((row) => ({
      id: row.id,
      inspectorId: row.inspector_id,
      inspectorName: row.inspector_name,
      objectId: row.object_id,
      objectName: row.object_name,
      relation: row.relation as DeclarationRow['relation'],
      note: row.note,
      declaredOn: row.declared_on,
      validTo: row.valid_to,
      withdrawnOn: row.withdrawn_on,
      inForce: row.withdrawn_on === null && (row.valid_to === null || row.valid_to >= today),
    }));
    return ok({ rows, next: page.next });
  });
}

export interface DeclarationInput {
  readonly actionId: string;
  readonly inspectorId: string;
  readonly objectId: string;
  readonly relation: DeclarationRow['relation'];
  readonly note: string;
  readonly validTo: string | null;
}

export async function declareInterest(
  platform: Platform,
  actor: Actor,
  input: DeclarationInput,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'declarations.create' },
    async (tx) => {
      const ends = await declarationEnds(tx, actor, input);
      if (ends.inspector === undefined) return fail('declaration.inspector_not_found', {}, 'inspectorId');
      if (ends.object === undefined) return fail('declaration.object_not_found', {}, 'objectId');
      const officer = hasRole(actor, 'legalOfficer', 'sectionOfficer');
      if (!officer && ends.inspector.account_id !== actor.accountId) return fail('declaration.forbidden');
      const id = platform.ids.next();
      const { inspectorId, objectId, relation, note, validTo } = input;
      const when = { day: platform.clock.today(), at: platform.clock.now(), by: actor.accountId };
      const isNew = await insertDeclaration(tx, actor, {
        id,
        inspectorId,
        objectId,
        relation,
        note,
        validTo,
        ...when,
      });
      if (!isNew) return fail('declaration.already_exists');
      const data = { inspector: inspectorId, object: objectId, relation };
      await record(tx, platform, {
        type: 'declaration.made',
        actor,
        subject: { kind: 'declaration', id },
        data,
      });
      return ok({ id });
    },
  );
}

export async function withdrawDeclaration(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; reason: string },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'declarations.withdraw' },
    async (tx) => {
      const stored = await lockDeclaration(tx, actor, input.id);
      if (stored === undefined) return fail('declaration.not_found');
      if (stored.withdrawn_on !== null) return fail('declaration.already_withdrawn');
      await withdrawDeclarationRow(tx, actor, {
        id: input.id,
        day: platform.clock.today(),
        reason: input.reason,
      });
      const subject = { kind: 'declaration', id: input.id };
      await record(tx, platform, {
        type: 'declaration.withdrawn',
        actor,
        subject,
        data: { reason: input.reason },
      });
      return ok({ id: input.id });
    },
  );
}
