/**
 * Directus as its own documentation sets it up for PostgreSQL: `bootstrap`, a collection made through its API with indexed
 * fields, a static token. Cache, telemetry, rate limiter, revisions and activity (`accountability: null`) are off, which is
 * in its favour.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/installed.ts';
import type { Peer, PeerPlace } from './peer.ts';
import { end, install, nodeOf, program, runToEnd, untilAnswers } from './scratch.ts';

/** Exact, so that a run can be repeated; the newest whose parts are all in the registry. */
const version = '12.4.0';
/** One of its parts (isolated-vm) does not build with a later one. */
const node = '22.23.3';
const token = 'bench-token-of-this-run-only';
const texts = [
  'name',
  'uscc',
  'local_code',
  'kind',
  'industry',
  'credit_class',
  'risk_level',
  'division',
  'address',
];

export async function startDirectus(place: PeerPlace): Promise<Peer> {
  const folder = join(place.installs, 'directus');
  const installed = await install({
    folder,
    packages: [`directus@${version}`],
    node,
    patienceMs: place.installPatienceMs,
  });
  const port = await freePort();
  const environment = { ...settingsOf(place, port), PATH: `${join(nodeOf(folder), 'bin')}:/usr/bin:/bin` };
  const log = join(place.folder, 'directus.log');
  const command = join(folder, 'node_modules', '.bin', 'directus');
  const common = { command, folder, environment, log };
  await runToEnd({ ...common, args: ['bootstrap'] });
  const child = program({ ...common, args: ['start'] });
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: `Bearer ${token}` };
  try {
    await untilAnswers(`${url}/server/ping`, { child, log, patienceMs: 120_000 });
    await makeCollection(url, headers);
  } catch (error) {
    await end(child);
    throw error;
  }
  const base = '/items/objects?limit=50&sort=name,id';
  return {
    name: `Directus ${version}`,
    configuration:
      'cache, telemetry, rate limiter and activity off; CSV through POST /utils/import, 20,000 rows at a time; static token; offset paging; Node 22',
    installed,
    pid: child.pid ?? 0,
    url,
    headers,
    table: 'objects',
    load: (rows) => importFile(url, headers, rows.csv),
    firstPage: () => base,
    deepPage: (offset) => `${base}&offset=${offset}`,
    search: (text) => `${base}&filter[name][_contains]=${encodeURIComponent(text)}`,
    rowsOf: (answer) => (answer as { readonly data: readonly unknown[] }).data.length,
    stop: () => end(child),
  };
}

function settingsOf(place: PeerPlace, port: number): Readonly<Record<string, string>> {
  const { login, database, folder } = place;
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DB_CLIENT: 'pg',
    DB_HOST: login.socketFolder,
    DB_PORT: '5432',
    DB_DATABASE: database,
    DB_USER: login.user,
    DB_PASSWORD: login.password,
    SECRET: 'only-for-this-run-0123456789abcdef',
    ADMIN_EMAIL: 'bench@example.com',
    ADMIN_PASSWORD: 'Bench-Only-2931',
    ADMIN_TOKEN: token,
    CACHE_ENABLED: 'false',
    RATE_LIMITER_ENABLED: 'false',
    WEBSOCKETS_ENABLED: 'false',
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
    MAX_PAYLOAD_SIZE: '100mb',
    FILES_MAX_UPLOAD_SIZE: '500mb',
    IMPORT_TIMEOUT: '900000',
    STORAGE_LOCATIONS: 'local',
    STORAGE_LOCAL_ROOT: join(folder, 'uploads'),
    TEMP_PATH: folder,
    EXTENSIONS_PATH: join(folder, 'extensions'),
  };
}

async function makeCollection(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const isIndexed = (field: string): boolean =>
    ['name', 'uscc', 'industry', 'credit_class', 'risk_level'].includes(field);
  const reply = await fetch(`${url}/collections`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      collection: 'objects',
      schema: {},
      meta: { accountability: null },
      fields: [
        {
          field: 'id',
          type: 'integer',
          schema: { is_primary_key: true, has_auto_increment: true },
          meta: { hidden: true },
        },
        ...texts.map((field) => ({
          field,
          type: 'string',
          schema: { is_indexed: isIndexed(field) },
          meta: {},
        })),
        { field: 'registered_on', type: 'date', schema: {}, meta: {} },
      ],
    }),
  });
  if (!reply.ok) throw new Error(`collection: ${reply.status} ${await reply.text()}`);
}

/** Rows of one request: an answer may take no longer than five minutes. */
const rowsAtOnce = 20_000;

async function importFile(
  url: string,
  headers: Readonly<Record<string, string>>,
  csv: string,
): Promise<void> {
  const [head = '', ...lines] = (await readFile(csv, 'utf8')).trimEnd().split('\n');
  for (let at = 0; at < lines.length; at += rowsAtOnce) {
    const text = `${[head, ...lines.slice(at, at + rowsAtOnce)].join('\n')}\n`;
    const form = new FormData();
    form.append('file', new Blob([text], { type: 'text/csv' }), 'objects.csv');
    const reply = await fetch(`${url}/utils/import/objects`, { method: 'POST', headers, body: form });
    if (!reply.ok) throw new Error(`import: ${reply.status} ${await reply.text()}`);
  }
}
