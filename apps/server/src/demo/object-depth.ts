/**
 * What stands beside the demo's objects: licences, incidents, dated tags, sub-directories, operators of works, and data of
 * other systems that differ from the directory, so that the reconciliation has something to decide.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { objectFields } from '@mingcha/core/registers/object.ts';
import type { FeedKind } from '@mingcha/core/registers/objects/feed-api.ts';
import type { IncidentKind } from '@mingcha/core/registers/objects/incident-api.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { createObject, getObject } from '../registers/object.service.ts';
import { fillDirectory, saveDirectory } from '../registers/objects/directory.service.ts';
import { insertReceipt } from '../registers/objects/feed.queries.ts';
import { applyFeedRows, relink } from '../registers/objects/feed-apply.queries.ts';
import { classifyFeed, countFeed } from '../registers/objects/feed-classify.queries.ts';
import { addIncident } from '../registers/objects/incident.service.ts';
import { setTag } from '../registers/objects/tag.service.ts';
import { insertFeedRows, type SaidRow } from './demo.queries.ts';
import { creditCode, personName, unitWord } from './invented.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';

interface Bureau {
  readonly actor: Actor;
  readonly ids: readonly string[];
  readonly division: string;
  readonly issuer: string;
  readonly licence: string;
  readonly mark: string;
  readonly directory: string;
  readonly tag: string;
  /** The object that stands in the directory a second time. */
  readonly twin: string;
}

export async function loadObjectDepth(
  platform: Platform,
  organisation: Organisation,
  objects: LoadedObjects,
): Promise<void> {
  await loadBureau(platform, {
    actor: organisation.actors['jz.safety'],
    ids: objects.chemicals,
    division: '130183',
    issuer: '晋州市行政审批局',
    licence: '危险化学品经营许可证',
    mark: '晋审危化经',
    directory: '危险化学品经营单位',
    tag: '夏季高温专项',
    twin: objects.floodWorks[4] ?? '',
  });
  await loadBureau(platform, {
    actor: organisation.actors['jc.works'],
    ids: objects.equipment,
    division: '140500',
    issuer: '晋城市行政审批服务管理局',
    licence: '人防工程防护设备从业能力认定',
    mark: '晋市审人防备',
    directory: '人防设备从业单位',
    tag: '防护设备质量整治',
    twin: objects.equipment[11] ?? '',
  });
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly address: string;
}

async function loadBureau(platform: Platform, bureau: Bureau): Promise<void> {
  const known: Known[] = [];
  for (const id of bureau.ids.slice(0, 14)) known.push(must(await getObject(platform, bureau.actor, id)));
  await loadFeed(platform, bureau, { kind: 'licences', rows: licenceRows(platform, bureau, known) });
  await loadFeed(platform, bureau, { kind: 'registry', rows: registryRows(bureau, known) });
  await loadIncidents(platform, bureau.actor, known);
  await loadThemes(platform, bureau, known);
  await loadDuplicate(platform, bureau.actor, bureau.twin);
}

/** Two holders whom the directory lacks, one licence that has run out, one that was withdrawn. */
function licenceRows(platform: Platform, bureau: Bureau, known: readonly Known[]): readonly SaidRow[] {
  const today = platform.clock.today();
  const row = (at: number, holder: { name: string; code: string | null }, change: SaidRow = {}): SaidRow => ({
    holder_name: holder.name,
    holder_code: holder.code,
    responsible_person: personName(at + 140),
    licence_name: bureau.licence,
    licence_number: `${bureau.mark}〔2024〕${String(at + 1).padStart(3, '0')}号`,
    issuer: bureau.issuer,
    approved_on: addDays(today, -500 + at * 9),
    valid_to: addDays(today, 595 + at * 9),
    status: 'valid',
    ...change,
  });
  const listed = known.map((one, at) =>
    row(
      at,
      { name: one.name, code: one.uscc },
      at === 3 ? { valid_to: addDays(today, -12) } : at === 6 ? { status: 'withdrawn' } : {},
    ),
  );
  const unlisted = [880, 881].map((serial, at) =>
    row(known.length + at, {
      name: `${unitWord(serial)}${bureau.division === '130183' ? '化工商贸' : '防护设备'}有限公司`,
      code: creditCode(bureau.division, serial),
    }),
  );
  return [...listed, ...unlisted];
}

/** One unit that changed its name, one that moved, one that was deregistered; the others as they are. */
function registryRows(bureau: Bureau, known: readonly Known[]): readonly SaidRow[] {
  return known.map((one, at) => ({
    holder_name:
      at === 1 ? one.name.replace('有限公司', '（集团）有限公司').replace('加油站', '综合能源站') : one.name,
    holder_code: one.uscc,
    address: at === 4 ? `${unitWord(at + 30)}大道88号` : one.address,
    responsible_person: personName(at + 60),
    status: at === 8 ? 'inactive' : 'active',
  }));
}

async function loadFeed(
  platform: Platform,
  bureau: Bureau,
  feed: { readonly kind: FeedKind; readonly rows: readonly SaidRow[] },
): Promise<void> {
  const { actor } = bureau;
  const { kind, rows } = feed;
  const id = platform.ids.next();
  const scope = { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId, receiptId: id };
  const fileName = `${bureau.issuer}${kind === 'licences' ? '行政许可' : '登记信息'}.csv`;
  await inTransaction(platform.db, async (tx) => {
    await insertFeedRows(tx, scope, rows);
    await classifyFeed(tx, scope, kind);
    const counts = await countFeed(tx, scope);
    const at = platform.clock.now();
    await insertReceipt(tx, actor, {
      id,
      kind,
      channel: 'folder',
      fileName,
      sha256: Buffer.from(platform.random.bytes(32)).toString('hex'),
      size: rows.length * 180,
      state: 'applied',
      counts,
      failure: null,
      by: null,
      at,
    });
    await applyFeedRows(tx, scope, { kind, stamp: { at, by: null, fileName } });
    await relink(tx, actor);
    await record(tx, platform, {
      type: 'feed.applied',
      actor: { ...scope, accountId: null },
      subject: { kind: 'feed', id },
      data: { feed: kind, ...counts },
    });
  });
}

const told: readonly (readonly [
  at: number,
  kind: IncidentKind,
  days: number,
  verified: boolean,
  source: string,
  note: string,
])[] = [
  [2, 'complaint', 40, true, '12345 热线工单 2026-0417', '反映夜间作业未按规定设置警示标志'],
  [2, 'complaint', 95, true, '12345 热线工单 2026-0221', '反映消防通道堆放物品'],
  [2, 'complaint', 20, false, '网上信访', '反映内容与该单位无关'],
  [5, 'violation', 130, true, '行政处罚决定书（2026）第 6 号', '未按规定进行安全生产教育培训'],
  [9, 'seriousViolation', 210, true, '行政处罚决定书（2025）第 41 号', '重大事故隐患未按期整改'],
];

async function loadIncidents(platform: Platform, actor: Actor, known: readonly Known[]): Promise<void> {
  for (const [at, kind, days, verified, source, note] of told) {
    const objectId = known[at]?.id ?? '';
    const onDay = addDays(platform.clock.today(), -days);
    const fields = { kind, onDay, verified, source, note };
    must(await addIncident(platform, actor, { actionId: platform.ids.next(), objectId, fields }));
  }
}

/** The same thing entered twice by different people. */
async function loadDuplicate(platform: Platform, actor: Actor, id: string): Promise<void> {
  const { uscc: _, localCode: __, ...stored } = must(await getObject(platform, actor, id));
  const name = `${stored.name.slice(0, 2)} ${stored.name.slice(2)}`;
  const fields = objectFields.parse({ ...stored, name, uscc: null, localCode: null, remark: '由旧台账补录' });
  must(await createObject(platform, actor, { actionId: platform.ids.next(), fields }));
}

async function loadThemes(platform: Platform, bureau: Bureau, known: readonly Known[]): Promise<void> {
  const { actor } = bureau;
  const today = platform.clock.today();
  for (const at of [0, 2, 7]) {
    const asked = { objectId: known[at]?.id ?? '', tag: bureau.tag, validFrom: addDays(today, -20) };
    const validTo = addDays(today, 70 + at);
    must(await setTag(platform, actor, { actionId: platform.ids.next(), ...asked, validTo }));
  }
  const fields = {
    name: bureau.directory,
    itemKey: null,
    needsLicence: true,
    licenceName: bureau.licence.slice(0, 5),
    note: `按${bureau.issuer}发放的${bureau.licence}建立`,
  };
  const saved = must(
    await saveDirectory(platform, actor, {
      actionId: platform.ids.next(),
      id: null,
      version: 0,
      status: 'active',
      fields,
    }),
  );
  must(await fillDirectory(platform, actor, { actionId: platform.ids.next(), id: saved.id }));
}
