/**
 * Every route of visits, results and follow-up that names something by its id, walked by everybody who has no business
 * with it: another jurisdiction, another agency, an inspector not of the visit, the public. A new route has to be entered
 * in the table below before this passes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import * as followups from '@mingcha/core/followups/followup-api.ts';
import * as returns from '@mingcha/core/followups/return-visit.ts';
import * as blank from '@mingcha/core/inspections/blank-pack-api.ts';
import * as inspections from '@mingcha/core/inspections/results/inspection-api.ts';
import * as paperVisits from '@mingcha/core/inspections/results/paper-visit-api.ts';
import * as redactions from '@mingcha/core/inspections/results/redaction.ts';
import * as results from '@mingcha/core/inspections/results/result-api.ts';
import * as visitViews from '@mingcha/core/inspections/results/visit-view-api.ts';
import * as brought from '@mingcha/core/inspections/visits/brought-api.ts';
import * as field from '@mingcha/core/inspections/visits/field-api.ts';
import { statesOf, testPhone } from '../inspections/visits/visit-testing.ts';
import { replaceRoles } from '../platform/auth/organisation.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../platform/testing-app.ts';
import { plantedItem } from '../tasks/task-testing.ts';
import { makeMove, orderForm, plantFindings, pngBytes } from './followup-testing.ts';

const modules = [
  followups,
  returns,
  blank,
  inspections,
  paperVisits,
  redactions,
  results,
  visitViews,
  brought,
  field,
];
const isRoute = (value: unknown): value is RouteSpec =>
  typeof value === 'object' && value !== null && 'path' in value && 'policy' in value;
const named = modules
  .flatMap((module) => Object.values(module).filter(isRoute))
  .filter((route) => route.path.includes('/:') || route.id === 'followups.move');

interface Planted {
  readonly taskId: string;
  readonly inspectionId: string;
  readonly findingId: string;
  readonly fileId: string;
  readonly evidenceId: string;
  readonly deviceId: string;
  readonly mediaId: string;
  readonly sampleId: string;
  readonly agencyId: string;
}

async function plant(app: TestApp): Promise<Planted> {
  const { findingIds, inspectionId, taskId } = await plantFindings(app, ['rectify'], { stage: 'visiting' });
  const [findingId = ''] = findingIds;
  const phone = await testPhone(app, 'boWen');
  const evidenceId = crypto.randomUUID();
  const evidence = {
    id: evidenceId,
    kind: 'photo' as const,
    findingId: null,
    line: null,
    sha256: 'ab'.repeat(32),
    bytes: 4,
    contentType: 'image/jpeg',
    capturedAt: app.platform.clock.now(),
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
  };
  const sent = await phone.sync([phone.record(inspectionId, { kind: 'evidence', evidence })]);
  assert.deepEqual(statesOf(sent), ['taken']);
  const made = await phone.client.post('/api/field/media-packs', { actionId: app.actionId(), name: 'U1' });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  await app.platform.db
    .updateTable('inspection_teams')
    .set({ stage: 'passed', passed_at: '2026-11-01T00:00:00Z' })
    .execute();
  const kept = await phone.client.upload(
    `/api/followups/${findingId}/files`,
    { name: '照片.png', bytes: pngBytes },
    { actionId: app.actionId() },
  );
  assert.equal(kept.status, 200, JSON.stringify(kept.body));
  return {
    taskId,
    inspectionId,
    findingId,
    fileId: kept.body.fileId,
    evidenceId,
    deviceId: phone.deviceId,
    mediaId: made.body.id,
    sampleId: crypto.randomUUID(),
    agencyId: app.cast.anLan.agencyId,
  };
}

const record = {
  compared: '台账',
  sources: ['档案室'],
  from: '2026-01-01',
  to: '2026-02-01',
  conclusion: '一致',
};

const asked = Object.fromEntries(returns.returnQuestions.map((each) => [each, 'yes']));

/** Of the inspector of the visit himself. */
const madeBy = ['fieldDevices.revoke', 'mediaPacks.file', 'field.upload', 'field.putChunk'];

/** A body with which each route works for those who may. */
function bodies(of: Planted): Readonly<Record<string, object>> {
  const { agencyId } = of;
  const team = { agencyId, version: 1 };
  return {
    'followups.move': { items: [{ findingId: of.findingId, version: 0 }], form: orderForm },
    'returnVisits.answer': {
      inspectionId: of.inspectionId,
      answers: { way: 'phone', person: '', answers: asked, opinion: '' },
    },
    'results.submit': {
      ...team,
      items: [{ itemKey: plantedItem, code: 'noProblem', note: '' }],
      findings: [],
      concealment: '',
      onBehalf: null,
    },
    'results.review': { ...team, decision: 'pass', opinion: '' },
    'results.offSite': { ...team, record },
    'results.batch': { inspectionIds: [of.inspectionId], record, code: 'noProblem', note: '' },
    'results.askExtension': { agencyId, ground: '专家意见未出', dueOn: '2026-12-20' },
    'results.decideExtension': { decision: 'granted', opinion: '' },
    'visits.reconcile': { agencyId, path: 'place', writeId: crypto.randomUUID() },
    'visits.enterPaper': { visit: paperVisit() },
    'fieldDevices.revoke': { reason: '遗失' },
  };
}

function paperVisit() {
  return {
    memberId: crypto.randomUUID(),
    scanIds: [crypto.randomUUID()],
    enteredAt: '2026-11-22T01:00:00.000Z',
    endedAt: '2026-11-22T03:00:00.000Z',
    emergency: '',
    place: '办公室',
    representative: { name: '石磊', post: '', phone: '' },
    certificatesShown: true,
    rightsTold: true,
    recusal: 'notAsked',
    lines: [],
    findings: [],
    situation: '查看现场。',
    guidance: '',
    outcome: { outcome: 'normal', facts: '', witness: '', witnessContact: '' },
    feedback: { opinion: 'agrees', statement: '' },
    signedBy: [],
    party: { name: '石磊', seal: 'stamped', refused: null },
    numbers: [],
  };
}

/** What stands in the place of `:id`, where it is no inspection. */
const idOf: Readonly<Record<string, keyof Planted>> = {
  'followups.get': 'findingId',
  'followups.addFile': 'findingId',
  'followups.file': 'findingId',
  'followups.leniency': 'findingId',
  'results.batch': 'taskId',
  'returnVisits.answer': 'sampleId',
  'mediaPacks.file': 'mediaId',
  'fieldDevices.revoke': 'deviceId',
  'field.putChunk': 'evidenceId',
  'field.upload': 'evidenceId',
  'evidence.file': 'evidenceId',
  'evidence.redact': 'evidenceId',
  'evidence.copyFile': 'evidenceId',
};
const queries: Readonly<Record<string, string>> = {
  'followups.leniency': '?ground=minorCorrected',
  'field.putChunk': '?offset=0',
};

function call(
  app: TestApp,
  client: TestClient,
  of: { route: RouteSpec; planted: Planted },
): Promise<TestReply> {
  const { route, planted } = of;
  const actionId = app.actionId();
  const path = route.path
    .replace('/:id', `/${planted[idOf[route.id] ?? 'inspectionId']}`)
    .replace('/:fileId', `/${planted.fileId}`)
    .replace('/:copyId', `/${crypto.randomUUID()}`)
    .replace('/:extensionId', `/${crypto.randomUUID()}`);
  const url = `${path}${queries[route.id] ?? ''}`;
  if (route.method === 'GET') return client.get(url);
  if (route.transfer === 'upload') {
    const file = { name: 'a.png', bytes: pngBytes };
    const isScan = route.id === 'visits.uploadScan';
    const covered =
      route.id === 'evidence.redact'
        ? { areas: [{ left: 0, top: 0, right: 1, bottom: 1 }], reason: 'persons' }
        : {};
    return client.upload(
      isScan ? `${url}?actionId=${actionId}` : url,
      file,
      isScan ? {} : { actionId, ...covered },
    );
  }
  if (route.transfer === 'chunk')
    return client.inject({
      method: 'PUT',
      url,
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from([1, 2, 3, 4]),
    });
  const body = bodies(planted)[route.id];
  assert.ok(body !== undefined, `${route.id} has no body in this table`);
  return client.post(url, { actionId, ...body });
}

async function give(app: TestApp, actor: Actor, roles: readonly Role[]): Promise<void> {
  const { jurisdictionId, accountId } = actor;
  await inTransaction(app.platform.db, (tx) => replaceRoles(tx, { jurisdictionId, accountId }, roles));
}

/** What a stranger could learn or change, besides being refused. */
async function standing(app: TestApp) {
  const { db } = app.platform;
  const teams = await db.selectFrom('inspection_teams').select(['stage', 'row_version']).execute();
  const cases = await db.selectFrom('followups').select(['state', 'row_version']).execute();
  const files = await db.selectFrom('followup_files').select('file_id').execute();
  const devices = await db.selectFrom('visit_devices').select(['id', 'revoked_at']).execute();
  return { teams, cases, files, devices };
}

test('R130 no route of visits, results and follow-up opens anything to another jurisdiction, another agency, an inspector not of the visit or the public', () =>
  withTestApp(async (app) => {
    const planted = await plant(app);
    assert.ok(named.length > 20);
    await app.platform.db.updateTable('inspection_members').set({ account_id: null }).execute();
    const every: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness'];
    await give(app, app.cast.chenXi, every);
    await give(app, app.cast.otherAgency, every);
    const own = await app.signIn('anLan');
    const { status: seen } = await own.get(`/api/inspections/${planted.inspectionId}`);
    assert.equal(seen, 200, 'it is there for those who may see it');
    const before = await standing(app);
    const opened: string[] = [];
    for (const name of ['chenXi', 'otherAgency', 'otherInspector', 'boWen'] as const) {
      const client = await app.signIn(name);
      for (const route of named) {
        // Devices, media and photographs under way belong to who made them, in the visit or not.
        if (name === 'boWen' && madeBy.includes(route.id)) continue;
        const { status, body } = await call(app, client, { route, planted });
        const isBarred = status === 403 && (name === 'otherInspector' || name === 'boWen');
        const isUnknown = status === 404 && body.error.code.endsWith('.not_found');
        if (!isBarred && !isUnknown) opened.push(`${name} ${route.id}: ${status} ${JSON.stringify(body)}`);
      }
    }
    assert.deepEqual(opened, []);
    for (const route of named)
      assert.equal(
        (await call(app, app.anonymous, { route, planted })).status,
        401,
        `the public: ${route.id}`,
      );
    assert.deepEqual(await standing(app), before, 'nothing changed');
  }));

test('S-06 a write that rests on what somebody changed meanwhile is refused and changes nothing', () =>
  withTestApp(async (app) => {
    const planted = await plant(app);
    const { agencyId, inspectionId, findingId } = planted;
    await app.platform.db
      .updateTable('inspection_teams')
      .set({ stage: 'submitted', row_version: 5 })
      .execute();
    const lan = await app.signIn('anLan');
    const bo = await app.signIn('boWen');
    const moved = await makeMove(app, bo, { ids: [findingId], form: orderForm });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    const before = await standing(app);
    const all = bodies(planted);
    const stale = [
      ['results.submit', bo, `/api/inspections/${inspectionId}/results`],
      ['results.review', lan, `/api/inspections/${inspectionId}/reviews`],
      ['results.offSite', bo, `/api/inspections/${inspectionId}/off-site`],
      ['followups.move', bo, '/api/followup-moves'],
    ] as const;
    for (const [id, client, path] of stale) {
      const { status, body } = await client.post(path, { actionId: app.actionId(), ...all[id] });
      assert.deepEqual(
        [status, body.error?.code.split('.').at(-1)],
        [409, 'changed_meanwhile'],
        `${id} ${agencyId}`,
      );
    }
    assert.deepEqual(await standing(app), before);
  }));
