/** Feeds of what was published, corrected or taken back lately, and the map of the site for search engines. From public records only. */
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { escaped } from '../../platform/http/html.ts';
import type { Platform } from '../../platform/platform.ts';
import { fullAddress } from './address.ts';
import { factsWords } from './facts-pages.ts';
import { recordAddress, recordName } from './record-parts.ts';
import type { Words } from './words.ts';

interface Entry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly agency: string;
  readonly published: string;
  readonly updated: string;
}

function entryOf(platform: Platform, record: PublicRecord, words: Words): Entry {
  const { payload } = record;
  const name = recordName(record, words);
  const title =
    payload.kind === 'result'
      ? `${name} ${payload.overall.wording}`
      : payload.kind === 'tombstone'
        ? `${name} ${words.say('removedTitle')}`
        : name;
  const text =
    payload.kind === 'result'
      ? [
          payload.task.name,
          payload.task.number,
          ...payload.items.map((item) => `${item.name}：${item.wording}`),
        ]
      : [payload.agency.name];
  return {
    id: `urn:uuid:${record.id}`,
    url: fullAddress(platform, recordAddress(record.id)),
    title,
    text: text.filter((part) => part !== '').join(' '),
    agency: payload.agency.name,
    published: `${record.publishedOn}T00:00:00+08:00`,
    updated: record.updatedAt,
  };
}

/** Before anything was published; a feed has to say when it changed. */
const never = '2020-01-01T00:00:00Z';

/** Atom (RFC 4287). */
export function atomText(platform: Platform, records: readonly PublicRecord[], words: Words): string {
  const say = factsWords(words);
  const entries = records.map((record) => entryOf(platform, record, words));
  const self = fullAddress(platform, '/p/feed.atom');
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.locale === 'zh' ? 'zh-CN' : 'en'}">
<id>${escaped(self)}</id>
<title>${escaped(say('feedTitle'))}</title>
<updated>${escaped(entries[0]?.updated ?? never)}</updated>
<rights>${escaped(say('licenceText'))}</rights>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
<link rel="alternate" type="text/html" href="${escaped(fullAddress(platform, '/p/records'))}"/>
${entries.map(atomEntry).join('\n')}
</feed>
`;
}

function atomEntry(entry: Entry): string {
  return `<entry><id>${escaped(entry.id)}</id><title>${escaped(entry.title)}</title><author><name>${escaped(entry.agency)}</name></author><published>${escaped(entry.published)}</published><updated>${escaped(entry.updated)}</updated><link rel="alternate" type="text/html" href="${escaped(entry.url)}"/><summary>${escaped(entry.text)}</summary></entry>`;
}

/** JSON Feed 1.1. */
export function jsonFeedText(platform: Platform, records: readonly PublicRecord[], words: Words): string {
  const say = factsWords(words);
  const items = records.map((record) => {
    const { id, url, title, text, agency, published, updated } = entryOf(platform, record, words);
    const authors = [{ name: agency }];
    return { id, url, title, content_text: text, authors, date_published: published, date_modified: updated };
  });
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: say('feedTitle'),
    home_page_url: fullAddress(platform, '/p/records'),
    feed_url: fullAddress(platform, '/p/feed.json'),
    language: words.locale === 'zh' ? 'zh-CN' : 'en',
    items,
  })}\n`;
}

const places = [
  '/p/',
  '/p/search',
  '/p/records',
  '/p/statistics',
  '/p/agencies',
  '/p/data',
  '/p/articles',
  '/p/exposure',
  '/p/draws',
  '/p/plans',
  '/p/items',
  '/p/leniency',
  '/p/rules',
] as const;

/** The site's map; empty where the operator has set no public address, since a map needs whole addresses. */
export function sitemapText(
  platform: Platform,
  of: { readonly recordIds: readonly string[]; readonly agencyIds: readonly string[] },
): string {
  const paths =
    platform.config.publicUrl === null
      ? []
      : [...places, ...of.agencyIds.map((id) => `/p/agencies/${id}`), ...of.recordIds.map(recordAddress)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map((path) => `<url><loc>${escaped(fullAddress(platform, path))}</loc></url>`).join('\n')}
</urlset>
`;
}
