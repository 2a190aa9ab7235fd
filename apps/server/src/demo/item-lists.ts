/**
 * Published item lists of the demo's two bureaus and of the fire services, and a leniency list: written from the laws
 * and regulations that they name, entered and brought to the public by the services that everybody uses.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import { readRatio, readYearlyCap } from '@mingcha/core/registers/items/item-values.ts';
import { readBases } from '@mingcha/core/registers/items/read-bases.ts';
import type { Platform } from '../platform/platform.ts';
import { createItem } from '../registers/items/item.service.ts';
import { getAlignment, recordAlignment } from '../registers/items/item-compare.service.ts';
import { createItemList, stepItemList } from '../registers/items/item-list.service.ts';
import {
  createLeniencyList,
  listPublishedLeniency,
  saveLeniencyList,
  stepLeniencyList,
} from '../registers/items/leniency.service.ts';
import { listPublished } from '../registers/sheets/sheet.service.ts';
import { civilAirDefence, emergency, fire, type ItemPlan } from './item-plans.ts';
import { leniencyEntries } from './leniency-entries.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

interface Bureau {
  readonly agency: Parameters<Organisation['sectionId']>[0];
  readonly subject: string;
  readonly place: string;
  readonly items: readonly ItemPlan[];
  readonly drafter: Actor;
  readonly lawyer: Actor;
  readonly head: Actor;
}

/** What earlier steps of the load published, to tie items to. */
interface Support {
  readonly sheets: readonly { readonly sheetId: string; readonly name: string }[];
  readonly leniency: readonly { readonly entryKey: string; readonly category: string }[];
}

/** Loads a published list for each bureau, and the leniency list of 晋州市应急管理局. */
export async function loadItemLists(platform: Platform, organisation: Organisation): Promise<void> {
  await publishLeniency(platform, organisation);
  for (const bureau of bureausOf(organisation)) await publishList(platform, organisation, bureau);
  await alignWithSuperior(platform, organisation);
}

function bureausOf({ actors }: Organisation): readonly Bureau[] {
  return [
    {
      agency: 'emergency',
      subject: '晋州市应急管理局',
      place: '晋州市人民政府门户网站“双随机、一公开”专栏',
      items: emergency,
      drafter: actors['jz.safety'],
      lawyer: actors['jz.legal'],
      head: actors['jz.head'],
    },
    {
      agency: 'civilAirDefence',
      subject: '晋城市人民防空办公室',
      place: '晋城在线（人民防空办公室专栏）',
      items: civilAirDefence,
      drafter: actors['jc.works'],
      lawyer: actors['jc.legal'],
      head: actors['jc.head'],
    },
    {
      agency: 'detachment',
      subject: '晋城市消防救援支队',
      place: '晋城市人民政府门户网站',
      items: fire,
      drafter: actors['fire.citysection'],
      lawyer: actors['fire.city'],
      head: actors['fire.cityhead'],
    },
    {
      agency: 'brigade',
      subject: '晋城市城区消防救援大队',
      place: '城区人民政府门户网站',
      items: fire,
      drafter: actors['fire.urbansection'],
      lawyer: actors['fire.urban'],
      head: actors['fire.urbanhead'],
    },
  ];
}

const way = ['submit', 'review', 'approve', 'publish'] as const;
const doer = { submit: 'drafter', review: 'lawyer', approve: 'head', publish: 'lawyer' } as const;

async function publishList(platform: Platform, organisation: Organisation, bureau: Bureau): Promise<void> {
  const { drafter, items } = bureau;
  const list = must(
    await createItemList(platform, drafter, {
      actionId: platform.ids.next(),
      purpose: 'own',
      title: `${bureau.subject}随机抽查事项清单`,
      issuer: '',
    }),
  );
  const support = {
    sheets: must(await listPublished(platform, drafter, 'agency')).rows,
    leniency: must(await listPublishedLeniency(platform, drafter)).rows,
  };
  for (const [index, plan] of items.entries()) {
    const fields = { ...fieldsOf(organisation, bureau, plan), ...supportOf(plan, support) };
    const input = { actionId: platform.ids.next(), listId: list.id };
    must(await createItem(platform, drafter, { ...input, fields: { ...fields, code: String(index + 1) } }));
  }
  let { version } = list;
  for (const step of way) {
    const place = step === 'publish' ? bureau.place : '';
    const input = { actionId: platform.ids.next(), id: list.id, version, step, reason: '', place };
    ({ version } = must(await stepItemList(platform, bureau[doer[step]], input)));
  }
}

function fieldsOf({ sectionId }: Organisation, bureau: Bureau, plan: ItemPlan): ItemFields {
  const frequencyText = '同一对象每年不超过1次';
  return {
    code: '',
    unit: '',
    category: plan.category,
    name: plan.name,
    subItems: [],
    tier: plan.tier ?? 'general',
    bases: readBases(plan.bases),
    subject: bureau.subject,
    objectsText: plan.objectsText,
    objectKinds: [],
    content: plan.content,
    methods: ['onSite', 'documents'],
    otherMethods: '',
    ratio: readRatio(plan.ratioText),
    ratioText: plan.ratioText,
    frequencyText,
    yearlyCap: readYearlyCap(frequencyText),
    qualifications: [],
    announced: plan.unannounced !== true,
    sheetIds: [],
    guidance: '',
    leniencyKeys: [],
    sectionId: sectionId(bureau.agency, plan.section ?? firstSection[bureau.agency] ?? ''),
    coAgencies: [],
    remark: '',
  };
}

function supportOf(plan: ItemPlan, { sheets, leniency }: Support) {
  const { sheet, lenient } = plan;
  return {
    sheetIds: sheets
      .filter((one) => sheet !== undefined && one.name.includes(sheet))
      .map((one) => one.sheetId),
    leniencyKeys: leniency
      .filter((one) => lenient !== undefined && one.category === lenient)
      .map((one) => one.entryKey),
  };
}

/** A copy of a superior list, invented as all of the demo is, with which some items are aligned. */
async function alignWithSuperior(platform: Platform, organisation: Organisation): Promise<void> {
  const [bureau] = bureausOf(organisation);
  if (bureau === undefined) return;
  const { drafter } = bureau;
  const title = '应急管理领域随机抽查事项清单（演示）';
  const issuer = '上级应急管理部门（演示）';
  const list = must(
    await createItemList(platform, drafter, {
      actionId: platform.ids.next(),
      purpose: 'superior',
      title,
      issuer,
    }),
  );
  for (const [index, plan] of emergency.slice(0, 8).entries()) {
    const fields = {
      ...fieldsOf(organisation, bureau, plan),
      code: String(index + 1),
      subject: '县级以上应急管理部门',
      sectionId: null,
      ...(index % 3 === 1 ? { content: `${plan.content}；信息化监管数据报送情况` } : {}),
    };
    must(await createItem(platform, drafter, { actionId: platform.ids.next(), listId: list.id, fields }));
  }
  const view = must(await getAlignment(platform, drafter, list.id));
  const rows = view.rows.slice(0, 5).flatMap((row) =>
    row.source === null
      ? []
      : [
          {
            itemKey: row.itemKey,
            sourceItemId: row.source.id,
            localChange: row.differences.length === 0 ? '' : '检查内容按本市监管对象作了简化',
          },
        ],
  );
  must(await recordAlignment(platform, drafter, { actionId: platform.ids.next(), sourceId: list.id, rows }));
}

const firstSection: Readonly<Partial<Record<Bureau['agency'], string>>> = {
  emergency: '安全生产监督管理股',
  civilAirDefence: '工程科',
  detachment: '防火监督处',
  brigade: '监督执法科',
};

async function publishLeniency(platform: Platform, { actors }: Organisation): Promise<void> {
  const people = { drafter: actors['jz.safety'], lawyer: actors['jz.legal'], head: actors['jz.head'] };
  const title = '晋州市应急管理局轻微违法行为不予处罚清单';
  const made = must(
    await createLeniencyList(platform, people.lawyer, { actionId: platform.ids.next(), title }),
  );
  const saving = { actionId: platform.ids.next(), id: made.id, version: made.version, title };
  let { version } = must(
    await saveLeniencyList(platform, people.lawyer, { ...saving, entries: leniencyEntries }),
  );
  for (const step of way) {
    const place = step === 'publish' ? '晋州市人民政府门户网站' : '';
    const input = { actionId: platform.ids.next(), id: made.id, version, step, reason: '', place };
    ({ version } = must(await stepLeniencyList(platform, people[doer[step]], input)));
  }
}
