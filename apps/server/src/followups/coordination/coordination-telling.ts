/** Who is told of a coordination ticket: the coordination office, those who answer for each demand, the enterprise of its outcome. */
import { coordinationNotices } from '@mingcha/core/followups/coordination/coordination-notices.ts';
import type { Tx } from '../../platform/db/database.ts';
import { accountsWithRole } from '../../platform/notices/notice.queries.ts';
import { notify, notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { teamAccounts } from '../../tasks/task-notices.queries.ts';
import { casesOf, type FollowupCase } from '../followup.queries.ts';
import { demandsOf, type StoredCoordination, type StoredDemand } from './coordination.queries.ts';

type Ticket = Pick<StoredCoordination, 'jurisdiction_id' | 'id' | 'number' | 'object_name' | 'object_key'>;

const linkOf = (ticket: Ticket): string => `/coordinations/${ticket.id}`;
const factsOf = (ticket: Ticket) => ({ number: ticket.number, object: ticket.object_name });

const office = (tx: Tx, ticket: Ticket) =>
  accountsWithRole(tx, { jurisdictionId: ticket.jurisdiction_id, roles: ['coordinator'] });

async function agenciesPeople(tx: Tx, cases: readonly FollowupCase[]): Promise<readonly string[]> {
  const people: string[] = [];
  for (const agencyId of new Set(cases.map((each) => each.agency_id)))
    people.push(...(await accountsWithRole(tx, { agencyId, roles: ['legalOfficer', 'agencyHead'] })));
  for (const found of cases)
    people.push(
      ...(await teamAccounts(tx, {
        jurisdictionId: found.jurisdiction_id,
        inspectionId: found.inspection_id,
        agencyId: found.agency_id,
      })),
    );
  return people;
}

async function casesOfTicket(tx: Tx, row: StoredCoordination): Promise<readonly FollowupCase[]> {
  const findingIds = (await demandsOf(tx, [row])).map((each) => each.finding_id);
  return casesOf(tx, { jurisdictionId: row.jurisdiction_id, findingIds });
}

export async function tellRaised(
  tx: Tx,
  platform: Platform,
  of: { readonly ticket: Ticket; readonly cases: readonly FollowupCase[] },
): Promise<void> {
  const { ticket, cases } = of;
  await notifyAll(tx, platform, {
    jurisdictionId: ticket.jurisdiction_id,
    accountIds: [...(await office(tx, ticket)), ...(await agenciesPeople(tx, cases))],
    kind: coordinationNotices.raised,
    data: factsOf(ticket),
    link: linkOf(ticket),
    dedupeKey: `coordination.raised ${ticket.id}`,
  });
}

export async function tellTakenUp(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredCoordination; readonly opinionsBy: string },
): Promise<void> {
  const { row } = of;
  await notifyAll(tx, platform, {
    jurisdictionId: row.jurisdiction_id,
    accountIds: await agenciesPeople(tx, await casesOfTicket(tx, row)),
    kind: coordinationNotices.takenUp,
    data: factsOf(row),
    link: linkOf(row),
    dueOn: of.opinionsBy,
    dedupeKey: `coordination.takenUp ${row.id}`,
  });
}

export async function tellOpinion(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredCoordination; readonly agency: StoredDemand },
): Promise<void> {
  const { row, agency } = of;
  await notifyAll(tx, platform, {
    jurisdictionId: row.jurisdiction_id,
    accountIds: await office(tx, row),
    kind: coordinationNotices.opinion,
    data: { number: row.number, agency: agency.agency_name },
    link: linkOf(row),
    dedupeKey: `coordination.opinion ${row.id} ${agency.agency_id}`,
  });
}

/** An object without a credit code has nobody who could read it; of a dismissal it learns where it raised the ticket. */
export async function tellClosed(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredCoordination; readonly isSettled: boolean },
): Promise<void> {
  const { row, isSettled } = of;
  const common = { jurisdictionId: row.jurisdiction_id, dedupeKey: `coordination.closed ${row.id}` };
  await notifyAll(tx, platform, {
    ...common,
    accountIds: await agenciesPeople(tx, await casesOfTicket(tx, row)),
    kind: isSettled ? coordinationNotices.settled : coordinationNotices.dismissed,
    data: factsOf(row),
    link: linkOf(row),
  });
  const [, creditCode] = /^uscc:(.+)$/.exec(row.object_key) ?? [];
  if (creditCode === undefined || (!isSettled && row.raised_as !== 'enterprise')) return;
  await notify(tx, platform, {
    ...common,
    to: { enterpriseKey: creditCode },
    kind: coordinationNotices.enterprise,
    data: { number: row.number },
    link: '/p/enterprise/coordinations',
  });
}
