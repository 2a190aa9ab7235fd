/** What tests of the visit share: a person with a registered device that makes records and sends them. */
import assert from 'node:assert/strict';
import type { VisitRecordInput } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { publishEmptyList } from '../../draws/draw-testing.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { CastName, TestApp, TestClient, TestReply } from '../../platform/testing-app.ts';
import { item } from '../../registers/items/item-testing.ts';
import { plantedItem } from '../../tasks/task-testing.ts';

type Body = VisitRecordInput extends infer R
  ? R extends VisitRecordInput
    ? Omit<R, 'id' | 'inspectionId' | 'agencyId' | 'seq' | 'at'>
    : never
  : never;

export interface TestPhone {
  readonly client: TestClient;
  readonly deviceId: string;
  /** Base64. */
  readonly secret: string;
  /** A new record of this phone, numbered on. */
  readonly record: (inspectionId: string, body: Body, at?: string) => VisitRecordInput;
  /** A record of one write per entry of `values`. */
  readonly writes: (inspectionId: string, values: Readonly<Record<string, unknown>>) => VisitRecordInput;
  readonly sync: (records: readonly unknown[], sentAt?: string) => Promise<TestReply>;
  readonly pack: () => Promise<TestReply>;
}

/** Signs in and makes a device known. */
export async function testPhone(test: TestApp, name: CastName): Promise<TestPhone> {
  const client = await test.signIn(name);
  const { platform } = test;
  const deviceId = platform.ids.next();
  const { agencyId } = test.cast[name];
  const reply = await client.post('/api/field/devices', {
    actionId: test.actionId(),
    deviceId,
    name: 'Android',
    appVersion: '1',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  let seq = 0;
  const record: TestPhone['record'] = (inspectionId, body, at = platform.clock.now()) => {
    seq += 1;
    return { ...body, id: platform.ids.next(), inspectionId, agencyId, seq, at } as VisitRecordInput;
  };
  return {
    client,
    deviceId,
    secret: reply.body.secret,
    record,
    writes: (inspectionId, values) =>
      record(inspectionId, {
        kind: 'writes',
        writes: Object.entries(values).map(([path, value]) => ({
          id: platform.ids.next(),
          path,
          value,
          base: null,
        })),
      }),
    sync: (records, sentAt = platform.clock.now()) =>
      client.post('/api/field/sync', { deviceId, sentAt, records }),
    pack: () => client.get(`/api/field/pack?deviceId=${deviceId}`),
  };
}

/** States of the outcomes, in the order of the records. */
export function statesOf(reply: TestReply): readonly string[] {
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.outcomes.map((outcome: { state: string; code: string | null }) =>
    outcome.code === null ? outcome.state : outcome.code,
  );
}

/** A line of a sheet answered by conformity. */
export function sheetLine(key: string, more: Partial<SheetLine> = {}): SheetLine {
  return {
    key,
    requirement: `第${key}项`,
    bases: [],
    method: '',
    criterion: '',
    evidence: '',
    answer: 'conformity',
    unit: '',
    choices: [],
    askedWhen: null,
    notApplicable: '',
    findings: [],
    ...more,
  };
}

/** Publishes, directly in the tables, the planted item of the bureau with one sheet of these lines. */
export async function plantSheet(
  test: TestApp,
  lines: readonly SheetLine[],
): Promise<{ readonly sheetId: string; readonly versionId: string }> {
  const { database, platform, cast } = test;
  const { owner } = database;
  const { jurisdictionId, agencyId } = cast.anLan;
  const sheetId = platform.ids.next();
  const at = platform.clock.now();
  const common = { jurisdiction_id: jurisdictionId, agency_id: agencyId };
  await owner
    .insertInto('sheet_templates')
    .values({ ...common, id: sheetId, name: '采石场检查单', industry: '非煤矿山', created_at: at })
    .execute();
  const listId = await inTransaction(platform.db, (tx) => publishEmptyList(tx, test));
  await owner
    .insertInto('items')
    .values({
      ...common,
      id: platform.ids.next(),
      list_id: listId,
      item_key: plantedItem,
      position: 1,
      code: item.code,
      unit: '',
      category: item.category,
      name: item.name,
      tier: item.tier,
      announced: false,
      section_id: null,
      fields: JSON.stringify({ ...item, sheetIds: [sheetId] }),
      updated_at: at,
    })
    .execute();
  return {
    sheetId,
    versionId: await plantVersion(test, { sheetId, no: 1, lines }),
  };
}

/** Publishes a version of a sheet in the place of the one before. */
export async function plantVersion(
  { database, platform, cast }: TestApp,
  version: { readonly sheetId: string; readonly no: number; readonly lines: readonly SheetLine[] },
): Promise<string> {
  const { owner } = database;
  const { sheetId, no, lines } = version;
  const id = platform.ids.next();
  const at = platform.clock.now();
  await owner
    .updateTable('sheet_versions')
    .set({ state: 'superseded' })
    .where('sheet_id', '=', sheetId)
    .execute();
  await owner
    .insertInto('sheet_versions')
    .values({
      jurisdiction_id: cast.anLan.jurisdictionId,
      id,
      sheet_id: sheetId,
      no,
      state: 'published',
      content: JSON.stringify({
        name: '采石场检查单',
        industry: '非煤矿山',
        note: '',
        sections: [{ title: '现场', lines }],
      }),
      lines: lines.length,
      published_on: platform.clock.today(),
      created_by: cast.anLan.accountId,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return id;
}
