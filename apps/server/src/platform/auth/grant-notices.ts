/** Who hears of grants: those who may decide them, and afterwards whoever asked. */
import { accessNotices } from '@mingcha/core/common/access-notices.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../db/database.ts';
import { accountsWithRole } from '../notices/notice.queries.ts';
import { notify, notifyAll } from '../notices/notify.ts';
import type { Platform } from '../platform.ts';
import { accountById } from './account.queries.ts';

const link = '/account-grants';

/** Tells the security administrators, except who asked and whom it concerns. */
export async function tellDeciders(
  tx: Tx,
  platform: Platform,
  asked: { readonly actor: Actor; readonly accountId: string; readonly id: string },
): Promise<void> {
  const { actor, accountId, id } = asked;
  const { jurisdictionId } = actor;
  const person = await personName(tx, jurisdictionId, accountId);
  const holders = await accountsWithRole(tx, { jurisdictionId, roles: ['securityAdministrator'] });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: holders.filter((holder) => holder !== actor.accountId && holder !== accountId),
    kind: accessNotices.grantWaiting,
    data: { asker: actor.personName, person },
    link,
    dedupeKey: `grant.waiting ${id}`,
  });
}

export async function tellAsker(
  tx: Tx,
  platform: Platform,
  decided: {
    readonly actor: Actor;
    readonly grant: { readonly id: string; readonly account_id: string; readonly asked_by: string };
  },
): Promise<void> {
  const { actor, grant } = decided;
  const { jurisdictionId } = actor;
  await notify(tx, platform, {
    jurisdictionId,
    to: { accountId: grant.asked_by },
    kind: accessNotices.grantDecided,
    data: { person: await personName(tx, jurisdictionId, grant.account_id), decider: actor.personName },
    link,
    dedupeKey: `grant.decided ${grant.id}`,
  });
}

async function personName(tx: Tx, jurisdictionId: string, accountId: string): Promise<string> {
  return (await accountById(tx, jurisdictionId, accountId))?.personName ?? '';
}
