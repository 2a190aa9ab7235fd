/**
 * Strapi as a project without an administration page: one collection type without drafts, indexes in its schema, a token of
 * full access. Its REST interface takes one entry at a time, so rows come in through a route of the project that calls the
 * bulk operation of its Query Engine (`createMany`), a thousand at a time, as its documentation advises.
 */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/installed.ts';
import type { Peer, PeerPlace } from './peer.ts';
import { end, install, program, untilAnswers } from './scratch.ts';

const version = '5.54.0';
const packages = [
  `@strapi/strapi@${version}`,
  'pg@8',
  'react@18',
  'react-dom@18',
  'react-router-dom@6',
  'styled-components@6',
];
const secret = 'only-for-this-run';
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

export async function startStrapi(place: PeerPlace): Promise<Peer> {
  const folder = join(place.installs, 'strapi');
  const installed = await install({ folder, packages, patienceMs: place.installPatienceMs });
  const port = await freePort();
  const tokenFile = join(place.folder, 'strapi-token');
  await writeProject(folder, { place, port, tokenFile });
  const log = join(place.folder, 'strapi.log');
  const child = program({
    command: process.execPath,
    args: ['serve.js'],
    folder,
    environment: { STRAPI_TELEMETRY_DISABLED: 'true', STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true' },
    log,
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilAnswers(`${url}/api/objects`, { child, log, patienceMs: 180_000 });
  } catch (error) {
    await end(child);
    throw error;
  }
  const headers = { authorization: `Bearer ${readFileSync(tokenFile, 'utf8')}` };
  const base = '/api/objects?pagination[limit]=50&pagination[withCount]=false&sort[0]=name&sort[1]=id';
  return {
    name: `Strapi ${version}`,
    configuration:
      'no drafts, no administration page, telemetry off; rows through createMany of the Query Engine, 1,000 at a time; token of full access; offset paging without counts',
    installed,
    pid: child.pid ?? 0,
    url,
    headers,
    table: 'objects',
    load: (rows) => loadRows(url, headers, rows.lines),
    firstPage: () => base,
    deepPage: (offset) => `${base}&pagination[start]=${offset}`,
    search: (text) => `${base}&filters[name][$contains]=${encodeURIComponent(text)}`,
    rowsOf: (answer) => (answer as { readonly data: readonly unknown[] }).data.length,
    stop: () => end(child),
  };
}

async function loadRows(
  url: string,
  headers: Readonly<Record<string, string>>,
  lines: string,
): Promise<void> {
  const all = readFileSync(lines, 'utf8').trim().split('\n');
  for (let at = 0; at < all.length; at += 1000) {
    const reply = await fetch(`${url}/api/objects-bulk`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: `{"rows":[${all.slice(at, at + 1000).join(',')}]}`,
    });
    if (!reply.ok) throw new Error(`bulk: ${reply.status} ${await reply.text()}`);
    await reply.arrayBuffer();
  }
}

interface Project {
  readonly place: PeerPlace;
  readonly port: number;
  readonly tokenFile: string;
}

async function writeProject(folder: string, { place, port, tokenFile }: Project): Promise<void> {
  const { login, database } = place;
  const connection = {
    host: login.socketFolder,
    port: 5432,
    database,
    user: login.user,
    password: login.password,
    ssl: false,
  };
  const schema = {
    kind: 'collectionType',
    collectionName: 'objects',
    info: { singularName: 'object', pluralName: 'objects', displayName: 'Object' },
    options: { draftAndPublish: false },
    indexes: [
      { name: 'objects_by_name', columns: ['name'] },
      { name: 'objects_by_uscc', columns: ['uscc'] },
    ],
    attributes: {
      ...Object.fromEntries(texts.map((field) => [field, { type: 'string' }])),
      registered_on: { type: 'date' },
    },
  };
  const files: Readonly<Record<string, string>> = {
    'config/database.js': `module.exports = () => (${JSON.stringify({
      connection: { client: 'postgres', connection, pool: { min: 2, max: 10 } },
    })});`,
    'config/server.js': `module.exports = () => (${JSON.stringify({
      host: '127.0.0.1',
      port,
      app: { keys: [secret, `${secret}-2`] },
    })});`,
    'config/admin.js': `module.exports = () => (${JSON.stringify({
      auth: { secret },
      apiToken: { salt: secret },
      transfer: { token: { salt: secret } },
      secrets: { encryptionKey: `${secret}-encryption-key-32-bytes` },
      serveAdminPanel: false,
    })});`,
    'config/api.js': 'module.exports = { rest: { defaultLimit: 50, maxLimit: 100, withCount: false } };',
    'config/middlewares.js': `module.exports = ['strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query',
      { name: 'strapi::body', config: { jsonLimit: '50mb' } }, 'strapi::favicon', 'strapi::public'];`,
    'src/index.js': appSource(tokenFile),
    'src/api/object/content-types/object/schema.json': JSON.stringify(schema),
    'src/api/object/controllers/object.js': controllerSource,
    'src/api/object/services/object.js': `const { factories } = require('@strapi/strapi');
module.exports = factories.createCoreService('api::object.object');`,
    'src/api/object/routes/object.js': `const { factories } = require('@strapi/strapi');
module.exports = factories.createCoreRouter('api::object.object');`,
    'src/api/object/routes/bulk.js': `module.exports = { routes: [
  { method: 'POST', path: '/objects-bulk', handler: 'object.bulk' },
] };`,
    'serve.js': `const { createStrapi } = require('@strapi/strapi');
createStrapi({ appDir: __dirname, distDir: __dirname, serveAdminPanel: false, autoReload: false }).start();`,
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
  }
  await mkdir(join(folder, 'public', 'uploads'), { recursive: true });
}

const controllerSource = `const { factories } = require('@strapi/strapi');
module.exports = factories.createCoreController('api::object.object', ({ strapi }) => ({
  async bulk(ctx) {
    const made = await strapi.db.query('api::object.object').createMany({ data: ctx.request.body.rows });
    ctx.body = { count: made.count };
  },
}));`;

/** The token exists before the server listens. */
const appSource = (tokenFile: string): string => `const { writeFileSync } = require('node:fs');
module.exports = {
  register() {},
  async bootstrap({ strapi }) {
    const token = await strapi.service('admin::api-token').create({
      name: 'bench ' + Date.now(), description: '', type: 'full-access', lifespan: null,
    });
    writeFileSync(${JSON.stringify(tokenFile)}, token.accessKey);
  },
};`;
