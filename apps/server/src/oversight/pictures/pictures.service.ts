/** Figures of pictures, within the bounds of the statistics: whose figures a person sees and whose rows. Reads only. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type IndicatorKey, indicatorOf, monthsOf } from '@mingcha/core/oversight/figures/indicators.ts';
import { funnelStages } from '@mingcha/core/oversight/pictures/funnel.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { mayOpenRows } from '../figures/figures.service.ts';
import { figureScope, type IndicatorRow, tableOf } from '../figures/indicator-table.queries.ts';
import { funnelCounts, pictureCases, type RowsOf, visitDays } from './pictures.queries.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly agencyId?: string | undefined;
}

/** Figures end with yesterday, so that they hold still for a day. */
export function yesterday(platform: Platform): string {
  return addDays(platform.clock.today(), -1);
}

/** Each month of the period with the part of it that the period covers. */
function partsOf({ from, to }: Asked) {
  return monthsOf({ from, to }).map((month) => {
    const first = `${month}-01`;
    const last = addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
    return { month, from: first < from ? from : first, to: last > to ? to : last };
  });
}

/** Areas × months of one indicator. Errors: `figures.dimension_invalid`. */
export async function readHeat(
  platform: Platform,
  actor: Actor,
  asked: Asked & { readonly indicator: IndicatorKey },
) {
  if (!indicatorOf(asked.indicator).by.includes('area'))
    return fail('figures.dimension_invalid', {}, 'indicator');
  const asOf = yesterday(platform);
  const months = partsOf(asked);
  return inTransaction(platform.db, async (tx) => {
    const scope = await figureScope(tx, actor, { by: 'area', agencyId: asked.agencyId });
    const tables: ReadonlyMap<string, IndicatorRow>[] = [];
    const labels = new Map<string, string>();
    for (const { from, to } of months) {
      const rows = await tableOf(tx, scope, { indicator: asked.indicator, by: 'area', from, to, asOf });
      tables.push(new Map(rows.map((row) => [row.key, row])));
      for (const row of rows) labels.set(row.key, row.label);
    }
    const areas = [...labels]
      .map(([key, label]) => ({
        key,
        label,
        cells: tables.map((table) => {
          const row = table.get(key);
          return {
            numerator: row?.numerator ?? 0,
            denominator: row?.denominator ?? 0,
            value: row?.value ?? null,
          };
        }),
      }))
      .filter((area) => area.cells.some((cell) => cell.denominator > 0 || cell.numerator > 0))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return ok({ asOf, months, areas, hasRows: mayOpenRows(actor, scope, null) });
  });
}

export async function readFunnel(platform: Platform, actor: Actor, asked: Asked) {
  const asOf = yesterday(platform);
  return inTransaction(platform.db, async (tx) => {
    const scope = await figureScope(tx, actor, { by: 'all', agencyId: asked.agencyId });
    const counts = await funnelCounts(tx, scope, { ...asked, asOf });
    return ok({
      asOf,
      stages: funnelStages.map((stage) => ({ stage, count: counts[stage] })),
      exempt: counts.exempt,
      void: counts.void,
      hasRows: mayOpenRows(actor, scope, null),
    });
  });
}

export async function readCalendar(
  platform: Platform,
  actor: Actor,
  asked: { readonly year: number; readonly agencyId?: string | undefined },
) {
  const asOf = yesterday(platform);
  return inTransaction(platform.db, async (tx) => {
    const scope = await figureScope(tx, actor, { by: 'all', agencyId: asked.agencyId });
    const days = await visitDays(tx, scope, {
      from: `${asked.year}-01-01`,
      to: `${asked.year}-12-31`,
      asOf,
    });
    return ok({ asOf, days: [...days], hasRows: mayOpenRows(actor, scope, null) });
  });
}

/** The cases behind a number. Errors: `figures.rows.forbidden`. */
export async function readPictureRows(
  platform: Platform,
  actor: Actor,
  asked: Asked & { readonly of: RowsOf; readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const scope = await figureScope(tx, actor, { by: 'all', agencyId: asked.agencyId });
    if (!mayOpenRows(actor, scope, null)) return fail('figures.rows.forbidden');
    const rows = await pictureCases(tx, scope, { ...asked, asOf: yesterday(platform) });
    return ok(pageOfRows(rows, asked.limit, (row) => [row.mark, row.key]));
  });
}
