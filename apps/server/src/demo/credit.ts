/**
 * Credit of both bureaus: a list of joint measures in force, one unit on the serious-dishonesty list, one that was notified
 * and is being heard, one proposal; a query by another department. Everything goes through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ListingForm, ListingProposal } from '@mingcha/core/credit/listing-api.ts';
import type { MeasureFields } from '@mingcha/core/credit/measure.ts';
import { moveListing, proposeListing } from '../credit/listing.service.ts';
import { measuresInForce } from '../credit/measure.queries.ts';
import { createMeasureList, saveMeasures, stepMeasureList } from '../credit/measure.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';

interface Bureau {
  readonly section: Actor;
  readonly legal: Actor;
  readonly head: Actor;
  readonly objectIds: readonly string[];
  readonly short: string;
  readonly name: string;
}

export async function loadCredit(
  platform: Platform,
  { actors }: Organisation,
  objects: LoadedObjects,
): Promise<void> {
  const bureaus: readonly Bureau[] = [
    {
      section: actors['jz.safety'],
      legal: actors['jz.legal'],
      head: actors['jz.head'],
      objectIds: objects.chemicals.slice(0, 3),
      short: '晋应急',
      name: '晋州市应急管理局',
    },
    {
      section: actors['jc.works'],
      legal: actors['jc.legal'],
      head: actors['jc.head'],
      objectIds: objects.mines.slice(0, 3),
      short: '晋市人防',
      name: '晋城市人民防空办公室',
    },
  ];
  for (const bureau of bureaus) {
    await publishMeasures(platform, bureau);
    await loadListings(platform, bureau);
  }
}

const measures = (authority: string): readonly (MeasureFields & { readonly key: null })[] => [
  {
    key: null,
    kind: 'sanction',
    name: '提高抽查比例，列为重点监督检查对象',
    basis: '《安全生产严重失信主体名单管理办法》第十二条',
    authority,
    scope: 'listed',
    term: '列入名单期间',
    remark: '',
  },
  {
    key: null,
    kind: 'sanction',
    name: '行政许可审查时不适用告知承诺制',
    basis: '《安全生产严重失信主体名单管理办法》第十二条',
    authority,
    scope: 'listed',
    term: '列入名单期间',
    remark: '',
  },
  {
    key: null,
    kind: 'incentive',
    name: '合理降低抽查比例和频次',
    basis: '《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》第二部分',
    authority,
    scope: 'classA',
    term: '信用分类为A级期间',
    remark: '',
  },
];

async function publishMeasures(platform: Platform, bureau: Bureau): Promise<void> {
  const { legal, section, head } = bureau;
  const action = () => ({ actionId: platform.ids.next() });
  const title = '安全生产联合奖惩措施清单（演示）';
  const made = must(await createMeasureList(platform, legal, { ...action(), title }));
  const saved = must(
    await saveMeasures(platform, legal, { ...action(), ...made, title, measures: measures(bureau.name) }),
  );
  let { version } = saved;
  for (const [actor, step] of [
    [section, 'submit'],
    [legal, 'review'],
    [head, 'approve'],
    [legal, 'publish'],
  ] as const) {
    const input = { ...action(), id: made.id, version, step, reason: '', place: '' };
    ({ version } = must(await stepMeasureList(platform, actor, input)));
  }
}

const facts: ListingProposal['facts'] =
  '执法人员检查发现，该单位重大事故隐患未消除，本机关依法责令停产停业整顿。整顿期间再次检查，该单位仍在组织生产，有现场检查记录、照片和生产台账为证。';

async function loadListings(platform: Platform, bureau: Bureau): Promise<void> {
  const { section, legal, head, short, objectIds } = bureau;
  const [listed = '', heard = '', proposed = ''] = objectIds;
  const year = platform.clock.today().slice(0, 4);
  const ago = (days: number): string => addDays(platform.clock.today(), -days);
  const first = await propose(platform, bureau, listed);
  const notice = { move: 'notify', way: 'direct', to: '办公室主任', answerDays: 5 } as const;
  await take(platform, first, [
    [section, { ...notice, number: `${short}失告〔${year}〕1号`, on: ago(30) }],
    [section, { move: 'answer', on: ago(26), text: '单位承认停产期间组织生产，称系为履行合同。' }],
    [legal, { move: 'pass', opinion: '事实清楚，证据充分，陈述意见不影响认定。' }],
    [head, { move: 'list', number: `${short}失决〔${year}〕1号`, opinion: '同意列入。' }],
    [section, { move: 'serve', on: platform.clock.today(), way: 'direct', to: '办公室主任' }],
    [legal, { move: 'publish' }],
  ]);
  const second = await propose(platform, bureau, heard);
  await take(platform, second, [
    [section, { ...notice, number: `${short}失告〔${year}〕2号`, on: ago(2) }],
    [section, { move: 'askHearing', on: ago(1) }],
  ]);
  await propose(platform, bureau, proposed);
}

async function propose(platform: Platform, bureau: Bureau, objectId: string): Promise<string> {
  const { section } = bureau;
  const known = await inTransaction(platform.db, (tx) => measuresInForce(tx, section));
  const made = await proposeListing(platform, section, {
    actionId: platform.ids.next(),
    objectId,
    ground: 'refusedOrder',
    facts,
    basis: '《安全生产严重失信主体名单管理办法》第六条',
    measureKeys: known.filter((each) => each.scope === 'listed').map((each) => each.key),
  });
  return must(made).id;
}

async function take(
  platform: Platform,
  id: string,
  steps: readonly (readonly [Actor, ListingForm])[],
): Promise<void> {
  let version = 1;
  for (const [actor, form] of steps) {
    const input = { actionId: platform.ids.next(), id, version, form };
    ({ version } = must(await moveListing(platform, actor, input)));
  }
}
