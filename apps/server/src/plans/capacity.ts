/** Working days of the own inspectors against what the plan needs, and what the check says of it (R077). */
import { countDays } from '@mingcha/core/plans/plan-capacity.ts';
import { type CheckedEntry, type Found, needOf } from '@mingcha/core/plans/plan-check.ts';
import type { PlanCheck } from '@mingcha/core/plans/plan-check-api.ts';
import type { Tx } from '../platform/db/database.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { workersOf } from './check.queries.ts';
import type { PlanGround } from './plan-file.ts';

export async function capacityOf(
  tx: Tx,
  of: { readonly ground: PlanGround; readonly own: readonly CheckedEntry[] },
) {
  const { ground, own } = of;
  const workers = await workersOf(tx, ground, ground.year);
  const counter = countDays(await workCalendar(tx, ground.jurisdictionId), ground.year, workers);
  const froms = own.map((entry) => entry.fields.window.from).sort();
  const tos = own.map((entry) => entry.fields.window.to).sort();
  const [from, to] = [froms[0] ?? null, tos.at(-1) ?? null];
  const window = from === null || to === null ? null : { from, to };
  const need = own.reduce((sum, entry) => sum + needOf(entry), 0);
  const all = window === null ? 0 : counter.personDays(window);
  const lines = own.map((entry) => {
    const days = counter.personDays(entry.fields.window);
    return {
      entryId: entry.entryId,
      title: entry.title,
      objects: entry.measured.figures.yearly,
      need: needOf(entry),
      available: days === null ? null : days * 10,
    };
  });
  const view = {
    inspectors: workers.length,
    from,
    to,
    workingDays: window === null ? 0 : counter.workingDays(window),
    available: all === null ? null : all * 10,
    need,
    lines,
  };
  return { view, found: capacityFindings(view, ground.year) };
}

function capacityFindings(view: PlanCheck['capacity'], year: number): readonly Found[] {
  if (view.available === null)
    return [
      {
        key: 'calendar',
        code: 'check.capacity_unknown',
        severity: 'tells',
        data: { year },
        entryId: null,
      },
    ];
  const inDays = (tenths: number) => Math.ceil(tenths / 10);
  if (view.need > view.available) {
    const [need, available] = [inDays(view.need), inDays(view.available)];
    return [
      {
        key: 'capacity',
        code: 'check.capacity_short',
        severity: 'asks',
        data: { need, available, short: need - available },
        entryId: null,
      },
    ];
  }
  return view.lines
    .filter((line) => line.available !== null && line.need > line.available)
    .map((line) => ({
      key: `capacity ${line.entryId}`,
      code: 'check.capacity_window',
      severity: 'asks' as const,
      data: { entry: line.title, need: inDays(line.need), available: inDays(line.available ?? 0) },
      entryId: line.entryId,
    }));
}
