/** Binds the portal's pages about published records: search, units, lists, exposure, one record. None writes. */
import { isExposed } from '@mingcha/core/publications/portal/exposure.ts';
import * as api from '@mingcha/core/publications/portal/portal-api.ts';
import type { UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inOneStatement } from '../../platform/db/transaction.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { fullAddress } from './address.ts';
import type { Asking } from './answering.ts';
import { exposurePageOf } from './exposure-page.ts';
import { homePageOf, homeRows } from './home-page.ts';
import {
  compared,
  exposedRecords,
  isRecordId,
  listRecords,
  recordsOfUnit,
  searchUnits,
} from './portal.queries.ts';
import { unitNotes } from './public-facts.ts';
import { readingOf } from './reading.ts';
import { noNotes } from './record-notes.ts';
import { recordPageOf } from './record-page.ts';
import { recordAddress } from './record-parts.ts';
import { recordsPageOf } from './records-page.ts';
import { searchLimit, searchPageOf } from './search-page.ts';
import { unitPageOf } from './unit-page.ts';

const pageSize = 20;

interface Reads extends Asking {
  readonly reads: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly besideOf: (code: string | null) => Promise<UnitNotes>;
}

export function bindRecordPages(binder: Binder, platform: Platform, asking: Asking): void {
  const ways: Reads = {
    ...asking,
    reads: (work) => inOneStatement(platform.db, work),
    besideOf: async (code) => (code === null ? null : await asking.ask(unitNotes, code)) ?? noNotes,
  };
  bindUnitPages(binder, ways);
  bindLists(binder, platform, ways);
  bindOneRecord(binder, platform, ways);
}

function bindUnitPages(binder: Binder, { answer, reads, besideOf }: Reads): void {
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
    const path = `/p/units/${encodeURIComponent(code.toWellFormed())}`;
    return answer(readingOf(call, path), async ({ words, reading }) => {
      const found = await reads((tx) => recordsOfUnit(tx, { code }, pageOf(call.query)));
      return unitPageOf(words, reading, { code, ...found, beside: await besideOf(code) });
    });
  });
  binder.bindAnyone(api.namedUnitPage, (call) => {
    const name = call.query.name ?? '';
    return answer(readingOf(call, '/p/units'), async ({ words, reading }) => {
      const found = await reads((tx) => recordsOfUnit(tx, { name }, pageOf(call.query)));
      return unitPageOf(words, reading, { code: null, ...found, beside: noNotes });
    });
  });
}

function bindLists(binder: Binder, platform: Platform, { answer, reads }: Reads): void {
  binder.bindAnyone(api.homePage, (call) =>
    answer(readingOf(call, '/p/'), async ({ words }) => {
      const latest = async (kind: 'result' | 'draw') =>
        (await reads((tx) => listRecords(tx, { kind }, { after: undefined, limit: homeRows }))).records;
      const [results, draws] = await Promise.all([latest('result'), latest('draw')]);
      return homePageOf(words, { results, draws });
    }),
  );
  binder.bindAnyone(api.recordsPage, (call) => {
    const { lang: _lang, elder: _elder, after: _after, ...filter } = call.query;
    return answer(readingOf(call, '/p/records'), async ({ words, reading, site }) => {
      const found = await reads((tx) => listRecords(tx, filter, pageOf(call.query)));
      return recordsPageOf(words, reading, { filter, site, ...found });
    });
  });
  binder.bindAnyone(api.exposurePage, (call) =>
    answer(readingOf(call, '/p/exposure'), async ({ words, reading }) => {
      const today = platform.clock.today();
      const found = await reads((tx) => exposedRecords(tx, today, pageOf(call.query)));
      const records = found.records.filter((record) => isExposed(record, today));
      return exposurePageOf(words, reading, { records, next: found.next });
    }),
  );
}

function bindOneRecord(binder: Binder, platform: Platform, { answer, reads, besideOf }: Reads): void {
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
