/**
 * 逾期未公示 as everybody sees it: agency and task, never a unit (P-04). A task that was opened for one unit may carry its
 * name in the title; then the number stands alone.
 */
import type { OverdueCount } from '@mingcha/core/publications/publication.ts';
import { overdueCounts } from '@mingcha/core/publications/publication.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type OwedRow, owedResults } from './due.queries.ts';

/** Counts of today; titles that name one of the units are empty. */
export async function publicOverdueCounts(
  tx: Tx,
  platform: Platform,
  agencyId?: string,
): Promise<readonly OverdueCount[]> {
  const today = platform.clock.today();
  const owed = await owedResults(tx, { until: today, now: platform.clock.now(), agencyId });
  return overdueCounts(owed, today).map((row) => publicCount(row, owed));
}

/** Only what a count says: the rows behind it carry more. */
function publicCount(row: OverdueCount, owed: readonly OwedRow[]): OverdueCount {
  const isNamed = owed.some((each) => each.taskId === row.taskId && names(row.taskName, each.objectName));
  return {
    agencyId: row.agencyId,
    agencyName: row.agencyName,
    taskId: row.taskId,
    taskNumber: row.taskNumber,
    taskName: isNamed ? '' : row.taskName,
    overdue: row.overdue,
    earliestDue: row.earliestDue,
  };
}

/** Forms of enterprise that titles leave out: 有限公司 and the like are any two to six characters before 公司, 厂, 店. */
const legalForm = /(?:股份|集团|有限责任|有限|责任)*(?:公司|合伙|厂|店)$/u;

function names(title: string, objectName: string): boolean {
  const full = objectName.trim();
  const core = full.replace(legalForm, '');
  return (full !== '' && title.includes(full)) || ([...core].length >= 3 && title.includes(core));
}
