/** Invented words of the simulated year's county. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import { readRatio, readYearlyCap } from '@mingcha/core/registers/items/item-values.ts';
import { readBases } from '@mingcha/core/registers/items/read-bases.ts';

/** Fields of the agencies, in the order of the directory. */
export const fields = [
  '应急管理',
  '市场监督管理',
  '生态环境',
  '住房和城乡建设',
  '交通运输',
  '农业农村',
  '水利',
  '卫生健康',
  '文化和旅游',
  '教育',
  '民政',
  '人力资源和社会保障',
  '自然资源',
  '林业和草原',
  '商务',
  '统计',
  '税务',
  '消防救援',
  '气象',
  '城市管理',
] as const;

/** What objects do, and what an item checks. */
export const trades = ['工贸', '危险化学品', '建筑施工', '餐饮住宿', '仓储物流'] as const;

export function yearItem(trade: (typeof trades)[number], subject: string): ItemFields {
  const ratioText = '不低于5%';
  const frequencyText = '同一对象每年不超过2次';
  return {
    code: '',
    unit: '',
    category: `${trade}检查`,
    name: `${trade}单位日常管理情况的检查`,
    subItems: [],
    tier: 'general',
    bases: readBases('《中华人民共和国安全生产法》第六十五条'),
    subject,
    objectsText: `辖区内${trade}单位`,
    objectKinds: [],
    content: '制度建立和落实情况、人员培训、现场管理',
    methods: ['onSite', 'documents'],
    otherMethods: '',
    ratio: readRatio(ratioText),
    ratioText,
    frequencyText,
    yearlyCap: readYearlyCap(frequencyText),
    qualifications: [],
    announced: false,
    sheetIds: [],
    guidance: '',
    leniencyKeys: [],
    sectionId: null,
    coAgencies: [],
    remark: '',
  };
}

/** Problems that visits find. */
export const problemTexts = [
  '配电箱未上锁，无警示标识',
  '灭火器压力不足',
  '应急疏散图张贴位置不明显',
  '安全生产教育和培训记录不完整',
  '作业现场未张贴应急处置卡',
  '疏散通道堆放杂物',
] as const;
