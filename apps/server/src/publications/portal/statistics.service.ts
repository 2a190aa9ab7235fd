/**
 * Statistics of publication: counts per agency with their rates, overdue results per agency and task, counts per month and
 * item. Percentages have one decimal and are null where there is nothing to divide by.
 */
import type { AgencyFigures, StatisticsFact } from '@mingcha/core/publications/packages/facts.ts';
import { percent } from '@mingcha/core/publications/portal/period-statistics.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicOverdueCounts } from '../public-overdue.ts';
import {
  type AgencyCounts,
  agencyPlaces,
  findingCounts,
  monthlyCounts,
  monthlyItems,
  publicationCounts,
  recordsStamp,
} from './facts.queries.ts';

export type Statistics = StatisticsFact;

export async function readStatistics(tx: Tx, platform: Platform): Promise<Statistics> {
  const today = platform.clock.today();
  const counts = await publicationCounts(tx, { today, now: platform.clock.now() });
  const findings = new Map((await findingCounts(tx)).map((row) => [row.agencyId, row]));
  const overdue = await publicOverdueCounts(tx, platform);
  const late = new Map<string, number>();
  for (const row of overdue) late.set(row.agencyId, (late.get(row.agencyId) ?? 0) + row.overdue);
  const known = new Set(counts.map((row) => row.agencyId));
  const bare = overdue.filter(({ agencyId }) => !known.has(agencyId) && known.add(agencyId).size > 0);
  const places = await agencyPlaces(
    tx,
    bare.map(({ agencyId }) => agencyId),
  );
  const rows = [
    ...counts,
    ...bare.map(({ agencyId, agencyName }) => ({
      ...emptyCounts,
      agencyId,
      agencyName,
      place: places.get(agencyId) ?? '',
    })),
  ];
  return {
    asOf: today,
    // What was never prepared because nobody entered it is overdue as well: the engine's count stands.
    agencies: rows.map((row) =>
      figuresOf({ ...row, overdue: late.get(row.agencyId) ?? 0 }, findings.get(row.agencyId)),
    ),
    overdue: [...overdue],
    months: await monthlyCounts(tx),
    items: await itemsOf(tx, platform),
  };
}

const emptyCounts = {
  published: 0,
  inTime: 0,
  late: 0,
  waiting: 0,
  exempt: 0,
  suspended: 0,
  excluded: 0,
  removed: 0,
  overdue: 0,
};

let kept: { readonly of: Platform; readonly stamp: string; readonly items: Statistics['items'] } | null =
  null;

/** Items are the dearest count: counted anew only after a record changed. */
async function itemsOf(tx: Tx, platform: Platform): Promise<Statistics['items']> {
  const stamp = await recordsStamp(tx);
  if (kept === null || kept.of !== platform || kept.stamp !== stamp)
    kept = { of: platform, stamp, items: await monthlyItems(tx) };
  return kept.items;
}

function figuresOf(
  row: AgencyCounts,
  found: { readonly checked: number; readonly problems: number } = { checked: 0, problems: 0 },
): AgencyFigures {
  return {
    ...row,
    checked: found.checked,
    problems: found.problems,
    timeliness: percent(row.inTime, row.published),
    rate: percent(row.published, row.published + row.waiting + row.overdue),
    findingRate: percent(found.problems, found.checked),
  };
}
