/**
 * Opening the view from above: the system administrator of the lower jurisdiction asks, its security administrator decides,
 * either of them ends it. Only for a jurisdiction whose division encloses their own.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { decidedLink, liesAbove, type SuperiorState } from '@mingcha/core/oversight/superior/superior.ts';
import type { SuperiorLink, SuperiorReading } from '@mingcha/core/oversight/superior/superior-api.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  allJurisdictions,
  insertLink,
  type KnownJurisdiction,
  linksOf,
  lockLink,
  readingPage,
  type StoredLink,
  saveLink,
} from './superior.queries.ts';

const isOpen = (link: StoredLink): boolean => link.state === 'asked' || link.state === 'standing';

export async function readSuperior(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const links = await linksOf(tx, actor.jurisdictionId);
    const all = await allJurisdictions(tx);
    const current = links.find(isOpen);
    const mayAdminister = hasRole(actor, 'administrator', 'securityAdministrator');
    return ok({
      links: links.map((link) => viewOf(link, all)),
      choices: above(all, actor).map(({ id, name }) => ({ id, name })),
      mayAsk: current === undefined && hasRole(actor, 'administrator'),
      mayDecide:
        current?.state === 'asked' &&
        current.asked_by !== actor.accountId &&
        hasRole(actor, 'securityAdministrator'),
      mayEnd: current !== undefined && mayAdminister,
    });
  });
}

function above(all: readonly KnownJurisdiction[], actor: Actor): readonly KnownJurisdiction[] {
  const own = all.find((each) => each.id === actor.jurisdictionId);
  return own === undefined ? [] : all.filter((each) => liesAbove(each.divisionCode, own.divisionCode));
}

function viewOf(link: StoredLink, all: readonly KnownJurisdiction[]): SuperiorLink {
  return {
    id: link.id,
    superiorName: all.find((each) => each.id === link.superior_id)?.name ?? '',
    basis: link.basis,
    state: link.state,
    askedName: link.asked_name,
    askedAt: link.asked_at,
    decidedName: link.decided_name,
    opinion: link.opinion,
    endedName: link.ended_name,
    endedAt: link.ended_at,
    version: link.row_version,
  };
}

/** Errors: `superior.not_above_invalid`, `superior.exists`. */
export async function askSuperior(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly superiorId: string; readonly basis: string },
): Promise<Result<{ id: string }>> {
  const { actionId, superiorId, basis } = input;
  return runAction(platform, { actor, actionId, routeId: 'superior.ask' }, async (tx) => {
    const known = above(await allJurisdictions(tx), actor).some((each) => each.id === superiorId);
    if (!known) return fail('superior.not_above_invalid', {}, 'superiorId');
    if ((await linksOf(tx, actor.jurisdictionId)).some(isOpen)) return fail('superior.exists');
    const id = platform.ids.next();
    await insertLink(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      superior_id: superiorId,
      basis,
      state: 'asked',
      asked_by: actor.accountId,
      asked_name: actor.personName,
      asked_at: platform.clock.now(),
    });
    const subject = { kind: 'superiorLink', id } as const;
    await record(tx, platform, {
      type: 'superior.asked',
      actor,
      subject,
      data: { superiorId, basis },
    });
    return ok({ id });
  });
}

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/** Errors: `superior.not_found`, `.changed_meanwhile`, those of `decidedLink`. */
export async function decideSuperior(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly agrees: boolean; readonly opinion: string },
): Promise<Result<{ state: SuperiorState }>> {
  const { actionId, id, agrees, opinion } = input;
  return runAction(platform, { actor, actionId, routeId: 'superior.decide' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const link = found.value;
    const state = decidedLink(
      { state: link.state, askedBy: link.asked_by },
      { accountId: actor.accountId, agrees, opinion },
    );
    if (!state.ok) return state;
    await saveLink(tx, link, {
      state: state.value,
      decided_by: actor.accountId,
      decided_name: actor.personName,
      decided_at: platform.clock.now(),
      opinion,
    });
    await record(tx, platform, {
      type: 'superior.decided',
      actor,
      subject: { kind: 'superiorLink', id },
      data: { superiorId: link.superior_id, isOpened: agrees },
    });
    return ok({ state: state.value });
  });
}

/** Errors: `superior.not_found`, `.changed_meanwhile`, `.wrong_state`. */
export async function endSuperior(
  platform: Platform,
  actor: Actor,
  input: Write,
): Promise<Result<{ state: SuperiorState }>> {
  const { actionId, id } = input;
  return runAction(platform, { actor, actionId, routeId: 'superior.end' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    if (!isOpen(found.value)) return fail('superior.wrong_state');
    const at = platform.clock.now();
    await saveLink(tx, found.value, { state: 'ended', ended_name: actor.personName, ended_at: at });
    await record(tx, platform, {
      type: 'superior.ended',
      actor,
      subject: { kind: 'superiorLink', id },
      data: { superiorId: found.value.superior_id },
    });
    return ok({ state: 'ended' });
  });
}

async function lockVersion(tx: Tx, actor: Actor, write: Write): Promise<Result<StoredLink>> {
  const link = await lockLink(tx, { jurisdictionId: actor.jurisdictionId, id: write.id });
  if (link === undefined) return fail('superior.not_found');
  return link.row_version === write.version ? ok(link) : fail('superior.changed_meanwhile');
}

export async function listReadings(
  platform: Platform,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await readingPage(tx, actor.jurisdictionId, page);
    const cut = pageOfRows(found, page.limit, (row) => [row.at, row.id]);
    return ok({ rows: cut.rows.map((row): SuperiorReading => ({ ...row })), next: cut.next });
  });
}
