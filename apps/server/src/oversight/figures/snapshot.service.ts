/**
 * Figures that are kept as of a day: saved with the keys of their rows, made again later, compared. Nothing that was saved is
 * changed or deleted.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FigureChange } from '@mingcha/core/oversight/figures/figures-api.ts';
import {
  type FigurePeriod,
  type IndicatorKey,
  indicatorKeys,
  indicatorOf,
  indicatorValue,
} from '@mingcha/core/oversight/figures/indicators.ts';
import {
  type CaseColumn,
  caseColumn,
  casesOfText,
  casesText,
  changeReasons,
  changesBetween,
} from '@mingcha/core/oversight/figures/snapshot.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { cutOff, mayOpenRows } from './figures.service.ts';
import {
  allCases,
  type CaseFlag,
  figureScope,
  type IndicatorAsked,
  type IndicatorRow,
  tableOf,
} from './indicator-table.queries.ts';
import {
  insertSnapshot,
  type StoredIndicator,
  type StoredSnapshot,
  snapshotById,
  snapshotIndicators,
  snapshotPage,
} from './snapshot.queries.ts';
import type { FigureScope } from './units.queries.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const shownChanges = 100;

interface Saving extends FigurePeriod {
  readonly actionId: string;
  readonly title: string;
  readonly asOf?: string | undefined;
  readonly agencyId?: string | undefined;
}

/** Keeps the figures of all indicators. Errors: `figures.as_of_invalid`, `access.agency.not_found`. */
export async function saveFigures(platform: Platform, actor: Actor, asked: Saving) {
  const { actionId, title, from, to } = asked;
  return runAction(platform, { actor, actionId, routeId: 'figures.save' }, async (tx) => {
    const asOf = cutOff(platform, asked.asOf);
    if (!asOf.ok) return asOf;
    const scope = await figureScope(tx, actor, { by: 'all', agencyId: asked.agencyId });
    if (scope.agencyId !== null) {
      const key = { jurisdictionId: actor.jurisdictionId, id: scope.agencyId };
      if ((await agencyById(tx, key)) === undefined) return fail('access.agency.not_found', {}, 'agencyId');
    }
    const bounds = { from, to, asOf: asOf.value };
    const made = [];
    for (const indicator of indicatorKeys) made.push(await figuresOf(tx, scope, { indicator, ...bounds }));
    const digest = sha256(made.map((each) => `${each.indicator} ${each.digest}\n`).join(''));
    const id = platform.ids.next();
    const place = { jurisdiction_id: actor.jurisdictionId };
    await insertSnapshot(
      tx,
      {
        ...place,
        id,
        agency_id: actor.agencyId,
        of_agency_id: scope.agencyId,
        title,
        from_day: from,
        to_day: to,
        as_of: asOf.value,
        digest,
        account_id: actor.accountId,
        person_name: actor.personName,
        saved_at: platform.clock.now(),
      },
      made.map(({ figures, ...each }) => ({
        ...place,
        snapshot_id: id,
        ...each,
        figures: JSON.stringify(figures),
      })),
    );
    await record(tx, platform, {
      type: 'figures.saved',
      actor,
      subject: { kind: 'figureSnapshot', id },
      data: { from, to, asOf: asOf.value, digest },
    });
    return ok({ id });
  });
}

type Bounded = Omit<IndicatorAsked, 'by'>;

async function figuresOf(tx: Tx, scope: FigureScope, asked: Bounded) {
  const total = await totalOf(tx, scope, asked);
  const agencies = await tableOf(tx, scope, { ...asked, by: 'agency' });
  const cases = casesText(columnsOf(await allCases(tx, scope, { ...asked, by: 'all' })));
  return { indicator: asked.indicator, figures: { total, agencies }, cases, digest: sha256(cases) };
}

async function totalOf(tx: Tx, scope: FigureScope, asked: Bounded): Promise<IndicatorRow> {
  const [total] = await tableOf(tx, scope, { ...asked, by: 'all' });
  if (total === undefined) throw new Error('a table of all has one line');
  return total;
}

function columnsOf(cases: readonly CaseFlag[]): ReadonlyMap<string, CaseColumn> {
  return new Map(cases.map((each) => [each.key, caseColumn(each)]));
}

export async function listSaved(
  platform: Platform,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await snapshotPage(tx, actor, page);
    const shown = pageOfRows(found, page.limit, (row) => [row.savedAt, row.id]);
    return ok({ rows: shown.rows.map(viewOf), next: shown.next });
  });
}

function viewOf({ ofAgencyId: _, ...row }: StoredSnapshot) {
  return row;
}

/** The saved figures beside the same ones made again. Errors: `figures.not_found`. */
export async function compareSaved(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx): Promise<Result<Compared>> => {
    const saved = await snapshotById(tx, actor, id);
    if (saved === undefined) return fail('figures.not_found');
    const scope = { jurisdictionIds: [actor.jurisdictionId], agencyId: saved.ofAgencyId };
    const isOpen = mayOpenRows(actor, scope, null);
    const stored = await snapshotIndicators(tx, { jurisdictionId: actor.jurisdictionId, id });
    const byKey = new Map(stored.map((each) => [each.indicator, each]));
    const indicators = [];
    for (const key of indicatorKeys) {
      const before = byKey.get(key);
      if (before !== undefined) indicators.push(await compared(tx, scope, { saved, before, isOpen }));
    }
    return ok({ saved: viewOf(saved), indicators });
  });
}

interface Compared {
  saved: ReturnType<typeof viewOf>;
  indicators: Awaited<ReturnType<typeof compared>>[];
}

async function compared(
  tx: Tx,
  scope: FigureScope,
  of: { readonly saved: StoredSnapshot; readonly before: StoredIndicator; readonly isOpen: boolean },
) {
  const { saved, before } = of;
  const asked = { indicator: before.indicator, from: saved.from, to: saved.to, asOf: saved.asOf };
  const cases = await allCases(tx, scope, { ...asked, by: 'all' });
  const columns = columnsOf(cases);
  const all = changesBetween(casesOfText(before.cases), columns);
  const known = new Map(cases.map((each) => [each.key, each]));
  return {
    indicator: before.indicator,
    before: countsOf(before.indicator, before.figures.total),
    now: countsOf(before.indicator, await totalOf(tx, scope, asked)),
    reasons: changeReasons.flatMap((reason) => {
      const count = all.filter((each) => each.reason === reason).length;
      return count === 0 ? [] : [{ reason, cases: count }];
    }),
    changes: all.slice(0, shownChanges).map((each): FigureChange => {
      const row = of.isOpen ? known.get(each.key) : undefined;
      return { ...each, subject: row?.subject ?? '', mark: row?.mark ?? '', path: row?.path ?? '' };
    }),
  };
}

function countsOf(indicator: IndicatorKey, row: IndicatorRow) {
  const { numerator, denominator, exempt } = row;
  return {
    numerator,
    denominator,
    exempt,
    void: row.void,
    value: indicatorValue(indicatorOf(indicator), row),
  };
}
