/**
 * The statistics as they are asked for: the overview of all indicators, one table, the rows behind a number. Reads only;
 * decides whose figures a person sees and whose rows.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import { type FigureCase, type FigureRow, rowReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import {
  type FigureColumn,
  type FigurePeriod,
  indicatorOf,
  indicators,
  periodBefore,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  casePage,
  figureScope,
  type IndicatorAsked,
  type IndicatorRow,
  tableOf,
  totalsOf,
} from './indicator-table.queries.ts';
import type { FigureScope } from './units.queries.ts';

/** The cut-off: yesterday when none is given. Errors: `figures.as_of_invalid`. */
export function cutOff(platform: Platform, asOf: string | undefined): Result<string> {
  const today = platform.clock.today();
  if (asOf !== undefined && asOf > today) return fail('figures.as_of_invalid', { today }, 'asOf');
  return ok(asOf ?? addDays(today, -1));
}

/** Whether the person may open the rows of the scope, or of one agency's line in it. */
export function mayOpenRows(actor: Actor, scope: FigureScope, agencyId: string | null): boolean {
  if (scope.agencyId === actor.agencyId || agencyId === actor.agencyId) return true;
  return hasRole(actor, ...rowReaders) && scope.jurisdictionIds.length === 1;
}

function shown(
  actor: Actor,
  scope: FigureScope,
  of: { row: IndicatorRow; asked: IndicatorAsked },
): FigureRow {
  const { row, asked } = of;
  const line = asked.by === 'agency' ? row.key : null;
  const isOwnPlace =
    asked.by === 'jurisdiction' && row.key === actor.jurisdictionId && hasRole(actor, ...rowReaders);
  return {
    ...row,
    interval: row.interval === null ? null : [...row.interval],
    hasRows: isOwnPlace || mayOpenRows(actor, scope, line),
  };
}

/** Table with its total. Errors: `figures.as_of_invalid`, `figures.dimension_invalid`. */
export async function readTable(platform: Platform, actor: Actor, asked: IndicatorAsked) {
  const asOf = cutOff(platform, asked.asOf);
  if (!asOf.ok) return asOf;
  if (!indicatorOf(asked.indicator).by.includes(asked.by)) return fail('figures.dimension_invalid', {}, 'by');
  return inTransaction(platform.db, async (tx) =>
    ok(await tableWithTotal(tx, actor, { ...asked, asOf: asOf.value })),
  );
}

/** The total counts each case once; lines of items may hold a case several times. */
export async function tableWithTotal(
  tx: Tx,
  actor: Actor,
  asked: IndicatorAsked & { readonly asOf: string },
) {
  const scope = await figureScope(tx, actor, asked);
  const rows = await tableOf(tx, scope, asked);
  const total = await totalOf(tx, scope, asked);
  const view = (row: IndicatorRow, by: IndicatorAsked['by']) =>
    shown(actor, scope, { row, asked: { ...asked, by } });
  return { asOf: asked.asOf, rows: rows.map((row) => view(row, asked.by)), total: view(total, 'all') };
}

async function totalOf(tx: Tx, scope: FigureScope, asked: IndicatorAsked): Promise<IndicatorRow> {
  const [total] = await tableOf(tx, scope, { ...asked, by: 'all' });
  if (total === undefined) throw new Error('a table of all has one line');
  return total;
}

/** Every indicator in one line, with the period before. Errors: `figures.as_of_invalid`. */
export async function readOverview(
  platform: Platform,
  actor: Actor,
  asked: FigurePeriod & { readonly asOf?: string | undefined; readonly agencyId?: string | undefined },
) {
  const asOf = cutOff(platform, asked.asOf);
  if (!asOf.ok) return asOf;
  const before = periodBefore(asked);
  return inTransaction(platform.db, async (tx) => {
    const scope = await figureScope(tx, actor, { by: 'all', agencyId: asked.agencyId });
    const lines = [];
    for (const { key } of indicators) {
      const of = { indicator: key, by: 'all', asOf: asOf.value } as const;
      const [now, then] = await totalsOf(tx, scope, { ...of, periods: [asked, before] });
      if (now === undefined || then === undefined) throw new Error('each period has one line');
      const view = (row: IndicatorRow) => shown(actor, scope, { row, asked: { ...asked, ...of } });
      lines.push({ indicator: key, now: view(now), before: view(then) });
    }
    return ok({ asOf: asOf.value, before, indicators: lines });
  });
}

/** Rows behind a number. Errors: `figures.as_of_invalid`, `figures.dimension_invalid`, `figures.rows.forbidden`. */
export async function readRows(
  platform: Platform,
  actor: Actor,
  asked: IndicatorAsked & {
    readonly unit: string;
    readonly column: FigureColumn;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
): Promise<Result<{ rows: FigureCase[]; next: string | null }>> {
  const asOf = cutOff(platform, asked.asOf);
  if (!asOf.ok) return asOf;
  if (!indicatorOf(asked.indicator).by.includes(asked.by)) return fail('figures.dimension_invalid', {}, 'by');
  return inTransaction(platform.db, async (tx) => {
    const scope = await rowScope(tx, actor, asked);
    if (scope === null) return fail('figures.rows.forbidden');
    const found = await casePage(tx, scope, { ...asked, asOf: asOf.value });
    const page = pageOfRows(found, asked.page.limit, (row) => [row.day, row.key]);
    return ok({ rows: page.rows.map(({ agencyId: _, ...row }) => row), next: page.next });
  });
}

/** The scope whose rows may be opened: never that of another agency for a head, never that of another jurisdiction. */
async function rowScope(
  tx: Tx,
  actor: Actor,
  asked: IndicatorAsked & { readonly unit: string },
): Promise<FigureScope | null> {
  if (asked.by === 'jurisdiction') {
    if (asked.unit !== actor.jurisdictionId) return null;
    return figureScope(tx, actor, { by: 'all' }).then((scope) =>
      mayOpenRows(actor, scope, null) ? scope : null,
    );
  }
  const scope = await figureScope(tx, actor, asked);
  return mayOpenRows(actor, scope, asked.by === 'agency' ? asked.unit : null) ? scope : null;
}
