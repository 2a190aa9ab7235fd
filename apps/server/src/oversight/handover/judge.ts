/** Which open things of a person a receiver may take on: post, certificate, interest in the object, part in the result. Reads only. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { type Receiver, type StayReason, whyStays } from '@mingcha/core/oversight/handover/handover.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { objectionById } from '../../publications/objections/objection.queries.ts';
import { involvedIn } from '../../publications/objections/objection-case.ts';
import { type Goer, goersOfAgency, interestPairs } from '../../tasks/dispatch.queries.ts';
import { unfitReason } from '../../tasks/fitness.ts';
import type { Account } from './handover.queries.ts';
import type { OpenRow } from './open-things.queries.ts';

interface Agency {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Why each thing stays; null for what moves, or while nobody is chosen and nothing by its kind holds it. */
export async function judged(
  tx: Tx,
  platform: Platform,
  of: { readonly agency: Agency; readonly rows: readonly OpenRow[]; readonly receiver: Account | null },
): Promise<readonly (OpenRow & { readonly stays: StayReason | null })[]> {
  const { agency, rows, receiver } = of;
  const goers = receiver === null ? [] : [...(await goersOfAgency(tx, agency)).values()];
  const goer = goers.find((each) => each.accountId === receiver?.id);
  const today = platform.clock.today();
  const recused = goer === undefined ? new Set<string>() : await interests(tx, { goer, rows, today, agency });
  const list: (OpenRow & { readonly stays: StayReason | null })[] = [];
  for (const row of rows) {
    const known: Receiver = {
      roles: receiver === null ? everybody : (receiver.roles as readonly Role[]),
      hasCertificate:
        receiver === null
          ? true
          : goer === undefined
            ? null
            : unfitReason(goer, {
                today,
                from: today,
                to: row.dueOn !== null && row.dueOn > today ? row.dueOn : today,
              }) === null,
      isRecused:
        receiver !== null &&
        ((row.objectId !== null && recused.has(row.objectId)) || (await hadPart(tx, row, receiver.id))),
    };
    list.push({ ...row, stays: whyStays(row, known) });
  }
  return list;
}

const everybody: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'];

/** Objects in which the person has declared an interest. */
async function interests(
  tx: Tx,
  of: {
    readonly goer: Goer;
    readonly rows: readonly OpenRow[];
    readonly today: string;
    readonly agency: Agency;
  },
): Promise<ReadonlySet<string>> {
  const { goer, today, agency } = of;
  const found = new Set<string>();
  const homes = Map.groupBy(
    of.rows.filter((row) => row.objectId !== null),
    (row) => row.homeId,
  );
  for (const [jurisdictionId, rows] of homes) {
    const objectIds = rows.flatMap((row) => row.objectId ?? []);
    const pairs = await interestPairs(tx, {
      jurisdictionId,
      objectIds,
      today,
      homes: [agency.jurisdictionId],
    });
    for (const id of objectIds) if (pairs.has(`${goer.id} ${id}`)) found.add(id);
  }
  return found;
}

/** Nobody handles an objection to a result in which they had a part. */
async function hadPart(tx: Tx, row: OpenRow, accountId: string): Promise<boolean> {
  if (row.kind !== 'objection') return false;
  const objection = await objectionById(tx, row.id);
  return objection !== undefined && (await involvedIn(tx, objection)).has(accountId);
}
