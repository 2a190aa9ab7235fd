/** Binds the portal's pages. Each reads one transaction's worth of `public_records` and answers a page; none writes. */
import { ok } from '@mingcha/core/common/result.ts';
import * as api from '@mingcha/core/publications/portal/portal-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { noteView, type PageView } from '../reach/views.ts';
import type { AnswerPage, Asking } from './answering.ts';
import { articlePageOf, articlesAtom, articlesPageOf } from './articles-page.ts';
import { bindDataRoutes, fileOf } from './data.routes.ts';
import { rowsPerFile } from './data-tables.ts';
import { agenciesPageOf, agencyPageOf, dataPageOf } from './facts-pages.ts';
import { bindFormRoutes, officeIntake, type PortalIntake } from './forms.routes.ts';
import { pageReply } from './frame.ts';
import { isRecordId } from './portal.queries.ts';
import * as facts from './public-facts.ts';
import { readingOf } from './reading.ts';
import { bindRecordPages } from './records.routes.ts';
import { keptForAMinute, type SiteFacts } from './site-facts.ts';
import { statisticsPageOf } from './statistics-page.ts';
import { wordsOf } from './words.ts';

/**
 * `ask` answers the facts that are no records: counted in the office, carried on a portal of its own. `intake` takes what
 * forms send.
 */
export function bindPortalRoutes(
  binder: Binder,
  platform: Platform,
  of: {
    readonly ask: facts.FactReader;
    readonly intake: PortalIntake;
    /** Counts openings of an article; a portal of its own counts none. */
    readonly seen?: Parameters<typeof bindArticlePages>[2]['seen'];
  } = {
    ask: facts.countedFacts(platform),
    intake: officeIntake(platform),
    seen: (view) => noteView(platform, view),
  },
): void {
  const { ask, intake } = of;
  const siteFacts = keptForAMinute(platform, async () => (await ask(facts.siteFacts)) ?? noSite);
  const statistics = keptForAMinute(
    platform,
    async () => (await ask(facts.statistics)) ?? noStatistics(platform),
  );
  const answer: AnswerPage = async (reading, make) => {
    const site = await siteFacts();
    return ok(pageReply(reading, site, await make({ words: wordsOf(reading.locale), reading, site })));
  };

  bindRecordPages(binder, platform, { ask, answer });
  binder.bindAnyone(api.statisticsPage, (call) =>
    answer(readingOf(call, '/p/statistics'), async ({ words }) =>
      statisticsPageOf(words, await statistics(), {
        period: call.query.period ?? 'month',
        group: call.query.group ?? 'all',
      }),
    ),
  );
  bindAgencyPages(binder, { ask, answer });
  bindArticlePages(binder, platform, { ask, answer, seen: of.seen });
  binder.bindAnyone(api.dataPage, (call) =>
    answer(readingOf(call, '/p/data'), async ({ words }) => dataPageOf(words, rowsPerFile)),
  );
  const agencies = async () => (await ask(facts.agencyList)) ?? [];
  bindDataRoutes(binder, platform, { site: siteFacts, statistics, agencies });
  bindFormRoutes(binder, platform, { site: siteFacts, intake });
}

const noSite: SiteFacts = { isDemo: false, asOf: null, agencies: [] };
const noStatistics = (platform: Platform) => ({
  asOf: platform.clock.today(),
  agencies: [],
  overdue: [],
  months: [],
  items: [],
});

function bindAgencyPages(binder: Binder, { ask, answer }: Asking): void {
  binder.bindAnyone(api.agenciesPage, (call) =>
    answer(readingOf(call, '/p/agencies'), async ({ words }) =>
      agenciesPageOf(words, (await ask(facts.agencyList)) ?? []),
    ),
  );
  binder.bindAnyone(api.agencyPage, (call) => {
    const { id } = call.params;
    const path = `/p/agencies/${encodeURIComponent(id.toWellFormed())}`;
    return answer(readingOf(call, path), async ({ words }) =>
      agencyPageOf(words, isRecordId(id) ? await ask(facts.agencyPage, id) : null),
    );
  });
}

function bindArticlePages(
  binder: Binder,
  platform: Platform,
  { ask, answer, seen }: Asking & { readonly seen: ((view: PageView) => void) | undefined },
): void {
  const articles = keptForAMinute(platform, async () => (await ask(facts.articleList)) ?? []);
  binder.bindAnyone(api.articlesPage, (call) =>
    answer(readingOf(call, '/p/articles'), async ({ words }) =>
      articlesPageOf(words, await articles(), call.query.kind),
    ),
  );
  binder.bindAnyone(api.articlePage, (call) => {
    const { id } = call.params;
    const path = `/p/articles/${encodeURIComponent(id.toWellFormed())}`;
    return answer(readingOf(call, path), async ({ words }) => {
      const article = isRecordId(id) ? await ask(facts.article, id) : null;
      if (article !== null) seen?.({ subjectId: id, ip: call.ip, userAgent: call.headers['user-agent'] });
      return articlePageOf(words, article);
    });
  });
  binder.bindAnyone(api.articlesFeed, async () =>
    ok(fileOf(articlesAtom(platform, await articles()), 'application/atom+xml')),
  );
}
