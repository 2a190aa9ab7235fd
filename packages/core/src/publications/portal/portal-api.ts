/**
 * Routes of the portal's pages that work without scripts: search, unit, record, list. What a visitor may send is read
 * leniently: a filter that makes no sense is no filter, so that a shared link never fails. Pages answer HTML.
 */
import { z } from 'zod';
import { anyone, type RateClass, route } from '../../common/api.ts';
import { nothing, plainDate } from '../../common/schemas.ts';
import { articleKinds } from '../articles/article.ts';
import { publicationKinds } from '../publication.ts';
import { statisticGroups, statisticPeriods } from './period-statistics.ts';

/** A text of an address; whatever else stands there is as if it were absent. */
const word = (max: number) => z.string().max(max).optional().catch(undefined);
const choice = <const T extends readonly [string, ...string[]]>(of: T) =>
  z.enum(of).optional().catch(undefined);
const day = plainDate.optional().catch(undefined);

/** Language and size of text, chosen by a link and then remembered. */
export const portalReading = { lang: choice(['zh', 'en']), elder: choice(['on', 'off']) };

export const portalSearchQuery = z.object({ ...portalReading, q: word(200), after: word(2000) });
export const portalPlainQuery = z.object(portalReading);
export const portalUnitQuery = z.object({ ...portalReading, name: word(200), after: word(2000) });

export const portalRecordFilter = {
  kind: choice(publicationKinds),
  agency: z.uuid().optional().catch(undefined),
  /** Whether problems were found. */
  found: choice(['problem', 'none']),
  /** What was taken back or ended instead of what stands. */
  state: choice(['removed']),
  from: day,
  to: day,
};
export const portalRecordsQuery = z.object({ ...portalReading, ...portalRecordFilter, after: word(2000) });
export type PortalRecordsQuery = z.output<typeof portalRecordsQuery>;

const statisticsChoice = {
  period: choice(statisticPeriods),
  group: choice(statisticGroups),
};
export const portalStatisticsQuery = z.object({ ...portalReading, ...statisticsChoice });
export const portalDataQuery = portalRecordsQuery.extend(statisticsChoice);

/** A member of a path; what is nobody's code or id leads to the page that says so. */
const key = z.string().max(200);

interface PageOf<P extends z.ZodType, Q extends z.ZodType> {
  readonly id: string;
  readonly path: string;
  readonly params: P;
  readonly query: Q;
  readonly rate?: RateClass;
}

/** A page for everybody under `/p/`. */
function page<P extends z.ZodType, Q extends z.ZodType>(of: PageOf<P, Q>) {
  return route({
    ...of,
    method: 'GET',
    body: nothing,
    transfer: 'page',
    response: z.unknown(),
    policy: anyone,
    audit: null,
    rate: of.rate ?? 'public',
  });
}

export const homePage = page({ id: 'portal.home', path: '/p/', params: nothing, query: portalPlainQuery });
export const searchPage = page({
  id: 'portal.search',
  path: '/p/search',
  params: nothing,
  query: portalSearchQuery,
});
export const unitPage = page({
  id: 'portal.unit',
  path: '/p/units/:code',
  params: z.object({ code: key }),
  query: portalUnitQuery,
});
/** Objects without a credit code stand together by their name. */
export const namedUnitPage = page({
  id: 'portal.namedUnit',
  path: '/p/units',
  params: nothing,
  query: portalUnitQuery,
});
export const recordsPage = page({
  id: 'portal.records',
  path: '/p/records',
  params: nothing,
  query: portalRecordsQuery,
});
export const recordPage = page({
  id: 'portal.record',
  path: '/p/records/:id',
  params: z.object({ id: key }),
  query: portalPlainQuery,
});
export const statisticsPage = page({
  id: 'portal.statistics',
  path: '/p/statistics',
  params: nothing,
  query: portalStatisticsQuery,
});
export const agenciesPage = page({
  id: 'portal.agencies',
  path: '/p/agencies',
  params: nothing,
  query: portalPlainQuery,
});
export const agencyPage = page({
  id: 'portal.agency',
  path: '/p/agencies/:id',
  params: z.object({ id: key }),
  query: portalPlainQuery,
});
/** Which tables can be taken away, in which forms, under which licence. */
export const dataPage = page({
  id: 'portal.data',
  path: '/p/data',
  params: nothing,
  query: portalPlainQuery,
});
/** A table: `results.csv`, `results.json`, their checksums `results.csv.sha256`; `after` continues a long one. */
export const dataFile = page({
  id: 'portal.dataFile',
  path: '/p/data/:file',
  params: z.object({ file: key }),
  query: portalDataQuery,
  rate: 'heavy',
});
export const atomFeed = page({
  id: 'portal.atom',
  path: '/p/feed.atom',
  params: nothing,
  query: portalPlainQuery,
});
export const jsonFeed = page({
  id: 'portal.jsonFeed',
  path: '/p/feed.json',
  params: nothing,
  query: portalPlainQuery,
});
export const sitemap = page({
  id: 'portal.sitemap',
  path: '/p/sitemap.xml',
  params: nothing,
  query: portalPlainQuery,
});

/** 曝光 */
export const exposurePage = page({
  id: 'portal.exposure',
  path: '/p/exposure',
  params: nothing,
  query: z.object({ ...portalReading, after: word(2000) }),
});
export const articlesPage = page({
  id: 'portal.articles',
  path: '/p/articles',
  params: nothing,
  query: z.object({ ...portalReading, kind: choice(articleKinds) }),
});
export const articlePage = page({
  id: 'portal.article',
  path: '/p/articles/:id',
  params: z.object({ id: key }),
  query: portalPlainQuery,
});
export const articlesFeed = page({
  id: 'portal.articlesFeed',
  path: '/p/articles.atom',
  params: nothing,
  query: portalPlainQuery,
});

/** Tables that can be taken away. */
export const dataTables = ['results', 'statistics', 'periods', 'overdue', 'agencies'] as const;
export type DataTable = (typeof dataTables)[number];
