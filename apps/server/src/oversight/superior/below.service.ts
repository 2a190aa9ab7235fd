/**
 * What a superior reads of a jurisdiction that opened its view: clocks, the stage board, papers and indicators. The reader has the
 * sight of the coordination office there and stands outside every agency, so that sealed names stay sealed; rows with
 * names are noted in the jurisdiction that was read. Nothing is written below.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { DeadlineFilter } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import {
  aboutOf,
  type SupervisionKind,
  type SupervisionState,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { sightBelow } from '@mingcha/core/oversight/superior/superior.ts';
import type { BelowFigure, BelowPaper, BelowRow } from '@mingcha/core/oversight/superior/superior-api.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { readBoard } from '../board/board.service.ts';
import { countDeadlines, listDeadlines } from '../deadlines/deadline.service.ts';
import { totalsOf } from '../figures/indicator-table.queries.ts';
import {
  insertReading,
  type KnownJurisdiction,
  officesOf,
  opened,
  type SentPaper,
  sentPapers,
} from './superior.queries.ts';

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

/** The coordination office, and the head of the agency that has it; nobody else of the superior. */
export async function standsAbove(tx: Tx, actor: Actor): Promise<boolean> {
  if (hasRole(actor, 'coordinator')) return true;
  if (!hasRole(actor, 'agencyHead')) return false;
  return (await officesOf(tx, actor.jurisdictionId)).includes(actor.agencyId);
}

/** The jurisdictions that this person may look into. */
export async function visibleBelow(tx: Tx, actor: Actor): Promise<readonly KnownJurisdiction[]> {
  return (await standsAbove(tx, actor)) ? opened(tx, actor.jurisdictionId) : [];
}

/** Whoever looks, as somebody who sees that jurisdiction and belongs to none of its agencies. */
const within = (actor: Actor, jurisdictionId: string): Actor => ({
  ...actor,
  jurisdictionId,
  sectionId: null,
  roles: [...sightBelow],
});

interface Sight {
  readonly place: KnownJurisdiction;
  readonly reader: Actor;
}

/** Errors: `superior.below.not_found` for what is not below, not opened, or not for this person. */
async function sightOf(platform: Platform, actor: Actor, id: string): Promise<Result<Sight>> {
  return inTransaction(platform.db, async (tx): Promise<Result<Sight>> => {
    const place = (await visibleBelow(tx, actor)).find((each) => each.id === id);
    if (place === undefined) return fail('superior.below.not_found');
    return ok({ place, reader: within(actor, place.id) });
  });
}

const wide = { of: 'jurisdiction' } as const;

/** Of a reading that refuses nothing. */
function valueOf<T>(read: Result<T>): T {
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

export async function listBelow(platform: Platform, actor: Actor) {
  const places = await inTransaction(platform.db, (tx) => visibleBelow(tx, actor));
  const rows: BelowRow[] = [];
  for (const { id, name } of places) {
    const counted = valueOf(await countDeadlines(platform, within(actor, id), wide));
    const sum = (of: 'late' | 'today' | 'soon' | 'open' | 'suspended') =>
      counted.clocks.reduce((total, each) => total + each[of], 0);
    const [late, today, soon, open] = [sum('late'), sum('today'), sum('soon'), sum('open')];
    rows.push({ id, name, late, today, soon, open, suspended: sum('suspended') });
  }
  return ok({ asOf: platform.clock.today(), rows });
}

/** Errors: `superior.below.not_found`. */
export async function countBelow(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly agencyId: string | undefined },
) {
  const sight = await sightOf(platform, actor, asked.id);
  if (!sight.ok) return sight;
  const { reader, place } = sight.value;
  const ofAgency = asked.agencyId === undefined ? {} : { agencyId: asked.agencyId };
  const counted = valueOf(await countDeadlines(platform, reader, { ...wide, ...ofAgency }));
  return ok({ ...counted, name: place.name });
}

/** Errors: `superior.below.not_found`. */
export async function listBelowClocks(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly filter: Omit<DeadlineFilter, 'of'>; readonly page: Page },
) {
  const sight = await sightOf(platform, actor, asked.id);
  if (!sight.ok) return sight;
  const { place, reader } = sight.value;
  const filter: DeadlineFilter = { ...asked.filter, ...wide };
  const found = await listDeadlines(platform, reader, { filter, page: asked.page });
  if (!found.ok) return found;
  // Their pages are for their own people.
  const rows = found.value.rows.map((row) => ({ ...row, path: '' }));
  await inTransaction(platform.db, (tx) =>
    insertReading(tx, {
      id: platform.ids.next(),
      jurisdictionId: place.id,
      actor,
      kind: 'clocks',
      rows: rows.length,
      at: platform.clock.now(),
    }),
  );
  return ok({ rows, next: found.value.next });
}

/** Errors: `superior.below.not_found`. */
export async function readBelowBoard(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly page: Page },
) {
  const sight = await sightOf(platform, actor, asked.id);
  if (!sight.ok) return sight;
  const board = await readBoard(platform, sight.value.reader, {
    filter: {},
    column: undefined,
    isPressing: false,
    page: asked.page,
  });
  if (!board.ok) return board;
  return ok({ ...board.value, rows: board.value.rows.map((row) => ({ ...row, path: null })) });
}

/** Errors: `superior.below.not_found`. */
export async function listBelowPapers(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly page: Page },
) {
  const sight = await sightOf(platform, actor, asked.id);
  if (!sight.ok) return sight;
  return inTransaction(platform.db, async (tx) => {
    const found = await sentPapers(tx, sight.value.place.id, asked.page);
    const page = pageOfRows(found, asked.page.limit, (row) => [row.draftedAt, row.id]);
    return ok({ rows: page.rows.map(paperOf), next: page.next });
  });
}

function paperOf({ aboutKey, draftedAt: _, kind, state, ...row }: SentPaper): BelowPaper {
  const isClock = aboutOf(aboutKey).kind === 'clock';
  return {
    ...row,
    kind: kind as SupervisionKind,
    state: state as SupervisionState,
    clock: isClock ? (aboutKey.slice(0, aboutKey.indexOf(':')) as DeadlineClock) : null,
  };
}

/** Errors: `superior.below.not_found`. */
export async function readBelowFigures(platform: Platform, actor: Actor, asked: { readonly id: string }) {
  const sight = await sightOf(platform, actor, asked.id);
  if (!sight.ok) return sight;
  return inTransaction(platform.db, async (tx) => {
    const scope = { jurisdictionIds: [sight.value.place.id], agencyId: null };
    const asOf = platform.clock.today();
    const year = asOf.slice(0, 4);
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const rows: BelowFigure[] = [];
    for (const { key } of indicators) {
      const [line] = await totalsOf(tx, scope, { indicator: key, asOf, periods: [period] });
      if (line === undefined) continue;
      const { numerator, denominator, exempt, void: voided, value } = line;
      rows.push({ indicator: key, numerator, denominator, exempt, void: voided, value });
    }
    return ok({ ...period, asOf, rows });
  });
}
