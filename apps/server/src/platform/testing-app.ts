/**
 * An application for tests of routes: a fresh cloned database, the fixed cast, real sessions, requests injected
 * without a port. `withTestApp(async ({ cast, signIn }) => { const lan = await signIn('anLan'); … })`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MachineScope, machineScopes } from '@mingcha/core/common/machine.ts';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { type AppOptions, buildApp, followers } from '../app.ts';
import { insertEnterpriseAccount, peopleOf } from './auth/enterprise/enterprise.queries.ts';
import { enterpriseCookieName, openEnterpriseSession } from './auth/enterprise/enterprise-session.ts';
import { confirmMachine, createMachine } from './auth/machine/machine.service.ts';
import { hashPassword } from './auth/password.ts';
import { cookieName, openSession } from './auth/session.ts';
import { parseConfig } from './config.ts';
import type { TemplateContent } from './db/test-database.ts';
import { inTransaction } from './db/transaction.ts';
import { catchUp } from './events/follow.ts';
import { openFileStore } from './files/file-store.ts';
import { type AccessSettings, defaultAccess } from './http/settings.ts';
import { createLog, type LogData } from './log.ts';
import { sealText } from './notices/sealed.ts';
import type { Platform } from './platform.ts';
import { makeSecretBox, makeSigner } from './secrets.ts';
import { systemRandom } from './system.ts';
import { createTestDatabase, type TestClock, type TestDatabase, testClock, testIds } from './testing.ts';
import { type Cast, type CastName, castPassword, insertCast, knownCast } from './testing-cast.ts';

export { type Cast, type CastName, castNames, castPassword } from './testing-cast.ts';

export interface TestPlatform extends Platform {
  readonly clock: TestClock;
}

export interface TestReply {
  readonly status: number;
  /** Parsed JSON, or null for other bodies. */
  // Tests look into replies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: LightMyRequestResponse['headers'];
  readonly raw: Buffer;
}

/** Sends requests as one person (or nobody) as a browser of our own pages would. */
export interface TestClient {
  get(url: string): Promise<TestReply>;
  post(url: string, body: unknown): Promise<TestReply>;
  put(url: string, body: unknown): Promise<TestReply>;
  delete(url: string, body: unknown): Promise<TestReply>;
  /** Multipart: the members of `fields` as text or JSON, then the file. */
  upload(
    url: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    fields?: object,
  ): Promise<TestReply>;
  inject(options: InjectOptions): Promise<TestReply>;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly platform: TestPlatform;
  readonly database: TestDatabase;
  readonly cast: Cast;
  /** A fresh session of a member of the cast. */
  readonly signIn: (name: CastName) => Promise<TestClient>;
  /** A fresh session of somebody of the enterprise with this credit code; the account is made where there is none. */
  readonly signInEnterprise: (creditCode: string) => Promise<TestClient>;
  /** The system of another agency with a fresh key of all scopes, or of these. */
  readonly signInMachine: (scopes?: readonly MachineScope[]) => Promise<TestClient>;
  readonly anonymous: TestClient;
  /** A new action id. */
  readonly actionId: () => string;
  /** Lets the followers act upon everything written so far; throws when one of them failed. */
  readonly settle: () => Promise<void>;
  /** What was logged so far. */
  readonly logged: readonly LogData[];
}

/** Rates that no test meets by accident. */
const open = { perMinute: 1_000_000, perSource: 1_000_000 };
export const testAccess: AccessSettings = {
  ...defaultAccess,
  rates: { read: open, write: open, signIn: open, public: open, upload: open, chunk: open, heavy: open },
};

/** argon2id of `castPassword` with the least memory that RFC 9106 allows, so that tests stay quick. */
const castPasswordHash = hashPassword(castPassword, { memoryKiB: 8, passes: 1 });

/** The cast stands in the template: written once, not before each test. */
const withCast: TemplateContent = {
  name: createHash('sha256')
    .update(readFileSync(join(import.meta.dirname, 'testing-cast.ts')))
    .digest('hex')
    .slice(0, 12),
  fill: async (db) => {
    const clock = testClock();
    await insertCast({ db, clock, ids: testIds(clock) }, await castPasswordHash);
  },
};

export type TestAppOptions = Partial<Omit<AppOptions, 'platform'>>;

/**
 * For a test that listens on a port, or asks what an application keeps in memory (counters, views, whether it is ending): it
 * gets an application of its own, as one that gives options does.
 */
export const ownApp: TestAppOptions = {};

/** The platform of the test that is running. */
const runningOn = new AsyncLocalStorage<Platform>();

/** Each part of it is the part of the platform of whichever test asks. */
const anyPlatform = new Proxy({} as Platform, {
  get: (_, part: keyof Platform) => {
    const platform = runningOn.getStore();
    if (platform === undefined) throw new Error(`no test's platform was asked for its ${part}`);
    return platform[part];
  },
});

let shared: Promise<FastifyInstance> | undefined;

/** Of the tests of one process. To build an application takes ten times the processor time of everything else that a test needs. */
async function sharedApp(): Promise<FastifyInstance> {
  const app = await buildApp({ platform: anyPlatform, access: testAccess });
  app.listen = () => {
    throw new Error('whoever listens needs an application of its own: withTestApp(work, ownApp)');
  };
  return app;
}

/** Gives `work` an application on this platform. */
async function withApp(
  platform: Platform,
  options: TestAppOptions | undefined,
  work: (app: FastifyInstance) => Promise<void>,
): Promise<void> {
  if (options === undefined)
    return runningOn.run(platform, async () => {
      shared ??= sharedApp();
      await work(await shared);
    });
  const app = await buildApp({ platform, access: testAccess, ...options });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** Builds everything, runs `work`, and removes everything. */
export async function withTestApp(
  work: (test: TestApp) => Promise<void>,
  options?: TestAppOptions,
): Promise<void> {
  const database = await createTestDatabase(withCast);
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-app-'));
  const logged: LogData[] = [];
  try {
    const platform = await makeTestPlatform(database, { folder, logged });
    const cast = knownCast(platform.ids);
    await withApp(platform, options, (app) =>
      work({
        app,
        platform,
        database,
        cast,
        logged,
        anonymous: clientOf(app, null),
        actionId: () => crypto.randomUUID(),
        settle: () => settle(platform, logged),
        signIn: async (name) => clientOf(app, await tokenFor(platform, cast, name)),
        signInMachine: async (scopes = machineScopes) =>
          machineClient(app, await machineKeyFor(platform, cast, scopes)),
        signInEnterprise: async (creditCode) =>
          clientWith(app, `${enterpriseCookieName}=${await enterpriseTokenFor(platform, cast, creditCode)}`),
      }),
    );
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** An application on a platform that the test made itself: no cast, nothing in its database. */
export function buildAppOn(platform: Platform, options: TestAppOptions): Promise<FastifyInstance> {
  return buildApp({ platform, access: testAccess, ...options });
}

async function settle(platform: Platform, logged: readonly LogData[]): Promise<void> {
  while ((await catchUp(platform, followers)) > 0);
  const failed = logged.filter((line) => line['event'] === 'event.set_aside');
  if (failed.length > 0) throw new Error(`followers failed: ${JSON.stringify(failed)}`);
}

/** A platform on a test database; for tests of services that need no HTTP. */
export async function makeTestPlatform(
  database: TestDatabase,
  place: { readonly folder: string; readonly logged?: LogData[] },
): Promise<TestPlatform> {
  const clock = testClock();
  return {
    db: database.db,
    clock,
    ids: testIds(clock),
    random: systemRandom,
    secrets: makeSecretBox(new Uint8Array(32).fill(7)),
    signer: makeSigner(new Uint8Array(32).fill(9)),
    files: await openFileStore(join(place.folder, 'files')),
    config: parseConfig({ MINGCHA_DATA: place.folder }, [], place.folder),
    log: createLog({
      level: 'info',
      now: () => clock.now(),
      write: (line) => place.logged?.push(JSON.parse(line) as LogData),
    }),
  };
}

async function tokenFor(platform: Platform, cast: Cast, name: CastName): Promise<string> {
  const { jurisdictionId, accountId } = cast[name];
  return inTransaction(platform.db, (tx) =>
    openSession(tx, platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'test' }),
  );
}

/** Opens the account with the application's own SQL; its password is nobody's. */
async function enterpriseTokenFor(platform: Platform, cast: Cast, creditCode: string): Promise<string> {
  return inTransaction(platform.db, async (tx) => {
    const [known] = await peopleOf(tx, creditCode);
    const { jurisdictionId } = cast.anLan;
    const account = { jurisdictionId, id: known?.id ?? platform.ids.next() };
    const at = platform.clock.now();
    if (known === undefined)
      await insertEnterpriseAccount(tx, {
        jurisdiction_id: jurisdictionId,
        id: account.id,
        credit_code: creditCode,
        enterprise_name: '茶亭1号采石场',
        person_name: '石磊',
        phone: Buffer.from(sealText(platform, '13800000000')),
        password_hash: await castPasswordHash,
        password_changed_at: at,
        state: 'active',
        state_at: at,
        last_sign_in_at: null,
        created_at: at,
      });
    return openEnterpriseSession(tx, platform, account);
  });
}

/** Made as the administrator makes it, confirmed by the security administrator. */
async function machineKeyFor(
  platform: Platform,
  cast: Cast,
  scopes: readonly MachineScope[],
): Promise<string> {
  const made = await createMachine(platform, cast.administrator, {
    actionId: platform.ids.next(),
    name: `区信用平台 ${platform.ids.next()}`,
    agencyId: cast.anLan.agencyId,
    contact: '平台组 0311-80000000',
    scopes,
    expiresOn: addDays(platform.clock.today(), 200),
  });
  if (!made.ok) throw new Error(made.error.code);
  const request = { actionId: platform.ids.next(), id: made.value.id };
  const confirmed = await confirmMachine(platform, cast.securityAdministrator, request);
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  return made.value.key;
}

/** A client that sends this key with every request, and no cookie. */
function machineClient(app: FastifyInstance, key: string): TestClient {
  return clientWith(app, null, { authorization: `Bearer ${key}` });
}

/** A client holding the office's session `token`, or nobody's. */
export function clientOf(app: FastifyInstance, token: string | null): TestClient {
  return clientWith(app, token === null ? null : `${cookieName}=${token}`);
}

/** A client that sends this Cookie header. */
export function clientWith(
  app: FastifyInstance,
  cookies: string | null,
  more: Readonly<Record<string, string>> = {},
): TestClient {
  const inject = async (options: InjectOptions): Promise<TestReply> => {
    const cookie = cookies === null ? {} : { cookie: cookies };
    const reply = await app.inject({
      ...options,
      headers: { 'sec-fetch-site': 'same-origin', ...cookie, ...more, ...options.headers },
    });
    const isJson = String(reply.headers['content-type'] ?? '').startsWith('application/json');
    return {
      status: reply.statusCode,
      body: isJson && reply.body !== '' ? reply.json() : null,
      headers: reply.headers,
      raw: reply.rawPayload,
    };
  };
  const send = (method: 'POST' | 'PUT' | 'DELETE') => (url: string, body: unknown) =>
    inject({ method, url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) });
  return {
    inject,
    get: (url) => inject({ method: 'GET', url }),
    post: send('POST'),
    put: send('PUT'),
    delete: send('DELETE'),
    upload: (url, file, fields) => inject({ method: 'POST', url, ...multipart(file, fields) }),
  };
}

/** A body with a file, as a browser's form sends it. */
export function multipart(file: { readonly name: string; readonly bytes: Uint8Array }, fields: object = {}) {
  const boundary = 'mingcha-test-boundary';
  const part = (head: string): Buffer =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n`);
  const payload = Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => [
      part(`name="${name}"`),
      Buffer.from(`\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`),
    ]),
    part(`name="file"; filename="${file.name}"`),
    Buffer.from('content-type: application/octet-stream\r\n\r\n'),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload };
}
