/**
 * The books of the phone against those of the server: what the phone shows as delivered must be there once. The phone's
 * ids and states stand in the clear in its storage; the server's are read from its database, not through its own words.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { joinEmbedded } from '../../apps/server/src/platform/db/embedded.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import type { RunningServer } from './running-server.ts';

interface PhoneRow {
  readonly id: string;
  readonly state: 'waiting' | 'delivered' | 'attention';
}

export interface PhoneRows {
  readonly records: readonly (PhoneRow & { readonly seq: number; readonly kind: string })[];
  readonly files: readonly PhoneRow[];
  readonly drafts: number;
}

/** Everything in the stores of all people of this phone. */
export function rowsOn(page: Page): Promise<PhoneRows> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('read'));
      });
    const found = { records: [], files: [], drafts: 0 } as {
      records: never[];
      files: never[];
      drafts: number;
    };
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('mingcha-field-') || name === 'mingcha-field-people') continue;
      const base = await done(indexedDB.open(name));
      const all = (store: string) => done(base.transaction(store).objectStore(store).getAll());
      for (const { id, state, seq, kind } of (await all('records')) as never as PhoneRows['records'])
        found.records.push({ id, state, seq, kind } as never);
      for (const { id, state } of (await all('files')) as never as PhoneRows['files'])
        found.files.push({ id, state } as never);
      found.drafts += (await all('drafts')).length;
      base.close();
    }
    return found;
  });
}

/** Asks the database of a running server. */
export async function askDatabase<T extends object>(
  server: RunningServer,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  const now = () => new Date().toISOString();
  const log = createLog({ level: 'error', now, write: () => undefined });
  const { appUrl } = await joinEmbedded(join(server.folder, 'data'), log);
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    return (await client.query<T>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

export interface Account {
  /** Records and files that the phone shows as delivered. */
  readonly acknowledged: number;
  readonly missing: readonly string[];
  readonly duplicates: readonly string[];
}

/** What was acknowledged and is not there, and what is there twice: as a row, as a number of a device, as an event. */
export async function account(page: Page, server: RunningServer): Promise<Account> {
  const rows = await rowsOn(page);
  const delivered = (each: readonly PhoneRow[]) =>
    each.filter(({ state }) => state === 'delivered').map(({ id }) => id);
  const [records, files] = [delivered(rows.records), delivered(rows.files)];
  const there = await askDatabase<{ id: string }>(
    server,
    `SELECT id FROM visit_records WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id FROM visit_evidence WHERE id = ANY($2::uuid[]) AND received_at IS NOT NULL`,
    [records, files],
  );
  const ids = new Set(there.map(({ id }) => id));
  const doubled = await askDatabase<{ what: string }>(
    server,
    `SELECT 'number ' || device_id || ' ' || device_seq AS what FROM visit_records WHERE device_id IS NOT NULL
       GROUP BY device_id, device_seq HAVING count(*) > 1
     UNION ALL SELECT 'write ' || id FROM visit_writes GROUP BY id HAVING count(*) > 1
     UNION ALL SELECT 'record ' || id FROM visit_records GROUP BY id HAVING count(*) > 1
     UNION ALL SELECT 'event ' || type || ' ' || record FROM (
       SELECT type, entry::jsonb -> 'data' ->> 'visitRecord' AS record FROM ledger_events WHERE type LIKE 'visit.%'
     ) e WHERE record IS NOT NULL GROUP BY type, record HAVING count(*) > 1`,
  );
  return {
    acknowledged: records.length + files.length,
    missing: [...records, ...files].filter((id) => !ids.has(id)),
    duplicates: doubled.map(({ what }) => what),
  };
}

/** The account is clean and about something; says so in one line of the report. */
export async function assertClean(page: Page, server: RunningServer, what: string): Promise<void> {
  const { acknowledged, missing, duplicates } = await account(page, server);
  assert.deepEqual({ missing, duplicates }, { missing: [], duplicates: [] }, what);
  assert.ok(acknowledged > 0, `${what}: nothing was acknowledged`);
  console.log(`# ${what}: acknowledged ${acknowledged}, of these missing 0, duplicates 0`);
}
