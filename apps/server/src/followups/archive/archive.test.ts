/** The archive: when a dossier may be filed, what stands in it, transfer to the archive room, samples anybody can repeat. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { sampleDossiers } from '@mingcha/core/followups/archive/archive.ts';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { arrived, covered, digest, original, redact } from '../../inspections/results/redaction-testing.ts';
import { testPhone } from '../../inspections/visits/visit-testing.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { issuePaper } from '../../tasks/papers/paper.service.ts';
import { paperSample } from '../../tasks/papers/paper-samples.fixture.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { plantFindings } from '../followup-testing.ts';
import { dossierContent } from './dossier-content.ts';

const nothing = { retention: null, situation: '', carryReason: '' } as const;

async function closed(app: TestApp, inspectionIds: readonly string[]): Promise<void> {
  await app.platform.db
    .updateTable('inspections')
    .set({ state: 'closed', outcome: 'normal', outcome_at: app.platform.clock.now() })
    .where('id', 'in', inspectionIds)
    .execute();
  await app.platform.db.updateTable('inspection_tasks').set({ state: 'done' }).execute();
}

async function withNotice(app: TestApp, inspectionId: string): Promise<void> {
  const by = app.cast.boWen;
  const { jurisdictionId, agencyId } = by;
  const issued = await inTransaction(app.platform.db, (tx) =>
    issuePaper(tx, app.platform, {
      jurisdictionId,
      inspectionId,
      agencyId,
      kind: 'notice',
      data: paperSample('notice', 'short'),
      by,
    }),
  );
  assert.ok(issued.ok);
}

/** Names and contents of a package. */
async function unpacked(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const open = promisify(fromBuffer) as (buffer: Buffer, options: object) => Promise<ZipFile>;
  const zip = await open(bytes, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) return reject(error);
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(pieces));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}

test('R169 one dossier for each inspection: a PDF/A and a package whose manifest holds the digest of every file', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds, taskId } = await plantInspections(app, { stage: 'passed' });
    const id = inspectionIds[0] ?? '';
    const lan = await app.signIn('anLan');
    const body = { actionId: app.actionId(), ...nothing };
    const early = await lan.post(`/api/inspections/${id}/dossier`, body);
    assert.deepEqual([early.status, early.body.error.code], [409, 'dossier.not_closed']);
    await withNotice(app, id);
    await closed(app, inspectionIds);
    assert.equal(
      (await (await app.signIn('boWen')).post(`/api/inspections/${id}/dossier`, body)).status,
      403,
    );
    assert.equal(
      (await (await app.signIn('chenXi')).post(`/api/inspections/${id}/dossier`, body)).status,
      404,
    );
    const filed = await lan.post(`/api/inspections/${id}/dossier`, body);
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    assert.deepEqual(
      (await lan.post(`/api/inspections/${id}/dossier`, body)).body,
      filed.body,
      'the same request again',
    );
    const view = (await lan.get(`/api/inspections/${id}/dossier`)).body;
    const [dossier] = view.dossiers;
    assert.match(dossier.archiveNumber, /^130181应急局-JC·\d{4}-D10-0001$/);
    assert.deepEqual(
      [dossier.state, dossier.retention, view.refusal.code],
      ['built', 'years10', 'dossier.filed_already'],
    );
    const pdf = (await lan.get(`/api/dossiers/${dossier.id}/file?form=pdf`)).raw;
    assert.ok(pdf.includes('pdfaid:part>2') && pdf.includes('GTS_PDFA1'), 'PDF/A-2b with its output intent');
    const files = await unpacked((await lan.get(`/api/dossiers/${dossier.id}/file?form=package`)).raw);
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}');
    assert.equal(manifest.archiveNumber, dossier.archiveNumber);
    assert.equal(manifest.files.length, files.size - 1);
    for (const { path, sha256 } of manifest.files)
      assert.equal(
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
        sha256,
        path,
      );
    const states = await app.platform.db
      .selectFrom('inspection_tasks')
      .select('state')
      .where('id', '=', taskId)
      .executeTakeFirstOrThrow();
    assert.equal(states.state, 'archived');
    assert.equal(
      (await (await app.signIn('chenXi')).get(`/api/dossiers/${dossier.id}/file?form=pdf`)).status,
      404,
    );
  });
});

test('R166 redacted copies stand in the dossier behind the originals: in the list of evidence, the notes and the package', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app);
    const id = inspectionIds[0] ?? '';
    const phone = await testPhone(app, 'boWen');
    assert.equal((await redact(phone.client, await arrived(phone, id))).status, 200);
    await closed(app, inspectionIds);
    const lan = await app.signIn('anLan');
    const filed = await lan.post(`/api/inspections/${id}/dossier`, { actionId: app.actionId(), ...nothing });
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    const files = await unpacked((await lan.get(`/api/dossiers/${filed.body.id}/file?form=package`)).raw);
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}');
    const pieces = manifest.files
      .filter(({ path }: { path: string }) => path.startsWith('03-'))
      .map(({ path, sha256 }: { path: string; sha256: string }) => [path, sha256]);
    assert.deepEqual(pieces, [
      ['03-证据原件/001-001-photo', digest(original)],
      ['03-证据遮盖件/001-001-photo 遮盖件1', digest(covered)],
    ]);
    const content = await inTransaction(app.platform.db, async (tx) => {
      const found = await inspectionCase(tx, id);
      assert.ok(found !== undefined);
      return dossierContent(tx, found);
    });
    assert.deepEqual(
      content.copies.map(({ name, by, bytes }) => [name, by, bytes]),
      [['001-photo 遮盖件1', '柏文', covered.length]],
    );
    const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
    try {
      const file = join(folder, 'dossier.pdf');
      writeFileSync(file, (await lan.get(`/api/dossiers/${filed.body.id}/file?form=pdf`)).raw);
      const text = execFileSync('pdftotext', ['-layout', file, '-']).toString().replaceAll(/\s/g, '');
      for (const said of ['原件在卷', '遮盖件1', '另有证据遮盖件1个']) assert.ok(text.includes(said), said);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('I3 nothing is archived with an open problem; at year-end it is carried over under a linked number with a reason', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds, inspectionId } = await plantFindings(app, ['rectify']);
    await closed(app, inspectionIds);
    let lan = await app.signIn('anLan');
    const file = (more: object) =>
      lan.post(`/api/inspections/${inspectionId}/dossier`, { actionId: app.actionId(), ...nothing, ...more });
    const open = await file({});
    assert.deepEqual(
      [open.status, open.body.error.code, open.body.error.data],
      [409, 'dossier.problems_open', { count: 1 }],
    );
    assert.equal((await file({ carryReason: '整改期限跨年' })).body.error.code, 'dossier.not_year_end');
    const year = Number(app.platform.clock.today().slice(0, 4));
    app.platform.clock.set(`${year}-12-20T02:00:00.000Z`);
    lan = await app.signIn('anLan');
    assert.equal((await file({ carryReason: '整改期限跨年' })).status, 200);
    const [first] = (await lan.get(`/api/inspections/${inspectionId}/dossier`)).body.dossiers;
    assert.deepEqual(
      [first.retention, first.carriedTo, first.carriedOpen],
      ['years30', `${first.archiveNumber}-X1`, 1],
    );
    assert.equal(
      (await file({})).body.error.code,
      'dossier.problems_open',
      'the second part waits for the end',
    );
    const at = app.platform.clock.now();
    const { jurisdictionId, agencyId } = app.cast.anLan;
    const finding = await app.platform.db.selectFrom('visit_findings').select('id').executeTakeFirstOrThrow();
    await app.platform.db
      .insertInto('followups')
      .values({
        jurisdiction_id: jurisdictionId,
        finding_id: finding.id,
        inspection_id: inspectionId,
        agency_id: agencyId,
        object_key: 'x',
        kind: 'rectify',
        state: 'closed',
        ended: 'rectified',
        opened_at: at,
        closed_at: at,
        updated_at: at,
      })
      .execute();
    assert.equal((await file({})).status, 200);
    const parts = (await lan.get(`/api/inspections/${inspectionId}/dossier`)).body.dossiers;
    assert.equal(parts[1].archiveNumber, first.carriedTo);
  });
});

test('dossiers go to the archive room once, by a list with their digests; the box has a label', async () => {
  await withTestApp(async (app) => {
    const { ids, lan } = await filedDossiers(app, 3);
    const body = { actionId: app.actionId(), dossierIds: ids, boxNumber: '2026-01', to: '机关档案室' };
    assert.equal((await (await app.signIn('otherAgency')).post('/api/archive-transfers', body)).status, 404);
    const moved = await lan.post('/api/archive-transfers', body);
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.deepEqual((await lan.post('/api/archive-transfers', body)).body, moved.body);
    const again = await lan.post('/api/archive-transfers', { ...body, actionId: app.actionId() });
    assert.equal(again.body.error.code, 'dossier.transferred_already');
    const list = (await lan.get('/api/archive-transfers')).body.rows[0];
    assert.deepEqual([list.dossiers, list.scanned], [3, false]);
    const paper = await lan.get(`/api/papers/${list.paperId}/file?format=pdf`);
    assert.equal(paper.raw.subarray(0, 4).toString(), '%PDF');
    const label = await lan.get(`/api/archive-transfers/${list.id}/box-label?format=pdf`);
    assert.equal(label.raw.subarray(0, 4).toString(), '%PDF');
  });
});

test('an evaluator samples dossiers by an own seed; whoever has seed and pool draws the same list', async () => {
  await withTestApp(async (app) => {
    const { lan } = await filedDossiers(app, 5);
    const year = Number(app.platform.clock.today().slice(0, 4));
    const ask = { purpose: '案卷评查', evaluator: '区司法局', year, seed: '3-17-22-28', wanted: 2 };
    const none = await lan.post('/api/dossier-samples', { ...ask, year: 2001, actionId: app.actionId() });
    assert.equal(none.body.error.code, 'dossier.pool_empty');
    assert.equal(
      (await (await app.signIn('boWen')).post('/api/dossier-samples', { ...ask, actionId: app.actionId() }))
        .status,
      403,
    );
    const drawn = await lan.post('/api/dossier-samples', { ...ask, actionId: app.actionId() });
    assert.equal(drawn.status, 200, JSON.stringify(drawn.body));
    const file = JSON.parse((await lan.get(`/api/dossier-samples/${drawn.body.id}/file`)).raw.toString());
    const repeated = sampleDossiers({ pool: file.pool.toReversed(), seed: ask.seed, wanted: 2 });
    assert.deepEqual([repeated.poolSha256, repeated.drawn], [file.poolSha256, file.drawn]);
    assert.equal(new Set(file.drawn).size, 2);
    const shown = (await lan.get('/api/dossier-samples')).body.rows[0];
    assert.equal(shown.poolSize, 5);
  });
});

test('R169 the fonds number of the agency heads each new archive number; who enters it is recorded', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const none = (await lan.get('/api/archive-fonds')).body;
    assert.deepEqual([none.number, none.inUse], ['', '130181应急局']);
    const body = { actionId: app.actionId(), number: 'J012' };
    assert.equal((await (await app.signIn('boWen')).post('/api/archive-fonds', body)).status, 403);
    const wrong = await lan.post('/api/archive-fonds', { actionId: app.actionId(), number: '全宗' });
    assert.equal(wrong.status, 400);
    assert.equal((await lan.post('/api/archive-fonds', body)).status, 200);
    assert.equal((await lan.post('/api/archive-fonds', body)).status, 200, 'the same request again');
    const { ids } = await filedDossiers(app, 1);
    const [row] = (await lan.get('/api/dossiers')).body.rows;
    assert.equal(row.id, ids[0]);
    assert.match(row.archiveNumber, /^J012-JC·\d{4}-D10-0001$/);
    const { jurisdictionId } = app.cast.anLan;
    const other = await app.platform.db
      .selectFrom('agencies')
      .select('id')
      .where('jurisdiction_id', '=', jurisdictionId)
      .where('id', '<>', app.cast.anLan.agencyId)
      .executeTakeFirstOrThrow();
    await app.platform.db
      .insertInto('archive_fonds')
      .values({
        jurisdiction_id: jurisdictionId,
        agency_id: other.id,
        fonds_number: 'J013',
        entered_by: app.cast.anLan.accountId,
        entered_name: '别人',
        entered_at: app.platform.clock.now(),
      })
      .execute();
    const taken = await lan.post('/api/archive-fonds', { actionId: app.actionId(), number: 'J013' });
    assert.deepEqual([taken.status, taken.body.error.code], [409, 'dossier.fonds_taken']);
  });
});

test('R169 one box holds one year and one retention class', async () => {
  await withTestApp(async (app) => {
    const { ids, lan } = await filedDossiers(app, 2);
    await app.platform.db
      .updateTable('dossiers')
      .set({ retention: 'permanent' })
      .where('id', '=', ids[0] ?? '')
      .execute();
    const body = { actionId: app.actionId(), dossierIds: ids, boxNumber: '1', to: '机关档案室' };
    const mixed = await lan.post('/api/archive-transfers', body);
    assert.deepEqual([mixed.status, mixed.body.error.code], [409, 'dossier.box_mixed']);
  });
});

async function filedDossiers(app: TestApp, count: number) {
  const { inspectionIds } = await plantInspections(app, { stage: 'passed', count });
  await closed(app, inspectionIds);
  const lan = await app.signIn('anLan');
  const ids: string[] = [];
  for (const id of inspectionIds) {
    const reply = await lan.post(`/api/inspections/${id}/dossier`, { actionId: app.actionId(), ...nothing });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    ids.push(reply.body.id);
  }
  return { ids, lan };
}
