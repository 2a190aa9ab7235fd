/**
 * More time to enter a result: asked with a ground by the team or the sections, granted by the head of the same agency.
 * Only the entry clock moves, and never beyond the day of publication (I7).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { checkedExtension } from '@mingcha/core/inspections/results/result-clocks.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  clocksOf,
  decideStoredExtension,
  extendEntry,
  extensionsOf,
  insertExtension,
} from './clock.queries.ts';
import type { TeamKey } from './result.queries.ts';
import { answeringAgency, lockedTeam, type TeamCase } from './result-case.ts';
import { entersFor } from './submit.service.ts';

export interface ExtensionAsked {
  readonly actionId: string;
  readonly inspectionId: string;
  readonly agencyId: string;
  readonly ground: string;
  readonly dueOn: string;
}

/**
 * Errors: those of `lockedTeam`, `result.extension_forbidden`, `result.clock_not_started`, `result.extension_done`,
 * `result.extension_asked_already`, those of `checkedExtension`.
 */
export async function askExtension(
  platform: Platform,
  actor: Actor,
  input: ExtensionAsked,
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'results.askExtension' };
  return runAction(platform, request, async (tx) => {
    const locked = await lockedTeam(tx, actor, { ...input, version: null });
    if (!locked.ok) return locked;
    if (!asksFor(locked.value, actor)) return fail('result.extension_forbidden');
    const clocks = await openClocks(tx, locked.value.key);
    if (!clocks.ok) return clocks;
    const asked = checkedExtension(input.dueOn, clocks.value);
    if (!asked.ok) return asked;
    const { key } = locked.value;
    const waiting = (await extensionsOf(tx, key)).some(
      (each) => each.agency_id === key.agencyId && each.state === 'asked',
    );
    if (waiting) return fail('result.extension_asked_already');
    const id = platform.ids.next();
    await insertExtension(tx, {
      jurisdiction_id: key.jurisdictionId,
      id,
      inspection_id: key.inspectionId,
      agency_id: key.agencyId,
      ground: input.ground,
      due_before: clocks.value.entryDue,
      due_asked: input.dueOn,
      state: 'asked',
      asked_by: actor.accountId,
      asked_name: actor.personName,
      asked_at: platform.clock.now(),
      opinion: '',
    });
    await record(tx, platform, {
      type: 'result.extension_asked',
      actor,
      subject: { kind: 'inspection', id: key.inspectionId },
      data: { agency: locked.value.team.agency_name, reason: input.ground, extendedTo: input.dueOn },
    });
    return ok({ id });
  });
}

export function asksFor(of: Pick<TeamCase, 'found' | 'team'>, actor: Actor): boolean {
  if (entersFor(of.found, of.team, actor)) return true;
  const own = answeringAgency(of.found, of.team) === actor.agencyId;
  return own && hasRole(actor, 'legalOfficer', 'sectionOfficer');
}

async function openClocks(
  tx: Tx,
  key: TeamKey,
): Promise<Result<{ entryDue: string; publicationDue: string }>> {
  const own = (await clocksOf(tx, key)).filter((each) => each.agency_id === key.agencyId);
  const entry = own.find((each) => each.clock === 'resultEntered');
  const publication = own.find((each) => each.clock === 'resultPublished');
  if (entry === undefined || publication === undefined) return fail('result.clock_not_started');
  if (entry.done_on !== null) return fail('result.extension_done');
  return ok({ entryDue: entry.due_on, publicationDue: publication.due_on });
}

export interface ExtensionDecision {
  readonly actionId: string;
  readonly inspectionId: string;
  readonly extensionId: string;
  readonly decision: 'granted' | 'refused';
  readonly opinion: string;
}

/** Errors: those of `lockedTeam`, `result.extension_not_found`, `result.extension_forbidden`. */
export async function decideExtension(
  platform: Platform,
  actor: Actor,
  input: ExtensionDecision,
): Promise<Result<{ state: 'granted' | 'refused' }>> {
  const request = { actor, actionId: input.actionId, routeId: 'results.decideExtension' };
  return runAction(platform, request, async (tx) => {
    const locked = await lockedTeam(tx, actor, {
      inspectionId: input.inspectionId,
      agencyId: actor.agencyId,
      version: null,
    });
    if (!locked.ok) return locked;
    const { found, key } = locked.value;
    const asked = (await extensionsOf(tx, key)).find((each) => each.id === input.extensionId);
    const team = found.teams.find((each) => each.agency_id === asked?.agency_id);
    if (asked?.state !== 'asked' || team === undefined) return fail('result.extension_not_found');
    const isHead = answeringAgency(found, team) === actor.agencyId && asked.asked_by !== actor.accountId;
    if (!isHead) return fail('result.extension_forbidden');
    await decideStoredExtension(
      tx,
      { jurisdictionId: key.jurisdictionId, id: asked.id },
      {
        state: input.decision,
        by: actor.accountId,
        name: actor.personName,
        at: platform.clock.now(),
        opinion: input.opinion,
      },
    );
    if (input.decision === 'granted')
      await extendEntry(
        tx,
        { ...key, agencyId: team.agency_id },
        { from: asked.due_before, to: asked.due_asked },
      );
    await record(tx, platform, {
      type: 'result.extension_decided',
      actor,
      subject: { kind: 'inspection', id: key.inspectionId },
      data: { agency: team.agency_name, decision: input.decision, extendedTo: asked.due_asked },
    });
    return ok({ state: input.decision });
  });
}
