/** Use cases of delegations and substitutes of the own agency. Nothing is deleted; what ended keeps its row. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type AbsenceReason,
  type DelegationScope,
  standingOn,
} from '@mingcha/core/tasks/preparation/authority.ts';
import type { DelegationRow, SubstituteRow } from '@mingcha/core/tasks/preparation/delegation-api.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  delegationsOf,
  insertDelegation,
  insertSubstitute,
  lockDelegation,
  lockSubstitute,
  peopleOf,
  type StoredDelegation,
  type StoredSubstitute,
  saveRevoked,
  saveSubstituteEnded,
  substitutesOf,
} from './order.queries.ts';

const keeps = (actor: Actor): boolean => hasRole(actor, 'agencyHead', 'legalOfficer');

export async function listDelegations(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    return ok({
      delegations: (await delegationsOf(tx, actor)).map((row) => delegationView(row, today)),
      substitutes: (await substitutesOf(tx, actor)).map((row) => substituteView(row, actor, today)),
      people: [...(await peopleOf(tx, actor))],
      mayKeep: keeps(actor),
    });
  });
}

function delegationView(row: StoredDelegation, today: string): DelegationRow {
  return {
    id: row.id,
    fromName: row.from_name,
    toName: row.to_name,
    scope: row.scope as DelegationScope,
    fromDay: row.from_day,
    toDay: row.to_day,
    document: row.document,
    documentNumber: row.document_number,
    documentDay: row.document_day,
    revokedOn: row.revoked_on,
    revokedReason: row.revoked_reason,
    standing: standingOn({ fromDay: row.from_day, toDay: row.to_day }, today, row.revoked_on),
    version: row.row_version,
    createdByName: row.created_name,
  };
}

function substituteView(row: StoredSubstitute, actor: Actor, today: string): SubstituteRow {
  return {
    id: row.id,
    personName: row.person_name,
    substituteName: row.substitute_name,
    reason: row.reason as AbsenceReason,
    fromDay: row.from_day,
    toDay: row.to_day,
    document: row.document,
    endedOn: row.ended_on,
    standing: standingOn({ fromDay: row.from_day, toDay: row.to_day }, today, row.ended_on),
    version: row.row_version,
    mayEnd:
      row.ended_on === null && row.to_day >= today && (keeps(actor) || row.account_id === actor.accountId),
  };
}

export interface NewDelegation {
  readonly actionId: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly scope: DelegationScope;
  readonly fromDay: string;
  readonly toDay: string;
  readonly document: string;
  readonly documentNumber: string;
  readonly documentDay: string;
}

/** Errors: `delegation.person_invalid`, `delegation.self_invalid`, `delegation.not_head_invalid`, `delegation.days_invalid`, `delegation.document_day_invalid`. */
export async function createDelegation(
  platform: Platform,
  actor: Actor,
  input: NewDelegation,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'delegations.create' },
    async (tx) => {
      if (input.fromAccount === input.toAccount) return fail('delegation.self_invalid', {}, 'toAccount');
      if (input.toDay < input.fromDay) return fail('delegation.days_invalid', {}, 'toDay');
      if (input.documentDay > input.fromDay)
        return fail('delegation.document_day_invalid', {}, 'documentDay');
      const people = await peopleOf(tx, actor);
      const from = people.find((one) => one.accountId === input.fromAccount);
      const to = people.find((one) => one.accountId === input.toAccount);
      if (from?.isHead !== true) return fail('delegation.not_head_invalid', {}, 'fromAccount');
      if (to === undefined) return fail('delegation.person_invalid', {}, 'toAccount');
      const id = platform.ids.next();
      await insertDelegation(tx, {
        jurisdiction_id: actor.jurisdictionId,
        id,
        agency_id: actor.agencyId,
        from_account: from.accountId,
        from_name: from.name,
        to_account: to.accountId,
        to_name: to.name,
        scope: input.scope,
        from_day: input.fromDay,
        to_day: input.toDay,
        document: input.document,
        document_number: input.documentNumber,
        document_day: input.documentDay,
        revoked_on: null,
        created_by: actor.accountId,
        created_name: actor.personName,
        created_at: platform.clock.now(),
      });
      await record(tx, platform, {
        type: 'delegation.created',
        actor,
        subject: { kind: 'delegation', id },
        data: {
          account: to.accountId,
          delegationScope: input.scope,
          validFrom: input.fromDay,
          validTo: input.toDay,
          document: [input.document, input.documentNumber].join(' ').trim(),
        },
      });
      return ok({ id });
    },
  );
}

/** Errors: `delegation.not_found`, `delegation.changed_meanwhile`, `delegation.already_ended`. */
export async function revokeDelegation(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly reason: string;
  },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'delegations.revoke' },
    async (tx) => {
      const row = await lockDelegation(tx, actor, input.id);
      if (row === undefined) return fail('delegation.not_found');
      if (row.row_version !== input.version) return fail('delegation.changed_meanwhile');
      const today = platform.clock.today();
      if (row.revoked_on !== null || row.to_day < today) return fail('delegation.already_ended');
      await saveRevoked(tx, row, { on: today, reason: input.reason });
      await record(tx, platform, {
        type: 'delegation.revoked',
        actor,
        subject: { kind: 'delegation', id: row.id },
        data: { account: row.to_account, reason: input.reason },
      });
      return ok({ id: row.id });
    },
  );
}

export interface NewSubstitute {
  readonly actionId: string;
  readonly account: string;
  readonly substitute: string;
  readonly reason: AbsenceReason;
  readonly fromDay: string;
  readonly toDay: string;
  readonly document: string;
}

/** Errors: `substitute.forbidden`, `substitute.person_invalid`, `substitute.self_invalid`, `substitute.days_invalid`, `substitute.document_invalid`. */
export async function createSubstitute(
  platform: Platform,
  actor: Actor,
  input: NewSubstitute,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'substitutes.create' },
    async (tx) => {
      if (input.account !== actor.accountId && !keeps(actor)) return fail('substitute.forbidden');
      if (input.account === input.substitute) return fail('substitute.self_invalid', {}, 'substitute');
      if (input.toDay < input.fromDay) return fail('substitute.days_invalid', {}, 'toDay');
      const people = await peopleOf(tx, actor);
      const person = people.find((one) => one.accountId === input.account);
      const substitute = people.find((one) => one.accountId === input.substitute);
      if (person === undefined) return fail('substitute.person_invalid', {}, 'account');
      if (substitute === undefined) return fail('substitute.person_invalid', {}, 'substitute');
      if (person.isHead && input.document === '') return fail('substitute.document_invalid', {}, 'document');
      const id = platform.ids.next();
      await insertSubstitute(tx, {
        jurisdiction_id: actor.jurisdictionId,
        id,
        agency_id: actor.agencyId,
        account_id: person.accountId,
        person_name: person.name,
        substitute_id: substitute.accountId,
        substitute_name: substitute.name,
        reason: input.reason,
        from_day: input.fromDay,
        to_day: input.toDay,
        document: input.document,
        ended_on: null,
        created_by: actor.accountId,
        created_name: actor.personName,
        created_at: platform.clock.now(),
      });
      await record(tx, platform, {
        type: 'substitute.created',
        actor,
        subject: { kind: 'substitute', id },
        data: {
          account: person.accountId,
          substituteAccount: substitute.accountId,
          absence: input.reason,
          validFrom: input.fromDay,
          validTo: input.toDay,
        },
      });
      return ok({ id });
    },
  );
}

/** Back early: from today on the work is the person's own again. Errors: `substitute.not_found`, `substitute.forbidden`, `substitute.changed_meanwhile`, `substitute.already_ended`. */
export async function endSubstitute(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'substitutes.end' }, async (tx) => {
    const row = await lockSubstitute(tx, actor, input.id);
    if (row === undefined) return fail('substitute.not_found');
    if (row.account_id !== actor.accountId && !keeps(actor)) return fail('substitute.forbidden');
    if (row.row_version !== input.version) return fail('substitute.changed_meanwhile');
    const today = platform.clock.today();
    if (row.ended_on !== null || row.to_day < today) return fail('substitute.already_ended');
    await saveSubstituteEnded(tx, row, today);
    await record(tx, platform, {
      type: 'substitute.ended',
      actor,
      subject: { kind: 'substitute', id: row.id },
      data: { account: row.account_id, substituteAccount: row.substitute_id },
    });
    return ok({ id: row.id });
  });
}
