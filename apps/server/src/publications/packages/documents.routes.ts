/** How a portal of its own answers the carried addresses: from the documents that packages brought, and from nothing else. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { siteRoutes } from '@mingcha/core/common/site-api.ts';
import {
  type CarriedRoute,
  carriedKey,
  carriedRoutes,
  chosenRows,
  factKey,
  logPage,
} from '@mingcha/core/publications/packages/carried.ts';
import { decodeCursor, encodeCursor } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Binder } from '../../platform/http/binder.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FactReader, siteFacts } from '../portal/public-facts.ts';
import { documentByKey, portalPlace } from './portal.queries.ts';

type Asked = Readonly<Record<string, unknown>>;

/** Facts of the pages as the last packages carried them. */
export function carriedFacts(platform: Platform): FactReader {
  return async (fact, key = '') => {
    const { found, place } = await inTransaction(platform.db, async (tx) => ({
      found: await documentByKey(tx, factKey(fact.name, key)),
      place: fact.name === siteFacts.name ? await portalPlace(tx) : undefined,
    }));
    if (found === undefined) return null;
    const asOf = place === undefined ? {} : { asOf: minuteOf(place.made_at, platform.config.zone) };
    return fact.schema.parse(place === undefined ? found.body : { ...(found.body as object), ...asOf });
  };
}

/** Of the last package, for the pages with scripts. */
async function asOfHere(platform: Platform): Promise<string | null> {
  const place = await inTransaction(platform.db, portalPlace);
  return place === undefined ? null : minuteOf(place.made_at, platform.config.zone);
}

/** `2026-11-23 09:00` in the zone. */
function minuteOf(instant: string, zone: string): string {
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return form.format(new Date(instant));
}

export function bindCarriedRoutes(binder: Binder, platform: Platform): void {
  for (const route of carriedRoutes)
    binder.bindAnyone(route.spec, async ({ params, query }) => {
      const asked = { ...(params as Asked), ...(query as Asked) };
      const key = carriedKey(route.spec.id, keyMembers(route, asked));
      const found = await inTransaction(platform.db, (tx) => documentByKey(tx, key));
      if (found === undefined) return fail('package.nothing.not_found');
      if (route.way === 'file') return fileOf(found);
      if (route.way === 'list') return ok(pageOfList(route, found.body as ListBody, asked));
      if (route.way === 'log') return ok(pageOfLog(found.body as LogBody, asked));
      if (route.spec.id === siteRoutes.show.id)
        return ok({ ...(found.body as object), asOf: await asOfHere(platform) });
      return ok(found.body);
    });
}

/** Of what was asked, what a document's key is made of. */
function keyMembers(route: CarriedRoute, asked: Asked): Asked {
  const names = [
    route.per === 'installation' ? [] : [route.member ?? 'id'],
    Object.keys(route.variants?.[0] ?? {}),
  ];
  return Object.fromEntries(names.flat().map((name) => [name, asked[name]]));
}

interface ListBody {
  readonly rows: readonly Asked[];
}

function pageOfList(route: CarriedRoute, body: ListBody, asked: Asked) {
  const rows = chosenRows(body.rows, route.filters ?? [], asked);
  const [from = '0'] = decodeCursor(asked['after'] as string | undefined, 1) ?? [];
  const start = /^\d{1,9}$/.test(from) ? Number(from) : 0;
  const end = start + Number(asked['limit'] ?? 50);
  return { rows: rows.slice(start, end), next: end < rows.length ? encodeCursor([String(end)]) : null };
}

interface LogBody {
  readonly entries: readonly unknown[];
}

function pageOfLog(body: LogBody, asked: Asked) {
  const from = Number(asked['from'] ?? 0);
  return { ...body, entries: body.entries.slice(from, from + logPage) };
}

function fileOf(row: NonNullable<Awaited<ReturnType<typeof documentByKey>>>): Result<FileReply> {
  return ok(
    fileReply({
      contentType: row.content_type ?? 'application/octet-stream',
      fileName: row.file_name ?? 'file',
      disposition: row.disposition === 'inline' ? 'inline' : 'attachment',
      body: row.bytes ?? Buffer.alloc(0),
    }),
  );
}
