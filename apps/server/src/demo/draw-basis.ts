/**
 * What the demo's draws stand on: a published item of the bureau's list, and the approval that a draw outside of a plan
 * needs. Where the bureau has no published list yet, one with the draw's item goes the documents' whole way first.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import { itemFields } from '@mingcha/core/registers/items/item.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { createItem } from '../registers/items/item.service.ts';
import { createItemList, stepItemList } from '../registers/items/item-list.service.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { must } from './must.ts';

export interface Office {
  readonly section: Actor;
  readonly legal: Actor;
  readonly head: Actor;
}

export interface DemoItem {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  /** Law and article, as the list cites them. */
  readonly law: string;
  readonly article: string;
  readonly objects: string;
}

/** The item's key in the bureau's published list: by its name, or by a name that contains it. */
export async function demoItem(platform: Platform, office: Office, item: DemoItem): Promise<string> {
  const found = choose(await itemsOf(platform, office), item.name);
  if (found !== undefined) return found.itemKey;
  await publishList(platform, office, item);
  const made = choose(await itemsOf(platform, office), item.name);
  if (made === undefined) throw new Error(`the demo item ${item.name} is not published`);
  return made.itemKey;
}

function choose(items: readonly PublishedItem[], name: string): PublishedItem | undefined {
  return (
    items.find((item) => item.name === name) ?? items.find((item) => item.name.includes(name)) ?? items[0]
  );
}

async function itemsOf(platform: Platform, office: Office): Promise<readonly PublishedItem[]> {
  return inTransaction(platform.db, (tx) => publishedItems(tx, office.legal));
}

async function publishList(platform: Platform, office: Office, item: DemoItem): Promise<void> {
  const { section, legal, head } = office;
  const actionId = () => platform.ids.next();
  const title = '随机抽查事项清单（演示）';
  const list = must(
    await createItemList(platform, legal, { actionId: actionId(), purpose: 'own', title, issuer: '' }),
  );
  const fields = itemFields.parse({
    code: item.code,
    category: item.category,
    name: item.name,
    subItems: [],
    tier: 'general',
    bases: [{ law: item.law, article: item.article, text: '' }],
    subject: '本机关执法检查人员',
    objectsText: item.objects,
    objectKinds: ['enterprise'],
    content: '安全生产责任制、教育培训、设备设施和现场管理情况',
    methods: ['onSite'],
    ratio: null,
    ratioText: '按年度抽查计划',
    frequencyText: '每年不超过 2 次',
    yearlyCap: 2,
    qualifications: [],
    announced: false,
    sheetIds: [],
    guidance: '',
    leniencyKeys: [],
    sectionId: section.sectionId,
    coAgencies: [],
    remark: '',
  });
  must(await createItem(platform, section, { actionId: actionId(), listId: list.id, fields }));
  let version = list.version;
  for (const [actor, step] of [
    [section, 'submit'],
    [legal, 'review'],
    [head, 'approve'],
    [legal, 'publish'],
  ] as const) {
    const place = step === 'publish' ? '本机关门户网站' : '';
    const input = { actionId: actionId(), id: list.id, version, step, reason: '', place };
    version = must(await stepItemList(platform, actor, input)).version;
  }
}

/** The approval that a draw outside of the published plan needs. */
export function demoApproval(document: string, number: string, day: string): DrawSettingsInput['origin'] {
  const ground = { document, number, day, approver: '市人民政府（演示）', reason: '按年度重点工作部署' };
  return { kind: 'adHoc', ground };
}
