/** Entries of the demo's leniency list, in our own words; conditions as local lists of this kind set them. */
import type { LeniencyCondition, LeniencyEntry } from '@mingcha/core/registers/items/leniency.ts';
import { readBases } from '@mingcha/core/registers/items/read-bases.ts';

const always: readonly LeniencyCondition[] = [
  { kind: 'firstTime', months: 24, anyAgency: true },
  { kind: 'noHarm' },
  { kind: 'noAccident', years: 3 },
  { kind: 'notListed' },
  { kind: 'notInSectors', sectors: ['危险化学品', '烟花爆竹', '非煤矿山', '金属冶炼'] },
];

interface Plan {
  readonly category: string;
  readonly conduct: string;
  readonly law: string;
  readonly days: number;
  readonly minor?: string;
}

const plans: readonly Plan[] = [
  {
    category: '教育培训',
    conduct: '未如实记录安全生产教育和培训情况',
    law: '《中华人民共和国安全生产法》第二十八条第四款、第九十七条第四项',
    days: 10,
    minor: '培训已实际开展，漏记、错记不超过三人次',
  },
  {
    category: '教育培训',
    conduct: '未按照规定对个别新上岗从业人员进行安全生产教育和培训',
    law: '《中华人民共和国安全生产法》第二十八条第一款、第九十七条第三项',
    days: 10,
    minor: '涉及一般岗位人员不超过两人',
  },
  {
    category: '隐患治理',
    conduct: '未将事故隐患排查治理情况如实记录或者未向从业人员通报',
    law: '《中华人民共和国安全生产法》第四十一条第二款、第九十七条第五项',
    days: 5,
    minor: '一般事故隐患，已按期整改，仅记录或者通报不完整',
  },
  {
    category: '应急管理',
    conduct: '应急预案未按照规定报送备案',
    law: '《生产安全事故应急条例》第七条、第三十二条',
    days: 15,
    minor: '预案已依法编制并公布，逾期备案不超过三个月',
  },
  {
    category: '警示标志',
    conduct: '未在有较大危险因素的个别设施、设备上设置明显的安全警示标志',
    law: '《中华人民共和国安全生产法》第三十五条、第九十九条第一项',
    days: 0,
    minor: '缺少或者破损不超过两处，现场能够立即补正',
  },
  {
    category: '劳动防护',
    conduct: '未监督从业人员按照使用规则佩戴、使用劳动防护用品',
    law: '《中华人民共和国安全生产法》第四十五条、第九十九条第五项',
    days: 0,
    minor: '防护用品已按标准配备，涉及人员不超过两人',
  },
];

export const leniencyEntries: readonly LeniencyEntry[] = plans.map((plan) => ({
  entryKey: null,
  category: plan.category,
  conduct: plan.conduct,
  conditions: [
    ...(plan.minor === undefined ? [] : [{ kind: 'minor' as const, text: plan.minor }]),
    { kind: 'corrected', days: plan.days },
    ...always,
  ],
  bases: readBases(`${plan.law}\n《中华人民共和国行政处罚法》第三十三条第一款`),
  period: plan.days === 0 ? '检查当场' : `责令改正之日起 ${plan.days} 日内`,
  remark: '',
}));
