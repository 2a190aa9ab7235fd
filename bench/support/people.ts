/** People with a session each, planted directly: sign-in is measured elsewhere. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { insertAccount, insertCredential } from '../../apps/server/src/platform/auth/organisation.queries.ts';
import { cookieName, openSession } from '../../apps/server/src/platform/auth/session.ts';
import { inTransaction } from '../../apps/server/src/platform/db/transaction.ts';
import type { Bench } from './database.ts';

export interface Person {
  readonly accountId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** So many people of An Lan's agency with this role, signed in. */
export async function plantPeople(bench: Bench, count: number, role: Role): Promise<readonly Person[]> {
  const { platform, cast } = bench;
  const { jurisdictionId, agencyId, sectionId } = cast.anLan;
  const people: Person[] = [];
  await inTransaction(platform.db, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const accountId = platform.ids.next();
      const at = platform.clock.now();
      await insertAccount(tx, {
        jurisdictionId,
        id: accountId,
        agencyId,
        sectionId,
        personName: '柏文',
        roles: [role],
        at,
      });
      await insertCredential(tx, {
        signInName: accountId,
        jurisdictionId,
        accountId,
        passwordHash: '-',
        mustChange: false,
        expiresAt: null,
        at,
      });
      const owner = { jurisdictionId, accountId, source: '127.0.0.1', device: 'bench' };
      const token = await openSession(tx, platform, owner);
      people.push({
        accountId,
        headers: { cookie: `${cookieName}=${token}`, 'sec-fetch-site': 'same-origin' },
      });
    }
  });
  return people;
}
