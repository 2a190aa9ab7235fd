/**
 * A year of an invented county, lived through the services: plans, draws, dispatches, visits, results, publications, problems,
 * objections, with faults and late people. The same seed gives the same year; only the draws themselves take real chance when
 * the platform's random source is real. For tests of figures and for bench; never part of an installation.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { listDrawable } from '../../plans/view.ts';
import { catchUp, type Follower } from '../../platform/events/follow.ts';
import { must } from '../must.ts';
import type { Year, YearPlatform } from './acts.ts';
import { makeAgenda } from './agenda.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Bureau, type County, type CountySize, loadCounty } from './county.ts';
import { trades } from './county-words.ts';
import { type PlannedDraw, publishPlan } from './year-plan.ts';
import { caseTask, drawnTask } from './year-tasks.ts';

export interface YearSize extends CountySize {
  /** Of the whole county; two in three come from a draw of the plan. */
  readonly tasks: number;
  /** About so many; what the draws take decides. */
  readonly inspections: number;
  /** How much oftener than in a real year rare things happen. */
  readonly often: number;
}

/** The year that the product is measured by. */
export const wholeYear: YearSize = {
  agencies: 70,
  objects: 30_000,
  inspectorsEach: 10,
  tasks: 600,
  inspections: 6000,
  often: 1,
};

/** Small enough for every run of the tests, with every kind of event in it. */
export const sampleYear: YearSize = {
  agencies: 3,
  objects: 150,
  inspectorsEach: 6,
  tasks: 18,
  inspections: 70,
  often: 5,
};

const year = 2026;

/** Lives the year; gives the county and the last day. Every refusal that people would not meet is an error. */
export async function simulateYear(
  platform: YearPlatform,
  of: {
    readonly size: YearSize;
    readonly seed: number;
    readonly followers: readonly Follower[];
    /** Of the password that everybody has. */
    readonly passwordHash: string;
    /** Told at each evening that had work. */
    readonly progress?: (day: string) => void;
  },
): Promise<{ readonly county: County; readonly today: string }> {
  const chance = chanceOf(of.seed, of.size.often);
  const agenda = makeAgenda(platform.clock);
  platform.clock.set(`${year}-01-05T00:30:00.000Z`);
  const county = await loadCounty(platform, { ...of, chance });
  const whole: Year = { platform, agenda, chance };
  for (const [n, bureau] of county.bureaus.entries()) {
    const share = of.size.tasks / of.size.agencies;
    const count = Math.floor((n + 1) * share) - Math.floor(n * share);
    noteBureau(whole, bureau, { count, size: of.size, forgets: n % 10 === 1 });
  }
  const to = `${year}-12-31`;
  await agenda.run({ from: `${year}-01-06`, to }, async () => {
    while ((await catchUp(platform, of.followers)) > 0);
    of.progress?.(platform.clock.today());
  });
  platform.clock.set(`${to}T08:00:00.000Z`);
  return { county, today: to };
}

function noteBureau(
  whole: Year,
  bureau: Bureau,
  of: { readonly count: number; readonly size: YearSize; readonly forgets: boolean },
): void {
  const { platform, agenda, chance } = whole;
  const drawn = Math.ceil((of.count * 2) / 3);
  const each = Math.max(2, Math.round(of.size.inspections / of.size.tasks));
  const pool = Math.floor(bureau.objectIds.length / trades.length);
  const draws: PlannedDraw[] = Array.from({ length: drawn }, (_, k) => {
    const start = addDays(`${year}-04-07`, Math.floor((k * 180) / Math.max(drawn, 1)) + chance.roll(10));
    return { window: { from: start, to: addDays(start, 60) }, trade: k % trades.length, wanted: each, pool };
  });
  agenda.at(addDays(`${year}-03-02`, chance.roll(25)), async () => {
    await publishPlan(platform, bureau, { year, draws });
    await noteDraws(whole, bureau, of.forgets);
  });
  for (let k = drawn; k < of.count; k += 1) {
    const day = addDays(
      `${year}-02-02`,
      Math.floor(((k - drawn) * 270) / Math.max(1, of.count - drawn)) + chance.roll(15),
    );
    const objectIds = someOf(bureau.objectIds, { count: each, chance });
    const [first, second] = pairOf(bureau.inspectorIds.length, chance);
    const inspectorIds = [bureau.inspectorIds[first] ?? '', bureau.inspectorIds[second] ?? ''];
    const origin = chance.pick(['special', 'special', 'complaint', 'superiorOrder'] as const);
    const offSite = (k - drawn) % 2 === 0;
    agenda.at(day, () =>
      caseTask(whole, bureau, { origin, offSite, objectIds, inspectorIds, item: k % trades.length }),
    );
  }
}

/** An agency that forgets never draws its last entry; some lists go out late, some draws are voided and repeated. */
async function noteDraws(whole: Year, bureau: Bureau, forgets: boolean): Promise<void> {
  const { platform, agenda, chance } = whole;
  const { rows } = must(await listDrawable(platform, bureau.legal));
  for (const [n, entry] of rows.entries()) {
    if (forgets && n === rows.length - 1) continue;
    const { window } = entry.fields;
    const day = addDays(window.from, chance.roll(5) - 3);
    const fate = chance.rarely(3) ? 'voided' : chance.rarely(6) ? 'late' : 'normal';
    agenda.at(day, () => drawnTask(whole, bureau, { entryId: entry.entryId, window, fate }));
  }
}

function someOf<T>(
  list: readonly T[],
  of: { readonly count: number; readonly chance: Chance },
): readonly T[] {
  const rest = [...list];
  return Array.from({ length: Math.min(of.count, rest.length) }, () => {
    const [taken] = rest.splice(of.chance.roll(rest.length), 1);
    if (taken === undefined) throw new Error('nothing is left to take');
    return taken;
  });
}

/** A leader, who stands at an even place of the directory, and a companion. */
function pairOf(count: number, chance: Chance): readonly [number, number] {
  const lead = 2 * chance.roll(Math.ceil(count / 2));
  return [lead, (lead + 1 + 2 * chance.roll(Math.max(1, Math.floor(count / 2) - 1))) % count];
}
