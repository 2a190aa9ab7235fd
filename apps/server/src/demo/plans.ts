/**
 * Annual plans of the demo's two bureaus: this year's put together, checked, approved, filed and published; next year's
 * collecting, with proposals of the sections. The joint entry is that of the second source document: base 37, 15 %, two
 * fire services of different levels; its steps are pasted with the markup of another platform and cleaned on the way in.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type PlanEntryFields, planEntryFields } from '@mingcha/core/plans/plan.ts';
import type { z } from 'zod';
import { answerFinding } from '../plans/answer.service.ts';
import { readCheck } from '../plans/check.service.ts';
import { addEntry } from '../plans/entry.service.ts';
import { answerPartner } from '../plans/partner.service.ts';
import { openPlan, takePlanStep } from '../plans/plan.service.ts';
import { copyEntries, lastYearEntries } from '../plans/proposal.service.ts';
import { readPlan } from '../plans/view.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import type { DemoClock } from './demo-clock.ts';
import { must } from './must.ts';
import { chemicals, mining, workshops } from './objects.ts';
import type { Organisation } from './organisation.ts';

type Fields = z.input<typeof planEntryFields>;
type DemoPlatform = Platform & { readonly clock: DemoClock };

interface Bureau {
  readonly legal: Actor;
  readonly head: Actor;
  /** Who confirms receipt here; null: filed on paper with `filedWith`. */
  readonly receiver: Actor | null;
  readonly filedWith: string;
  readonly documentNumber: string;
  readonly place: string;
  readonly entries: readonly Fields[];
  readonly answers: string;
}

export async function loadPlans(platform: DemoPlatform, organisation: Organisation): Promise<void> {
  const year = Number(platform.clock.today().slice(0, 4));
  const joint = await airDefence(platform, organisation, year);
  await publishYear(platform, { year, bureau: joint, organisation });
  const safety = await emergency(platform, organisation, year);
  await publishYear(platform, { year, bureau: safety, organisation });
  await collectNext(platform, organisation, year + 1);
}

/** Stable keys of an agency's published items by name; the first item where a name is not in the list. */
async function itemsOf(platform: Platform, actor: Actor): Promise<(name: string) => string> {
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, actor));
  return (name) => {
    const item = items.find((one) => one.name.includes(name));
    if (item === undefined) throw new Error(`the demo's list of ${actor.agencyId} has no item ${name}`);
    return item.itemKey;
  };
}

type Given = Partial<Omit<Fields, 'classes'>> &
  Pick<Fields, 'leadItemKey' | 'window'> & { readonly classes?: readonly ReturnType<typeof percent>[] };

function entry(fields: Given): Fields {
  return {
    form: 'draw',
    extraItemKeys: [],
    scene: '',
    scope: 'targeted',
    objectsText: '',
    filter: {},
    times: 1,
    methods: ['onSite'],
    drawLevel: 'county',
    checkLevel: 'county',
    participants: [],
    sectionId: null,
    responsibleId: null,
    teamSize: 2,
    visitsPerDay: 2,
    steps: '',
    requirements: '',
    remark: '',
    ...fields,
    classes: (fields.classes ?? []).map((one, index) => ({ ...one, code: `0${index + 1}` })),
  };
}

const percent = (name: string, rate: number, where: Fields['filter'] = {}) => ({
  name,
  where,
  history: null,
  take: { rule: 'draw' as const, rate: [rate, 100] as [number, number] },
});

/** As the field of another platform holds it: list markup with an inline style around six steps. */
const pastedSteps =
  '<ol style="list-style-type: none"> 1.各检查人员登录平台领取任务，打印检查单。 2.发起部门检查人员与配合部门检查人员联络确定检查时间，联合进入检查对象工作区，与检查对象相关人员见面，召开工作布置会议。 3.对照检查单的检查事项，按照各部门抽查工作指引，查看现场、查看相关资料，填写随机抽查检查表。 4.结果确认：检查人员、企业代表签字，企业盖章，并给检查对象反馈情况。 5.在本次抽查任务完成后20个工作日内，各检查组将检查结果录入“双随机、一公开”监管工作平台。 6.做好后续监管，发现违法线索的，及时处理或移交执法部门。 ';
const pastedRequirements =
  '<p>（一）严守工作纪律。各部门严格按照相关规定依法依规开展检查，廉洁自律，不得刁难企业，吃拿卡要。</p> <p>（二）加强组织协调。各部门落实企业具体情况、落实交通工具，确定检查时间便于统一开展检查工作。</p> <p>（三）严格问题后处理。如在检查中发现违规违法行为，及时采取后处理措施，固定证据，依照相关规定进行移交和查处。</p> <p>（四）强化综合服务。各检查组要寓监管于服务之中，做到文明执法、热情服务，主动解答相关政策，帮助企业提升管理水平。</p>';

const prefecture = { drawLevel: 'prefecture', checkLevel: 'prefecture' } as const;

async function airDefence(platform: Platform, organisation: Organisation, year: number): Promise<Bureau> {
  const { actors } = organisation;
  return {
    legal: actors['jc.legal'],
    head: actors['jc.head'],
    receiver: null,
    filedWith: '晋城市“双随机、一公开”监管工作领导小组办公室',
    documentNumber: `晋市人防发〔${year}〕5号（演示）`,
    place: '晋城在线（人民防空办公室专栏）',
    answers: '已与有关科室研究，本年力量集中于在用工程和联合抽查，按计划执行，明年优先安排。',
    entries: [
      await jointEntry(platform, organisation, year),
      ...(await worksEntries(platform, organisation, year)),
    ],
  };
}

async function jointEntry(
  platform: Platform,
  { actors, sectionId }: Organisation,
  year: number,
): Promise<Fields> {
  const item = await itemsOf(platform, actors['jc.legal']);
  const [city, urban] = [actors['fire.city'], actors['fire.urban']];
  const [cityItem, urbanItem] = [await itemsOf(platform, city), await itemsOf(platform, urban)];
  const duty = '单位履行法定消防安全职责情况的检查';
  return entry({
    ...prefecture,
    leadItemKey: item('人防工程维护管理情况'),
    scene: '非煤矿山人防工程',
    window: { from: `${year}-04-01`, to: `${year}-11-30` },
    filter: { industry: [mining] },
    objectsText: '设有人防工程的非煤矿山企业',
    classes: [percent(mining, 15)],
    participants: [
      { agencyId: city.agencyId, itemKeys: [cityItem(duty)], duty: '详细见随机抽查检查单' },
      { agencyId: urban.agencyId, itemKeys: [urbanItem(duty)], duty: '详细见随机抽查检查单' },
    ],
    sectionId: sectionId('civilAirDefence', '工程科'),
    teamSize: 6,
    steps: pastedSteps,
    requirements: pastedRequirements,
  });
}

async function worksEntries(
  platform: Platform,
  { actors, sectionId }: Organisation,
  year: number,
): Promise<readonly Fields[]> {
  const item = await itemsOf(platform, actors['jc.legal']);
  const centre = sectionId('civilAirDefence', '标准事务中心');
  return [
    entry({
      ...prefecture,
      leadItemKey: item('结合民用建筑修建防空地下室'),
      extraItemKeys: [item('人防工程质量行为')],
      window: { from: `${year}-03-01`, to: `${year}-10-31` },
      filter: { industry: ['结建人防工程'] },
      classes: [percent('在建结建工程', 30)],
      sectionId: sectionId('civilAirDefence', '工程科'),
    }),
    entry({
      ...prefecture,
      leadItemKey: item('人防工程平时开发利用情况'),
      extraItemKeys: [item('擅自改造、拆除人防工程')],
      window: { from: `${year}-05-01`, to: `${year}-11-30` },
      filter: { industry: ['人防工程'] },
      checkLevel: 'county',
      sectionId: centre,
      remark: '市抽县查，由工程所在地县（市、区）人防部门实施',
    }),
    entry({
      ...prefecture,
      form: 'routineVisit',
      leadItemKey: null,
      scene: '人防工程维护检查',
      window: { from: `${year}-09-01`, to: `${year}-11-30` },
      filter: { industry: ['人防工程'] },
      sectionId: centre,
      visitsPerDay: 4,
      remark: '年度维护检查和指导服务',
    }),
  ];
}

async function emergency(platform: Platform, organisation: Organisation, year: number): Promise<Bureau> {
  const { actors } = organisation;
  return {
    legal: actors['jz.legal'],
    head: actors['jz.head'],
    receiver: actors['jz.coordinator'],
    filedWith: '',
    documentNumber: `晋应急〔${year}〕9号（演示）`,
    place: '晋州市人民政府门户网站“双随机、一公开”专栏',
    answers: '已经局务会研究，按现有力量和风险情况安排，其余事项纳入日常监督和专项督导。',
    entries: await safetyEntries(platform, organisation, year),
  };
}

async function safetyEntries(
  platform: Platform,
  { actors, sectionId }: Organisation,
  year: number,
): Promise<readonly Fields[]> {
  const item = await itemsOf(platform, actors['jz.legal']);
  const section = sectionId('emergency', '安全生产监督管理股');
  const brigade = sectionId('emergency', '应急管理综合行政执法大队');
  return [
    entry({
      leadItemKey: item('危险化学品经营企业安全管理情况'),
      extraItemKeys: [
        item('危险化学品生产、储存企业安全生产条件'),
        item('安全风险分级管控和事故隐患排查治理'),
      ],
      scene: chemicals,
      window: { from: `${year}-03-01`, to: `${year}-06-30` },
      filter: { industry: [chemicals] },
      classes: [
        percent('重大风险', 60, { risk: ['major'] }),
        percent('较大风险', 40, { risk: ['higher'] }),
        percent('其他', 20),
      ],
      participants: [{ agencyId: null, outsideName: '晋州市市场监督管理局', duty: '特种设备、计量器具' }],
      sectionId: section,
    }),
    entry({
      leadItemKey: item('有限空间作业安全管理情况'),
      extraItemKeys: [item('粉尘防爆安全管理情况')],
      scene: workshops,
      window: { from: `${year}-05-01`, to: `${year}-10-31` },
      filter: { industry: [workshops], kind: ['enterprise'] },
      classes: [
        percent('信用C、D类', 30, { credit: ['C', 'D'] }),
        percent('信用B类', 15, { credit: ['B'] }),
        percent('信用A类和未评级', 5),
      ],
      sectionId: section,
    }),
    entry({
      leadItemKey: item('安全生产教育和培训情况'),
      window: { from: `${year}-04-01`, to: `${year}-11-30` },
      filter: { industry: [workshops] },
      classes: [percent('工贸单位', 5)],
      sectionId: brigade,
    }),
    entry({
      leadItemKey: item('非煤矿山企业安全生产条件'),
      scene: mining,
      window: { from: `${year}-04-01`, to: `${year}-09-30` },
      filter: { industry: [mining] },
      classes: [percent(mining, 50)],
      sectionId: section,
      remark: '辖区内暂无在册对象，新增后即纳入抽查',
    }),
  ];
}

/** Put together by the office, checked with every finding answered, approved, filed on paper, published. */
async function publishYear(
  platform: DemoPlatform,
  of: { readonly year: number; readonly bureau: Bureau; readonly organisation: Organisation },
): Promise<void> {
  const { year, bureau, organisation } = of;
  const { legal, head } = bureau;
  const write = writerOf(platform);
  const { id } = must(await openPlan(platform, write(legal, 'plans.open'), year));
  for (const fields of bureau.entries) {
    const input = { fields: parsed(fields), submit: true };
    const made = must(await addEntry(platform, { ...write(legal, 'plans.addEntry'), planId: id }, input));
    await answerFor(platform, organisation, { entryId: made.id, fields: input.fields, legal });
    platform.clock.advance(3);
  }
  const step = (actor: Actor, name: 'draft' | 'check' | 'approve' | 'file' | 'publish') =>
    takeStep(platform, { actor, planId: id, step: name, bureau });
  await step(legal, 'draft');
  await answerFindings(platform, { legal, planId: id, answer: bureau.answers });
  await step(legal, 'check');
  platform.clock.advance(20);
  await step(head, 'approve');
  platform.clock.advance(10);
  await step(bureau.receiver ?? legal, 'file');
  await step(legal, 'publish');
}

function parsed(fields: Fields): PlanEntryFields {
  return planEntryFields.parse(fields);
}

/** Agencies of the platform confirm for themselves; the letter of an outside body is entered by the initiator. */
async function answerFor(
  platform: Platform,
  { actors }: Organisation,
  of: { readonly entryId: string; readonly fields: PlanEntryFields; readonly legal: Actor },
): Promise<void> {
  const write = writerOf(platform);
  const answer = { answer: 'confirmed', inspectorIds: null } as const;
  for (const one of of.fields.participants) {
    const own = [actors['fire.city'], actors['fire.urban']].find((actor) => actor.agencyId === one.agencyId);
    const input = {
      ...answer,
      note: own === undefined ? '复函同意派员参加（演示）' : '',
      outsideName: one.outsideName,
    };
    const actor = own ?? of.legal;
    must(
      await answerPartner(platform, { ...write(actor, 'plans.answerPartner'), entryId: of.entryId }, input),
    );
  }
}

async function answerFindings(
  platform: Platform,
  of: { readonly legal: Actor; readonly planId: string; readonly answer: string },
): Promise<void> {
  const { legal, planId, answer } = of;
  const write = writerOf(platform);
  const { findings } = must(await readCheck(platform, legal, planId));
  for (const { key, severity } of findings) {
    if (severity !== 'asks') continue;
    const input = { finding: key, answer };
    must(await answerFinding(platform, { ...write(legal, 'plans.answerFinding'), planId }, input));
  }
}

async function takeStep(
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly planId: string;
    readonly step: 'draft' | 'check' | 'approve' | 'file' | 'publish';
    readonly bureau: Bureau;
  },
): Promise<void> {
  const { actor, planId, step, bureau } = of;
  const { rowVersion } = must(await readPlan(platform, actor, planId));
  const isPublication = step === 'publish';
  must(
    await takePlanStep(platform, writerOf(platform)(actor, 'plans.step'), {
      id: planId,
      version: rowVersion,
      step,
      reason: '',
      place: isPublication ? bureau.place : '',
      documentNumber: isPublication ? bureau.documentNumber : '',
      filing:
        step === 'file' && bureau.receiver === null
          ? { office: bureau.filedWith, number: '', day: platform.clock.today() }
          : null,
    }),
  );
}

/** Next year's plans collect: sections copied what they did, and proposed something of their own. */
async function collectNext(
  platform: DemoPlatform,
  { actors, sectionId }: Organisation,
  year: number,
): Promise<void> {
  await openNext(platform, { legal: actors['jc.legal'], section: actors['jc.standards'], year });
  const planId = await openNext(platform, { legal: actors['jz.legal'], section: actors['jz.safety'], year });
  const disaster = actors['jz.disaster'];
  const item = await itemsOf(platform, disaster);
  for (const [submit, name, remark] of [
    [true, '应急预案编制、备案和演练情况', '结合汛前检查一并开展'],
    [false, '劳动防护用品配备和使用情况', ''],
  ] as const) {
    const fields = entry({
      leadItemKey: item(name),
      window: { from: `${year}-05-01`, to: `${year}-07-31` },
      scope: 'untargeted',
      sectionId: sectionId('emergency', '自然灾害防御股'),
      remark,
    });
    const adding = { ...writerOf(platform)(disaster, 'plans.addEntry'), planId };
    must(await addEntry(platform, adding, { fields: parsed(fields), submit }));
  }
}

/** Opens the year and lets a section copy its own entries of the year before. */
async function openNext(
  platform: DemoPlatform,
  of: { readonly legal: Actor; readonly section: Actor; readonly year: number },
): Promise<string> {
  const { legal, section, year } = of;
  const write = writerOf(platform);
  const { id } = must(await openPlan(platform, write(legal, 'plans.open'), year));
  const last = must(await lastYearEntries(platform, section, id));
  const entryIds = last.rows.filter((row) => row.own).map((row) => row.entryId);
  const copying = { ...write(section, 'plans.copyEntries'), planId: id };
  must(await copyEntries(platform, copying, { entryIds, submit: true }));
  platform.clock.advance(30);
  return id;
}

function writerOf(platform: Platform) {
  return (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
}
