/**
 * What tests of draws share: two agencies with inspectors and the thirty-seven mines of the source document, a valid
 * task to change, and a driver that takes a draw through its ceremony by requests, as the screens do.
 */
import { createHash } from 'node:crypto';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { hex, partyCommitment, providerFor } from '@mingcha/draw';
import { accessStage } from '../platform/auth/access.stage.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../platform/testing-app.ts';
import { drawStage } from './draw.stage.ts';

/** The application with draws alone: what other stages do is tested there. */
export function withDraws(work: (test: TestApp) => Promise<void>): Promise<void> {
  return withTestApp(work, { stages: [accessStage, drawStage] });
}

export interface Fixture {
  readonly objectIds: readonly string[];
  readonly inspectorIds: readonly string[];
}

/** 37 mines of the bureau, ten inspectors of the bureau and six of the brigade, one declaration of interest. */
export async function insertMines(test: TestApp, count = 37): Promise<Fixture> {
  const { platform, cast } = test;
  const at = platform.clock.now();
  const objectIds = Array.from({ length: count }, () => platform.ids.next());
  const people = [
    ...Array.from({ length: 10 }, () => cast.anLan),
    ...Array.from({ length: 6 }, () => cast.otherAgency),
  ];
  const inspectorIds = people.map(() => platform.ids.next());
  await inTransaction(platform.db, async (tx) => {
    await publishItems(tx, test);
    await tx
      .insertInto('objects')
      .values(
        objectIds.map((id, i) => ({
          jurisdiction_id: cast.anLan.jurisdictionId,
          id,
          agency_id: cast.anLan.agencyId,
          section_id: null,
          kind: 'enterprise',
          name: `茶亭${i + 1}号非煤矿山`,
          uscc: `91130181MA0K${String(i).padStart(5, '0')}X`,
          registration_number: null,
          local_code: null,
          address: `茶亭路${i + 1}号`,
          division_code: i % 2 === 0 ? '130181' : '130182',
          industry: '1019',
          credit_class: ['A', 'B', 'C', 'D'][i % 4] ?? 'A',
          credit_class_on: null,
          registered_on: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute();
    await tx
      .insertInto('inspectors')
      .values(
        people.map((agency, i) => ({
          jurisdiction_id: agency.jurisdictionId,
          id: inspectorIds[i] ?? '',
          agency_id: agency.agencyId,
          section_id: null,
          account_id: i === 0 ? cast.boWen.accountId : null,
          name: `检查员${i + 1}`,
          certificate_number: `ZF${100 + i}`,
          certificate_valid_to: '2030-12-31',
          can_lead: i % 3 === 0,
          yearly_cap: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute();
    await tx
      .insertInto('interest_declarations')
      .values({
        jurisdiction_id: cast.anLan.jurisdictionId,
        id: platform.ids.next(),
        inspector_id: inspectorIds[1] ?? '',
        object_id: objectIds[0] ?? '',
        relation: 'kinship',
        declared_on: '2026-01-05',
        declared_by: cast.anLan.accountId,
        valid_to: null,
        withdrawn_on: null,
        created_at: at,
      })
      .execute();
  });
  return { objectIds, inspectorIds };
}

/** Stable keys of the items that `insertMines` publishes. */
export const itemKeys = {
  mines: '00000000-0000-4000-8000-0000000000a1',
  other: '00000000-0000-4000-8000-0000000000a2',
  third: '00000000-0000-4000-8000-0000000000a3',
} as const;

const publishedNames = [
  ['FM-01', '非煤矿山', itemKeys.mines],
  ['QT-02', '另一事项', itemKeys.other],
  ['QT-03', '其他事项', itemKeys.third],
] as const;

/** A published list of the bureau without items; gives its id. */
export async function publishEmptyList(tx: Tx, { platform, cast }: TestApp): Promise<string> {
  const { jurisdictionId, agencyId, accountId } = cast.anLan;
  const at = platform.clock.now();
  const listId = platform.ids.next();
  await tx
    .insertInto('item_lists')
    .values({
      jurisdiction_id: jurisdictionId,
      id: listId,
      agency_id: agencyId,
      purpose: 'own',
      title: '随机抽查事项清单',
      list_version: 1,
      state: 'published',
      based_on: null,
      effective_from: null,
      effective_to: null,
      published_on: platform.clock.today(),
      created_by: accountId,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return listId;
}

/** The bureau's item list, published past the documents' way. */
export async function publishItems(tx: Tx, test: TestApp): Promise<void> {
  const { platform, cast } = test;
  const { jurisdictionId, agencyId } = cast.anLan;
  const at = platform.clock.now();
  const listId = await publishEmptyList(tx, test);
  const fields = { methods: ['onSite'], ratio: null, yearlyCap: null, qualifications: [], sheetIds: [] };
  await tx
    .insertInto('items')
    .values(
      publishedNames.map(([code, name, key], i) => ({
        jurisdiction_id: jurisdictionId,
        id: platform.ids.next(),
        agency_id: agencyId,
        list_id: listId,
        item_key: key,
        position: i + 1,
        code,
        unit: '',
        category: '安全生产',
        name,
        tier: 'general' as const,
        announced: false,
        section_id: null,
        fields: JSON.stringify({ ...fields, code, name, content: '', bases: [] }),
        updated_at: at,
      })),
    )
    .execute();
}

/** The joint task of the second source document: base 37, 15 %, two agencies. */
export function jointTask(test: TestApp, change: Partial<DrawSettingsInput> = {}): DrawSettingsInput {
  const { anLan, otherAgency } = test.cast;
  return {
    series: 2026,
    origin: {
      kind: 'adHoc',
      ground: {
        document: '关于开展非煤矿山联合检查的通知',
        number: '晋市双随机〔2026〕2号',
        day: '2026-03-01',
        approver: '市人民政府',
        reason: '按上级部署开展',
      },
    },
    itemKeys: [itemKeys.mines],
    item: { code: 'FM-01', name: '非煤矿山' },
    window: { from: '2026-04-01', to: '2026-11-30' },
    place: '三楼会议室',
    scope: { mode: 'untargeted' },
    strata: [{ rule: 'draw', code: '01', name: '非煤矿山', rate: [15, 100], round: 'half' }],
    participants: [otherAgency.agencyId],
    teams: [
      {
        stratum: '*',
        groups: [
          { agencyId: anLan.agencyId, lead: true, n: 1 },
          { agencyId: anLan.agencyId, n: 1 },
          { agencyId: otherAgency.agencyId, n: 2, anyArea: true },
        ],
      },
    ],
    ceremony: {
      preset: 'B',
      onMissing: 'void',
      sources: [
        { kind: 'party', role: '纪检监察' },
        { kind: 'party', role: '公证' },
        { kind: 'digits', who: '业务科室代表', length: 20 },
      ],
    },
    disclosure: { mode: 'sealed', releaseAt: '2026-12-01T00:00:00Z' },
    ...change,
  };
}

/** A task of the bureau alone. */
export function ownTask(test: TestApp, change: Partial<DrawSettingsInput> = {}): DrawSettingsInput {
  const { anLan } = test.cast;
  return jointTask(test, {
    participants: [],
    teams: [{ stratum: '*', groups: [{ agencyId: anLan.agencyId, n: 2 }] }],
    ...change,
  });
}

/** The parsed draw of a reply that must have succeeded. */
// Tests look into replies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
export function drawOf(reply: TestReply): any {
  if (reply.status !== 200) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.draw ?? reply.body;
}

export interface Driver {
  readonly lan: TestClient;
  readonly section: TestClient;
  readonly partner: TestClient;
  readonly witness: TestClient;
  /** Sends one step for a draw as one person. */
  readonly step: (who: TestClient, id: string, path: string, body?: object) => Promise<TestReply>;
  readonly create: (settings: DrawSettingsInput) => Promise<string>;
  /** Draft to seal, with the partner's confirmation where one is invited. */
  readonly seal: (settings: DrawSettingsInput) => Promise<string>;
  readonly commit: (id: string) => Promise<void>;
  readonly numbers: (id: string) => Promise<void>;
  readonly reveal: (id: string) => Promise<void>;
  readonly attend: (id: string) => Promise<void>;
  /** Seal to the moment before the draw. */
  readonly ready: (settings: DrawSettingsInput) => Promise<string>;
  readonly drawn: (settings: DrawSettingsInput) => Promise<string>;
  readonly evidence: (id: string, name?: string) => Promise<string>;
  readonly record: (id: string) => Promise<void>;
}

/** The nonce that party `j` of these tests would have made on its own phone. */
export function nonceOf(freezeId: string, j: number): Uint8Array {
  return createHash('sha256').update(`nonce ${freezeId} ${j}`).digest();
}

export async function drive(test: TestApp): Promise<Driver> {
  const lan = await test.signIn('anLan');
  const section = await test.signIn('sectionOfficer');
  const partner = await test.signIn('otherAgency');
  const witness = await test.signIn('witness');
  const { actionId } = test;
  const step: Driver['step'] = (who, id, path, body = {}) =>
    who.post(`/api/draws/${id}/${path}`, { actionId: actionId(), ...body });
  const must = async (reply: Promise<TestReply>) => drawOf(await reply);
  const links = async (id: string) =>
    drawOf(await lan.get(`/api/draws/${id}/party-links`)).rows as { j: number; path: string }[];
  const view = async (id: string) => drawOf(await lan.get(`/api/draws/${id}`));
  const driver: Driver = {
    lan,
    section,
    partner,
    witness,
    step,
    async create(settings) {
      return (await must(lan.post('/api/draws', { actionId: actionId(), settings }))).id as string;
    },
    async seal(settings) {
      const id = await driver.create(settings);
      if ((settings.participants ?? []).length > 0)
        await must(step(partner, id, 'participation', { answer: 'confirmed' }));
      await must(step(lan, id, 'check'));
      await must(step(lan, id, 'seal-proposal'));
      await must(step(section, id, 'seal'));
      return id;
    },
    async commit(id) {
      const { freezeId, settings } = await view(id);
      for (const { j, path } of await links(id)) {
        const commitment = partyCommitment(
          providerFor(settings.suite),
          { freezeId, j },
          nonceOf(freezeId, j),
        );
        await must(test.anonymous.post(`/api${path}/commitment`, { actionId: actionId(), commitment }));
      }
    },
    async numbers(id) {
      const { contributions } = await view(id);
      for (const { j, kind, length } of contributions) {
        if (kind !== 'digits') continue;
        const text = '09175059342981586505'.repeat(5).slice(0, length);
        await must(step(lan, id, 'numbers', { j, text }));
        await must(step(section, id, 'numbers', { j, text }));
      }
    },
    async reveal(id) {
      const { freezeId } = await view(id);
      for (const { j, path } of await links(id)) {
        await must(
          test.anonymous.post(`/api${path}/reveal`, {
            actionId: actionId(),
            nonce: hex(nonceOf(freezeId, j)),
          }),
        );
      }
    },
    async attend(id) {
      await must(
        step(lan, id, 'attendees', { attendee: { name: '安岚', section: '法规科', capacity: 'host' } }),
      );
    },
    async ready(settings) {
      const id = await driver.seal(settings);
      await driver.attend(id);
      await driver.commit(id);
      await driver.numbers(id);
      await driver.reveal(id);
      return id;
    },
    async drawn(settings) {
      const id = await driver.ready(settings);
      await must(step(lan, id, 'draw'));
      return id;
    },
    async evidence(id, name = 'evidence') {
      const bytes = Buffer.from(`%PDF-1.4 ${name}`);
      const stored = await lan.upload(`/api/draws/${id}/evidence?actionId=${actionId()}`, {
        name: `${name}.pdf`,
        bytes,
      });
      return drawOf(stored).sha256 as string;
    },
    async record(id) {
      const bytes = Buffer.from('%PDF-1.4 signed');
      await must(
        lan.upload(`/api/draws/${id}/signed-record?actionId=${actionId()}`, { name: 'signed.pdf', bytes }),
      );
    },
  };
  return driver;
}
