/** P-01: everything public is read, with the demo's data and with hostile data; nothing of a person is found. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildApp } from './app.ts';
import { loadDemo } from './demo/load-demo.ts';
import { createTestDatabase, type TestDatabase } from './platform/testing.ts';
import { clientOf, makeTestPlatform, testAccess, withTestApp } from './platform/testing-app.ts';
import { plantPublished } from './publications/portal/portal-testing.ts';
import { plantPassed, publicationFor } from './publications/publication-testing.ts';
import { assertPublic, readPortal, readPublicApi } from './testing-public-scan.ts';

const seeds = [
  '/p/search?q=有限公司',
  '/p/search?q=公司&lang=en',
  '/p/records?state=removed',
  '/p/statistics?group=item',
  '/p/feed.json',
  '/p/sitemap.xml',
  '/p/forms/contact',
].map(encodeURI);

/** Persons that the database knows and that no public place may name. */
async function persons(database: TestDatabase): Promise<Set<string>> {
  const { owner } = database;
  const inspectors = await owner.selectFrom('inspectors').select(['name', 'certificate_number']).execute();
  const accounts = await owner.selectFrom('accounts').select('person_name').execute();
  const found = [
    ...inspectors.flatMap((each) => [each.name, each.certificate_number]),
    ...accounts.map((each) => each.person_name),
  ];
  // Names of people have two to four characters; short words of the cast are ordinary words of any page.
  return new Set(found.filter((word) => [...word].length >= 3));
}

test('P-01 with the demo’s data nothing public names a person or holds a telephone, identity number or position', {
  timeout: 300_000,
}, async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-scan-'));
  try {
    const platform = await makeTestPlatform(database, { folder });
    await loadDemo(platform);
    const app = await buildApp({ platform, access: testAccess });
    const client = clientOf(app, null);
    const pages = await readPortal(client, seeds);
    const answers = await readPublicApi(client);
    assert.ok(pages.size > 60 && answers.size > 10, `${pages.size} pages, ${answers.size} answers`);
    assertPublic(pages, await persons(database));
    assertPublic(answers, await persons(database));
    await app.close();
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('P-01 hostile words of a record reach no public page: telephones, identity numbers, the names of those who checked', () =>
  withTestApp(async (app) => {
    await plantPublished(app, { problems: ['配电箱未上锁'] });
    const hostile = ['负责人手机13800138000', '身份证110101199003071234', '位置116.397428，39.90923'];
    const { inspectionIds } = await plantPassed(app, { problems: hostile });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    const officer = await app.signIn('anLan');
    const pass = (confirmed: readonly string[]) =>
      officer.post(`/api/publications/${row.id}/reviews`, {
        actionId: app.actionId(),
        version: row.row_version,
        decision: 'pass',
        note: '',
        confirmed,
      });
    const detail = (await officer.get(`/api/publications/${row.id}`)).body;
    const keys = detail.hints.map(({ key }: { key: string }) => key);
    assert.notEqual((await pass(keys)).status, 200, 'an identity number cannot be confirmed away');
    const words = await persons(app.database);
    assertPublic(await readPortal(app.anonymous, seeds), words);
    assertPublic(await readPublicApi(app.anonymous), words);
  }));
