/** The leaders' brief: figures of the statistics, what is open and what is late, as data and as a page of A4. Reads only. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { type IndicatorKey, periodBefore } from '@mingcha/core/oversight/figures/indicators.ts';
import type { LeaderBrief } from '@mingcha/core/oversight/pictures/brief-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { tableOf } from '../figures/indicator-table.queries.ts';
import type { FigureScope } from '../figures/units.queries.ts';
import { listResponsibilities, responsibilityFigures } from '../responsibility.service.ts';
import { nameOfScope, openObjections, openRectifications } from './brief.queries.ts';
import { briefPaper } from './brief-paper.ts';
import { yesterday } from './pictures.service.ts';

/** Rates that a leader is asked about; `publicationTimeliness` comes first and is told in words too. */
const shown: readonly IndicatorKey[] = [
  'publicationTimeliness',
  'publicationRate',
  'inspectionCompletion',
  'followupClosure',
  'codeShown',
];
/** The first of them; the rest stands in the list. */
const lateRows = 8;

/** A leader reads about the own agency; the coordination office and the auditor about the place. */
function scopeOf(actor: Actor): FigureScope {
  const isOverAll = hasRole(actor, 'coordinator', 'auditor');
  return { jurisdictionIds: [actor.jurisdictionId], agencyId: isOverAll ? null : actor.agencyId };
}

async function shareOf(
  tx: Tx,
  scope: FigureScope,
  of: { readonly indicator: IndicatorKey; readonly from: string; readonly to: string; readonly asOf: string },
) {
  const [row] = await tableOf(tx, scope, { ...of, by: 'all' });
  return { numerator: row?.numerator ?? 0, denominator: row?.denominator ?? 0 };
}

/** Who acts: the person who has it to do; where none is named yet, whoever holds the post, else the post. */
async function lateOf(platform: Platform, actor: Actor): Promise<LeaderBrief['late']> {
  const list = await listResponsibilities(platform, actor, {
    filter: { state: 'late' },
    page: { after: undefined, limit: lateRows },
  });
  const figures = await responsibilityFigures(platform, actor, {});
  const total = figures.ok ? figures.value.links.reduce((sum, row) => sum + row.late, 0) : 0;
  const rows = list.ok ? list.value.rows : [];
  return {
    total,
    rows: rows.map(({ key, link, subject, agencyName, path, dueOn, people, posts }) => {
      const holders = posts.flatMap((post) => (post.holders.length === 0 ? [post.name] : post.holders));
      return {
        key,
        link,
        subject,
        agencyName,
        path,
        dueOn: dueOn ?? platform.clock.today(),
        people: people.length === 0 ? [...new Set(holders)] : people,
      };
    }),
  };
}

async function figuresOf(tx: Tx, platform: Platform, actor: Actor): Promise<Omit<LeaderBrief, 'late'>> {
  const today = platform.clock.today();
  const asOf = yesterday(platform);
  const scope = scopeOf(actor);
  const from = `${asOf.slice(0, 7)}-01`;
  const now = { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
  const before = periodBefore(now);
  const indicators = [];
  for (const indicator of shown)
    indicators.push({
      indicator,
      now: await shareOf(tx, scope, { indicator, ...now, asOf }),
      before: await shareOf(tx, scope, { indicator, ...before, asOf }),
    });
  return {
    name: await nameOfScope(tx, scope),
    asOf,
    now,
    before,
    indicators,
    rectifications: await openRectifications(tx, scope, today),
    objections: await openObjections(tx, scope, today),
  };
}

async function briefOf(platform: Platform, actor: Actor): Promise<LeaderBrief> {
  const figures = await inTransaction(platform.db, (tx) => figuresOf(tx, platform, actor));
  return { ...figures, late: await lateOf(platform, actor) };
}

export async function readBrief(platform: Platform, actor: Actor) {
  return ok(await briefOf(platform, actor));
}

export async function printBrief(
  platform: Platform,
  actor: Actor,
  asked: { readonly format: PaperFormat; readonly lang: Locale },
): Promise<Result<FileReply>> {
  const brief = await briefOf(platform, actor);
  const paper = briefPaper(brief, asked.lang);
  return ok(await paperReply(paper, asked.format, `${paper.title} ${brief.name} ${brief.asOf}`));
}
