/** A visit from the pack to its end: sheets kept as they were, papers with reserved numbers, what is missing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { paperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { paperSample } from '../../tasks/papers/paper-samples.fixture.ts';
import { plantedItem, plantInspections } from '../../tasks/task-testing.ts';
import { plantSheet, plantVersion, sheetLine, statesOf, type TestPhone, testPhone } from './visit-testing.ts';

async function packOf(phone: TestPhone): Promise<PackedVisit> {
  const reply = await phone.pack();
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.visits[0] as PackedVisit;
}

async function start(app: TestApp, options: Parameters<typeof plantInspections>[1] = {}) {
  const sheet = await plantSheet(app, [sheetLine('a'), sheetLine('b')]);
  const id = (await plantInspections(app, { stage: 'noticed', ...options })).inspectionIds[0] ?? '';
  const phone = await testPhone(app, 'boWen');
  return { id, phone, sheet };
}

const conform = { answer: 'conform', value: null, by: 'hand' };

/** Everything between the door and the signatures. */
function heldVisit(app: TestApp, phone: TestPhone, visit: PackedVisit) {
  const at = app.platform.clock.now();
  const id = visit.inspectionId;
  const versionId = visit.sheets[0]?.versionId ?? '';
  const sign = (role: 'inspector' | 'representative', memberId: string | null, name: string) =>
    phone.record(id, {
      kind: 'signature',
      signature: {
        id: crypto.randomUUID(),
        document: 'siteRecord',
        role,
        name,
        memberId,
        mode: 'paper',
        evidenceId: null,
        seal: role === 'representative' ? 'noSealOnSite' : null,
        refused: null,
        signs: 'ab'.repeat(32),
      },
    });
  return [
    phone.record(id, { kind: 'enter', enteredAt: at, emergency: '', late: '', codeShown: 'shown' }),
    phone.writes(id, {
      arrival: { at, position: { lat: 38, lon: 115, accuracyM: 20 }, place: '东门' },
      identify: { at, certificatesShown: true, code: 'shown' },
      opening: { at, rightsTold: true, recusal: 'notAsked', note: '' },
      [`lines/${versionId}/a`]: conform,
      [`lines/${versionId}/b`]: conform,
    }),
    ...visit.members.map((member) => sign('inspector', member.id, member.name)),
    sign('representative', null, '石磊'),
  ];
}

test('R149 the pack brings sheet, items with bases and guidance, people, numbers; unchanged it is answered by 304', () =>
  withTestApp(async (app) => {
    const { id, phone, sheet } = await start(app, { joint: true });
    await app.database.owner
      .insertInto('trip_sheets')
      .values({
        jurisdiction_id: app.cast.anLan.jurisdictionId,
        inspection_id: id,
        fields: JSON.stringify({
          contact: '石磊',
          vehicle: '',
          brings: [{ who: '柏文', what: '执法记录仪' }],
        }),
        row_version: 1,
        changed_by: app.cast.boWen.accountId,
        changed_name: '柏文',
        changed_at: app.platform.clock.now(),
      })
      .execute();
    const visit = await packOf(phone);
    assert.deepEqual(visit.tripSheet, [
      { label: '对象联系人', value: '石磊' },
      { label: '携带物品', value: '柏文 执法记录仪' },
    ]);
    assert.equal(visit.sheets[0]?.versionId, sheet.versionId);
    const team = visit.teams.find((each) => each.agencyId === visit.agencyId);
    assert.deepEqual(
      [team?.items[0]?.name, team?.items[0]?.bases[0]?.article, team?.items[0]?.guidance !== ''],
      ['有限空间作业管理情况的检查', '第六十五条', true],
    );
    assert.deepEqual([visit.teams.length, visit.members.length, visit.memberId !== ''], [2, 4, true]);
    assert.deepEqual(visit.numbers.map((each) => each.kind).toSorted(), [
      'rectificationOrder',
      'resultNotice',
      'siteRecord',
    ]);
    assert.deepEqual((await packOf(phone)).numbers, visit.numbers, 'reserved once');
    const first = await phone.pack();
    app.platform.clock.advance(60_000);
    const again = await phone.client.inject({
      method: 'GET',
      url: `/api/field/pack?deviceId=${phone.deviceId}`,
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    assert.deepEqual([again.status, again.raw.length], [304, 0]);
  }));

test('R130 the pack of somebody else, of a task not sent out, of a team left: nothing in it', () =>
  withTestApp(async (app) => {
    const { phone } = await start(app);
    const { owner } = app.database;
    const other = await testPhone(app, 'otherInspector');
    assert.deepEqual((await other.pack()).body.visits, []);
    const foreign = await phone.client.get(`/api/field/pack?deviceId=${other.deviceId}`);
    assert.equal(foreign.body.error.code, 'visit.device.forbidden');
    await owner.updateTable('inspection_tasks').set({ state: 'prepared' }).execute();
    assert.deepEqual((await phone.pack()).body.visits, []);
    await owner.updateTable('inspection_tasks').set({ state: 'dispatched' }).execute();
    await owner.updateTable('inspection_members').set({ state: 'replaced' }).execute();
    assert.deepEqual((await phone.pack()).body.visits, []);
  }));

test('S-09 a visit keeps the version of the sheet that it began with, whatever is published later', () =>
  withTestApp(async (app) => {
    const { id, phone, sheet } = await start(app);
    assert.equal((await packOf(phone)).sheets[0]?.versionId, sheet.versionId);
    const draft = phone.writes(id, { [`lines/${sheet.versionId}/a`]: conform });
    const later = await plantVersion(app, {
      sheetId: sheet.sheetId,
      no: 2,
      lines: [sheetLine('a'), sheetLine('z')],
    });
    assert.deepEqual(statesOf(await phone.sync([draft])), ['taken']);
    assert.deepEqual(
      (await packOf(phone)).sheets.map((each) => each.versionId),
      [sheet.versionId],
    );
    const fresh = (await plantInspections(app, {})).inspectionIds[0];
    const packed = (await phone.pack()).body.visits as PackedVisit[];
    assert.equal(packed.find((visit) => visit.inspectionId === fresh)?.sheets[0]?.versionId, later);
    const nowhere = phone.writes(id, { [`lines/${crypto.randomUUID()}/a`]: conform });
    assert.deepEqual(statesOf(await phone.sync([nowhere])), ['visit.sheet_unknown']);
  }));

test('S-09 records of an older app are taken when their fields are known, refused by name when not', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app);
    const older = { ...phone.writes(id, { place: '东区' }), colour: 'red' };
    const newer = phone.writes(id, { 'weather/now': '晴' });
    assert.deepEqual(statesOf(await phone.sync([older, newer])), ['taken', 'visit.field_unknown']);
  }));

test('R160 a visit ends when nothing is missing; what is missing is named; the second end is the first', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app);
    const visit = await packOf(phone);
    const finish = () => phone.record(id, { kind: 'finish', finishedAt: app.platform.clock.now() });
    const early = await phone.sync([finish()]);
    assert.deepEqual(statesOf(early), ['visit.incomplete']);
    assert.match(early.body.outcomes[0].data.codes, /visit\.missing_enter,.*visit\.missing_inspectors/);
    const held = heldVisit(app, phone, visit);
    assert.deepEqual(
      statesOf(await phone.sync([...held, finish()])),
      [...held, null].map(() => 'taken'),
    );
    assert.deepEqual(statesOf(await phone.sync([finish()])), ['taken']);
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    assert.deepEqual([found?.teams[0]?.stage, found?.inspection.outcome], ['recorded', 'normal']);
    const events = await app.database.owner
      .selectFrom('ledger_events')
      .select('type')
      .where('subject_id', '=', id)
      .execute();
    assert.equal(events.filter((event) => event.type === 'visit.signed').length, 3);
    const entries = await app.database.owner.selectFrom('frequency_entries').select('id').execute();
    assert.equal(entries.length, 1);
  }));

test('a paper issued offline takes the number reserved for it; another number is refused', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app);
    const visit = await packOf(phone);
    const reserved = visit.numbers.find((each) => each.kind === 'rectificationOrder');
    assert.ok(reserved);
    const order = (no: number, data: object) =>
      phone.record(id, {
        kind: 'paper',
        paper: {
          paperId: crypto.randomUUID(),
          kind: 'rectificationOrder',
          number: { year: reserved.year, no },
          data: { ...data },
        },
      });
    const data = paperSample('rectificationOrder', 'short');
    assert.deepEqual(statesOf(await phone.sync([order(reserved.no, {})])), ['paper.data_invalid']);
    assert.deepEqual(statesOf(await phone.sync([order(reserved.no + 1, data)])), [
      'paper.number_not_reserved',
    ]);
    assert.deepEqual(statesOf(await phone.sync([order(reserved.no, data)])), ['taken']);
    assert.deepEqual(statesOf(await phone.sync([order(reserved.no, data)])), ['paper.number_not_reserved']);
    const papers = await app.database.owner.selectFrom('papers').select(['number', 'no']).execute();
    assert.deepEqual(papers, [{ number: reserved.text, no: reserved.no }]);
    const left = (await packOf(phone)).numbers.map((each) => each.kind);
    assert.equal(left.includes('rectificationOrder'), false, 'used, and not reserved again');
  }));

test('a joint visit of two agencies counts once, each with its own entry of the same visit', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app, { joint: true });
    const partner = await testPhone(app, 'otherInspector');
    const at = app.platform.clock.now();
    const enter = { kind: 'enter', enteredAt: at, emergency: '', late: '', codeShown: 'shown' } as const;
    assert.deepEqual(statesOf(await phone.sync([phone.record(id, enter)])), ['taken']);
    assert.deepEqual(statesOf(await partner.sync([partner.record(id, enter)])), ['taken']);
    const entries = await app.database.owner
      .selectFrom('frequency_entries')
      .select(['visit_key', 'count_basis', 'body_name'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map((entry) => [entry.visit_key, entry.body_name]),
      [
        [id, '茶亭区应急管理局'],
        [id, '茶亭区消防救援大队'],
      ],
    );
    assert.deepEqual(entries.map((entry) => entry.count_basis).toSorted(), ['counted', 'sameVisit']);
  }));

test('R168 an item is added from the published list of the own agency, with a reason, and comes with its sheet', () =>
  withTestApp(async (app) => {
    const { id, phone, sheet } = await start(app, { joint: true });
    await packOf(phone);
    const partner = await testPhone(app, 'otherInspector');
    const added = (itemKey: string, agencyId: string, reason = '现场发现有限空间作业') => ({
      [`addedItems/${itemKey}`]: { agencyId, reason },
    });
    const { boWen, otherInspector } = app.cast;
    const send = async (from: TestPhone, values: object) =>
      statesOf(await from.sync([from.writes(id, { ...values })]));
    assert.deepEqual(await send(phone, added(crypto.randomUUID(), boWen.agencyId)), [
      'visit.item_not_published',
    ]);
    assert.deepEqual(await send(phone, added(plantedItem, boWen.agencyId, '')), ['visit.field_invalid']);
    assert.deepEqual(await send(phone, added(plantedItem, otherInspector.agencyId)), [
      'visit.other_agency.forbidden',
    ]);
    const { owner } = app.database;
    await owner.updateTable('item_lists').set({ state: 'revoked' }).execute();
    assert.deepEqual(await send(phone, added(plantedItem, boWen.agencyId)), ['visit.item_not_published']);
    // Of another agency's list nothing can be added, though it is published.
    await owner.updateTable('item_lists').set({ state: 'published' }).execute();
    assert.deepEqual(await send(partner, added(plantedItem, otherInspector.agencyId)), [
      'visit.item_not_published',
    ]);
    await owner.updateTable('inspection_teams').set({ item_keys: [] }).execute();
    await owner.deleteFrom('visit_sheets').execute();
    assert.deepEqual((await packOf(phone)).sheets, []);
    const record = phone.writes(id, added(plantedItem, boWen.agencyId));
    assert.deepEqual(statesOf(await phone.sync([record])), ['taken']);
    assert.deepEqual(statesOf(await phone.sync([record])), ['again']);
    const visit = await packOf(phone);
    const team = visit.teams.find((each) => each.agencyId === boWen.agencyId);
    assert.deepEqual(
      [team?.items.map((each) => each.itemKey), visit.sheets.map((each) => each.versionId)],
      [[plantedItem], [sheet.versionId]],
    );
  }));

test('R241 R147 the pack brings the terms of the agency’s rule book that are reckoned at the door', () =>
  withTestApp(async (app) => {
    const { phone } = await start(app);
    assert.deepEqual((await phone.pack()).body.terms, {
      rectified: { length: 15, unit: 'days', years: [] },
      lateEntry: { length: 10, unit: 'days', years: [] },
    });
  }));

test('R164 signatures under a record that another one replaced do not end the visit', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app);
    const visit = await packOf(phone);
    const [number] = visit.numbers.filter((each) => each.kind === 'siteRecord');
    assert.ok(number);
    const issue = (at: { year: number; no: number } | null, place: string) => {
      const data = { ...paperSample('siteRecord', 'short'), place };
      const paper = { paperId: crypto.randomUUID(), kind: 'siteRecord', number: at, data } as const;
      return {
        digest: paperDigest(paperData.siteRecord.parse(data)),
        record: phone.record(id, { kind: 'paper', paper }),
      };
    };
    const first = issue({ year: number.year, no: number.no }, '东门');
    const second = issue(null, '西门');
    const signedUnder = (digest: string) =>
      heldVisit(app, phone, visit).map((each) =>
        each.kind === 'signature' ? { ...each, signature: { ...each.signature, signs: digest } } : each,
      );
    const finish = () => phone.record(id, { kind: 'finish', finishedAt: app.platform.clock.now() });
    const taken = await phone.sync([first.record, ...signedUnder(first.digest), second.record]);
    assert.ok(
      statesOf(taken).every((state) => state === 'taken'),
      String(statesOf(taken)),
    );
    const early = await phone.sync([finish()]);
    assert.equal(
      early.body.outcomes[0].data.codes,
      'visit.missing_signed_again,visit.missing_inspectors,visit.missing_representative',
    );
    const anew = signedUnder(second.digest).filter((each) => each.kind === 'signature');
    assert.deepEqual(
      statesOf(await phone.sync([...anew, finish()])),
      [...anew, null].map(() => 'taken'),
    );
  }));

test('R165 that the enterprise refused to sign is reported to the bureau until somebody signs', () =>
  withTestApp(async (app) => {
    const { id, phone } = await start(app);
    const visit = await packOf(phone);
    const refused = { reason: '对记录有异议', witness: '社区王某', witnessContact: '' };
    const held = heldVisit(app, phone, visit);
    const unsigned = held.map((each) =>
      each.kind === 'signature' && each.signature.role === 'representative'
        ? { ...each, signature: { ...each.signature, seal: null, refused } }
        : each,
    );
    const finish = phone.record(id, { kind: 'finish', finishedAt: app.platform.clock.now() });
    assert.ok(statesOf(await phone.sync([...unsigned, finish])).every((state) => state === 'taken'));
    const told = async (name: 'anLan' | 'boWen' | 'otherAgency') =>
      (await (await app.signIn(name)).get('/api/result-todo')).body.unsigned.map(
        (each: { inspectionId: string }) => each.inspectionId,
      );
    assert.deepEqual([await told('anLan'), await told('boWen'), await told('otherAgency')], [[id], [], []]);
    app.platform.clock.advance(60_000);
    const signed = held.at(-1);
    assert.ok(signed?.kind === 'signature');
    const { signature } = signed;
    const later = phone.record(id, {
      kind: 'signature',
      signature: { ...signature, id: crypto.randomUUID() },
    });
    assert.deepEqual(statesOf(await phone.sync([later])), ['taken']);
    assert.deepEqual(await told('anLan'), []);
  }));
