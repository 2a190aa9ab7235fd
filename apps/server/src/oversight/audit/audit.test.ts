/** Tests of the auditor's room: each kind of exception, the proof of a draw, evidence that opens elsewhere, samples by an own seed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInclusion, holds } from '@mingcha/core/common/ledger-proof.ts';
import type { DrawProof, ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import { checkEvidence } from '@mingcha/core/oversight/audit/evidence.ts';
import { exceptionKinds } from '@mingcha/core/oversight/audit/exceptions.ts';
import { checkSample, readSampleFile } from '@mingcha/core/oversight/audit/sample.ts';
import { drive, insertMines, jointTask } from '../../draws/draw-testing.ts';
import { checkpointNow } from '../../platform/ledger/checkpoint.service.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPassed, publicationFor } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { filesIn, plantDossiers } from './audit-testing.ts';

interface Listed {
  readonly counts: readonly { readonly kind: string; readonly count: number }[];
  readonly rows: readonly ExceptionRow[];
  readonly next: string | null;
}
const year = 'from=2026-01-01&to=2026-12-31';

async function listed(app: TestApp, query = '', who: CastName = 'auditor'): Promise<Listed> {
  const reply = await (await app.signIn(who)).get(`/api/audit/exceptions?${year}&limit=200${query}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body as Listed;
}
const countOf = (list: Listed, kind: string): number =>
  list.counts.find((each) => each.kind === kind)?.count ?? -1;

async function events(app: TestApp, type: string): Promise<number> {
  const row = await app.platform.db
    .selectFrom('ledger_events')
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .where('type', '=', type)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** An object leaves the directory three days before the seal of a draw and comes back afterwards. */
async function drawWithRemoval(app: TestApp) {
  const { objectIds } = await insertMines(app);
  const lan = await app.signIn('anLan');
  const body = { actionId: app.actionId(), version: 1, reason: 'outOfScope', note: '临时移出' };
  const gone = await lan.post(`/api/objects/${objectIds[3]}/deactivate`, body);
  assert.equal(gone.status, 200, JSON.stringify(gone.body));
  app.platform.clock.advance(3 * 86_400_000);
  const drawId = await (await drive(app)).drawn(jointTask(app));
  app.platform.clock.advance(86_400_000);
  const back = await (await app.signIn('anLan')).post(`/api/objects/${objectIds[3]}/reactivate`, {
    actionId: app.actionId(),
    version: 2,
    note: '恢复',
  });
  assert.equal(back.status, 200, JSON.stringify(back.body));
  return { drawId, objectId: objectIds[3] ?? '' };
}

test('R324 an object that left the directory shortly before a seal stands with who, when, which draw and when it came back', () =>
  withTestApp(async (app) => {
    const { drawId, objectId } = await drawWithRemoval(app);
    const [row, ...more] = (await listed(app, '&kind=poolRemoval')).rows;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [row?.subject, row?.people, row?.facts['removedBy'], row?.evidence],
      ['茶亭4号非煤矿山', '安岚', '临时移出', { kind: 'subject', id: objectId }],
    );
    assert.ok(row?.facts['sealedOn'] !== undefined && row.facts['backOn'] !== undefined);
    const { jurisdictionId } = app.cast.anLan;
    await checkpointNow(app.platform, jurisdictionId, []);
    const auditor = await app.signIn('auditor');
    const examined = await auditor.get(`/api/audit/draws/${drawId}`);
    assert.equal(examined.status, 200, JSON.stringify(examined.body));
    const proof = examined.body as DrawProof;
    assert.equal(proof.removals.length, 1, 'the page of the draw names the removal too');
    assert.deepEqual(proof.record.objects, [], 'no names before the release');
    assert.ok(proof.ledger !== null && proof.entries.length >= 5);
    for (const entry of proof.entries)
      assert.ok(
        holds(checkInclusion({ ...entry, ...proof.ledger, format: 'mingcha ledger proof 1' })),
        entry.type,
      );
    const pdf = await auditor.get(`/api/audit/draws/${drawId}/proof?lang=zh`);
    assert.ok(pdf.raw.subarray(0, 4).toString() === '%PDF', String(pdf.status));
    const zip = await filesIn(app, (await auditor.get(`/api/audit/draws/${drawId}/evidence`)).raw);
    assert.ok(zip.has('draw/bundle.json'));
    assert.deepEqual(checkEvidence(zip).fault, null);
    const forged = new Map(zip);
    forged.set('draw/record.json', new TextEncoder().encode('{}'));
    assert.equal(checkEvidence(forged).fault?.code, 'evidence.fault_digest');
    const cut = new Map(zip);
    cut.set('ledger/entries.jsonl', new TextEncoder().encode('{"seq":1}\n'));
    assert.equal(checkEvidence(cut).sound, false);
    const otherKey = 'elsewhere+00000000+AAAA';
    assert.equal(checkEvidence(zip, otherKey).fault?.code, 'evidence.fault_checkpoint');
    for (const who of ['anLan', 'administrator', 'witness', 'evaluator'] as const)
      assert.equal((await (await app.signIn(who)).get(`/api/audit/draws/${drawId}`)).status, 403, who);
  }));

test('R324 visits by one person, without a scanned code, approved afterwards, late and changed after publication are told apart', () =>
  withTestApp(async (app) => {
    const { db } = app.platform;
    const { inspectionIds } = await plantPassed(app, { count: 2 });
    const [id = ''] = inspectionIds;
    const first = await listed(app);
    assert.equal(first.counts.length, exceptionKinds.length, 'kinds without a row stand with 0');
    assert.deepEqual([countOf(first, 'unscanned'), countOf(first, 'loneVisit')], [2, 0]);
    await db
      .updateTable('inspection_members')
      .set({ state: 'absent' })
      .where('inspection_id', '=', id)
      .where('role', '=', 'member')
      .execute();
    await db.updateTable('result_clocks').set({ due_on: '2026-01-02', started_on: '2026-01-01' }).execute();
    const publication = await publicationFor(app, id);
    await db
      .updateTable('publications')
      .set({ published_on: '2026-01-03', state: 'published' })
      .where('id', '=', publication.id)
      .execute();
    await db
      .insertInto('publication_versions')
      .values({
        jurisdiction_id: publication.jurisdiction_id,
        publication_id: publication.id,
        version: 9,
        digest: '0'.repeat(64),
        why: 'corrected',
        account_id: app.cast.anLan.accountId,
        at: app.platform.clock.now(),
      })
      .execute();
    await db
      .insertInto('entry_registrations')
      .values({
        jurisdiction_id: publication.jurisdiction_id,
        id: app.platform.ids.next(),
        inspection_id: id,
        agency_id: app.cast.anLan.agencyId,
        kind: 'networkFailure',
        entered_at: app.platform.clock.now(),
        reason: '断网',
        due_on: null,
        allowed_by: null,
        allowed_name: null,
        allowed_note: '',
        registered_by: app.cast.boWen.accountId,
        registered_name: '柏文',
        registered_at: app.platform.clock.now(),
      })
      .execute();
    const second = await listed(app);
    const seen = Object.fromEntries(second.counts.map((each) => [each.kind, each.count]));
    assert.deepEqual([seen['loneVisit'], seen['changedAfterPublication'], seen['lateEntry']], [1, 1, 1]);
    assert.ok((seen['lateWork'] ?? 0) >= 2, JSON.stringify(seen));
    for (const kind of exceptionKinds) {
      const only = await listed(app, `&kind=${kind}`);
      assert.equal(only.rows.length, seen[kind], kind);
      assert.ok(only.rows.every((row) => row.kind === kind));
    }
    const paged: string[] = [];
    for (let after = ''; ; ) {
      const page = (await (await app.signIn('auditor')).get(`/api/audit/exceptions?${year}&limit=2${after}`))
        .body as Listed;
      paged.push(...page.rows.map((row) => row.key));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    assert.equal(new Set(paged).size, second.rows.length, 'pages follow without a gap or a repetition');
    const brigade = await listed(app, `&agencyId=${app.cast.otherAgency.agencyId}`);
    assert.ok(brigade.counts.every((each) => each.count === 0));
    const compared = await (await app.signIn('auditor')).get(
      `/api/audit/comparison?${year}&from2=2025-01-01&to2=2025-12-31`,
    );
    const late = compared.body.rows.find((row: { kind: string }) => row.kind === 'loneVisit');
    assert.deepEqual(late, { kind: 'loneVisit', first: 1, second: 0 });
  }));

test('R326 each look of an auditor is one event, however many rows it shows; nobody else may look, and not into another jurisdiction', () =>
  withTestApp(async (app) => {
    await plantInspections(app, { count: 3, stage: 'recorded' });
    const before = await events(app, 'audit.exceptions_read');
    const list = await listed(app);
    assert.equal(list.rows.length, 3);
    assert.equal(await events(app, 'audit.exceptions_read'), before + 1);
    for (const who of ['anLan', 'agencyHead', 'administrator', 'auditAdministrator', 'evaluator'] as const)
      assert.equal((await (await app.signIn(who)).get(`/api/audit/exceptions?${year}`)).status, 403, who);
    await app.platform.db
      .updateTable('account_roles')
      .set({ role: 'auditor' })
      .where('account_id', '=', app.cast.chenXi.accountId)
      .execute();
    const elsewhere = await listed(app, '', 'chenXi');
    assert.ok(elsewhere.counts.every((each) => each.count === 0));
    const none = await (await app.signIn('auditor')).get(`/api/audit/evidence?${year}`);
    assert.equal(none.body.error.code, 'ledger.checkpoint.not_found');
    await checkpointNow(app.platform, app.cast.anLan.jurisdictionId, []);
    const taken = await (await app.signIn('auditor')).get(`/api/audit/evidence?${year}&kind=unscanned`);
    const files = await filesIn(app, taken.raw);
    assert.equal(checkEvidence(files).fault, null);
    const kept = new TextDecoder().decode(files.get('exceptions.csv'));
    assert.equal(kept.trim().split('\r\n').length, 4);
  }));

test('R325 a sample has its pool in the ledger before the seed, takes one seed, and anybody repeats it from its file', () =>
  withTestApp(async (app) => {
    const numbers = await plantDossiers(app, 30);
    const auditor = await app.signIn('auditor');
    const ask = { purpose: '案卷评查', agencyIds: [], from: '2026-01-01', to: '2026-12-31', wanted: 20 };
    const empty = { ...ask, to: '2025-12-31', from: '2025-01-01', actionId: app.actionId() };
    assert.equal((await auditor.post('/api/audit/samples', empty)).body.error.code, 'audit.pool_empty');
    const turned = { ...ask, from: '2026-12-31', to: '2026-01-01', actionId: app.actionId() };
    assert.equal((await auditor.post('/api/audit/samples', turned)).body.error.code, 'audit.period.invalid');
    const body = { ...ask, actionId: app.actionId() };
    const sample = (await auditor.post('/api/audit/samples', body)).body;
    assert.deepEqual([sample.poolSize, sample.seed, sample.drawn], [30, null, null]);
    assert.deepEqual((await auditor.post('/api/audit/samples', body)).body, sample, 'the same request again');
    const seed = { actionId: app.actionId(), seed: '3-17-22-28 骰子' };
    const drawn = (await auditor.post(`/api/audit/samples/${sample.id}/seed`, seed)).body;
    assert.equal(new Set(drawn.drawn.map((each: { archiveNumber: string }) => each.archiveNumber)).size, 20);
    assert.ok(drawn.drawn.every((each: { archiveNumber: string }) => numbers.includes(each.archiveNumber)));
    const again = { actionId: app.actionId(), seed: '另一个' };
    assert.equal(
      (await auditor.post(`/api/audit/samples/${sample.id}/seed`, again)).body.error.code,
      'audit.sample_drawn',
    );
    const fileOf = async () =>
      readSampleFile((await auditor.get(`/api/audit/samples/${sample.id}/file`)).raw.toString());
    const early = await fileOf();
    assert.ok(early);
    assert.deepEqual(checkSample(early), { pool: 'holds', list: 'holds', commitment: 'open', order: 'open' });
    await checkpointNow(app.platform, app.cast.anLan.jurisdictionId, []);
    const file = await fileOf();
    assert.ok(file);
    assert.deepEqual(checkSample(file), {
      pool: 'holds',
      list: 'holds',
      commitment: 'holds',
      order: 'holds',
    });
    assert.equal(checkSample({ ...file, seed: '另一个' }).list, 'fails');
    assert.equal(checkSample({ ...file, pool: file.pool.slice(1) }).pool, 'fails');
    assert.equal(checkSample({ ...file, committed: file.named, named: file.committed }).order, 'fails');
    const [one] = drawn.drawn;
    const taken = await auditor.get(`/api/audit/samples/${sample.id}/dossiers/${one.dossierId}?form=pdf`);
    assert.ok(taken.raw.toString().startsWith('%PDF'));
    const drawnIds = new Set(drawn.drawn.map((each: { dossierId: string }) => each.dossierId));
    const rows = await app.platform.db.selectFrom('dossiers').select('id').execute();
    const left = rows.find((row) => !drawnIds.has(row.id))?.id ?? '';
    const refused = await auditor.get(`/api/audit/samples/${sample.id}/dossiers/${left}?form=pdf`);
    assert.equal(refused.body.error.code, 'audit.not_drawn.not_found', 'only what was drawn is shown');
    assert.equal(
      (await (await app.signIn('evaluator')).post('/api/audit/samples', { ...ask, actionId: app.actionId() }))
        .body.error.code,
      'evaluation.not_found',
    );
    assert.equal((await (await app.signIn('anLan')).get('/api/audit/samples')).status, 403);
  }));
