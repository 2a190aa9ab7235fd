/** Statistics of publication: counts per agency with their rates, overdue results per agency and task. Percentages have one decimal and are null where there is nothing to divide by. */
import type { AgencyFigures, StatisticsFact } from '@mingcha/core/publications/packages/facts.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicOverdueCounts } from '../public-overdue.ts';
import { type AgencyCounts, findingCounts, publicationCounts } from './facts.queries.ts';

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
  const rows = [...counts, ...bare.map(({ agencyId, agencyName }) => emptyCounts(agencyId, agencyName))];
  return {
    asOf: today,
    // What was never prepared because nobody entered it is overdue as well: the engine's count stands.
    agencies: rows.map((row) =>
      figuresOf({ ...row, overdue: late.get(row.agencyId) ?? 0 }, findings.get(row.agencyId)),
    ),
    overdue: [...overdue],
  };
}

function emptyCounts(agencyId: string, agencyName: string): AgencyCounts {
  const none = {
    published: 0,
    inTime: 0,
    late: 0,
    waiting: 0,
    exempt: 0,
    suspended: 0,
    excluded: 0,
    overdue: 0,
  };
  return { agencyId, agencyName, ...none };
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

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
