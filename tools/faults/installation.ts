/**
 * A real installation that may be killed: the server's own program with the embedded database and a folder of its own, and
 * beside it, in the process of the test, a platform on the same database, files and keys, by which fixtures are made and the
 * outcome is looked at. What is to be tried goes through the server alone.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { followers } from '../../apps/server/src/app.ts';
import { hashPassword } from '../../apps/server/src/platform/auth/password.ts';
import { cookieName, openSession } from '../../apps/server/src/platform/auth/session.ts';
import { parseConfig } from '../../apps/server/src/platform/config.ts';
import { openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { joinEmbedded } from '../../apps/server/src/platform/db/embedded.ts';
import { processesIn } from '../../apps/server/src/platform/db/process-table.ts';
import { inTransaction } from '../../apps/server/src/platform/db/transaction.ts';
import { catchUp } from '../../apps/server/src/platform/events/follow.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { createLog, type LogData, silentLog } from '../../apps/server/src/platform/log.ts';
import { openInstallationKeys } from '../../apps/server/src/platform/secrets.ts';
import { clockOf, systemRandom, uuidSource } from '../../apps/server/src/platform/system.ts';
import {
  buildAppOn,
  clientOf,
  type TestApp,
  type TestPlatform,
} from '../../apps/server/src/platform/testing-app.ts';
import { type CastName, castPassword, insertCast } from '../../apps/server/src/platform/testing-cast.ts';
import { type RunningServer, startServer } from '../../e2e/support/running-server.ts';

export interface Installation {
  readonly server: RunningServer;
  /** In this process: for fixtures and for looking. */
  readonly app: TestApp;
  readonly dataFolder: string;
  /** The Cookie header of a session: the same one for the same `use`, a fresh one where none is named. */
  readonly cookieOf: (name: CastName, use?: string) => Promise<string>;
  /** `kill -9` of the server, and of every process of its database too where that is asked. */
  readonly kill: (what: 'server' | 'everything') => Promise<void>;
  readonly startAgain: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Fixtures of the tests are of this year; the clocks of server and fixtures run on from here at the pace of the machine. */
const shownAtFirst = Date.parse('2026-11-23T01:00:00.000Z');

/** Starts an installation with the cast of the tests. */
export async function startInstallation(
  settings: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const begun = performance.now();
  const shown = () => shownAtFirst + performance.now() - begun;
  const instant = () => new Date(shown()).toISOString();
  const server = await startServer({
    demo: false,
    at: instant(),
    settings: { MINGCHA_HOST: '127.0.0.1', ...settings },
    keepsCompiled: true,
  });
  const dataFolder = join(server.folder, 'data');
  const database = await joinEmbedded(dataFolder, silentLog);
  const db = openDatabase({ url: database.appUrl, poolSize: 4, endWhenIdle: true });
  const owner = openDatabase({ url: database.migratorUrl, poolSize: 2, endWhenIdle: true });
  const config = parseConfig({ MINGCHA_DATA: dataFolder, MINGCHA_DEMO: '0' }, [], dataFolder);
  const keys = await openInstallationKeys(config.secretsFolder, config.crypto);
  const stands = (): never => {
    throw new Error('this clock runs by itself');
  };
  const clock = { ...clockOf(shown, 'Asia/Shanghai'), advance: stands, set: stands };
  const logged: LogData[] = [];
  const platform: TestPlatform = {
    db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets: keys.secrets,
    signer: keys.signer,
    files: await openFileStore(config.filesFolder, 'shared'),
    config,
    log: createLog({
      level: 'error',
      now: instant,
      write: (line) => logged.push(JSON.parse(line) as LogData),
    }),
  };
  const cast = await insertCast(platform, await hashPassword(castPassword, { memoryKiB: 8, passes: 1 }));
  // Backups are asked for by the administrator of the office that hosts the installation.
  await owner
    .updateTable('agencies')
    .set({ host: true })
    .where('id', '=', cast.administrator.agencyId)
    .execute();
  const inside = await buildAppOn(platform, {});
  const tokenOf = (name: CastName) => {
    const { jurisdictionId, accountId } = cast[name];
    return inTransaction(db, (tx) =>
      openSession(tx, platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'test' }),
    );
  };
  const refuse = (): never => {
    throw new Error('not in an installation that is going to be killed');
  };
  const app: TestApp = {
    app: inside,
    platform,
    cast,
    logged,
    database: { db, owner, appUrl: database.appUrl, ownerUrl: database.migratorUrl, drop: refuse },
    anonymous: clientOf(inside, null),
    actionId: () => crypto.randomUUID(),
    settle: async () => {
      while ((await catchUp(platform, followers)) > 0);
    },
    signIn: async (name) => clientOf(inside, await tokenOf(name)),
    signInMachine: refuse,
    signInEnterprise: refuse,
  };
  return {
    server,
    app,
    dataFolder,
    cookieOf: keptCookies(tokenOf),
    kill: async (what) => {
      const database = what === 'everything' ? processesIn(realpathSync(join(dataFolder, 'db'))) : [];
      const killed = server.kill();
      for (const pid of database) killOne(pid);
      await killed;
    },
    startAgain: () => server.startAgain(instant()),
    remove: async () => {
      await inside.close();
      await Promise.all([db.destroy(), owner.destroy()]);
      await server.remove();
    },
  };
}

/** Sessions outlive the server: to open as many as there are walks would keep its database busy with nothing else. */
function keptCookies(tokenOf: (name: CastName) => Promise<string>): Installation['cookieOf'] {
  const kept = new Map<string, string>();
  return async (name, use) => {
    const key = `${name} ${use}`;
    const cookie = kept.get(key) ?? `${cookieName}=${await tokenOf(name)}`;
    if (use !== undefined) kept.set(key, cookie);
    return cookie;
  };
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
