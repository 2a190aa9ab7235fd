/** Binds what programs read of the portal: tables with their checksums, feeds, the site's map. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { AgencyFact } from '@mingcha/core/publications/packages/facts.ts';
import * as api from '@mingcha/core/publications/portal/portal-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Binder, PageReply } from '../../platform/http/binder.ts';
import { html } from '../../platform/http/html.ts';
import type { Platform } from '../../platform/platform.ts';
import { fullAddress } from './address.ts';
import { type AskedFile, askedFile, checksumOf, tableRows, tableText } from './data-tables.ts';
import { factsWords } from './facts-pages.ts';
import { atomText, jsonFeedText, sitemapText } from './feeds.ts';
import { emptyState, pageReply } from './frame.ts';
import { latestRecords, newestIds } from './portal.queries.ts';
import { addressWith, readingOf } from './reading.ts';
import type { SiteFacts } from './site-facts.ts';
import type { Statistics } from './statistics.service.ts';
import { wordsOf } from './words.ts';

const feedLength = 50;
const mapLength = 5000;

interface Sources {
  readonly site: () => Promise<SiteFacts>;
  readonly statistics: () => Promise<Statistics>;
  readonly agencies: () => Promise<readonly AgencyFact[]>;
}

export function bindDataRoutes(binder: Binder, platform: Platform, sources: Sources): void {
  const feed = async (locale: 'zh' | 'en', type: 'atom' | 'json'): Promise<Result<PageReply>> => {
    const records = await inTransaction(platform.db, (tx) => latestRecords(tx, feedLength));
    const make = type === 'atom' ? atomText : jsonFeedText;
    return ok(
      fileOf(
        make(platform, records, wordsOf(locale)),
        type === 'atom' ? 'application/atom+xml' : 'application/feed+json',
      ),
    );
  };
  binder.bindAnyone(api.atomFeed, ({ query }) => feed(query.lang ?? 'zh', 'atom'));
  binder.bindAnyone(api.jsonFeed, ({ query }) => feed(query.lang ?? 'zh', 'json'));
  binder.bindAnyone(api.sitemap, async (): Promise<Result<PageReply>> => {
    const { agencies } = await sources.site();
    const recordIds = await inTransaction(platform.db, (tx) => newestIds(tx, mapLength));
    const text = sitemapText(platform, { recordIds, agencyIds: agencies.map(({ id }) => id) });
    return ok(fileOf(text, 'application/xml'));
  });
  binder.bindAnyone(api.dataFile, async (call): Promise<Result<PageReply>> => {
    const asked = askedFile(call.params.file);
    if (asked === null) {
      const reading = readingOf(call, '/p/data');
      const say = factsWords(reading);
      const main = html`<h1>${say('dataNone')}</h1>${emptyState({ title: say('dataNone'), text: say('dataLead'), action: html`<a href="/p/data">${say('dataTitle')}</a>` })}`;
      return ok(pageReply(reading, await sources.site(), { title: say('dataNone'), main, status: 404 }));
    }
    return ok(await tableReply(platform, sources, { asked, query: call.query }));
  });
}

async function tableReply(
  platform: Platform,
  sources: Sources,
  of: { readonly asked: AskedFile; readonly query: Awaited<ReturnType<typeof api.dataFile.query.parse>> },
): Promise<PageReply> {
  const { table, form, isChecksum } = of.asked;
  const { lang, elder: _elder, after, period = 'month', group = 'all', ...filter } = of.query;
  const locale = lang ?? 'zh';
  const say = factsWords({ locale });
  const query = { filter, after, period, group, ...sources };
  const found = await tableRows(platform, { table, say, query });
  const text = await tableText(form, found, say('licenceText'));
  const digest = checksumOf(text);
  const name = `${table}.${form}`;
  const links = [`<${fullAddress(platform, '/p/data')}#licence>; rel="license"`];
  if (found.next !== null) {
    const next = addressWith(`/p/data/${name}`, { ...filter, lang, after: found.next });
    links.push(`<${fullAddress(platform, next)}>; rel="next"`);
  }
  const headers = {
    link: links.join(', '),
    'content-disposition': `attachment; filename="${isChecksum ? `${name}.sha256` : name}"`,
  };
  if (isChecksum) return { ...fileOf(`${digest}  ${name}\n`, 'text/plain'), headers };
  const sum = Buffer.from(digest, 'hex').toString('base64');
  return {
    ...fileOf(text, form === 'csv' ? 'text/csv' : 'application/json'),
    headers: { ...headers, 'x-checksum-sha256': digest, 'content-digest': `sha-256=:${sum}:` },
  };
}

/** A file that is not for a browser's page. */
export function fileOf(body: string, type: string): PageReply {
  return {
    kind: 'page',
    status: 200,
    contentType: `${type}; charset=utf-8`,
    body,
    headers: {},
    setCookie: [],
  };
}
