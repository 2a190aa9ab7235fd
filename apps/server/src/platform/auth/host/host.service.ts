/**
 * The office that hosts the installation: its administrators make jurisdictions and act for one of them at a time. What
 * they do there stands in that jurisdiction's ledger under an account of their own; their roles stay those of home, so
 * that a role taken at home is taken everywhere.
 */
import type { Person } from '@mingcha/core/common/access-api.ts';
import type { JurisdictionRow } from '@mingcha/core/common/host-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../../action.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { record } from '../../ledger/ledger.ts';
import type { Platform } from '../../platform.ts';
import { insertAccount, insertAgency, insertJurisdiction } from '../organisation.queries.ts';
import { atHome } from '../session.ts';
import type { Access } from '../sign-in.service.ts';
import * as queries from './host.queries.ts';

export async function listJurisdictions(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: JurisdictionRow[] }>> {
  const home = atHome(actor);
  return inTransaction(platform.db, async (tx) => {
    const all = await queries.jurisdictions(tx);
    const isHost = (await queries.hostAgency(tx, home)) !== undefined;
    const rows = all
      .filter((one) => isHost || one.id === home.jurisdictionId)
      .map((one) => ({
        ...one,
        agencies: one.agencies ?? 0,
        present: one.id === actor.jurisdictionId,
        home: one.id === home.jurisdictionId,
      }));
    return ok({ rows });
  });
}

/** Errors: `access.host.forbidden`, `access.jurisdiction_code_taken`. */
export async function createJurisdiction(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly name: string; readonly divisionCode: string },
): Promise<Result<{ id: string }>> {
  const home = atHome(actor);
  const request = { actor: home, actionId: input.actionId, routeId: 'jurisdictions.create' };
  return runAction(platform, request, async (tx) => {
    if ((await queries.hostAgency(tx, home)) === undefined) return fail('access.host.forbidden');
    const { name, divisionCode } = input;
    if (await queries.divisionCodeTaken(tx, divisionCode))
      return fail('access.jurisdiction_code_taken', { code: divisionCode }, 'divisionCode');
    const id = platform.ids.next();
    await insertJurisdiction(tx, { id, name, divisionCode });
    const subject = { kind: 'jurisdiction', id };
    await record(tx, platform, {
      type: 'jurisdiction.created',
      actor: home,
      subject,
      data: { name, divisionCode },
    });
    return ok({ id });
  });
}

export interface Wish {
  readonly actionId: string;
  readonly sessionId: string;
  readonly jurisdictionId: string;
}

/** Errors: `access.host.forbidden`, `access.jurisdiction.not_found`. `personNow` reads who the session then is. */
export async function actFor(
  { platform }: Access,
  actor: Actor,
  wish: Wish & { readonly personNow: () => Promise<Person> },
): Promise<Result<Person>> {
  const home = atHome(actor);
  const request = { actor: home, actionId: wish.actionId, routeId: 'session.act_for' };
  const changed = await runAction(platform, request, async (tx) => {
    const host = await queries.hostAgency(tx, home);
    if (host === undefined) return fail('access.host.forbidden');
    if (!(await queries.jurisdictionExists(tx, wish.jurisdictionId)))
      return fail('access.jurisdiction.not_found');
    const isHome = wish.jurisdictionId === home.jurisdictionId;
    if (!isHome) await standIn(tx, platform, { home, host, jurisdictionId: wish.jurisdictionId });
    const session = { ...home, id: wish.sessionId };
    await queries.saveActing(tx, session, isHome ? null : wish.jurisdictionId);
    await record(tx, platform, {
      type: 'session.acted_for',
      actor: home,
      subject: { kind: 'jurisdiction', id: wish.jurisdictionId },
      data: {},
    });
    return ok({});
  });
  return changed.ok ? ok(await wish.personNow()) : changed;
}

interface Serving {
  readonly home: Actor;
  readonly host: NonNullable<Awaited<ReturnType<typeof queries.hostAgency>>>;
  readonly jurisdictionId: string;
}

/** Makes the agency and the account under which a host's administrator acts there, when they are not yet. */
async function standIn(tx: Tx, platform: Platform, { home, host, jurisdictionId }: Serving): Promise<void> {
  const homeAccountId = home.accountId;
  if ((await queries.standInOf(tx, { jurisdictionId, homeAccountId })) !== undefined) return;
  let agencyId = await queries.standInAgency(tx, jurisdictionId, host);
  if (agencyId === undefined) {
    agencyId = platform.ids.next();
    const { id: hostId, ...fields } = host;
    await insertAgency(tx, { ...fields, jurisdictionId, id: agencyId, parentId: null });
    await queries.markStandIn(tx, { jurisdictionId, agencyId }, hostId);
  }
  const accountId = platform.ids.next();
  const { personName } = home;
  const at = platform.clock.now();
  await insertAccount(tx, {
    jurisdictionId,
    id: accountId,
    agencyId,
    sectionId: null,
    personName,
    roles: [],
    at,
  });
  await queries.insertStandIn(tx, { jurisdictionId, accountId, homeAccountId });
  await record(tx, platform, {
    type: 'account.stand_in_made',
    actor: { jurisdictionId, accountId, agencyId },
    subject: { kind: 'account', id: accountId },
    data: { agency: agencyId, roles: [...home.roles] },
  });
}
