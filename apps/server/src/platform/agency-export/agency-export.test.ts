/** R369: everything of one agency leaves the system by two administrators, in formats that anybody reads. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inTransaction } from '../db/transaction.ts';
import { insertFile } from '../files/files.queries.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import type { CastName } from '../testing-cast.ts';
import { saveExport } from './agency-export.queries.ts';
import { archiveFolder, archivePath } from './closed-archive.ts';
import { makeNext, removeOldExports, settleInterrupted, startAgencyExports } from './export-work.ts';
import { exportOf, rowsOf } from './testing-archive.ts';

const path = '/api/agency-exports';

async function asking(app: TestApp) {
  return {
    platform: app.platform,
    administrator: await app.signIn('administrator'),
    securityAdministrator: await app.signIn('securityAdministrator'),
    agencyId: app.cast.anLan.agencyId,
  };
}

const request = (app: TestApp, more: object = {}) => ({
  actionId: app.actionId(),
  agencyId: app.cast.anLan.agencyId,
  reason: '年度离线存档',
  ...more,
});

const eventsOf = async (app: TestApp) =>
  (
    await app.database.owner
      .selectFrom('ledger_events')
      .select('type')
      .where('subject_kind', '=', 'agencyExport')
      .orderBy('seq')
      .execute()
  ).map(({ type }) => type);

test('R369 an administrator asks with a reason, the security administrator confirms, the background makes it, the asker downloads it; each step is in the ledger', () =>
  withTestApp(async (app) => {
    const { administrator, securityAdministrator } = await asking(app);
    const body = request(app);
    for (const who of ['anLan', 'securityAdministrator', 'auditAdministrator', 'agencyHead'] as const)
      assert.equal((await (await app.signIn(who)).post(path, body)).status, 403, who);
    const made = await administrator.post(path, body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.deepEqual((await administrator.post(path, body)).body, made.body, 'the same request twice');
    const { id } = made.body;
    const again = await administrator.post(path, request(app));
    assert.deepEqual([again.status, again.body.error.code], [409, 'agencyExport.open_already']);
    const waiting = (await securityAdministrator.get(path)).body;
    assert.deepEqual(
      [waiting.rows.length, waiting.rows[0].state, waiting.rows[0].mayDecide, waiting.agencies],
      [1, 'waiting', true, []],
    );
    assert.equal((await administrator.get(path)).body.rows[0].mayDecide, false);
    assert.equal(await makeNext(app.platform), false, 'nothing is made before it is confirmed');
    const early = await administrator.get(`${path}/${id}/archive`);
    assert.deepEqual([early.status, early.body.error.code], [409, 'agencyExport.not_ready']);
    const confirm = { actionId: app.actionId() };
    assert.equal((await administrator.post(`${path}/${id}/confirmation`, confirm)).status, 403);
    const confirmed = await securityAdministrator.post(`${path}/${id}/confirmation`, confirm);
    assert.equal(confirmed.status, 200);
    assert.deepEqual(
      (await securityAdministrator.post(`${path}/${id}/confirmation`, confirm)).body,
      confirmed.body,
    );
    for (const step of ['confirmation', 'refusal']) {
      const late = await securityAdministrator.post(`${path}/${id}/${step}`, {
        actionId: app.actionId(),
        ...(step === 'refusal' ? { reason: '用途不清' } : {}),
      });
      assert.deepEqual([late.status, late.body.error.code], [409, 'agencyExport.decided_already'], step);
    }
    assert.equal(await makeNext(app.platform), true);
    const [row] = (await administrator.get(path)).body.rows;
    assert.deepEqual([row.state, row.mayDownload, row.problem, row.missingFiles], ['done', true, null, 0]);
    const file = await administrator.get(`${path}/${id}/archive`);
    assert.equal(file.headers['content-type'], 'application/zip');
    assert.equal(createHash('sha256').update(file.raw).digest('hex'), row.sha256);
    assert.equal(file.raw.length, row.bytes);
    assert.equal((await securityAdministrator.get(`${path}/${id}/archive`)).status, 403);
    assert.deepEqual(await eventsOf(app), [
      'agencyExport.requested',
      'agencyExport.confirmed',
      'agencyExport.made',
      'agencyExport.downloaded',
    ]);
    const told = await app.database.owner.selectFrom('notices').select(['kind', 'account_id']).execute();
    assert.deepEqual(
      told
        .filter(({ kind }) => kind.startsWith('agencyExport.'))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      [
        { kind: 'agencyExport.done', account_id: app.cast.administrator.accountId },
        { kind: 'agencyExport.waiting', account_id: app.cast.securityAdministrator.accountId },
      ],
    );
  }));

test('R369 a refusal says why and ends it; what was refused is not made, and can be asked for again', () =>
  withTestApp(async (app) => {
    const { administrator, securityAdministrator } = await asking(app);
    const { id } = (await administrator.post(path, request(app))).body;
    const empty = { actionId: app.actionId(), reason: ' ' };
    assert.equal((await securityAdministrator.post(`${path}/${id}/refusal`, empty)).status, 400);
    const body = { actionId: app.actionId(), reason: '用途不清' };
    assert.equal((await (await app.signIn('anLan')).post(`${path}/${id}/refusal`, body)).status, 403);
    const refused = await securityAdministrator.post(`${path}/${id}/refusal`, body);
    assert.equal(refused.status, 200);
    assert.deepEqual((await securityAdministrator.post(`${path}/${id}/refusal`, body)).body, refused.body);
    assert.equal(await makeNext(app.platform), false);
    const [row] = (await administrator.get(path)).body.rows;
    assert.deepEqual([row.state, row.decisionReason], ['refused', '用途不清']);
    assert.deepEqual(await eventsOf(app), ['agencyExport.requested', 'agencyExport.refused']);
    assert.equal((await administrator.post(path, request(app))).status, 200);
  }));

test('R369 nobody confirms what they asked for, downloads what another asked for, or reaches an export of another jurisdiction', () =>
  withTestApp(async (app) => {
    const { administrator } = await asking(app);
    const { id } = (await administrator.post(path, request(app))).body;
    const become = async (name: CastName, role: 'administrator' | 'securityAdministrator') => {
      const { jurisdictionId, accountId } = app.cast[name];
      const table = app.database.owner;
      await table.deleteFrom('account_roles').where('account_id', '=', accountId).execute();
      await table
        .insertInto('account_roles')
        .values({ jurisdiction_id: jurisdictionId, account_id: accountId, role })
        .execute();
      return app.signIn(name);
    };
    const confirm = () => ({ actionId: app.actionId() });
    const turned = await become('administrator', 'securityAdministrator');
    const own = await turned.post(`${path}/${id}/confirmation`, confirm());
    assert.deepEqual([own.status, own.body.error.code], [403, 'agencyExport.own_forbidden']);
    const stranger = await become('chenXi', 'securityAdministrator');
    assert.equal((await stranger.post(`${path}/${id}/confirmation`, confirm())).status, 404);
    assert.deepEqual((await stranger.get(path)).body.rows, []);
    const second = await app.signIn('securityAdministrator');
    assert.equal((await second.post(`${path}/${id}/confirmation`, confirm())).status, 200);
    await makeNext(app.platform);
    const other = await become('auditAdministrator', 'administrator');
    const denied = await other.get(`${path}/${id}/archive`);
    assert.deepEqual([denied.status, denied.body.error.code], [403, 'agencyExport.asker.forbidden']);
    const far = await become('chenXi', 'administrator');
    assert.equal((await far.get(`${path}/${id}/archive`)).status, 404);
    await become('administrator', 'administrator');
    assert.equal((await (await app.signIn('administrator')).get(`${path}/${id}/archive`)).status, 200);
  }));

test('R369 an administrator asks for the own agency, and for one that has no administrator of its own; no other', () =>
  withTestApp(async (app) => {
    const { administrator } = await asking(app);
    const { agencyId: brigade, accountId, jurisdictionId } = app.cast.otherAgency;
    const offered = (await administrator.get(path)).body.agencies.map((one: { id: string }) => one.id);
    assert.deepEqual(offered, [app.cast.anLan.agencyId, brigade]);
    const elsewhere = await administrator.post(path, request(app, { agencyId: app.cast.chenXi.agencyId }));
    assert.deepEqual([elsewhere.status, elsewhere.body.error.code], [403, 'agencyExport.agency.forbidden']);
    await app.database.owner
      .insertInto('account_roles')
      .values({ jurisdiction_id: jurisdictionId, account_id: accountId, role: 'administrator' })
      .execute();
    const theirs = await administrator.post(path, request(app, { agencyId: brigade }));
    assert.deepEqual([theirs.status, theirs.body.error.code], [403, 'agencyExport.agency.forbidden']);
    assert.equal((await administrator.get(path)).body.agencies.length, 1);
  }));

test('R369 the archive is read without us: one CSV a table, attachments whole, digests that sha256sum would find, sealed values open, no secret', () =>
  withTestApp(async (app) => {
    const { cast, platform, database } = app;
    const { jurisdictionId, agencyId, sectionId } = cast.anLan;
    const content = Buffer.from('%PDF-1.7 会议纪要');
    const { sha256, size } = await platform.files.put(content);
    const ids = { file: platform.ids.next(), lost: platform.ids.next(), body: platform.ids.next() };
    await inTransaction(platform.db, async (tx) => {
      const common = { jurisdictionId, contentType: 'application/pdf', createdAt: platform.clock.now() };
      const of = { ...common, size, createdBy: cast.anLan.accountId };
      await insertFile(tx, { ...of, id: ids.file, sha256, fileName: '=会议纪要.PDF' });
      await insertFile(tx, { ...of, id: ids.lost, sha256: 'a'.repeat(64), fileName: '丢失.pdf' });
    });
    const of = { jurisdiction_id: jurisdictionId };
    await database.owner
      .insertInto('bodies')
      .values({
        ...of,
        id: ids.body,
        agency_id: agencyId,
        name: '=HYPERLINK("x")专班',
        document: '',
        since: '2026-01-01',
        created_at: platform.clock.now(),
      })
      .execute();
    for (const file_id of [ids.file, ids.lost])
      await database.owner
        .insertInto('body_meetings')
        .values({
          ...of,
          id: platform.ids.next(),
          body_id: ids.body,
          held_on: '2026-03-02',
          place: '',
          topic: '部署，"双随机"\n第二行',
          minutes: '',
          attendees: [],
          file_id,
          recorded_by: cast.anLan.accountId,
          recorded_at: platform.clock.now(),
        })
        .execute();
    const phone = Buffer.from(platform.secrets.seal(new TextEncoder().encode('13912345678')));
    await database.owner
      .insertInto('inspectors')
      .values({
        ...of,
        id: platform.ids.next(),
        agency_id: agencyId,
        section_id: sectionId ?? '',
        name: '柏文',
        certificate_number: '03010001',
        phone_sealed: phone,
        created_at: platform.clock.now(),
        updated_at: platform.clock.now(),
      } as never)
      .execute();
    const { archive, id } = await exportOf(await asking(app));
    for (const line of archive.get('SHA256SUMS')?.toString().trim().split('\n') ?? []) {
      const [digest, name = ''] = line.split('  ');
      const bytes = archive.get(name);
      assert.equal(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
        digest,
        name,
      );
    }
    const manifest = JSON.parse(archive.get('manifest.json')?.toString() ?? '');
    assert.equal(manifest.agencyId, agencyId);
    for (const table of manifest.tables)
      assert.equal(rowsOf(archive, table.path).length, table.rows, table.table);
    assert.deepEqual(rowsOf(archive, 'data/bodies.csv')[0]?.['name'], `'=HYPERLINK("x")专班`);
    assert.equal(rowsOf(archive, 'data/body_meetings.csv')[0]?.['topic'], '部署，"双随机"\n第二行');
    assert.equal(rowsOf(archive, 'data/inspectors.csv')[0]?.['phone_sealed'], '13912345678');
    const attachments = rowsOf(archive, 'attachments.csv');
    assert.deepEqual(Object.fromEntries(attachments.map((one) => [one['name'], one['state']])), {
      [`'=会议纪要.PDF`]: 'whole',
      '丢失.pdf': 'missing',
    });
    const kept = attachments.find((one) => one['state'] === 'whole')?.['file'] ?? '';
    assert.equal(kept, `attachments/${sha256.slice(0, 2)}/${sha256}.pdf`);
    assert.deepEqual(archive.get(kept), content);
    assert.ok(rowsOf(archive, 'columns.csv').some((one) => one['refers_to'] === 'bodies'));
    const readme = archive.get('请先读我.txt')?.toString() ?? '';
    assert.ok(readme.includes('年度离线存档') && archive.has('README.txt'));
    for (const table of ['credentials', 'sessions', 'draw_sources', 'actions', 'contact_persons']) {
      assert.ok(!archive.has(`data/${table}.csv`), table);
      assert.ok(
        rowsOf(archive, 'not-exported.csv').some((one) => one['table'] === table),
        table,
      );
    }
    const people = rowsOf(archive, 'data/ledger_events.csv').map((one) => one['account_id']);
    assert.ok(people.includes(cast.administrator.accountId) && !people.includes(''));
    const [row] = (await (await app.signIn('administrator')).get(path)).body.rows;
    assert.deepEqual([row.files, row.missingFiles], [1, 1]);
    // As it lies on the disk nobody reads it, and a changed one is not handed out whole.
    const closed = await readFile(archivePath(platform, id));
    assert.ok(!closed.includes('13912345678') && !closed.includes('manifest.json'));
  }));

test('R369 an archive is kept for seven days, then it is removed and can be asked for again; files that no row names go too', () =>
  withTestApp(async (app) => {
    const of = await asking(app);
    const { id } = await exportOf(of);
    await writeFile(join(archiveFolder(app.platform), 'left.part'), 'x');
    app.platform.clock.advance(6 * 86_400_000);
    await removeOldExports(app.platform);
    assert.ok(existsSync(archivePath(app.platform, id)));
    assert.ok(!existsSync(join(archiveFolder(app.platform), 'left.part')));
    app.platform.clock.advance(86_400_000 + 1);
    const administrator = await app.signIn('administrator');
    const over = await administrator.get(`${path}/${id}/archive`);
    assert.deepEqual([over.status, over.body.error.code], [409, 'agencyExport.over'], 'before the sweep too');
    await removeOldExports(app.platform);
    await removeOldExports(app.platform);
    assert.ok(!existsSync(archivePath(app.platform, id)));
    const [row] = (await administrator.get(path)).body.rows;
    assert.deepEqual([row.state, row.mayDownload], ['removed', false]);
    assert.equal((await eventsOf(app)).filter((type) => type === 'agencyExport.removed').length, 1);
    assert.equal((await administrator.post(path, request(app))).status, 200);
  }));

test('R369 what a server that ended left half made is told as broken off, leaves nothing behind, and can be asked for again', () =>
  withTestApp(async (app) => {
    const { administrator, securityAdministrator } = await asking(app);
    const { id } = (await administrator.post(path, request(app))).body;
    await securityAdministrator.post(`${path}/${id}/confirmation`, { actionId: app.actionId() });
    const stopped = AbortSignal.abort();
    assert.equal(await makeNext(app.platform, stopped), false);
    assert.equal((await administrator.get(path)).body.rows[0].state, 'making');
    const part = join(archiveFolder(app.platform), `${id}.part`);
    await writeFile(part, 'half');
    await settleInterrupted(app.platform);
    assert.ok(!existsSync(part));
    const [row] = (await administrator.get(path)).body.rows;
    assert.deepEqual([row.state, row.problem], ['failed', 'interrupted']);
    const again = await administrator.post(path, request(app));
    assert.equal(again.status, 200);
    await securityAdministrator.post(`${path}/${again.body.id}/confirmation`, { actionId: app.actionId() });
    const stop = startAgencyExports(app.platform);
    for (let n = 0; n < 100; n += 1) {
      if ((await administrator.get(path)).body.rows[0].state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await stop();
    assert.equal((await administrator.get(path)).body.rows[0].state, 'done');
  }));

test('R369 an archive that another process has meanwhile told as broken off is thrown away; one that fails says so', () =>
  withTestApp(async (app) => {
    const { administrator, securityAdministrator } = await asking(app);
    const ask = async () => {
      const { id } = (await administrator.post(path, request(app))).body;
      await securityAdministrator.post(`${path}/${id}/confirmation`, { actionId: app.actionId() });
      return id as string;
    };
    const id = await ask();
    const { jurisdictionId } = app.cast.anLan;
    // The columns are read once when it begins: by then the other one has taken over.
    const platform = {
      ...app.platform,
      secrets: {
        ...app.platform.secrets,
        seal: (plain: Uint8Array) => app.platform.secrets.seal(plain),
      },
    };
    const making = makeNext(platform);
    for (let n = 0; n < 200; n += 1) {
      const taken = await inTransaction(app.platform.db, (tx) =>
        saveExport(tx, { jurisdictionId, id, from: 'making' }, { state: 'failed', problem: 'interrupted' }),
      );
      if (taken) break;
    }
    await making;
    assert.equal((await administrator.get(path)).body.rows[0].state, 'failed');
    assert.ok(!existsSync(archivePath(app.platform, id)));
    const broken = await ask();
    const failing = {
      ...app.platform,
      random: {
        ...app.platform.random,
        bytes: () => {
          throw new Error('no random bytes');
        },
      },
    };
    assert.equal(await makeNext(failing), true);
    const [row] = (await administrator.get(path)).body.rows;
    assert.deepEqual([row.id, row.state, row.problem], [broken, 'failed', 'brokeOff']);
    assert.ok(app.logged.some((line) => line['event'] === 'agencyExport.failed'));
  }));
