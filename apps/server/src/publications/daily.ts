/**
 * What housekeeping does for publications: ends records whose term is over, and tells the named person and the head five,
 * three and one working days before the due day, on it and after it. Each warning is given once per agency, day and stage,
 * however often the round runs; counts and days, no enterprise. Embargoed, exempted and suspended results warn nobody.
 */
import { assert } from '@mingcha/core/common/result.ts';
import { type WarningStage, warningStage } from '@mingcha/core/publications/publication.ts';
import { publicationNotices } from '@mingcha/core/publications/publication-notices.ts';
import { dayAfter } from '@mingcha/core/registers/rules/deadline.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { type OwedRow, owedResults, publicationPeople } from './due.queries.ts';
import { removePublished } from './engine.ts';
import { endedTerms } from './publication.queries.ts';

/** A chore of the house: terms, then warnings. */
export async function keepPublications(platform: Platform): Promise<void> {
  while ((await endTerms(platform)) > 0);
  await warnOfDues(platform);
}

const atOnce = 100;

async function endTerms(platform: Platform): Promise<number> {
  return inTransaction(platform.db, async (tx) => {
    const rows = await endedTerms(tx, { today: platform.clock.today(), limit: atOnce });
    for (const row of rows) {
      const ended = await removePublished(tx, platform, {
        row,
        move: 'end',
        reason: 'termOver',
        note: '',
        doer: null,
      });
      assert(ended.ok, 'a published record can end');
    }
    return rows.length;
  });
}

/** Longest stretch of free days between working days is shorter than this many calendar days. */
const lookAhead = { length: 20, unit: 'days' } as const;

async function warnOfDues(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    const until = dayAfter({ years: [] }, today, lookAhead).day;
    const owed = await owedResults(tx, { until, now: platform.clock.now() });
    const groups = Map.groupBy(
      owed.filter((each) => !each.isEmbargoed),
      (each) => `${each.agencyId} ${each.dueOn}`,
    );
    for (const rows of groups.values()) await warnOf(tx, platform, { rows, today });
  });
}

async function warnOf(
  tx: Tx,
  platform: Platform,
  of: { readonly rows: readonly OwedRow[]; readonly today: string },
): Promise<void> {
  const { rows, today } = of;
  const [first] = rows;
  if (first === undefined) return;
  const { agencyId, agencyJurisdictionId: jurisdictionId, dueOn } = first;
  const stage = warningStage(dueOn, today, await workCalendar(tx, jurisdictionId));
  if (stage === null) return;
  const { named, heads } = await publicationPeople(tx, { jurisdictionId, agencyId, today });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: [...named, ...heads],
    kind: stage === 'overdue' ? publicationNotices.overdue : publicationNotices.due,
    data: { count: rows.length, due: dueOn },
    link: `/publications?of=${stage === 'overdue' ? 'late' : 'soon'}`,
    dueOn,
    dedupeKey: warningKey({ agencyId, dueOn, stage }),
  });
}

const warningKey = (of: { agencyId: string; dueOn: string; stage: WarningStage }): string =>
  `publication ${of.agencyId} ${of.dueOn} ${of.stage}`;
