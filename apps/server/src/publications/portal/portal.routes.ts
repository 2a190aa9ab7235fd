/** Binds the portal's pages. Each reads one transaction's worth of `public_records` and answers a page; none writes. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import * as api from '@mingcha/core/publications/portal/portal-api.ts';
import type { UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Binder, PageReply } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { fullAddress } from './address.ts';
import { bindDataRoutes } from './data.routes.ts';
import { rowsPerFile } from './data-tables.ts';
import { agenciesPageOf, agencyPageOf, dataPageOf } from './facts-pages.ts';
import { bindFormRoutes, officeIntake, type PortalIntake } from './forms.routes.ts';
import { type PortalPage, pageReply } from './frame.ts';
import { compared, isRecordId, listRecords, recordsOfUnit, searchUnits } from './portal.queries.ts';
import * as facts from './public-facts.ts';
import { type Reading, readingOf } from './reading.ts';
import { noNotes } from './record-notes.ts';
import { recordPageOf } from './record-page.ts';
import { recordAddress } from './record-parts.ts';
import { recordsPageOf } from './records-page.ts';
import { searchLimit, searchPageOf } from './search-page.ts';
import { keptForAMinute, type SiteFacts } from './site-facts.ts';
import { statisticsPageOf } from './statistics-page.ts';
import { unitPageOf } from './unit-page.ts';
import { type Words, wordsOf } from './words.ts';

const pageSize = 20;

interface Visit {
  readonly words: Words;
  readonly reading: Reading;
  readonly site: SiteFacts;
}

type AnswerPage = (
  reading: Reading,
  make: (visit: Visit) => Promise<PortalPage>,
) => Promise<Result<PageReply>>;

/**
 * `ask` answers the facts that are no records: counted in the office, carried on a portal of its own. `intake` takes what
 * forms send.
 */
export function bindPortalRoutes(
  binder: Binder,
  platform: Platform,
  ask: facts.FactReader = facts.countedFacts(platform),
  intake: PortalIntake = officeIntake(platform),
): void {
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
  bindAgencyPages(binder, ask, answer);
  binder.bindAnyone(api.dataPage, (call) =>
    answer(readingOf(call, '/p/data'), async ({ words }) => dataPageOf(words, rowsPerFile)),
  );
  bindDataRoutes(binder, platform, {
    site: siteFacts,
    statistics,
    agencies: async () => (await ask(facts.agencyList)) ?? [],
  });
  bindFormRoutes(binder, platform, { site: siteFacts, intake });
}

const noSite: SiteFacts = { isDemo: false, agencies: [] };
const noStatistics = (platform: Platform) => ({
  asOf: platform.clock.today(),
  agencies: [],
  overdue: [],
  months: [],
  items: [],
});

function bindAgencyPages(binder: Binder, ask: facts.FactReader, answer: AnswerPage): void {
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

function bindRecordPages(
  binder: Binder,
  platform: Platform,
  { ask, answer }: { readonly ask: facts.FactReader; readonly answer: AnswerPage },
): void {
  const besideOf = async (code: string | null): Promise<UnitNotes> =>
    (code === null ? null : await ask(facts.unitNotes, code)) ?? noNotes;
  const reads = <T>(work: Parameters<typeof inTransaction<T>>[1]): Promise<T> =>
    inTransaction(platform.db, work);
  binder.bindAnyone(api.searchPage, (call) => {
    const text = (call.query.q ?? '').trim();
    const isShort = text !== '' && [...compared(text)].length < 2;
    return answer(readingOf(call, '/p/search'), async ({ words }) => {
      const found = text === '' || isShort ? null : await reads((tx) => searchUnits(tx, text, searchLimit));
      return searchPageOf(words, { text, isShort, found });
    });
  });
  binder.bindAnyone(api.unitPage, (call) => {
    const { code } = call.params;
    return answer(
      readingOf(call, `/p/units/${encodeURIComponent(code.toWellFormed())}`),
      async ({ words, reading }) =>
        unitPageOf(words, reading, {
          code,
          ...(await reads((tx) => recordsOfUnit(tx, { code }, pageOf(call.query)))),
          beside: await besideOf(code),
        }),
    );
  });
  binder.bindAnyone(api.namedUnitPage, (call) => {
    const name = call.query.name ?? '';
    return answer(readingOf(call, '/p/units'), async ({ words, reading }) =>
      unitPageOf(words, reading, {
        code: null,
        ...(await reads((tx) => recordsOfUnit(tx, { name }, pageOf(call.query)))),
        beside: noNotes,
      }),
    );
  });
  binder.bindAnyone(api.recordsPage, (call) => {
    const { lang: _lang, elder: _elder, after: _after, ...filter } = call.query;
    return answer(readingOf(call, '/p/records'), async ({ words, reading, site }) => {
      const found = await reads((tx) => listRecords(tx, filter, pageOf(call.query)));
      return recordsPageOf(words, reading, { filter, site, ...found });
    });
  });
  binder.bindAnyone(api.recordPage, (call) => {
    const { id } = call.params;
    const path = `/p/records/${encodeURIComponent(id.toWellFormed())}`;
    return answer(readingOf(call, path), async ({ words }) => {
      const record = isRecordId(id) ? await reads((tx) => publishedRecord(tx, id)) : undefined;
      const object = record !== undefined && 'object' in record.payload ? record.payload.object : null;
      return recordPageOf(words, record, {
        address: fullAddress(platform, recordAddress(id)),
        beside: await besideOf(object?.code ?? null),
      });
    });
  });
}

function pageOf(query: { readonly after?: string | undefined }) {
  return { after: query.after, limit: pageSize };
}
