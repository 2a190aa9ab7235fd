/** The figures of a report: every indicator of the statistics for its period, two of them by unit, and what is overdue. Reads only. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { indicatorOf, indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import type { ReportFigures } from '@mingcha/core/oversight/reports/report.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type IndicatorAsked, indicatorTable } from '../figures/indicator-table.queries.ts';
import { dutyCounts } from '../responsibility.queries.ts';

/** Of the own agency; of all agencies of the area for the coordination office. */
export async function figuresOf(
  tx: Tx,
  actor: Actor,
  asked: { readonly from: string; readonly to: string; readonly asOf: string },
): Promise<ReportFigures> {
  const isArea = hasRole(actor, 'coordinator');
  const whose = isArea ? {} : { agencyId: actor.agencyId };
  const lines: ReportFigures['lines'] = [];
  for (const { key } of indicators) {
    const [row] = await indicatorTable(tx, actor, { ...asked, ...whose, indicator: key, by: 'all' });
    if (row === undefined) throw new Error('a table of all has one line');
    const { numerator, denominator, exempt, value } = row;
    lines.push({ indicator: key, numerator, denominator, exempt, void: row.void, value });
  }
  const by = isArea ? 'agency' : 'month';
  const late = await dutyCounts(tx, actor, { taskId: undefined, today: asked.asOf });
  return {
    ...asked,
    lines,
    byUnit: { by, rows: await unitRows(tx, actor, { ...asked, ...whose, by }) },
    overdue: late.map(({ link, late: count }) => ({ link, late: count })),
  };
}

async function unitRows(
  tx: Tx,
  actor: Actor,
  asked: Pick<IndicatorAsked, 'from' | 'to' | 'asOf' | 'agencyId'> & { readonly by: 'month' | 'agency' },
): Promise<ReportFigures['byUnit']['rows']> {
  if (!indicatorOf('publicationRate').by.includes(asked.by)) return [];
  const published = await indicatorTable(tx, actor, { ...asked, indicator: 'publicationRate' });
  const closed = await indicatorTable(tx, actor, { ...asked, indicator: 'followupClosure' });
  const closedOf = new Map(closed.map((row) => [row.key, row]));
  return published.map((row) => ({
    label: row.label === '' ? row.key : row.label,
    published: row.numerator,
    toPublish: row.denominator,
    closed: closedOf.get(row.key)?.numerator ?? 0,
    found: closedOf.get(row.key)?.denominator ?? 0,
  }));
}
