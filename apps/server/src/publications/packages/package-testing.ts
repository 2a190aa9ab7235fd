/** What tests of packages share: a portal of its own on a second database, and a folder between it and the office. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction } from '../../platform/db/transaction.ts';
import { createTestDatabase } from '../../platform/testing.ts';
import {
  buildAppOn,
  clientOf,
  makeTestPlatform,
  type TestApp,
  type TestClient,
  type TestPlatform,
  withTestApp,
} from '../../platform/testing-app.ts';
import { makePackage } from './build.service.ts';
import { openExchange } from './exchange.ts';
import { placePackages } from './office-work.ts';
import { lastPackage } from './package.queries.ts';
import { portalStage } from './portal.stage.ts';
import { type PortalRound, takePackages } from './portal-work.ts';

export interface Portal {
  readonly platform: TestPlatform;
  readonly client: TestClient;
  /** One look into the folder. */
  readonly take: () => Promise<PortalRound>;
  /** The text of a page. */
  readonly page: (url: string) => Promise<string>;
}

export interface Apart {
  readonly office: TestApp;
  readonly portal: Portal;
  readonly folder: string;
  /** The office makes what changed and places it; gives the number, 0 where nothing changed. */
  readonly send: (isFull?: boolean) => Promise<number>;
}

/** An office and a portal of its own, with nothing in common but a folder. */
export async function withPortal(work: (apart: Apart) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-apart-'));
  const database = await createTestDatabase();
  try {
    await openExchange(folder, 'packages');
    const platform = await makeTestPlatform(database, { folder: join(folder, 'portal') });
    const app = await buildAppOn(platform, { stages: [portalStage] });
    const client = clientOf(app, null);
    try {
      await withTestApp(async (office) => {
        const setting = { folder, officeKey: office.platform.signer.publicKey };
        const refused = new Map();
        await work({
          office,
          folder,
          portal: {
            platform,
            client,
            take: () => takePackages(platform, setting, refused),
            page: async (url) => {
              const reply = await client.get(url);
              assert.equal(reply.status, 200, url);
              return reply.raw.toString();
            },
          },
          send: async (isFull = false) => {
            const made = await makePackage(office.platform, { isFull, madeName: '' });
            await placePackages(office.platform, folder);
            return made?.number ?? 0;
          },
        });
      });
    } finally {
      await app.close();
    }
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file of the last package in the folder. */
export async function lastFile(apart: Apart): Promise<string> {
  const last = await inTransaction(apart.office.platform.db, lastPackage);
  return join(apart.folder, 'packages', `mingcha-${String(last?.number ?? 0).padStart(8, '0')}.package`);
}
