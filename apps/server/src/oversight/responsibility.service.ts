/** The responsibility list of an agency or a task, with posts and lateness. Reads only. */
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { daysLate, responsibilityState } from '@mingcha/core/oversight/responsibility.ts';
import type { ResponsibilityFilter, ResponsibilityRow } from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { holderRows, postRows } from '../registers/organisation/post.queries.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { dutyCounts, dutyPage } from './responsibility.queries.ts';

export async function listResponsibilities(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly filter: ResponsibilityFilter;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    const now = platform.clock.now();
    const found = await dutyPage(tx, actor, { ...asked, today });
    const page = pageOfRows(found, asked.page.limit, (row) => [row.orderDay, row.key]);
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const posts = await postsOfAgencies(tx, {
      jurisdictionId: actor.jurisdictionId,
      agencyIds: page.rows.map((row) => row.agencyId),
      today,
    });
    const rows = page.rows.map(
      ({ orderDay: _, ...row }): ResponsibilityRow => ({
        key: row.key,
        link: row.link,
        agencyName: row.agencyName,
        taskId: row.taskId,
        taskNumber: row.taskNumber,
        subject: isSealedFor(actor, row, now) ? row.cover : row.subject,
        path: row.path,
        posts: (posts.get(row.agencyId) ?? [])
          .filter((post) => post.duties.includes(row.link))
          .map(({ name, holders }) => ({ name, holders: [...holders] })),
        people: [...row.people],
        dueOn: row.dueOn,
        doneOn: row.doneOn,
        state: responsibilityState(row, today),
        daysLate: daysLate(row, today, calendar),
      }),
    );
    return ok({ rows, next: page.next });
  });
}

/** Names that are sealed until a day are for the agency that answers only. */
export function isSealedFor(
  actor: Pick<Actor, 'agencyId'>,
  row: { readonly agencyId: string; readonly sealedUntil: string | null },
  now: string,
): boolean {
  return row.agencyId !== actor.agencyId && row.sealedUntil !== null && row.sealedUntil > now;
}

interface PostInForce {
  readonly name: string;
  readonly duties: readonly string[];
  readonly holders: readonly string[];
}

/** Posts and holders of today, by agency. */
export async function postsOfAgencies(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyIds: readonly string[]; readonly today: string },
): Promise<ReadonlyMap<string, readonly PostInForce[]>> {
  const isNow = (since: string, until: string | null) =>
    since <= of.today && (until === null || until > of.today);
  const found = new Map<string, readonly PostInForce[]>();
  for (const agencyId of new Set(of.agencyIds)) {
    const scope = { jurisdictionId: of.jurisdictionId, agencyId };
    const holders = (await holderRows(tx, scope)).filter((row) => isNow(row.since, row.untilDay));
    const posts = (await postRows(tx, scope)).filter((post) => isNow(post.since, post.until_day));
    const inForce = posts.map((post) => ({
      name: post.name,
      duties: post.duties,
      holders: holders.filter((row) => row.postId === post.id).map((row) => row.personName),
    }));
    found.set(agencyId, inForce);
  }
  return found;
}

export async function responsibilityFigures(
  platform: Platform,
  actor: Actor,
  asked: { readonly taskId?: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    const counts = await dutyCounts(tx, actor, { taskId: asked.taskId, today });
    const none = { done: 0, doneLate: 0, open: 0, late: 0 };
    const links = responsibilityLinks.map((link) => ({
      ...none,
      ...counts.find((row) => row.link === link),
      link,
    }));
    return ok({ asOf: today, links });
  });
}
