/** Invented data for the gallery. */
import type { TicketLane } from '@mingcha/core/common/ticket-strip.ts';
import type { Stage } from '../../shared/ui/stage-rail.tsx';

export const digest = '9f3c27a1d05e4b886a11c7f02e94d3b5718ac6f4e20d9b3377c1e58fa46b0d92';
export const otherDigest = '04d1b7e85a2f963cce70918b35fa624d0e9c81f7b2a36d5548e7f01c93ba6d2e';

export const rail: readonly Stage[] = [
  { key: 'draft', title: '起草核对', state: 'done', date: '2026-11-16', post: '法宣科 安岚' },
  { key: 'sealed', title: '封存', state: 'done', date: '2026-11-18 09:12', post: '安岚、柏文' },
  { key: 'seed', title: '随机种子', state: 'now', date: '今天', post: '各方代表' },
  { key: 'drawn', title: '抽取', state: 'later', post: '法宣科' },
  { key: 'recorded', title: '签字归档', state: 'later', post: '现场参加人员' },
  { key: 'released', title: '公开', state: 'later', date: '12月20日前', post: '责任科室' },
];
export const voidedRail: readonly Stage[] = [
  { key: 'draft', title: '起草核对', state: 'done', date: '2026-10-08', post: '法宣科' },
  { key: 'sealed', title: '封存', state: 'done', date: '2026-10-10', post: '法宣科' },
  { key: 'seed', title: '随机种子', state: 'voided', date: '2026-10-10', post: '机关负责人批准' },
  { key: 'drawn', title: '抽取', state: 'later' },
  { key: 'released', title: '公开', state: 'later' },
];

/** A repeatable spread of numbers between 0 and 1; only for pictures. */
function spread(count: number, shift: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => ((i + 1) * 0.6180339887 + shift * 0.37 + ((i * i) % 17) * 0.013) % 1,
  );
}

function lane(
  code: string,
  name: string,
  size: { readonly n: number; readonly k: number; readonly own?: string },
): TicketLane {
  const { n, k, own } = size;
  const sorted = spread(n, code.length + n).sort((a, b) => a - b);
  return {
    code,
    name,
    cutOff: k === 0 || k >= n ? null : (sorted[k - 1] ?? null),
    points: sorted.map((at, index) => ({
      at,
      state: index < k ? 'drawn' : index < k + 3 ? 'reserve' : 'rest',
      ...(own !== undefined && index === k + 6 ? { label: own } : {}),
    })),
  };
}

export const smallLanes: readonly TicketLane[] = [
  lane('A', '信用 A 级', { n: 37, k: 6, own: '泽州县北石店人防工程' }),
  lane('C', '信用 C 级', { n: 12, k: 3 }),
  lane('D', '信用 D 级', { n: 4, k: 4 }),
];
export const denseLanes: readonly TicketLane[] = [
  lane('01', '工贸企业', { n: 5000, k: 150, own: '晋州市恒源机械加工厂' }),
];

export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly risk: string;
  readonly place: string;
  readonly employees: number;
  readonly checked: string;
}

const kinds = ['危险化学品经营', '工贸（机械）', '工贸（轻工）', '非煤矿山', '烟花爆竹零售'];
const towns = ['马于镇', '小樵镇', '总十庄镇', '东里庄镇', '槐树镇', '周家庄乡'];
const heads = ['恒源', '鑫达', '华泰', '永盛', '瑞丰', '宏图', '金桥', '顺通'];

export const firms: readonly Firm[] = Array.from({ length: 20 }, (_, i) => ({
  id: `firm-${i}`,
  name: `晋州市${heads[i % heads.length] ?? ''}${['机械加工厂', '化工有限公司', '面业有限公司', '石料厂'][i % 4] ?? ''}`,
  code: `91130183MA0${String(1234567 + i * 7919).slice(0, 6)}X`,
  kind: kinds[i % kinds.length] ?? '',
  risk: ['较大', '一般', '低'][i % 3] ?? '',
  place: `${towns[i % towns.length] ?? ''}工业路 ${i * 3 + 2} 号`,
  employees: 12 + ((i * 37) % 260),
  checked: i % 4 === 0 ? '' : `2026-0${(i % 9) + 1}-1${i % 9}`,
}));
