/** Publication packages from the office to a portal of its own, on two databases with a folder between them. */
import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageKeepDays } from '@mingcha/core/publications/packages/package.ts';
import { makeSigner } from '../../platform/secrets.ts';
import { plantPublished } from '../portal/portal-testing.ts';
import { openPackage, writePackage } from './package-file.ts';
import { lastFile, withPortal } from './package-testing.ts';

test('W-09 a published result reaches a portal of its own by a package, and nothing else does', () =>
  withPortal(async ({ office, portal, send }) => {
    const [row] = await plantPublished(office, { problems: ['配电箱未上锁'] });
    assert.ok(row);
    assert.equal(await send(), 1);
    assert.deepEqual(await portal.take(), { taken: [1], problem: null });
    assert.ok((await portal.page(`/p/records/${row.id}`)).includes(row.object_name));
    assert.ok(
      (await portal.page(`/p/search?q=${encodeURIComponent(row.object_name)}`)).includes(row.object_name),
    );
    const agencies = await portal.page('/p/agencies');
    assert.match(agencies, /本站内容截至 2026-11-23 09:00/);
    assert.ok(agencies.includes('/p/agencies/') && !agencies.includes('href="/"'));
    assert.equal((await portal.client.get('/api/site')).body.asOf, '2026-11-23 09:00');
    const live = (await office.anonymous.get('/p/agencies')).raw.toString();
    assert.doesNotMatch(live, /本站内容截至/);
    assert.equal((await office.anonymous.get('/api/site')).body.asOf, null);
    for (const place of ['/p/credit-measures', '/p/enterprise']) {
      assert.ok(live.includes(`href="${place}"`), place);
      assert.ok(!agencies.includes(`href="${place}"`), place);
    }
    for (const url of ['/p/data', '/p/feed.atom', '/p/data/results.csv', '/p/statistics', '/p/records'])
      await portal.page(url);
    for (const url of ['/p/forms/objection', '/p/forms/contact', '/p/exposure', '/p/articles'])
      await portal.page(url);
    for (const url of ['/api/site', '/api/public/draws', '/api/public/plans', '/api/public/rule-books'])
      assert.equal((await portal.client.get(url)).status, 200, url);
    assert.equal(await send(), 0, 'nothing changed, so nothing is sent');
    assert.deepEqual(await portal.take(), { taken: [], problem: null });
  }));

test('W-09 corrections, withdrawals and containments reach the portal, and a recalled text is in no package any more', () =>
  withPortal(async (apart) => {
    const { office, portal, send, folder } = apart;
    const secret = '甲三号指挥工程口部';
    const [row, other] = await plantPublished(office, { count: 2, problems: [`${secret}通道堆物`] });
    assert.ok(row && other);
    await send();
    await portal.take();
    assert.ok((await portal.page(`/p/records/${row.id}`)).includes(secret));
    const [lan, head] = await Promise.all([office.signIn('anLan'), office.signIn('agencyHead')]);
    const version = async (id: string) => (await lan.get(`/api/publications/${id}`)).body.version as number;
    const withdrawn = await head.post(`/api/publications/${other.id}/withdrawals`, {
      actionId: office.actionId(),
      version: await version(other.id),
      reason: 'court',
      note: '行政复议决定撤销',
    });
    assert.equal(withdrawn.status, 200, JSON.stringify(withdrawn.body));
    assert.equal(await send(), 2);
    assert.deepEqual((await portal.take()).taken, [2]);
    assert.match(await portal.page(`/p/records/${other.id}`), /撤回|撤销|撤下/);

    const contained = await lan.post(`/api/publications/${row.id}/containments`, {
      actionId: office.actionId(),
      ground: 'airDefence',
      secretTexts: secret,
      note: '误录',
    });
    assert.equal(contained.status, 200, JSON.stringify(contained.body));
    assert.equal(await send(), 3);
    assert.deepEqual(await readdir(join(folder, 'packages')), ['mingcha-00000003.package']);
    assert.deepEqual((await portal.take()).taken, [3]);
    assert.equal((await portal.page(`/p/records/${row.id}`)).includes(secret), false);
    const kept = await office.database.owner
      .selectFrom('publication_packages')
      .select(['number', 'sha256'])
      .orderBy('number')
      .execute();
    assert.deepEqual(
      kept.map(({ sha256 }) => sha256 === null),
      [true, true, false],
    );
  }));

test('a confirmed removal forces a full package and clears what lay before it; old files are kept for their time only', () =>
  withPortal(async ({ office, send, folder }) => {
    const [row, other] = await plantPublished(office, { count: 2, problems: ['通道堆物'] });
    assert.ok(row && other);
    const { db, owner } = office.database;
    const packages = async () =>
      owner
        .selectFrom('publication_packages')
        .select(['number', 'kind', 'sha256'])
        .orderBy('number')
        .execute();
    const inFolder = () => readdir(join(folder, 'packages'));
    assert.equal(await send(), 1);
    const lan = await office.signIn('anLan');
    const contained = await lan.post(`/api/publications/${row.id}/containments`, {
      actionId: office.actionId(),
      ground: 'airDefence',
      secretTexts: '通道堆物',
      note: '误录',
    });
    assert.equal(contained.status, 200, JSON.stringify(contained.body));
    office.platform.clock.advance(60_000);
    assert.equal(await send(), 2);
    assert.equal(await send(), 0, 'nothing more');
    office.platform.clock.advance(60_000);
    await db
      .updateTable('publication_containments')
      .set({ removed_at: office.platform.clock.now() })
      .where('publication_id', '=', row.id)
      .execute();
    assert.equal(await send(), 3, 'the removal was confirmed');
    assert.deepEqual((await packages()).at(-1)?.kind, 'full');
    assert.deepEqual(await inFolder(), ['mingcha-00000003.package']);
    assert.equal(await send(), 0, 'once');
    const day = 86_400_000;
    office.platform.clock.advance(day);
    const head = await office.signIn('agencyHead');
    const withdrawn = await head.post(`/api/publications/${other.id}/withdrawals`, {
      actionId: office.actionId(),
      version: (await head.get(`/api/publications/${other.id}`)).body.version,
      reason: 'court',
      note: '撤销',
    });
    assert.equal(withdrawn.status, 200);
    assert.equal(await send(), 4);
    assert.equal((await packages()).at(-1)?.kind, 'changes');
    office.platform.clock.advance(packageKeepDays * day);
    await owner.updateTable('agencies').set({ phone: '0311-80000000' }).execute();
    assert.equal(await send(), 5);
    assert.equal((await packages()).at(-1)?.kind, 'full', 'the last full one was old');
    assert.equal((await inFolder()).length, 3, 'its predecessors are kept for their time');
    office.platform.clock.advance((packageKeepDays + 1) * day);
    await send();
    assert.deepEqual(
      (await packages()).map(({ sha256 }) => sha256 !== null),
      [false, false, false, false, true, ...((await packages()).length > 5 ? [true] : [])],
    );
    assert.ok(!(await inFolder()).includes('mingcha-00000004.package'));
  }));

test('W-09 a package that was changed, cut, signed by another key or comes too early is refused with its reason and changes nothing', () =>
  withPortal(async (apart) => {
    const { office, portal, send } = apart;
    const [row] = await plantPublished(office);
    assert.ok(row);
    await send();
    const file = await lastFile(apart);
    const whole = await readFile(file);
    const problemOf = async (bytes: Uint8Array) => {
      await writeFile(file, bytes);
      const { taken, problem } = await portal.take();
      assert.deepEqual(taken, []);
      return problem?.code;
    };
    const changed = Buffer.from(whole);
    changed[whole.length - 40] = (changed[whole.length - 40] ?? 0) ^ 1;
    assert.equal(await problemOf(changed), 'package.damaged');
    assert.equal(await problemOf(whole.subarray(0, whole.length - 1)), 'package.damaged');
    const text = whole.toString('latin1');
    assert.equal(
      await problemOf(Buffer.from(text.replace('"number":1', '"number":7'), 'latin1')),
      'package.key_wrong',
    );
    assert.equal(await problemOf(Buffer.from(`x${text}`, 'latin1')), 'package.unreadable');
    assert.equal(await problemOf(new Uint8Array()), 'package.unreadable');
    const { manifest } = await opened(file, whole, office.platform.signer.publicKey);
    const forged = await writePackage(
      { files: office.platform.files, signer: makeSigner(new Uint8Array(32).fill(5)) },
      manifest,
      [],
    );
    assert.equal(
      await problemOf(await readFile(office.platform.files.pathOf(forged.file.sha256))),
      'package.key_wrong',
    );
    const early = await writePackage(office.platform, { ...manifest, kind: 'changes', number: 4 }, []);
    await writeFile(
      file.replace('00000001', '00000004'),
      await readFile(office.platform.files.pathOf(early.file.sha256)),
    );
    await rm(file);
    assert.equal((await portal.take()).problem?.code, 'package.waits');
    assert.equal((await portal.client.get(`/p/records/${row.id}`)).status, 404);
    await rm(file.replace('00000001', '00000004'));
    await writeFile(file, whole);
    assert.deepEqual(await portal.take(), { taken: [1], problem: null });

    const replaced = await writePackage(
      office.platform,
      { ...manifest, madeAt: '2026-11-23T02:00:00.000Z' },
      [],
    );
    assert.equal(
      await problemOf(await readFile(office.platform.files.pathOf(replaced.file.sha256))),
      'package.other_history',
    );
    const foreign = { row: 'document', key: 'session.show', route: 'session.show', body: {} } as const;
    const odd = await writePackage(
      office.platform,
      {
        ...manifest,
        number: 2,
        previous: (await opened(file, whole, office.platform.signer.publicKey)).head,
      },
      [foreign],
    );
    await writeFile(
      file.replace('00000001', '00000002'),
      await readFile(office.platform.files.pathOf(odd.file.sha256)),
    );
    assert.equal((await portal.take()).problem?.code, 'package.row_invalid');
    assert.ok((await portal.page(`/p/records/${row.id}`)).includes(row.object_name), 'the old state stands');
  }));

async function opened(file: string, whole: Uint8Array, publicKey: Uint8Array) {
  await writeFile(file, whole);
  const found = await openPackage(file, publicKey);
  assert.ok(found.ok);
  const { manifest, head } = found.value;
  const { body: _body, counts: _counts, ...rest } = manifest;
  return { manifest: rest, head };
}
